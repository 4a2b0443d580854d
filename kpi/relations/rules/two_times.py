"""rise.two-times: two levels and what lies between them, one after another in a sentence, in any order.

去年底63家,今年又开张21家,眼下有84家; 1979年2所,到1986年已有15所,七年间添建13所; 58.3%,高出上年2.7个百分点
(上年55.6%). One level names an earlier time, and the third number a change. It tells what fits; what does not only
where of the earlier level nothing but its time is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation, Role
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import lead
from kpi.relations.rises import POINTS, base, with_change
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_THEN = expression("relations", "rules_two_times.then")
_CHANGE = expression("relations", "rules_two_times.change")
_FALLS = expression("relations", "rules_two_times.falls")
_ONLY_THEN = expression("relations", "rules_two_times.only_then")
_YEAR = expression("relations", "rules_named_years.year")
_MONTH = expression("relations", "rules_two_times.month")
_COMPARED = expression("relations", "rules_two_times.compared")
_LED = expression("relations", "rules_two_times.led")
_ONLY_CHANGE = expression("relations", "rules_two_times.only_change")
_ORDERS = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 0, 1))  # where old, new and change stand
_NOW_FIRST = (1, 0, 2)
_LEAST = 2  # digits of a rate, or of the higher level


def rises_of_two_times(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        told = [
            one for one in sentence if one.quantity.bound is Bound.EXACT and one.quantity.role is not Role.TARGET
        ]
        for three in zip(told, told[1:], told[2:], strict=False):
            yield from _of(page, three, None)
        for three_and_rate in zip(told, told[1:], told[2:], told[3:], strict=False):
            yield from _of(page, three_and_rate[:3], three_and_rate[3])


def _of(page: Page, three: Sequence[Figure], rate: Figure | None) -> Iterator[Relation]:
    """The rise of three numbers; with a rate behind them that rate's, where the difference fits."""
    for places in _ORDERS:
        old, new, change = (three[place] for place in places)
        if not _are_levels(page, old, new, change) or not _is_change(page, change, old) or old.value == new.value:
            continue
        falls = new.value < old.value
        if change.value > 0 and _FALLS.search(own(page, change)) is not None and not falls:
            continue
        relation = _fitting(page, old, new, change, falls)
        sure = (_of_one(page, *three) and places == _NOW_FIRST) or _side_by_side(page, old, new, change)
        if relation is None and rate is None and sure:
            yield from _off(page, old, new, change, falls)
        if relation is None or rate is None:
            yield from [relation] if relation is not None and rate is None else []
        elif rate.quantity.unit == "%" and not change.is_percent and _CHANGE.search(own(page, rate)):
            second = _fitting(page, old, new, rate, falls)
            yield from [second] if second is not None else []
        return


def _of_one(page: Page, new: Figure, old: Figure, change: Figure) -> bool:
    """占比本年为61.0%,上年为56.0%,提升4.0个百分点: of the earlier level only the time is said."""
    beside = change.index == new.index + 2
    beside = beside and len({page.slots[one.index].segment for one in (new, old, change)}) == 1
    level = _CHANGE.search(own(page, new)) is None and not any(map(str.isdigit, own(page, old)))
    return beside and level and _ONLY_THEN.fullmatch(own(page, old)) is not None


def _side_by_side(page: Page, old: Figure, new: Figure, change: Figure) -> bool:
    """1月末5391人,6月末5236人,净减155人; 54.1%,比2022年的50.8%高3.3个百分点: beside each other, and at the change
    nothing but how they changed."""
    beside = {one.index for one in (old, new)} == {change.index - 2, change.index - 1}
    beside = beside and len({page.slots[one.index].segment for one in (old, new, change)}) == 1
    dated = all(_MONTH.search(lead(page, one)) for one in (old, new))
    compared = old.index > new.index and _LED.match(lead(page, old)) is not None
    return beside and (dated or compared) and _ONLY_CHANGE.fullmatch(own(page, change)) is not None


def _off(page: Page, old: Figure, new: Figure, change: Figure, falls: bool) -> Iterator[Relation]:
    relation = with_change(page, old, new, change, falls=falls and change.value > 0)
    if relation is not None and near_miss(relation, [one.quantity for one in (old, new, change)]):
        yield relation


def _fitting(page: Page, old: Figure, new: Figure, change: Figure, falls: bool) -> Relation | None:
    relation = with_change(page, old, new, change, falls=falls and change.value > 0, fitting=True)
    return relation if relation is not None and relation.verdict in FITS else None


def _are_levels(page: Page, old: Figure, new: Figure, change: Figure) -> bool:
    """Of one unit, the one of a time before: by its words, by a year or month before that of the other, or as the
    one that the change says it is compared with."""
    if base(old) != base(new) or max(significant(old), significant(new)) < _LEAST:
        return False
    said = [lead(page, one) for one in (old, new)]
    for named in (_YEAR, _MONTH):
        times = [[int(one) for one in named.findall(words)[-1:]] for words in said]
        if all(times):
            return times[0] < times[1]
    with_what = _COMPARED.search(own(page, change))
    if with_what is not None and old.index > change.index:
        return with_what["what"] in said[0]
    return _THEN.search(said[0]) is not None and _THEN.search(said[1]) is None


def _is_change(page: Page, change: Figure, old: Figure) -> bool:
    unit = base(change)
    alike = unit == base(old) or (old.is_percent and unit in POINTS)
    rate = change.quantity.unit == "%" and not old.is_percent and len(change.digits.replace(".", "")) >= _LEAST
    return (alike or rate) and _CHANGE.search(own(page, change)) is not None
