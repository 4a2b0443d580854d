"""rise.compared: a level, the level before it, and the difference and rate told beside them, in any order.

社会团体1.64万个,较上年的1.66万个减少0.02万个,增长率为-1.20%. 6月末1846人;12月末1790人,比6月末减少56人.
Each figure is what its own words say: the level before names another time, a difference ends in a verb of change,
a rate names growth. A change that does not fit is told if it is a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial

from kpi.model import Relation, RelationVerdict, Role
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.cues import listed
from kpi.relations.figures import Figure, Page, once
from kpi.relations.increments import increment
from kpi.relations.rises import POINTS, TIMES, base, verbs, with_change
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_words = partial(listed, "compared_rule")
_ENDS = pattern("relations", "rules_compared.ends")
_OF_SOME = expression("relations", "rules_compared.of_some")
_COMPARED = pattern("relations", "words.compared")
_COMPARED_WITH = pattern("relations", "words.compared_with")
_COMPARES = pattern("relations", "words.compares")
_OF = pattern("relations", "words.of")

_BRACKET = re.compile(r"\([^()]*\)")
_BEHIND = 6  # figures that may tell of one level
_EARLIER = 8  # figures before a level among which its time is looked for
_SEEN = frozenset(word_list("relations", "rules_compared.seen"))


def compared(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        for place, now in enumerate(figures):
            if is_level(page, now):
                yield from _of(page, figures, place)


@cache
def _changed() -> re.Pattern[str]:
    return re.compile(rf"{listed('compared_rule', 'changed').pattern}$")


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(rf"{listed('compared_rule', 'against').pattern}?{listed('compared_rule', 'rate').pattern}")


@once
def is_level(page: Page, figure: Figure) -> bool:
    if figure.quantity.unit in (*_SEEN, *POINTS) or figure.value <= 0 or figure.quantity.role is Role.BEFORE:
        return False
    return not (is_then(page, figure) or is_difference(page, figure, figure))


@once
def is_then(page: Page, figure: Figure) -> bool:
    """The level of another time, or one to compare with: 上年为3652具, 较上年的1.66万个, 与上年2905.6万元相比."""
    said = own(page, figure)
    year = str(page.report.period_end.year) if page.report.period_end else ""
    if year and year in said:
        said = _of_year(year).sub("", said)  # the report's own year is no other time
    if _words("then").search(said) is None:
        return False
    changed = verbs().change.match(_last(said))
    behind = page.text.startswith((_COMPARED, _COMPARED_WITH), figure.end)
    is_change = (changed is not None and changed["verb"] is not None) or _changed().search(said) is not None
    return behind or not is_change


@lru_cache(maxsize=8)
def _of_year(year: str) -> re.Pattern[str]:
    return expression("relations", "rules_compared.of_year", {"year": year})


def _last(said: str) -> str:
    return said[-8:].lstrip(_ENDS)


def is_difference(page: Page, figure: Figure, now: Figure) -> bool:
    """In the level's own unit, behind a verb of change: 减少0.02万个, 多78.5万元; 提升4.0个百分点 of a rate."""
    alike = base(figure) == base(now) or (now.is_percent and figure.base in POINTS)
    said = own(page, figure)  # 下降27.9%,主要是出让收入减收2.16亿元: of some of it
    return alike and _changed().search(said) is not None and _OF_SOME.search(said) is None


@once
def is_rate(page: Page, figure: Figure) -> bool:
    """A rate that names no other thing: 同比增长16.1%, not 慈善信托增长16.1%."""
    if figure.quantity.unit != "%":
        return False
    said = _BRACKET.sub("", own(page, figure)).strip(_ENDS)  # 较上月同期(7518件)上升
    return _rate().fullmatch(said) is not None


