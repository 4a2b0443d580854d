"""Bounds: the words before and after a number that open its interval (docs/definitions.md)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.language.expressions import expression, pattern, words
from kpi.language.terms import EACH
from kpi.model import Bound, Interval
from kpi.numbers.number import Number
from kpi.numbers.units import alternatives, unit_table

_EACH = expression("numbers", "bounds.each")
_LINKS = words("numbers", "bounds.links")
_ABOUT, _WITHIN = pattern("numbers", "bounds.about"), pattern("numbers", "bounds.within")
_UP_TO = words("numbers", "bounds.up_to")
RATE_UNITS = words("numbers", "bounds.rate_units")


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound], dict[str, Bound]]:
    data = language_data("bounds")
    before = {word: Bound(bound) for bound, words in data["before"].items() for word in words}
    after = {word: Bound(bound) for bound, words in data["after"].items() for word in words}
    return (
        expression("numbers", "bounds.before", {"bounds": alternatives(before), "link": "|".join(_LINKS)}),
        expression("numbers", "bounds.after", {"bounds": alternatives(after)}),
        before,
        after,
    )


@cache
def bounds_before() -> dict[str, Bound]:
    """The words that bound the number behind them."""
    return _expressions()[2]


@cache
def bounds_after() -> dict[str, Bound]:
    """The words that bound the number before them, without those that may be its unit (5起)."""
    return {word: bound for word, bound in _expressions()[3].items() if unit_table().get(word) is None}


@cache
def _last_characters() -> frozenset[str]:
    """What the character before a number must be for any bound to stand there; spares most searches."""
    return frozenset(word[-1] for word in _expressions()[2]) | frozenset(_LINKS)


@cache
def _joined() -> dict[str, str]:
    """Word → the characters that make another word of it (最近, 签约, 通过)."""
    joined: dict[str, str] = language_data("bounds")["joined"]
    return joined


def bound_of(text: str, printed: Number) -> Bound:
    """The bound that the words around a printed number (or a modifier inside it) give it."""
    before, after, before_words, after_words = _expressions()
    if printed.bound is not None:
        return printed.bound
    if printed.range_part:
        return Bound.AT_LEAST if printed.range_part == "low" else Bound.AT_MOST
    match = after.match(text, printed.end)
    if match:
        bound = after_words[match[1]]
        if not (match[1] in _UP_TO and not _is_limit(text, printed, match[1])):
            return bound
    if printed.modifier:
        return Bound.ABOUT if printed.modifier == _ABOUT else Bound.ABOVE
    left = text[max(0, printed.lead - 10) : printed.lead].rstrip()
    if EACH in left:
        left = _EACH.sub("", left)  # 低于每立方米19微克
    found = before.search(left) if left[-1:] in _last_characters() else None
    if found:
        word = found[0] if found[0] in before_words else found[0][:-1]
        if word not in before_words:
            return Bound.EXACT
        if found.start() and left[found.start() - 1] in _joined().get(word, ""):
            return Bound.EXACT
        return before_words[word]
    return Bound.EXACT


def _is_limit(text: str, printed: Number, word: str) -> bool:
    if word == _WITHIN:
        unit = unit_table().get(printed.unit)
        return bool(unit and unit.duration)
    return False


def interval_of(
    value: Decimal, last_place: Decimal, bound: Bound, unit: str, about: Decimal, points: Decimal
) -> Interval:
    """The values that print like this number; `about` is the share that 约/左右 allows, `points` that of rates."""
    if bound is Bound.AT_LEAST:
        return Interval(value, None)
    if bound is Bound.AT_MOST:
        return Interval(None, value)
    if bound is Bound.ABOVE:
        return Interval(value, value + leading_place(value))
    if bound is Bound.BELOW:
        return Interval(value - leading_place(value), value)
    if bound is Bound.ABOUT:
        slack = points if unit in RATE_UNITS else abs(value) * about
        return Interval(value - slack, value + slack)
    half = last_place / 2
    return Interval(value - half, value + half)


def leading_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not a zero: 950 → 10, 3000 → 1000, 34000 → 1000."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
