"""The arithmetic of a relation by itself: would it hold if one of its numbers were another?

What finds a relation is text; what it says once it is found is here, in one place, so that a slip can be tried out
without reading again (the changes that would mend it; the changes of a mutation benchmark that must break it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from kpi.model import Bound, Interval, Quantity, Relation, RelationType
from kpi.relations.intervals import ZERO, add, divide, exceeds, meets, multiply, scale, subtract

HUNDRED = Decimal(100)
ALL = Interval(HUNDRED, HUNDRED)
ONE = Interval(Decimal(1), Decimal(1))
_DECIMALS = re.compile(r"[\d,]*\d\.(\d+)")


def spread(quantity: Quantity) -> Interval:
    """The values that print like it; decimals without 万 are rounded too (12.5亩)."""
    return spread_of(quantity.text, quantity.value, quantity.bound, quantity.interval)


def spread_of(text: str, value: Decimal, bound: Bound, interval: Interval) -> Interval:
    """The same of a number's parts."""
    found = _DECIMALS.search(text)
    if found is None or interval.low is None or interval.low != interval.high or bound is not Bound.EXACT:
        return interval
    half = Decimal(1).scaleb(-len(found[1])) / 2
    return Interval(value - half, value + half)


def holds(relation: Relation, members: Sequence[Quantity], cut: bool = False) -> bool:
    """Whether `relation` is within rounding when its numbers are `members`; True where nothing can be computed.

    With `cut` the stated number may also have had its last digit cut instead of rounded.
    """
    spans = [spread(member) for member in members]
    at = stated_at(relation, len(members))
    if cut and at is not None:
        spans[at] = _or_cut(members[at], spans[at])
    if relation.type in (RelationType.SUM, RelationType.PARTIAL):
        return _sum_holds(relation, spans)
    if relation.type is RelationType.SHARE:
        return _share_holds(spans)
    if relation.type is RelationType.RESTATED:
        return all(meets(spans[0], span) for span in spans[1:])
    if relation.type is RelationType.PRODUCT:
        computed = product_computed(relation.formula, spans[:-1])
        return computed is None or meets(computed, spans[-1])
    return relation.type is not RelationType.RISE or _rise_holds(relation, spans)


def stated_at(relation: Relation, members: int) -> int | None:
    """The place of the member that the others are held against."""
    if relation.type in (RelationType.SUM, RelationType.PARTIAL):
        return None if relation.stated == ALL else 0
    if relation.type in (RelationType.SHARE, RelationType.RISE, RelationType.PRODUCT):
        return members - 1
    return None


def _or_cut(quantity: Quantity, span: Interval) -> Interval:
    if span.low is None or span.high is None or quantity.bound is not Bound.EXACT:
        return span
    return Interval(span.low, span.high + (span.high - span.low) / 2)


def _sum_holds(relation: Relation, spans: Sequence[Interval]) -> bool:
    if relation.stated == ALL:
        total = add(spans)
        return meets(total, ALL) if relation.type is RelationType.SUM else not exceeds(total, ALL)
    total = add(spans[1:])
    return meets(total, spans[0]) if relation.type is RelationType.SUM else not exceeds(total, spans[0])


def product_computed(formula: str, factors: Sequence[Interval]) -> Interval | None:
    """What the last number of a product must be: None where the formula does not say.

    each:F: the product of the factors, F times · mean:F: the same, the last factor a rounded average · pairs:F:
    heads and rate, heads and rate, each pair multiplied, the sum F times · heads:F: the sum of all but the last
    factor, an average, times that.
    """
    name, _, times = formula.partition(":")
    if name not in ("each", "mean", "pairs", "heads") or not factors:
        return None
    factor = Fraction(times)
    if name == "pairs":
        total = add(multiply(head, rate) for head, rate in zip(factors[::2], factors[1::2], strict=True))
    elif name == "heads":
        total = multiply(add(factors[:-1]), rounded(factors[-1]))
    else:
        last = rounded(factors[-1]) if name == "mean" else factors[-1]
        total = ONE
        for one in (*factors[:-1], last):
            total = multiply(total, one)
    return scale(total, Decimal(factor.numerator) / factor.denominator)


def rounded(span: Interval) -> Interval:
    """An average stands for what rounds to it, even if it prints no decimals."""
    if span.low is None or span.low != span.high:
        return span
    half = Decimal("0.5")
    return Interval(span.low - half, span.low + half)


def _share_holds(spans: Sequence[Interval]) -> bool:
    if len(spans) == 1:
        return spans[0].low is None or spans[0].low <= HUNDRED
    if len(spans) == 2:
        return can_give(spans[0], spans[1])
    part, whole, rate = spans
    return meets(scale(divide(part, whole), HUNDRED), rate)


def can_give(count: Interval, rate: Interval) -> bool:
    """Whether `count` things give the percentage, some of them of all, or all of them of some larger number."""
    if count.low is None or count.low != count.high or rate.low is None or rate.high is None or rate.low <= 0:
        return True
    some = (rate.low * count.low / HUNDRED).to_integral_value(ROUND_CEILING)
    more = (count.low * HUNDRED / rate.high).to_integral_value(ROUND_CEILING)
    return some * HUNDRED <= rate.high * count.low or more * rate.low <= count.low * HUNDRED


def _rise_holds(relation: Relation, spans: Sequence[Interval]) -> bool:
    if relation.formula in ("up", "down"):
        move = subtract(spans[1], spans[0])
        return not (
            (relation.formula == "up" and move.high is not None and move.high < 0)
            or (relation.formula == "down" and move.low is not None and move.low > 0)
        )
    computed = rise_computed(relation.formula, spans[0], spans[1])
    return computed is None or meets(computed, spans[2])


def rise_computed(formula: str, first: Interval, second: Interval) -> Interval | None:
    """What the third number of a rise must be: None where the formula does not say.

    move, fall: after − before and its negative · growth, drop: after / before − 1 in per cent and its negative ·
    increment, decrement: [after, change] → change / (after ∓ change) in per cent · yearly:N: the same growth in
    each of N years.
    """
    name, _, years = formula.partition(":")
    if name in ("move", "fall"):
        return subtract(second, first) if name == "move" else subtract(first, second)
    if name in ("growth", "drop"):
        ratio = divide(second, first)
        return scale(subtract(ratio, ONE) if name == "growth" else subtract(ONE, ratio), HUNDRED)
    if name in ("increment", "decrement"):
        before = subtract(first, second) if name == "increment" else add((first, second))
        if before.low is None or before.low <= 0:
            return None
        return scale(divide(second, before), HUNDRED)
    if name == "yearly":
        ratio = divide(second, first)
        if ratio.low is None or ratio.high is None or ratio.low <= 0:
            return None
        power = 1 / Decimal(years)
        return scale(subtract(Interval(ratio.low**power, ratio.high**power), ONE), HUNDRED)
    return None


def moved(quantity: Quantity, value: Decimal) -> Quantity:
    """The quantity with another value, printed to the same place."""
    shift = value - quantity.value
    low, high = quantity.interval
    interval = Interval(None if low is None else low + shift, None if high is None else high + shift)
    return replace(quantity, value=value, interval=interval)


__all__ = ["ALL", "HUNDRED", "ZERO", "can_give", "holds", "moved", "product_computed", "rise_computed", "rounded"]
