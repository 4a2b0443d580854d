"""Percentages that no whole number can give (GRIM: Brown and Heathers 2017)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from kpi.arithmetic.laws import can_give
from kpi.model import Bound, Computation, Interval, Nearest, Relation, RelationType, RelationVerdict, Shape
from kpi.numbers.counting import used_for
from kpi.relations.figures import Figure
from kpi.relations.notes import percent, plain, stated, term

_MOST = 5000
_COUNTED = used_for("whole")


def nearest_counts(whole: Figure, rate: Figure) -> tuple[Nearest, ...] | None:
    """Which counts out of `whole` give the rate as printed; None where that says nothing."""
    if (
        whole.last_place
        or whole.value > _MOST
        or whole.value != whole.value.to_integral_value()
        or not whole.value
    ):
        return None
    wanted = rate.value * whole.value / 100
    count = wanted.to_integral_value(ROUND_HALF_UP)
    hits = [n for n in (count - 1, count, count + 1) if n >= 0 and _prints(n, whole.value, rate)]
    return tuple(Nearest(f"{n:f}") for n in hits)


def grim_share(count: Figure, rate: Figure) -> Iterator[Relation]:
    """抽查37家，合格率93.2%: neither some of 37 nor 37 of any number."""
    exact = count.quantity.bound is rate.quantity.bound is Bound.EXACT and not count.last_place
    whole_number = exact and count.value == count.value.to_integral_value() and 2 <= count.value <= _MOST
    if not whole_number or rate.value >= 100 or can_give(count.interval, rate.interval):
        return
    below = (rate.value * count.value / 100).to_integral_value(ROUND_FLOOR)
    places = len(rate.digits.partition(".")[2]) + 1
    near = [Nearest(f"{n:f}", f"{percent(n * 100 / count.value, places)}%") for n in (below, below + 1)]
    computed = Interval(below * 100 / count.value, below * 100 / count.value)
    yield _relation(RelationType.SHARE, count, rate, rate.quantity.text, computed, near)


def grim_average(heads: Figure, average: Figure) -> Iterator[Relation]:
    """37个项目，平均每个4.25人: no whole number of people, shared out among 37, gives that."""
    low, high = average.interval
    exact = heads.quantity.bound is average.quantity.bound is Bound.EXACT and not heads.last_place
    if not exact or low is None or high is None or low == high or average.factor != 1:
        return
    if average.quantity.unit.partition("/")[0] not in _COUNTED or heads.value * (high - low) >= 1:
        return
    least, most = low * heads.value, high * heads.value
    below, above = least.to_integral_value(ROUND_FLOOR), most.to_integral_value(ROUND_CEILING)
    if least.to_integral_value(ROUND_CEILING) <= most:
        return
    near = [Nearest(plain(count), _shown(count, heads, average)) for count in (below, above)]
    computed = Interval(below / heads.value, below / heads.value)
    yield _relation(RelationType.PRODUCT, heads, average, stated(average), computed, near)


def _relation(
    kind: RelationType, count: Figure, rate: Figure, shown: str, computed: Interval, near: Sequence[Nearest]
) -> Relation:
    computation = Computation(
        Shape.UNCOUNTABLE, (term(count, shown=count.digits),), "≈", (term(rate, shown=shown),), "", computed,
        rate.interval, nearest=tuple(near),
    )  # fmt: skip
    return Relation(kind, (count.id, rate.id), RelationVerdict.INCONSISTENT, computation, "grim")


def _shown(count: Decimal, heads: Figure, average: Figure) -> str:
    return plain(count / heads.value, len(average.digits.partition(".")[2]) + 1)


def _prints(count: Decimal, whole: Decimal, rate: Figure) -> bool:
    value = count * 100 / whole
    return bool(rate.interval.low is not None and rate.interval.high is not None) and (
        rate.interval.low <= value <= rate.interval.high  # type: ignore[operator]
    )
