"""Percentages that no whole number can give (GRIM: Brown and Heathers 2017)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from kpi.arithmetic.laws import can_give
from kpi.model import Bound, Interval, Relation, RelationType, RelationVerdict
from kpi.numbers.counting import used_for
from kpi.relations.figures import Figure
from kpi.relations.notes import percent, plain, stated

_MOST = 5000
_COUNTED = used_for("whole")


def nearest_counts(whole: Figure, rate: Figure) -> str:
    """A remark for a share's note: which count out of `whole` gives the rate as printed, or that none does."""
    if (
        whole.last_place
        or whole.value > _MOST
        or whole.value != whole.value.to_integral_value()
        or not whole.value
    ):
        return ""
    wanted = rate.value * whole.value / 100
    count = wanted.to_integral_value(ROUND_HALF_UP)
    hits = [n for n in (count - 1, count, count + 1) if n >= 0 and _prints(n, whole.value, rate)]
    if hits:
        return f"; {rate.quantity.text} ⇐ {' | '.join(f'{n:f}' for n in hits)} / {whole.digits}"
    return f"; ∄ n ∈ ℕ: n / {whole.digits} ≈ {rate.quantity.text}"


def grim_share(count: Figure, rate: Figure) -> Iterator[Relation]:
    """抽查37家，合格率93.2%: neither some of 37 nor 37 of any number."""
    exact = count.quantity.bound is rate.quantity.bound is Bound.EXACT and not count.last_place
    whole_number = exact and count.value == count.value.to_integral_value() and 2 <= count.value <= _MOST
    if not whole_number or rate.value >= 100 or can_give(count.interval, rate.interval):
        return
    below = (rate.value * count.value / 100).to_integral_value(ROUND_FLOOR)
    places = len(rate.digits.partition(".")[2]) + 1
    near = [(n, percent(n * 100 / count.value, places)) for n in (below, below + 1)]
    shown = " | ".join(f"{n:f} / {count.digits} = {value}%" for n, value in near)
    note = f"∄ n ∈ ℕ: n / {count.digits} ≈ {rate.quantity.text}; {shown}"
    computed = Interval(below * 100 / count.value, below * 100 / count.value)
    members = (count.id, rate.id)
    verdict = RelationVerdict.INCONSISTENT
    yield Relation(RelationType.SHARE, members, verdict, note, computed, rate.interval, formula="grim")


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
    note = (
        f"∄ n ∈ ℕ: n / {heads.digits} ≈ {stated(average)}; {plain(below)} / {heads.digits} = "
        f"{_shown(below, heads, average)} | {plain(above)} / {heads.digits} = {_shown(above, heads, average)}"
    )
    computed = Interval(below / heads.value, below / heads.value)
    verdict = RelationVerdict.INCONSISTENT
    members = (heads.id, average.id)
    yield Relation(RelationType.PRODUCT, members, verdict, note, computed, average.interval, formula="grim")


def _shown(count: Decimal, heads: Figure, average: Figure) -> str:
    return plain(count / heads.value, len(average.digits.partition(".")[2]) + 1)


def _prints(count: Decimal, whole: Decimal, rate: Figure) -> bool:
    value = count * 100 / whole
    return bool(rate.interval.low is not None and rate.interval.high is not None) and (
        rate.interval.low <= value <= rate.interval.high  # type: ignore[operator]
    )
