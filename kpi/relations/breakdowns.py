"""Parts that a text lists after their whole: 其中…, brackets right behind it, 由…构成, 包括…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.outline.among import Stretch, is_beside, separation, stretches
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.marks import SENTENCE_STOP
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.restated import told_again
from kpi.relations.sums import CASES, adds_up, are_apart, one_slip_off, slipped, too_many, total_of, whole_split

_ALL_ALIKE = pattern("relations", "words.all_alike")
_ITEMS = pattern("relations", "words.items")
_JOINS = pattern("relations", "words.joins")
_MAKES_UP = pattern("relations", "words.makes_up")
_OF = pattern("relations", "words.of")

_DURATIONS = word_list("relations", "breakdowns.durations")
_BACK = 12
_SHORT = 8  # characters of a part's own words
_YUAN = pattern("relations", "words.yuan")
_OF_THEN = expression("relations", "breakdowns.of_then")  # 318人，较上年底的336人减少18人


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of one unit that a 其中 holds, what they are taken from, and how they fit it."""

    whole: Figure
    parts: list[Figure]
    relation: Relation | None


def breakdowns(page: Page) -> Iterator[Relation]:
    yield from (split.relation for split in splits(page) if split.relation is not None)


@once_a_page
def splits(page: Page) -> list[Split]:
    """All that 其中 splits, in text order."""
    found: list[Split] = []
    inside: set[int] = set()
    spans = [(figure.start, figure.end) for figure in page.figures]
    for stretch in stretches(page.text, page.slots, spans):
        found.extend(_judge(page, stretch, inside))
        inside.update(range(stretch.first, stretch.last))
    return found


@once_a_page
def wholes_of_among(page: Page) -> dict[str, Figure]:
    """What 其中 takes each of its parts from, by the id of the part."""
    return {part.id: split.whole for split in splits(page) for part in split.parts}


def _judge(page: Page, stretch: Stretch, inside: set[int]) -> Iterator[Split]:
    listed = [figure for figure in page.figures[stretch.first : stretch.last] if figure.depth == stretch.depth]
    done: set[str] = set()
    level = _one_level(page, stretch, listed)
    if level is not None:
        yield level
    for figure in listed[:3]:
        if figure.group in done or not _may_add(figure):
            continue
        if figure.index > stretch.first and not _beside(page, listed, figure):
            break
        done.add(figure.group)
        whole = _whole(page, stretch, figure, inside)
        same = [one for one in listed if one.group == figure.group and _may_add(one)]
        if whole is None and figure.group in CASES:  # 2.18万件，其中结婚1.31万对、补领0.35万件
            whole = _whole(page, stretch, replace(figure, group=_ITEMS), inside)
            same = [one for one in listed if one.group in CASES and _may_add(one)]
            done.update(CASES)
        if whole is None:
            continue
        lists = _lists(page, same, stretch)
        relation = _best(whole, lists)
        if relation is not None and _exceeds(relation) and not too_many(whole, same):
            larger = _larger(page, whole, same[0])  # 2874宗：结婚1755宗…补领481宗，其中跨区1023宗
            whole = larger or whole
            relation = _best(whole, lists) if larger else relation
        yield Split(whole, same, relation)


def _exceeds(relation: Relation) -> bool:
    return relation.type is RelationType.PARTIAL and relation.verdict is RelationVerdict.INCONSISTENT


def _larger(page: Page, nearest: Figure, part: Figure) -> Figure | None:
    """The number before that list of which the nearest is itself a part, if it is large enough."""
    for figure in reversed(page.figures[max(0, nearest.index - _BACK) : nearest.index]):
        if figure.quantity.sentence != nearest.quantity.sentence:
            return None
        if figure.group == part.group and _may_add(figure) and figure.value >= max(part.value, nearest.value):
            return figure
    return None


def _one_level(page: Page, stretch: Stretch, listed: Sequence[Figure]) -> Split | None:
    """One duration for all, told again for each part (统一…缩减至22个工作日。其中:…22个工作日)."""
    whole = page.figures[stretch.first - 1]
    unit = whole.quantity.unit
    if unit not in _DURATIONS or whole.paragraph != page.figures[stretch.first].paragraph:
        return None
    parts = [one for one in listed if one.quantity.unit == unit and one.quantity.role is not Role.BEFORE]
    if not parts or _ALL_ALIKE not in page.text[whole.quantity.sentence[0] : whole.start]:
        return None
    same = all(part.value == whole.value for part in parts)
    verdict = RelationVerdict.CONSISTENT if same else RelationVerdict.INCONSISTENT
    return Split(whole, [], told_again((whole, *parts), verdict))


