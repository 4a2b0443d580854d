"""Numbers for people and for JSON, from exact decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from kpi.model import Op

# Largest first; a number is shown in 亿 or 万 only where that loses no digit and is what a report would print.
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤", Op.EXACTLY: "=", Op.ABOUT: "≈"}


def json_number(value: Decimal | None) -> int | float | None:
    """An int where the value is whole, else the nearest float; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Decimal) -> str:
    """Digits without exponent or trailing zeros, a true minus sign: 80.00 → 80, -3.5 → −3.5."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if text not in ("-0", "") else "0"


def scaled(value: Decimal, unit: str) -> str:
    """As a report prints it: 12000000人 → 1200万人, 1.39e12斤 → 1.39万亿斤; other numbers plainly."""
    rest, multiplier = value, ""
    for size, name in _SCALES:
        while abs(rest) >= size and _short(rest / size):
            rest, multiplier = rest / size, name + multiplier
    return f"{plain(rest)}{multiplier}{unit}"


def _short(value: Decimal) -> bool:
    """At most four decimals, so that 万 does not make a number longer than it was."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -4 and (exponent >= -2 or abs(value) >= 100)


def ratio(value: Decimal) -> str:
    """A ratio as people write it, with a one on its smaller side: 0.25 → 1:4, 2.28 → 2.28:1."""
    if value < 1 and _short((1 / value).quantize(Decimal("1E-6"))):
        return f"1:{plain((1 / value).quantize(Decimal('1E-4')))}"
    return f"{plain(value)}:1"


class Asking(Protocol):
    """A target as read, as written in YAML or as judged."""

    @property
    def op(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def value_high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def relative(self) -> str: ...


def demand_of(target: Asking) -> str:
    """What a target asks for: in signs, a relative one in words. Empty for a milestone."""
    if target.op == Op.DONE:
        return ""
    return target.relative or demand(target.op, target.value, target.value_high, target.unit)


def demand(op: str, value: Decimal | None, value_high: Decimal | None, unit: str) -> str:
    """A number that is asked for, in signs: ≥80%, ≈1200万人, 3%–5%."""
    if value is None:
        return ""
    if unit == "比" and value > 0 and op != Op.RANGE:
        return f"{_SIGNS.get(Op(op), '')}{ratio(value)}"
    if op == Op.RANGE and value_high is not None:
        return f"{scaled(value, '')}–{scaled(value_high, unit)}"
    return f"{_SIGNS.get(Op(op), '')}{scaled(value, unit)}"
