"""rise.fit: a difference or a rate of change that two figures near by, or a level and its difference, give.

去年前六个月办了1257人次,今年1386人次,人次添了129人次,即上浮10.3%. The words right before the change say that it
is one; of two levels one is of another time; a difference stands right beside its rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from kpi.model import Bound, Relation, Role
from kpi.relations.figures import Figure, Page, once, once_a_page, significant
from kpi.relations.fits.near import (
    around,
    before,
    behind,
    fit_words,
    in_common,
    is_earlier,
    is_han,
    is_parallel,
    lead,
    same_sentence,
    width,
)
from kpi.relations.increments import increment
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, or_by_a_slip

_BACK = 30
_AHEAD = 3
_LINES = 7
_LEVELS = 14
_LOOSE = 0.4  # points
_SURE = 3
_NAMED = 3  # pairs of characters in common
_SENTENCE = 8  # figures before a change in its sentence


def changes_that_fit(page: Page) -> Iterator[Relation]:
    for change in page.figures:
        if change.quantity.bound is not Bound.EXACT or change.value == 0 or change.quantity.role is Role.TARGET:
            continue
        if not is_change(page, change) or is_parallel(page, change):
            continue
        is_level = _levels(page)
        levels = [one for one in before(page, change, _BACK, _LINES) if is_level[one.index]]
        levels += [one for one in behind(page, change, _AHEAD) if is_level[one.index]]
        relation = (
            _of_rate(page, change, levels)
            if change.quantity.unit == "%"
            else _of_difference(page, change, [one for one in levels if base(one) == base(change)])
        )
        relation = relation or _slipped(page, change)
        if relation is not None:
            yield relation


def _slipped(page: Page, change: Figure) -> Relation | None:
    """Told where one slip would mend it: level, difference and rate one after another, or the one level of another
    time and the one of this time that stand before the change in its sentence."""
    depth = page.slots[change.index].depth
    near = [one for one in before(page, change, _SENTENCE) if page.slots[one.index].depth == depth]
    near = [one for one in near if same_sentence(page, one, change) and _levels(page)[one.index]]
    relation = None
    last = near[0] if near else None
    if fit_words("yearly").search(lead(page, change)) or not change.digits:
        return None
    if last is None or page.slots[last.index].segment != page.slots[change.index].segment:
        return _before_levels(page, change)
    if change.quantity.unit == "%" and _gap(page, last, change) == 1 and is_change(page, last):
        levels = [one for one in near[1:] if base(one) == base(last)]
        if names_another(page, change) or not levels or is_earlier(page, levels[0]):
            return None
        if _gap(page, levels[0], last) == 1 and levels[0].value > last.value:
            level, *others = levels
            told = increment(page, level, last, change)
            others = [one for one in others if not is_change(page, one) and one.value > last.value]
            fits = [
                one for other in others if (one := increment(page, other, last, change)) and one.verdict in FITS
            ]
            if fits and (told is None or told.verdict not in FITS):
                return fits[0]  # 老人2264人,其中女性1359人;增加148人,增长7.0%: of all of them
            return or_by_a_slip(told, [one.quantity for one in (level, last, change)])
        return None
    unit = base(last) if change.quantity.unit == "%" else base(change)
    alike = [one for one in near if base(one) == unit and not is_change(page, one)]
    then = [one for one in alike if is_earlier(page, one)]
    now = [one for one in alike if not is_earlier(page, one)]
    if names_another(page, change):
        return None
    if len(now) > 1 and then == [last]:
        # 助餐38.64万人次,堂食25.17万人次,…;上年同期31.20万人次,增长28.3%: what the sentence is about
        now = now[-1:]
    if len(then) == len(now) == 1 and then[0].quantity.unit == now[0].quantity.unit:
        relation = _changed(page, then[0], now[0], change)
        relation = or_by_a_slip(relation, [one.quantity for one in (then[0], now[0], change)])
    return relation


def _before_levels(page: Page, change: Figure) -> Relation | None:
    """农村年标准提高540元,从7320元变为7860元: the change told before its two levels, in one segment."""
    ahead = [one for one in behind(page, change, 2) if _levels(page)[one.index]]
    if (
        names_another(page, change)
        or len(ahead) < 2
        or page.slots[ahead[1].index].segment != page.slots[change.index].segment
    ):
        return None
    then, now = ahead
    alike = base(then) == base(now) and (change.quantity.unit == "%" or base(change) == base(now))
    if not alike or not is_earlier(page, then) or is_earlier(page, now) or is_change(page, now):
        return None
    relation = _changed(page, then, now, change)
    return or_by_a_slip(relation, [one.quantity for one in (then, now, change)])


def names_another(page: Page, change: Figure) -> bool:
    """慈善信托增长16.1%: a change that says of what it is; 同比上浮10.3% says nothing."""
    if change.quantity.unit != "%":
        return False  # a difference of the unit of its levels
    said = fit_words("of_nothing").sub("", own(page, change))
    return sum(1 for char in said if is_han(char)) > 1


@once
def is_change(page: Page, figure: Figure) -> bool:
    """A verb of change right before it; 增加到 leads to a level."""
    return fit_words("changed").search(own(page, figure)) is not None


def _changed(page: Page, then: Figure, now: Figure, change: Figure, fitting: bool = False) -> Relation | None:
    """A fall where the levels fall and the words do not say otherwise: 净少, 跌去; -6.5% says so itself."""
    fell = now.value < then.value and change.value > 0 and not verbs().up.search(change.left)
    return with_change(page, then, now, change, fell or None, fitting)


@once_a_page
def _levels(page: Page) -> list[bool]:
    """Of each figure whether it is a level."""
    return [
        not figure.is_percent and figure.exact and figure.quantity.role is not Role.TARGET and figure.value > 0
        for figure in page.figures
    ]


def _of_rate(page: Page, change: Figure, levels: Sequence[Figure]) -> Relation | None:
    """Of two levels of two times; else of a level and the difference beside the rate."""
    for way in (_two_levels, _level_and_difference):
        for unit in dict.fromkeys(one.base for one in levels):
            alike = [one for one in levels if one.base == unit][:_LEVELS]
            for relation in way(page, alike, change):
                if relation is not None and relation.verdict in FITS and width(relation) <= _LOOSE:
                    return relation
    return None


def _two_levels(page: Page, levels: Sequence[Figure], change: Figure) -> Iterator[Relation | None]:
    earlier = [one for one in levels if is_earlier(page, one)]
    later = [one for one in levels if not is_earlier(page, one)] if earlier else []
    for then, now in product(earlier, later):
        yield _changed(page, then, now, change, fitting=True)


def _level_and_difference(page: Page, levels: Sequence[Figure], rate: Figure) -> Iterator[Relation | None]:
    """The difference stands right beside the rate, and beside its level or with its name, the likest first."""
    for difference in (one for one in levels if _is_difference(page, one, rate)):
        name = own(page, difference)
        for now in sorted(levels, key=lambda one: -in_common(name, around(page, one))):
            if now is not difference and not is_earlier(page, now) and _is_of(page, difference, now, rate):
                yield increment(page, now, difference, rate)


def _is_difference(page: Page, figure: Figure, rate: Figure) -> bool:
    return same_sentence(page, figure, rate) and is_change(page, figure) and _gap(page, figure, rate) == 1


def _is_of(page: Page, difference: Figure, now: Figure, rate: Figure) -> bool:
    if same_sentence(page, now, rate) and _gap(page, now, difference) <= 2:
        return True
    if same_sentence(page, now, rate):
        return in_common(own(page, difference), around(page, now)) >= _NAMED
    return in_common(own(page, difference), around(page, now)) > 0


def _gap(page: Page, left: Figure, right: Figure) -> int:
    """How many figures on from one stands the other; what stands in brackets between does not count."""
    low, high = sorted((left.index, right.index))
    depth = page.slots[left.index].depth
    return 1 + sum(1 for one in range(low + 1, min(high, low + _BACK)) if page.slots[one].depth <= depth)


def _of_difference(page: Page, change: Figure, levels: Sequence[Figure]) -> Relation | None:
    for then, now in permutations(levels[:_LEVELS], 2):
        if then.quantity.unit != now.quantity.unit or abs(now.value - then.value) != abs(change.value):
            continue
        if significant(now) >= _SURE and is_earlier(page, then) and not is_earlier(page, now):
            relation = _changed(page, then, now, change, fitting=True)
            if relation is not None and relation.verdict in FITS:
                return relation
    return None