def _may_add(figure: Figure) -> bool:
    return figure.additive and figure.quantity.role is not Role.BEFORE


def _beside(page: Page, listed: Sequence[Figure], figure: Figure) -> bool:
    """True where the figure belongs to the first part as another measure of it (11.41万户17.88万人6805.59万元)."""
    place = listed.index(figure)
    if not place:
        return False
    return is_beside(page.text[listed[place - 1].end : figure.start])


def _whole(page: Page, stretch: Stretch, part: Figure, inside: set[int]) -> Figure | None:
    """The nearest number of the unit before the cue: in its sentence, or in the one before if it opens one."""
    first = page.figures[stretch.first]
    opens = stretch.opens or stretch.cue <= first.quantity.sentence[0] + 1
    for index in range(stretch.first - 1, max(-1, stretch.first - 1 - _BACK), -1):
        figure = page.figures[index]
        if figure.paragraph != first.paragraph:
            return None
        if figure.depth > max(stretch.depth, 0):
            continue
        between = page.text[figure.end : stretch.cue]
        if opens:
            semicolons = between.count(";") if stretch.segment else 0
            if len(SENTENCE_STOP.findall(between)) + semicolons > 1:
                return None
            if index in inside:
                continue
        elif SENTENCE_STOP.search(between) or ";" in between:
            return None
        if _is_base(page, index):
            continue  # 困难群众12190人,占户籍人口46.2万人的2.6%,其中…
        if figure.group == part.group and _may_add(figure) and not _OF_THEN.search(figure.left):
            planned = cues().planned.search(figure.left) or figure.quantity.role is Role.TARGET
            own_bracket = page.slots[part.index].owner == figure.index  # 计划2100户(其中:第一批808户…)
            if planned and part.quantity.role is not Role.TARGET and not own_bracket:
                return None
            return _all_of(page, figure) if opens else figure
    return None


def _is_base(page: Page, index: int) -> bool:
    """占46.2万人的2.6%: the number that a share is of."""
    behind = page.figures[index + 1] if index + 1 < len(page.figures) else None
    said = page.text[page.figures[index].end : behind.start] if behind is not None and behind.is_percent else ""
    return said.strip() == _OF and page.figures[index].left.lstrip(_JOINS).startswith(_MAKES_UP)


def _all_of(page: Page, last: Figure) -> Figure:
    """从业人员14860人,专职9214人,兼职5646人。其中…: what the sentence before splits, not the last of its parts."""
    run = [last]
    for figure in reversed(page.figures[max(0, last.index - _BACK) : last.index]):
        if figure.quantity.sentence != last.quantity.sentence:
            break
        if figure.group != last.group or not _may_add(figure) or figure.depth != last.depth:
            continue
        if len(run) > 1 and adds_up(figure, run):
            return figure
        run.insert(0, figure)
    return last


def _lists(page: Page, figures: list[Figure], stretch: Stretch) -> list[list[Figure]]:
    """The lists of parts that the punctuation allows, the likeliest first."""
    if len(figures) < 2:
        return [figures]
    gaps = [separation(page.text[left.end : right.start]) for left, right in pairwise(figures)]
    style = max(gaps) if stretch.wide and max(gaps) == 3 else gaps[0]
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


def _too_much(whole: Figure, parts: Sequence[Figure]) -> bool:
    """总投资268万元,其中补助150万元,配套98万元,捐助30万元: money counts once, so a slip made it more."""
    money = whole.base == _YUAN and len(parts) > 2 and all(0 < len(one.own) <= _SHORT for one in parts)
    return money and sum(one.value for one in parts) > whole.value and one_slip_off(whole, parts)


def _best(whole: Figure, lists: list[list[Figure]]) -> Relation | None:
    """The first list that adds up, is all of a known split, or is one digit off; else what the likeliest says.

    公办98家、民办150家、公建民营64家: the first two are a known split, but the list goes on, so they are not all.
    """

    def split(tried: Sequence[Figure]) -> bool:
        return len(tried) >= len(lists[0]) and whole_split(whole, tried)

    if len(lists[0]) > 1 and are_apart(lists[0]) and too_many(whole, lists[0]):
        return total_of(whole, lists[0], complete=False)  # 电话1326、窗口418、网络207: the last was added later
    for tells in (adds_up, None, slipped, _too_much, too_many):
        fits = split if tells is None else partial(tells, whole)
        for tried in lists:
            if fits(tried):
                return total_of(whole, tried, complete=False)
    return total_of(whole, lists[0], complete=False)
