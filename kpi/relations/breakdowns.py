"""Parts that a text lists after their whole: 其中…, brackets right behind it, 由…构成, 包括…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.marks import SENTENCE_STOP
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.restated import told_again
from kpi.relations.sums import CASES, adds_up, slipped, total_of, whole_split

_OPENED_BY = pattern("relations", "breakdowns.opened_by")
_ALL_ALIKE = pattern("relations", "words.all_alike")
_AMONG = pattern("relations", "words.among")
_AND_HE = pattern("relations", "words.and_he")
_AND_JI = pattern("relations", "words.and_ji")
_AND_YU = pattern("relations", "words.and_yu")
_ITEMS = pattern("relations", "words.items")

_BRACKET = re.compile(r"\([^()]*\)")
_FIRST_WITHIN = 60  # the first part follows its cue within so many characters
_SCOPE = 900
_PARTS = 60
_DURATIONS = word_list("relations", "breakdowns.durations")
_BACK = 12
_RANKS = {"；": 3, ";": 3, "。": 4, "，": 2, ",": 2, "、": 1, _AND_HE: 1, _AND_JI: 1, _AND_YU: 1}
_OF_THEN = expression("relations", "breakdowns.of_then")  # 318人，较上年底的336人减少18人
_SEPARATOR = expression("relations", "breakdowns.separator")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the parts stand: figures `first` to `last` (exclusive), at bracket depth `depth`."""

    cue: int
    first: int
    last: int
    depth: int
    wide: bool  # reaches across ；
    complete: bool = False


def breakdowns(page: Page) -> Iterator[Relation]:
    scopes = list(_scopes(page))
    inside: set[int] = set()
    for scope in scopes:
        yield from _judge(page, scope, inside)
        inside.update(range(scope.first, scope.last))


def _scopes(page: Page) -> Iterator[Scope]:
    starts = [figure.start for figure in page.figures]
    for match in cues().within.finditer(page.text):
        first = bisect_left(starts, match.end())
        if first == len(starts) or starts[first] - match.end() > _FIRST_WITHIN or not first:
            continue
        if SENTENCE_STOP.search(page.text, match.end(), starts[first]):
            continue
        yield _scope(page, starts, match.start(), match.end(), first)


def _scope(page: Page, starts: list[int], cue: int, after: int, first: int) -> Scope:
    text = page.text
    between = text[after : starts[first]]
    depth = page.figures[first].depth - between.count("(") + between.count(")")
    opener = text[cue - 1 : cue]
    wide = text[after : after + 1] == ":" or opener in "。\n(" or depth > 0
    limit = min(len(text), after + _SCOPE)
    found = SENTENCE_STOP.search(text, after, limit)
    end = found.start() if found else limit
    if depth > 0:
        end = min(end, page.figures[first].closing)
    if not wide:
        stop = text.find(";", after, end)
        end = stop if stop >= 0 else end
    again = text.find(_AMONG, after, end)
    if again >= 0 and text.count("(", after, again) == text.count(")", after, again):
        end = again
    return Scope(cue, first, min(bisect_left(starts, end), first + _PARTS), depth, wide)


def _judge(page: Page, scope: Scope, inside: set[int]) -> Iterator[Relation]:
    listed = [figure for figure in page.figures[scope.first : scope.last] if figure.depth == scope.depth]
    done: set[str] = set()
    yield from _one_level(page, scope, listed)
    for figure in listed[:3]:
        if figure.group in done or not _may_add(figure):
            continue
        if figure.index > scope.first and not _beside(page, listed, figure):
            break
        done.add(figure.group)
        whole = _whole(page, scope, figure, inside)
        same = [one for one in listed if one.group == figure.group and _may_add(one)]
        if whole is None and figure.group in CASES:  # 2.18万件，其中结婚1.31万对、补领0.35万件
            whole = _whole(page, scope, replace(figure, group=_ITEMS), inside)
            same = [one for one in listed if one.group in CASES and _may_add(one)]
            done.update(CASES)
        if whole is None:
            continue
        lists = _lists(page, same, scope)
        relation = _best(whole, lists, scope.complete)
        if relation is not None and _exceeds(relation):
            larger = _larger(page, scope, whole, same[0])  # 2874宗：结婚1755宗…补领481宗，其中跨区1023宗
            whole = larger or whole
            relation = _best(whole, lists, scope.complete) if larger else relation
        page.wholes.update(dict.fromkeys((one.id for one in same), whole))
        if relation is not None:
            yield relation


def _exceeds(relation: Relation) -> bool:
    return relation.type is RelationType.PARTIAL and relation.verdict is RelationVerdict.INCONSISTENT


