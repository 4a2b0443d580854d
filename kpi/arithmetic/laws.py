"""What numbers that belong together must obey, on the intervals that they stand for.

Every law says True where nothing can be computed: a bound that is open proves nothing. The `…_sides` of a law are
what comes out and what is stated: it holds where they meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from functools import lru_cache

from kpi.arithmetic.intervals import add, divide, meets, multiply, negate, scale, subtract
from kpi.model import Interval

HUNDRED = Decimal(100)
ALL = Interval(HUNDRED, HUNDRED)
ONE = Interval(Decimal(1), Decimal(1))


TAKEN_OFF = "minus:"
_NOUGHT = Decimal(0)
Sides = tuple[Interval, Interval]


def sum_sides(spans: Sequence[Interval], formula: str = "") -> Sides:
    """The first is the sum of the others; `minus:1`: the last one is taken off (what was, came, went)."""
    taken = int(formula.removeprefix(TAKEN_OFF)) if formula.startswith(TAKEN_OFF) else 0
    added = len(spans) - taken
    return add((*spans[1:added], *(negate(span) for span in spans[added:]))), spans[0]


def sum_holds(spans: Sequence[Interval], formula: str = "") -> bool:
    return meets(*sum_sides(spans, formula))


def most_sides(part: Interval, whole: Interval) -> Sides:
    """At least some of `part` is no more than the most of `whole`."""
    return Interval(part.low, None), Interval(None, whole.high)


def share_sides(spans: Sequence[Interval]) -> Sides | None:
    """[percentage]: at most 100 · [part, whole, percentage]; None for [count, percentage], which has no sides."""
    if len(spans) == 1:
        return most_sides(spans[0], ALL)
    if len(spans) == 2:
        return None
    part, whole, rate = spans
    return scale(divide(part, whole), HUNDRED), rate


def share_holds(spans: Sequence[Interval]) -> bool:
    """The same, and [count, percentage]: some whole number gives it."""
    sides = share_sides(spans)
    return can_give(spans[0], spans[1]) if sides is None else meets(*sides)


def can_give(count: Interval, rate: Interval) -> bool:
    """Whether `count` things give the percentage, some of them of all, or all of them of some larger number."""
    if count.low is None or count.low != count.high or rate.low is None or rate.high is None or rate.low <= 0:
        return True
    some = (rate.low * count.low / HUNDRED).to_integral_value(ROUND_CEILING)
    more = (count.low * HUNDRED / rate.high).to_integral_value(ROUND_CEILING)
    return some * HUNDRED <= rate.high * count.low or more * rate.low <= count.low * HUNDRED


def product_sides(formula: str, spans: Sequence[Interval]) -> Sides | None:
    """The last is what `formula` makes of the others."""
    computed = product_computed(formula, spans[:-1])
    return None if computed is None else (computed, spans[-1])


def product_holds(formula: str, spans: Sequence[Interval]) -> bool:
    sides = product_sides(formula, spans)
    return sides is None or meets(*sides)


def product_computed(formula: str, factors: Sequence[Interval]) -> Interval | None:
    """What the last number of a product must be: None where the formula does not say.

    each:F: the product of the factors, F times · mean:F: the same, the last factor a rounded average · pairs:F:
    heads and rate, heads and rate, each pair multiplied, the sum F times · heads:F: the sum of all but the last
    factor, an average, times that.
    """
    name, _, times = formula.partition(":")
    if name not in ("each", "mean", "pairs", "heads") or not factors:
        return None
    if name == "pairs":
        total = add(multiply(head, rate) for head, rate in zip(factors[::2], factors[1::2], strict=True))
    elif name == "heads":
        total = multiply(add(factors[:-1]), rounded(factors[-1]))
    else:
        last = rounded(factors[-1]) if name == "mean" else factors[-1]
        total = ONE
        for one in (*factors[:-1], last):
            total = multiply(total, one)
    return scale(total, _decimal(times))


@lru_cache(maxsize=256)
def _decimal(fraction: str) -> Decimal:
    """1/12 as a number."""
    found = Fraction(fraction)
    return Decimal(found.numerator) / found.denominator


def rounded(span: Interval) -> Interval:
    """An average stands for what rounds to it, even if it prints no decimals."""
    if span.low is None or span.low != span.high:
        return span
    half = Decimal("0.5")
    return Interval(span.low - half, span.low + half)


def rise_sides(formula: str, spans: Sequence[Interval]) -> Sides | None:
    """[before, after] go the way that `up` or `down` says; [before, after, change] as `rise_computed` says."""
    if formula in ("up", "down"):
        move = subtract(spans[1], spans[0])
        if formula == "up":
            return Interval(None, move.high), Interval(_NOUGHT, None)
        return Interval(move.low, None), Interval(None, _NOUGHT)
    computed = rise_computed(formula, spans[0], spans[1])
    return None if computed is None else (computed, spans[2])


def rise_computed(formula: str, first: Interval, second: Interval) -> Interval | None:
    """What the third number of a rise must be: None where the formula does not say.

    move, fall: after − before and its negative · growth, drop: after / before − 1 in per cent and its negative ·
    times, fold: after / before − 1, and after / before, as a multiple (增长1.5倍, 翻一番) ·
    increment, decrement: [after, change] → change / (after ∓ change) in per cent, decline: its negative ·
    yearly:N: the same growth in each of N years · yearly-since:N: [after, change], from after − change on.
    """
    name, _, years = formula.partition(":")
    if name in ("move", "fall"):
        return subtract(second, first) if name == "move" else subtract(first, second)
    if name in ("growth", "drop"):
        ratio = divide(second, first)
        return scale(subtract(ratio, ONE) if name == "growth" else subtract(ONE, ratio), HUNDRED)
    if name in ("times", "fold"):
        ratio = divide(second, first)
        return subtract(ratio, ONE) if name == "times" else ratio
    if name in ("increment", "decrement", "decline"):
        before = subtract(first, second) if name == "increment" else add((first, second))
        if before.low is None or before.low <= 0:
            return None
        share = scale(divide(second, before), HUNDRED)
        return negate(share) if name == "decline" else share
    if name in ("yearly", "yearly-since"):
        ratio = divide(second, first) if name == "yearly" else _from_change(first, second)
        if ratio.low is None or ratio.high is None or ratio.low <= 0:
            return None
        return _yearly(ratio.low, ratio.high, years)
    return None


def _from_change(after: Interval, change: Interval) -> Interval:
    """after / (after − change), in which `after` is the same number twice."""
    share = divide(change, after)
    return divide(ONE, subtract(ONE, share))


@lru_cache(maxsize=64)
def _yearly(low: Decimal, high: Decimal, years: str) -> Interval:
    """Roots take long, and every rate that is tried is held against the same two."""
    power = 1 / Decimal(years)
    return scale(subtract(Interval(low**power, high**power), ONE), HUNDRED)
