"""Part, whole and percentage: 其中护理型床位1799张，占比56.8%; 应检198家，实际参检191家，参检率96.5%.

The three may stand in three clauses. A pair that fits is reported; one that does not only where the text says
plainly which part of which whole the percentage is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kpi.arithmetic.laws import HUNDRED
from kpi.language.terms import is_hanzi
from kpi.model import Relation, RelationVerdict, Role
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.nearby import (
    ANOTHER_TOTAL,
    beside,
    of_capacity,
    of_its_noun,
    of_the_topic,
    of_those,
    of_what_follows,
    told_behind,
)
from kpi.relations.quotients import by_a_slip, countable, is_sure, quotient, told
from kpi.relations.slips import mendable
from kpi.relations.wholes import wholes as wholes_of

_ENDS = expression("relations", "shares.ends")
_AMONG = pattern("relations", "words.among")
_DONE = pattern("relations", "words.done")
_MAKES_UP = pattern("relations", "words.makes_up")
_REACHED = pattern("relations", "words.reached")
_SHARE_WORD = pattern("relations", "words.share")

_TASK = expression("relations", "shares.task")
_RATE = expression("relations", "shares.rate")
_SHARE = expression("relations", "shares.share")
_OF = expression("relations", "shares.of")
_IN_ALL = expression("relations", "shares.in_all")
_POPULATION = expression("relations", "shares.population")
_GENERIC = expression("relations", "shares.generic")
_SPENDS = expression("relations", "shares.spends")
_BUDGET = expression("relations", "shares.budget")
_SPENT = expression("relations", "shares.spent")
_GROWTH = expression("relations", "shares.growth")
_BRACKET = re.compile(r"\([^()]*\)?")
_TOTALS = expression("relations", "shares.totals")
_SCOPES = word_list("relations", "shares.scopes")
_BACK = 8
_PARAGRAPH_BACK, _IN_ALL_BACK = 14, 40
_LINES_BACK = 2  # paragraphs in which another number may bear the name of the whole
_NEAR = 10  # points


def shares(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for place, figure in enumerate(sentence):
            if figure.is_percent and not _GROWTH.search(figure.left[-8:]):
                planned = figure.quantity.role is Role.TARGET  # 任务120张的73.3% is told of what was done
                relation = (_of_given_whole if planned else _share)(page, sentence, place)
                if relation is not None:
                    yield relation


def _share(page: Page, sentence: Sequence[Figure], place: int) -> Relation | None:
    figure = sentence[place]
    given = _of_given_whole(page, sentence, place)
    if given is not None:
        return given
    rate = _RATE.search(figure.left)
    share = _SHARE.search(figure.left) or (_MAKES_UP if figure.left.endswith(_SHARE_WORD) else None)
    if rate is None and share is None:
        return None
    before = [one for one in sentence[max(0, place - _BACK) : place] if countable(one)]
    if share is not None:
        name = share.group(1) if isinstance(share, re.Match) else ""
        return _of_share(page, figure, before, name)
    assert rate is not None
    return _of_rate(page, figure, before, rate[1])


def _of_given_whole(page: Page, sentence: Sequence[Figure], place: int) -> Relation | None:
    """建成88张，完成全年目标120张的73.3%: the whole stands right before the percentage."""
    figure = sentence[place]
    if place < 2 or not _OF.match(page.text[sentence[place - 1].end : figure.start]):
        return None
    whole = sentence[place - 1]
    part = sentence[place - 2]
    if part.depth > figure.depth:  # 1042名(南湖286名,…),占1240名的84%
        alike = [one for one in sentence[: place - 1] if one.depth <= figure.depth and one.group == whole.group]
        part = alike[-1] if alike else part
    if part.quantity.role is Role.TARGET and figure.quantity.role is Role.TARGET:
        return None
    if whole.group != part.group or not countable(part) or ";" in page.text[part.end : whole.start]:
        return None
    return told(part, whole, figure)


def _of_share(page: Page, figure: Figure, before: Sequence[Figure], name: str) -> Relation | None:
    """占…X%: of the whole that the name points at, or of the number that the part is taken from."""
    if not before:
        return None
    part = before[-1]
    wholes = [one for one in reversed(before[:-1]) if one.group == part.group]
    meant = _meant(page, part, wholes, name)
    if meant is not None and is_sure(page, part, figure):
        relation = told(part, meant, figure)
        if relation is not None and relation.verdict is not RelationVerdict.INCONSISTENT:
            return relation
        fitting = _fitting(part, [*wholes, *_earlier(page, part)], figure)
        return fitting or (relation and _of_another(page, part, meant, figure, name)) or relation
    stated = of_those(page, part, before) or told_behind(page, figure, part, name)
    close = by_a_slip(part, stated, figure) if stated is not None else None
    if close is None and _plain(name):
        close = beside(page, figure, before, "") or of_its_noun(page, figure, before, "")
    if close is not None and is_sure(page, part, figure):
        if close.verdict is not RelationVerdict.INCONSISTENT:
            return close
        whole = page.figures[part.index] if stated is None else stated
        others = [one for one in reversed(before[:-1]) if one.group == part.group and one is not whole]
        fits = [_fitting(one, [stated] if stated is not None else wholes, figure) for one in others]
        return next((one for one in fits if one is not None), close)
    if _GENERIC.match(name):
        wholes += _earlier(page, part)
    return _fitting(part, wholes, figure)


def _of_another(page: Page, part: Figure, nearest: Figure, figure: Figure, name: str) -> Relation | None:
    """参加体检的老年人 and 老年人 both bear the name 老年人: the one that a slip would mend, if only one does."""
    if _GENERIC.match(name) or by_a_slip(part, nearest, figure) is not None:
        return None
    near = page.figures[max(0, part.index - _PARAGRAPH_BACK) : part.index]
    near = [one for one in near if one.group == part.group and one.paragraph >= part.paragraph - _LINES_BACK]
    named = [one for one in near if one.value > part.value and _is_called(name, _named(page, one))]
    mended = [relation for one in named if (relation := by_a_slip(part, one, figure)) is not None]
    return mended[0] if len(mended) == 1 else None


def _plain(name: str) -> bool:
    return not any(word in name for word in _SCOPES)


def _meant(page: Page, part: Figure, wholes: Sequence[Figure], name: str) -> Figure | None:
    """The whole that the text leaves no doubt about: None where it does not say."""
    taken_from = wholes_of(page).get(part.id)
    if not _GENERIC.match(name):
        offered = [taken_from, *wholes] if taken_from is not None else [*wholes]
        if _IN_ALL.match(name):  # 总人口 is no age group
            near = page.figures[max(0, part.index - _IN_ALL_BACK) : part.index]
            line = [one for one in near if one.paragraph == part.paragraph]
            alike = [one for one in (*offered, *line) if one.group == part.group and countable(one)]
            called = [one for one in alike if _is_called(name, _named(page, one))]
            return max(called, key=lambda one: one.value, default=None)
        return next((one for one in offered if _is_called(name, _named(page, one))), None)
    if taken_from is not None:
        return taken_from
    total = pattern("relations", "shares.total_of", {"part": part.left})  # 总床位41199张…, 床位34643, 占比84%
    near = page.figures[max(0, part.index - _PARAGRAPH_BACK) : part.index] if len(total) > 2 else []
    called = [one for one in near if one.paragraph == part.paragraph and one.left.endswith(total)]
    if len(called) == 1 and called[0].group == part.group:
        return called[0]
    return wholes[0] if wholes and _split_off(page, part, wholes[0]) else None


def _split_off(page: Page, part: Figure, whole: Figure) -> bool:
    """The part is one of the whole's: 其中, or the next clause of the same count (复核6120户，退出413户)."""
    between = page.text[whole.end : part.start]
    if ";" in between or "。" in between:
        return False
    beside = part.index == whole.index + 1 and between.count(",") <= 1 and not ANOTHER_TOTAL.search(part.left)
    return _AMONG in between or beside