def _larger(page: Page, scope: Scope, nearest: Figure, part: Figure) -> Figure | None:
    """The number before that list of which the nearest is itself a part, if it is large enough."""
    first = page.figures[scope.first]
    for figure in reversed(page.figures[max(0, nearest.index - _BACK) : nearest.index]):
        if figure.quantity.sentence != first.quantity.sentence:
            return None
        if figure.group == part.group and _may_add(figure) and figure.value >= max(part.value, nearest.value):
            return figure
    return None


def _one_level(page: Page, scope: Scope, listed: Sequence[Figure]) -> Iterator[Relation]:
    """One duration for all, told again for each part (统一…缩减至22个工作日。其中:…22个工作日)."""
    whole = page.figures[scope.first - 1]
    unit = whole.quantity.unit
    if unit not in _DURATIONS or whole.paragraph != page.figures[scope.first].paragraph:
        return
    parts = [one for one in listed if one.quantity.unit == unit and one.quantity.role is not Role.BEFORE]
    if not parts or _ALL_ALIKE not in page.text[whole.quantity.sentence[0] : whole.start]:
        return
    same = all(part.value == whole.value for part in parts)
    yield told_again((whole, *parts), RelationVerdict.CONSISTENT if same else RelationVerdict.INCONSISTENT)


def _may_add(figure: Figure) -> bool:
    return figure.additive and figure.quantity.role is not Role.BEFORE


def _beside(page: Page, listed: Sequence[Figure], figure: Figure) -> bool:
    """True where the figure belongs to the first part as another measure of it (11.41万户17.88万人6805.59万元)."""
    place = listed.index(figure)
    if not place:
        return False
    between = page.text[listed[place - 1].end : figure.start].strip()
    return between == "、" or not _SEPARATOR.search(between)  # 3215户、4628人: no words between


def _separation(page: Page, left: Figure, right: Figure) -> int:
    """How strongly figures are set apart: 0 not at all, 1 、 or words, 2 a comma, 3 a semicolon, 4 a full stop."""
    gap = _BRACKET.sub("", page.text[left.end : right.start])
    return max((_RANKS[match[0]] for match in _SEPARATOR.finditer(gap)), default=1 if len(gap) > 1 else 0)


def _whole(page: Page, scope: Scope, part: Figure, inside: set[int]) -> Figure | None:
    """The nearest number of the unit before the cue: in its sentence, or in the one before if it opens one."""
    first = page.figures[scope.first]
    opens = page.text[scope.cue - 1 : scope.cue] in _OPENED_BY or scope.cue <= first.quantity.sentence[0] + 1
    for index in range(scope.first - 1, max(-1, scope.first - 1 - _BACK), -1):
        figure = page.figures[index]
        if figure.paragraph != first.paragraph:
            return None
        if figure.depth > max(scope.depth, 0):
            continue
        between = page.text[figure.end : scope.cue]
        if opens:
            semicolons = between.count(";") if page.text[scope.cue - 1] == ";" else 0
            if len(SENTENCE_STOP.findall(between)) + semicolons > 1:
                return None
            if index in inside:
                continue
        elif SENTENCE_STOP.search(between) or ";" in between:
            return None
        if figure.group == part.group and _may_add(figure) and not _OF_THEN.search(figure.left):
            planned = cues().planned.search(figure.left) or figure.quantity.role is Role.TARGET
            return None if planned and part.quantity.role is not Role.TARGET else figure
    return None


def _lists(page: Page, figures: list[Figure], scope: Scope) -> list[list[Figure]]:
    """The lists of parts that the punctuation allows, the likeliest first."""
    if len(figures) < 2:
        return [figures]
    gaps = [_separation(page, left, right) for left, right in pairwise(figures)]
    style = max(gaps) if scope.wide and max(gaps) == 3 else gaps[0]
    if style == 0:
        return [figures[:1]]
    strict = [figures[0]]
    for gap, figure in zip(gaps, figures[1:], strict=True):
        if gap > style:
            break
        if gap == style or style < 3:
            strict.append(figure)
    prefixes = [figures[:n] for n in range(len(figures), 1, -1)] if len(figures) <= 12 else [figures]
    return [strict if style != 2 else strict[:1], *prefixes]


def _best(whole: Figure, lists: list[list[Figure]], complete: bool) -> Relation | None:
    """The first list that adds up, is all of a known split, or is one digit off; else what the likeliest says.

    公办98家、民办150家、公建民营64家: the first two are a known split, but the list goes on, so they are not all.
    """

    def split(tried: Sequence[Figure]) -> bool:
        return len(tried) >= len(lists[0]) and whole_split(whole, tried)

    for fits in (partial(adds_up, whole), split, partial(slipped, whole)):
        for tried in lists:
            if fits(tried):
                return total_of(whole, tried, complete)
    return total_of(whole, lists[0], complete)
