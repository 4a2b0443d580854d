"""What numbers that belong together must obey, on the intervals that they stand for.

Every law says True where nothing can be computed: a bound that is open proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from kpi.arithmetic.intervals import add, divide, meets, multiply, negate, scale, subtract
from kpi.model import Interval

HUNDRED = Decimal(100)
ALL = Interval(HUNDRED, HUNDRED)
ONE = Interval(Decimal(1), Decimal(1))


TAKEN_OFF = "minus:"


def sum_holds(spans: Sequence[Interval], formula: str = "") -> bool:
    """The first is the sum of the others; `minus:1`: the last one is taken off (what was, came, went)."""
    taken = int(formula.removeprefix(TAKEN_OFF)) if formula.startswith(TAKEN_OFF) else 0
    added = len(spans) - taken
    return meets(add((*spans[1:added], *(negate(span) for span in spans[added:]))), spans[0])


def share_holds(spans: Sequence[Interval]) -> bool:
    """[percentage]: at most 100 · [count, percentage]: some whole number gives it · [part, whole, percentage]."""
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


def product_holds(formula: str, spans: Sequence[Interval]) -> bool:
    """The last is what `formula` makes of the others."""
    computed = product_computed(formula, spans[:-1])
    return computed is None or meets(computed, spans[-1])


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


def rise_holds(formula: str, spans: Sequence[Interval]) -> bool:
    """[before, after] go the way that `up` or `down` says; [before, after, change] as `rise_computed` says."""
    if formula in ("up", "down"):
        move = subtract(spans[1], spans[0])
        return not (
            (formula == "up" and move.high is not None and move.high < 0)
            or (formula == "down" and move.low is not None and move.low > 0)
        )
    computed = rise_computed(formula, spans[0], spans[1])
    return computed is None or meets(computed, spans[2])


def rise_computed(formula: str, first: Interval, second: Interval) -> Interval | None:
    """What the third number of a rise must be: None where the formula does not say.

    move, fall: after − before and its negative · growth, drop: after / before − 1 in per cent and its negative ·
    times, fold: after / before − 1, and after / before, as a multiple (增长1.5倍, 翻一番) ·
    increment, decrement: [after, change] → change / (after ∓ change) in per cent, decline: its negative ·
    yearly:N: the same growth in each of N years.
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
    if name == "yearly":
        ratio = divide(second, first)
        if ratio.low is None or ratio.high is None or ratio.low <= 0:
            return None
        power = 1 / Decimal(years)
        return scale(subtract(Interval(ratio.low**power, ratio.high**power), ONE), HUNDRED)
    return None
