"""The terms of computations, in the numbers as printed: `2001.62 + 1880.36 = 3881.98 ≠ 3880.98万元`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kpi.model import Interval, RelationVerdict, Term
from kpi.outline.expressions import mapping
from kpi.relations.figures import Figure

_SIGNS = {RelationVerdict.INCONSISTENT: "≠", RelationVerdict.TRUNCATED: "→"}
_SIZES = {Decimal(size): word for word, size in mapping("relations", "words.multipliers").items()}
_PREFIXES = {size.normalize(): word for size, word in _SIZES.items() if size >= 10**4}


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
    return _PREFIXES.get(abs(figure.factor).normalize(), "") + figure.quantity.unit


def percent(value: Decimal, places: int = 3) -> str:
    return plain(value, places)


def term(figure: Figure, sign: str = "", shown: str = "", opens: int = 0, closes: int = 0) -> Term:
    """A figure as it enters a computation: as printed with its unit, or as `shown`."""
    return Term(shown or stated(figure), figure.id, sign, opens, closes)


def constant(shown: object, sign: str = "", span: str = "") -> Term:
    """A number that is no figure of the text: 1, or one of months, days or years (`span`)."""
    return Term(str(shown), sign=sign, span=span)


def exactly(number: int) -> Interval:
    return Interval(Decimal(number), Decimal(number))


def sign_of(verdict: RelationVerdict) -> str:
    """How what was computed stands to what is stated: ≠, → where the last digit was cut, else ≈."""
    return _SIGNS.get(verdict, "≈")


def signed(share: Decimal) -> str:
    """A share as a signed percentage: −27.3%."""
    return f"{'+' if share >= 0 else '−'}{percent(abs(share) * 100, 1)}%"
