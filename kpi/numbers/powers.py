"""Powers of ten: 10⁸千瓦时, 1.2×10⁸千瓦时, 3.5×10^4人次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kpi.numbers.arabic import MULTIPLIER
from kpi.numbers.number import Number
from kpi.numbers.numerals import ONE, arabic_value, multiplier
from kpi.numbers.units import canonical, unit_pattern

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN_DIGITS = str.maketrans(_RAISED + "⁻−", "0123456789--")
EXPONENT = rf"⁻?[{_RAISED}]{{1,2}}(?![{_RAISED}])|\^[-−]?\d{{1,2}}(?!\d)"
_TIMES = "×xX*✕"
_MANTISSA = re.compile(rf"(?<![\d.,])(?P<digits>\d[\d,]*(?:\.\d+)?) ?[{_TIMES}] ?$")
_LONGEST = 24  # characters before the ten


@cache
def _expression() -> re.Pattern[str]:
    """It opens with a literal, to which `re` skips."""
    return re.compile(
        rf"10(?<![\d.,]10)(?P<exponent>{EXPONENT})"
        rf"(?: {{0,2}}(?P<scale>{MULTIPLIER}))?(?: {{0,2}}(?P<unit>{unit_pattern()}))?"
    )


def exponent_of(printed: str) -> int:
    """8 of ⁸ and of ^8."""
    return int(printed.removeprefix("^").translate(_PLAIN_DIGITS))


def powers(text: str) -> Iterator[Number]:
    """1.2×10⁸ is as sharp as its 1.2; a bare 10⁸ has one digit, as 1×10⁸."""
    for match in _expression().finditer(text):
        before = _MANTISSA.search(text[max(0, match.start() - _LONGEST) : match.start()])
        value, place = arabic_value(before["digits"]) if before else (ONE, ONE)
        scale = multiplier(match["scale"]) if match["scale"] else ONE
        factor = scale * Decimal(10) ** exponent_of(match["exponent"])
        unit = match["unit"]
        yield Number(
            match.start() - (len(before[0]) if before else 0),
            match.end(),
            value * factor,
            place * factor,
            canonical(unit) if unit else "",
            multiplied=True,
            digits_end=match.end("exponent"),
            scale=factor,
        )