def _is_called(name: str, around: str) -> bool:
    """占报告总数: of the number that stands by 报告; 占总人口: by 人口."""
    bare = _TOTALS.sub("", _BRACKET.sub("", name))
    called = bare in around or _POPULATION.sub("", bare) in around  # 占老年人口的13.8%: of 老年人
    return len(bare) >= 2 and called and _same_scope(name, around)


def _named(page: Page, figure: Figure) -> str:
    """The words around a whole: the clause before it and the noun behind it."""
    return figure.left + _ENDS.split(page.text[figure.end : figure.end + 16])[0]


def _of_rate(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """应检205家，已参检164家，参检率82.0%: the stem of the rate says what the part did."""
    if stem.endswith((_DONE, _REACHED)) and any(map(partial(_is_task, page), before[-3:])):
        return _of_task(page, figure, before[-3:])
    sure = _sure_rate(page, figure, before, stem) or _whole_of_paragraph(page, figure, before, stem)
    sure = sure or _named_part(page, figure, before, stem) or beside(page, figure, before, stem)
    sure = sure or of_its_noun(page, figure, before, stem) or of_capacity(page, figure, before, stem)
    sure = sure or of_the_topic(page, figure, before, stem) or of_what_follows(page, figure, before, stem)
    if sure is not None and sure.verdict is not RelationVerdict.INCONSISTENT:
        return sure
    stems = {stem[-2:], stem[:2]} | ({stem[-4:-2]} if len(stem) > 3 else set())
    parts = [one for one in reversed(before) if any(piece in _named(page, one) for piece in stems)]
    if stem.endswith(_DONE) or not parts:
        parts = list(reversed(before[-2:]))
    for part in parts[:3]:
        wholes = [one for one in reversed(before) if one.index < part.index and one.group == part.group]
        found = _fitting(part, [*wholes[:4], *_earlier(page, part)[:4]], figure)
        if found is not None:
            return found
    return sure


def _is_task(page: Page, figure: Figure) -> bool:
    """全年任务40个, 40个的年度任务: what was to be done."""
    behind = page.text[figure.end : figure.end + 10]
    return bool(cues().planned.search(figure.left) or _TASK.match(behind)) or figure.quantity.role is Role.TARGET


def _of_task(page: Page, figure: Figure, before: Sequence[Figure]) -> Relation | None:
    """新建42个，超额完成40个的年度任务，完成率105%: what was done by what was to be done, whichever is more."""
    tasks = [one for one in before if _is_task(page, one)]
    done = [one for one in before if one not in tasks and one.group == tasks[-1].group]
    return by_a_slip(done[-1], tasks[-1], figure) if done else None


def _sure_rate(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """The text leaves no doubt: 应检 N，已参检 n，参检率; 共有 N，其中持证 n，持证率."""
    if len(before) < 2:
        return None
    whole, part = before[-2:]
    if whole.group != part.group or part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    did = stem[-2:]
    between = page.text[whole.end : part.start]
    due_word = pattern("relations", "shares.due_to_be", {"verb": did[-1]})
    due = due_word in whole.left and did[-1] in part.left  # 应检92个，已检87个，年检率
    spent = bool(_SPENDS.search(stem) and _BUDGET.search(whole.left) and _SPENT.search(part.left))
    named = did in part.left or due or spent or (stem.endswith(_DONE) and (_DONE in between))
    plain = ";" not in between and between.count(",") <= 1 and part.index == whole.index + 1
    within = (
        _AMONG in between
        or due_word in whole.left
        or spent  # 预算8484万元，支出8100万元，执行率
        or (did == _DONE and bool(cues().planned.search(whole.left)))
    )
    return told(part, whole, figure) if named and plain and within else None


def _named_part(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """1036人，其中集中供养286人、分散供养750人，集中供养率27.6%: of the part that bears its name."""
    named = [one for one in before if one.left.endswith(stem) and one.id in wholes_of(page)]
    return told(named[0], wholes_of(page)[named[0].id], figure) if len(named) == 1 and len(stem) > 2 else None


def _whole_of_paragraph(page: Page, figure: Figure, before: Sequence[Figure], stem: str) -> Relation | None:
    """反馈问题线索1072条。…查实问题线索488条，查实率45.5%: of the one total that bears the noun."""
    part = before[-1] if before else None
    if part is None or part.index != figure.index - 1 or not is_sure(page, part, figure):
        return None
    if stem[-2:] not in part.left:
        return None
    noun = part.quantity.subject.text[-4:]
    wholes = [
        one for one in page.figures[max(0, part.index - _PARAGRAPH_BACK) : part.index]
        if one.paragraph == part.paragraph and one.group == part.group and one.id not in wholes_of(page)
        and len(noun) == 4 and noun in one.name
    ]  # fmt: skip
    found = told(part, wholes[0], figure) if len(wholes) == 1 else None
    if found is None or found.verdict is not RelationVerdict.INCONSISTENT:
        return found
    near = abs(part.value / wholes[0].value * HUNDRED - figure.value) <= _NEAR  # further off, of another total
    return found if near or mendable(found, [one.quantity for one in (part, wholes[0], figure)]) else None


def _fitting(part: Figure, wholes: Sequence[Figure], figure: Figure) -> Relation | None:
    """The first whole of which the part is so many per cent: plausible, since only the fit says so."""
    for whole in wholes:
        if whole.value < part.value or (figure.value == HUNDRED and not _completed(part, figure)):
            continue  # 100% fits any number told twice
        relation = quotient(part, whole, figure)
        if relation is not None and relation.verdict in (RelationVerdict.CONSISTENT, RelationVerdict.TRUNCATED):
            return replace(relation, verdict=RelationVerdict.PLAUSIBLE)
    return None


def _completed(part: Figure, figure: Figure) -> bool:
    return part.index == figure.index - 1 and _DONE in part.left


def _earlier(page: Page, part: Figure) -> list[Figure]:
    """Wholes of the same unit in the sentences before, in the same paragraph, that share a word with the part."""
    found: list[Figure] = []
    for index in range(part.index - 1, max(-1, part.index - _PARAGRAPH_BACK), -1):
        one = page.figures[index]
        if one.paragraph != part.paragraph:
            break
        if one.quantity.sentence == part.quantity.sentence or one.group != part.group or not countable(one):
            continue
        if one.value >= part.value and _shares_noun(_named(page, one), _named(page, part)):
            found.append(one)
    return found


def _same_scope(name: str, around: str) -> bool:
    """占总培训计划: only of a whole that is itself a plan; 占全省…: only of one said of 全省."""
    return all(word in around for word in _SCOPES if word in name)


def _shares_noun(left: str, right: str) -> bool:
    """True where the two phrases have two characters in a row in common."""
    return any(left[n : n + 2] in right for n in range(len(left) - 1) if is_hanzi(left[n]))
