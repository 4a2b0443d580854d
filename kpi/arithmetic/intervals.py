"""Interval arithmetic on Decimals, and the verdict of a computed interval against a stated number.

A printed number stands for every value that prints like it; a relation is consistent when the interval computed
from its members meets the interval of the number stated (XBRL Calculations 1.1). None is unbounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kpi.model import Bound, Interval, RelationVerdict

ZERO = Decimal(0)


def add(intervals: Iterable[Interval]) -> Interval:
    low: Decimal | None = ZERO
    high: Decimal | None = ZERO
    for interval in intervals:
        low = None if low is None or interval.low is None else low + interval.low
        high = None if high is None or interval.high is None else high + interval.high
    return Interval(low, high)


def negate(interval: Interval) -> Interval:
    return Interval(
        None if interval.high is None else -interval.high, None if interval.low is None else -interval.low
    )


def subtract(left: Interval, right: Interval) -> Interval:
    return add((left, negate(right)))


def scale(interval: Interval, factor: Decimal) -> Interval:
    """`interval` times a factor above zero."""
    return Interval(
        None if interval.low is None else interval.low * factor,
        None if interval.high is None else interval.high * factor,
    )


def multiply(left: Interval, right: Interval) -> Interval:
    """Product of two intervals of numbers that cannot be negative."""
    low = max(left.low or ZERO, ZERO) * max(right.low or ZERO, ZERO)
    high = None if left.high is None or right.high is None else left.high * right.high
    return Interval(low, high)


def divide(left: Interval, right: Interval) -> Interval:
    """Quotient of intervals of numbers that cannot be negative; unbounded where the divisor reaches 0."""
    low = ZERO if right.high is None else max(left.low or ZERO, ZERO) / right.high if right.high else None
    high = None if left.high is None or not right.low or right.low < 0 else left.high / right.low
    return Interval(low, high)


def meets(left: Interval, right: Interval) -> bool:
    below = left.high is not None and right.low is not None and left.high < right.low
    above = left.low is not None and right.high is not None and left.low > right.high
    return not below and not above


def judge(computed: Interval, stated: Interval, cut: Interval | None) -> RelationVerdict:
    """`cut` is [v, v+u), below nought (v-u, v]: what `stated` is if its last digit was cut; None says nothing."""
    if meets(computed, stated):
        return RelationVerdict.CONSISTENT
    if cut is not None and meets(computed, cut) and computed.low != cut.high and not _is_below(computed, cut):
        return RelationVerdict.TRUNCATED
    return RelationVerdict.INCONSISTENT


def _is_below(computed: Interval, cut: Interval) -> bool:
    """-3.41 was not cut to -3.40."""
    negative = cut.high is not None and cut.high < 0
    return negative and computed.high == cut.low


def exceeds(part: Interval, whole: Interval) -> bool:
    """True where even the least of `part` is more than the most of `whole`."""
    return part.low is not None and whole.high is not None and part.low > whole.high


def cut_interval(value: Decimal, last_place: Decimal, bound: Bound) -> Interval | None:
    """What a number stands for whose last digit was cut: -3.40 is anything down to -3.41."""
    if not last_place or bound is not Bound.EXACT:
        return None
    return Interval(value - last_place, value) if value < 0 else Interval(value, value + last_place)
