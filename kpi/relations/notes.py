"""Computations spelled out in the numbers as printed: `2001.62 + 1880.36 = 3881.98 ≠ 3880.98万元`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kpi.relations.figures import Figure

_PREFIXES = {Decimal(10**4).normalize(): "万", Decimal(10**8).normalize(): "亿"}


def plain(number: Decimal, places: int | None = None) -> str:
    """Digits without an exponent, rounded to `places` decimals; all that there are where it is None."""
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        return f"{number:f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals(figure: Figure) -> int:
    return len(figure.digits.partition(".")[2])


def in_unit_of(figure: Figure, like: Figure) -> str:
    """The number of `figure` in the printed unit of `like`, as printed where they agree."""
    if figure.factor == like.factor and figure.digits:
        return figure.digits
    return plain(figure.value / like.factor)


def total(value: Decimal, like: Figure, others: Sequence[Figure]) -> str:
    """A computed value in the printed unit of `like`, with the decimals of the finest member."""
    finest = max((decimals(figure) for figure in (like, *others) if figure.factor == like.factor), default=0)
    number = value / like.factor
    return plain(number) if -number.normalize().as_tuple().exponent > finest else plain(number, finest)  # type: ignore[operator]


def stated(figure: Figure) -> str:
    return figure.quantity.text if not figure.digits else figure.digits + unit_name(figure)


def unit_name(figure: Figure) -> str:
    """The printed unit with its 万/亿, or the unit that the sentence or the table's head gave."""
    if figure.unit_text:
        return figure.unit_text
    return _PREFIXES.get(figure.factor.normalize(), "") + figure.quantity.unit


def percent(value: Decimal, places: int = 3) -> str:
    return plain(value, places)
