"""Products and quotients of intervals whose numbers may be negative; None is unbounded.

A bound that was divided is widened by its last digit, so that rounding never parts what meets.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from kpi.model import Interval

ZERO = Decimal(0)
_DOWN, _UP = Context(prec=28, rounding=ROUND_FLOOR), Context(prec=28, rounding=ROUND_CEILING)


def times(left: Interval, right: Interval) -> Interval:
    """The product; unbounded on both sides where a bound is open and the numbers may be of either sign."""
    if None in left or None in right:
        if not (_positive(left) and _positive(right)):
            return Interval(None, None)
        low = (left.low or ZERO) * (right.low or ZERO)
        high = None if left.high is None or right.high is None else left.high * right.high
        return Interval(low, high)
    ends = [(a, b) for a in left for b in right if a is not None and b is not None]
    return Interval(min(_DOWN.multiply(a, b) for a, b in ends), max(_UP.multiply(a, b) for a, b in ends))


def over(left: Interval, right: Interval) -> Interval | None:
    """The quotient; None where the divisor can be 0."""
    if (right.low is None or right.low <= 0) and (right.high is None or right.high >= 0):
        return None
    low = ZERO if right.high is None else _DOWN.divide(Decimal(1), right.high)
    high = ZERO if right.low is None else _UP.divide(Decimal(1), right.low)
    return times(left, Interval(low, high))


def _positive(interval: Interval) -> bool:
    return interval.low is not None and interval.low >= 0