def _of(page: Page, figures: Sequence[Figure], place: int) -> Iterator[Relation]:
    """What the figures right behind a level tell of it."""
    now = figures[place]
    slot = page.slots[now.index]
    then: Figure | None = None
    difference: Figure | None = None
    rate: Figure | None = None
    for one in figures[place + 1 : place + 1 + _BEHIND]:
        own_slot = page.slots[one.index]
        if own_slot.depth > slot.depth and difference is None and rate is None:
            of_now = own_slot.owner == now.index or own_slot.owner < 0
            if then is None and base(one) == base(now) and is_then(page, one) and of_now:
                then = one  # 2156万元(上年同期1874万元),同比增长15.0%; 比上年(32人)多9人
            continue
        if rate is None and difference is not None and own_slot.owner == difference.index and is_rate(page, one):
            rate = one  # 增加12起(增幅为15.6%)
            continue
        if own_slot.segment != slot.segment and then is None and _goes_on(page, now, one):
            slot = own_slot  # 投了7.86亿元。比前年的7.42亿元多了4400万元
        if own_slot.segment != slot.segment or own_slot.bracket != slot.bracket:
            break
        if difference is None and rate is None and _is_aside(page, one):
            continue  # 支出14.26万元,完成预算16.50万元的86.4%,比上年减少2.10万元
        if one.quantity.unit == TIMES and then is not None:
            continue  # 上年为24.15万人次,是上年的1.6倍,同比增长60.0%
        if difference is None and is_difference(page, one, now):
            difference = one
        elif rate is None and is_rate(page, one):
            rate = one
        elif then is None and base(one) == base(now) and is_then(page, one):
            then = one
        else:
            break
    if difference is None and rate is None:
        return
    near = figures[max(0, place - _EARLIER) : place]
    if then is None and difference is not None:
        then = _earlier(page, near, now, difference)
    elif then is None and rate is not None and _words("on_the_year").search(own(page, rate)):
        then = _begun(page, near, now)
    last: Figure | None = None
    for change in sorted(filter(None, (difference, rate)), key=lambda one: one.index):
        if then is not None:
            yield from _sure(with_change(page, then, now, change), (then, now, change))
            last = change
    if last is not None:
        behind = place + last.index - now.index + 1
        yield from _again(page, now, figures[behind : behind + _BEHIND])
    if then is not None or difference is None or rate is None:
        return
    if all(one.base != now.base or page.slots[one.index].segment != slot.segment for one in near):
        yield from _sure(increment(page, now, difference, rate), (now, difference, rate))


def _again(page: Page, now: Figure, behind: Sequence[Figure]) -> Iterator[Relation]:
    """较上月同期(7518件)上升14.95%,较去年同期(9120件)下降5.24%: held against one more time in a bracket."""
    then: Figure | None = None
    for one in behind:
        if (
            one.depth > now.depth
            and base(one) == base(now)
            and is_then(page, one)
            and page.slots[one.index].owner < 0
        ):
            then = one
            continue
        told = is_rate(page, one) or is_difference(page, one, now)
        if then is None or not told or page.slots[one.index].segment != page.slots[now.index].segment:
            return
        yield from _sure(with_change(page, then, now, one), (then, now, one))


def _is_aside(page: Page, figure: Figure) -> bool:
    """A share of the level, or a task and how much of it was done: what is told behind is of the level again."""
    if is_rate(page, figure):
        return False
    said = own(page, figure)
    of_task = figure.is_percent and page.figures[figure.index - 1].end == figure.start - len(said)
    if figure.quantity.role is Role.TARGET or (of_task and said in ("", _OF)):
        return True
    return _words("aside").search(said) is not None and (figure.is_percent or _words("then").search(said) is None)


def _goes_on(page: Page, now: Figure, then: Figure) -> bool:
    """Whether the next sentence opens with the level before, and no other number of its unit stands between."""
    opens = page.slots[then.index].sentence
    said = page.text[opens : then.start].lstrip()
    between = page.figures[now.index + 1 : then.index]
    return (
        said.startswith(tuple(_COMPARES))
        and base(then) == base(now)
        and is_then(page, then)
        and all(base(one) != base(now) for one in between)
    )


def _earlier(page: Page, before: Sequence[Figure], now: Figure, difference: Figure) -> Figure | None:
    """The level that the difference names by its time (比6月末减少), or that of the year's beginning."""
    named = _words("named_time").search(own(page, difference))
    time = named[0].lstrip(_COMPARES) if named else ""
    begun = _words("ends").search(own(page, now)) is not None
    alike = [one for one in reversed(before) if base(one) == base(now) and one.quantity.unit == now.quantity.unit]
    levels = [one for one in alike if not is_difference(page, one, now)]
    for one in levels:
        if time and _own_time(time).search(own(page, one)):
            return one  # 7月6.84万人次,8月7.05万人次;9月7.47万人次,比8月多
    for one in levels:
        said = page.text[page.slots[one.index].segment : one.start]
        if (time and time in said) or (not time and begun and _words("begins").search(said)):
            return one
    return None


@lru_cache(maxsize=64)
def _own_time(time: str) -> re.Pattern[str]:
    return expression("relations", "rules_compared.own_time", {"time": time})


def _begun(page: Page, before: Sequence[Figure], now: Figure) -> Figure | None:
    """年初登记1276个,…年末达1285个,比上年增长0.7%: the year began with what the last one ended with."""
    if not _words("ends").search(own(page, now)):
        return None
    sentence = page.slots[now.index].sentence
    alike = [one for one in before if one.quantity.unit == now.quantity.unit]
    said = [one for one in alike if _words("begins").search(page.text, page.slots[one.index].clause, one.start)]
    return said[-1] if len(said) == 1 and page.slots[said[0].index].sentence == sentence else None


def _sure(relation: Relation | None, members: Sequence[Figure]) -> Iterator[Relation]:
    if relation is None:
        return
    wrong = relation.verdict is RelationVerdict.INCONSISTENT
    if relation.verdict in FITS or (wrong and near_miss(relation, [one.quantity for one in members])):
        yield relation
