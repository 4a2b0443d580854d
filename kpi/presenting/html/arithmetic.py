"""The numbers of a relation as the page prints them: in the unit, and the 万 or 亿, of the number beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from kpi.auditing.result import Member, RelationResult
from kpi.model import Interval
from kpi.presenting.html.words import Words
from kpi.presenting.numbers import plain, scaled

# Types whose members are computed with, and how near a shown result must be to the engine's own.
COMPUTED = ("sum", "product", "share", "rise", "growth")
NEAR = Decimal("0.002")
_DIGITS = re.compile(r"[\d,]*(?:\.(\d+))?[余多]?([万亿]?)")


_LED = ("sum", "list_count", "partial", "formula")  # whose first member states the result


def holder(relation: RelationResult) -> Member:
    """The member that states the result."""
    return relation.members[0] if relation.type in _LED else relation.members[-1]


def stated(relation: RelationResult) -> str:
    return holder(relation).quote.text


def _middle(interval: Interval) -> Decimal | None:
    if interval.low is None or interval.high is None:
        return interval.low if interval.high is None else interval.high
    return (interval.low + interval.high) / 2


def computed_number(relation: RelationResult) -> str:
    return scaled(_rounded(_middle(relation.computed) or Decimal(0)), "")


def computed(relation: RelationResult) -> str:
    middle = _middle(relation.computed)
    return "" if middle is None else _printed(middle, holder(relation))


def _printed(value: Decimal, like: Member, finer: int = 1, unit: str | None = None) -> str:
    """A number as the report prints the one it is held against: in its 万 or 亿, with one decimal more."""
    digits = _DIGITS.match(like.quote.text)
    places = len(digits[1] or "") if digits else 0
    multiplier = digits[2] if digits else ""
    factor = Decimal(10) ** {"万": 4, "亿": 8}.get(multiplier, 0)
    exact = value / factor
    number = exact.quantize(Decimal(1).scaleb(-places - finer))
    tail = like.unit if unit is None else unit
    return f"{plain(number)}{multiplier}{tail}"


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def gap(relation: RelationResult, words: Words) -> str:
    return "" if relation.type == "partial" else difference(relation, words)


def difference(relation: RelationResult, words: Words) -> str:
    comes, said = _middle(relation.computed), _middle(relation.stated)
    if comes is None or said is None:
        return ""
    held = holder(relation)
    points = words("points") if held.unit in ("%", "个百分点") else None
    if relation.type not in (*COMPUTED, "list_count"):  # neither of the two comes first
        return _printed(abs(said - comes), held, unit=points)
    return f"{'+' if said > comes else ''}{_printed(said - comes, held, unit=points)}"


def intervals(relation: RelationResult, words: Words) -> str:
    """Said only where the printed digits leave room: then the reader wonders whether rounding explains it."""
    ends = (*relation.computed, *relation.stated)
    if None in ends or relation.type not in COMPUTED:
        return ""
    if relation.computed.low == relation.computed.high and relation.stated.low == relation.stated.high:
        return ""
    held = holder(relation)
    for finer in (1, 2, 3):  # as many decimals as it takes to see that they do not meet
        spans = [_span(side, held, finer) for side in (relation.computed, relation.stated)]
        if not set(spans[0]) & set(spans[1]):
            break
    comes, said = ("–".join(dict.fromkeys(span)) for span in spans)
    return words("sum.interval", computed=comes, stated=said)


def _span(interval: Interval, like: Member, finer: int) -> tuple[str, str]:
    low, high = interval.low or Decimal(0), interval.high or Decimal(0)
    to = _printed(high, like, finer)
    start = _printed(low, like, finer, unit="")
    return (to, to) if to.startswith(start) and to == start + like.unit else (start, to)


def agrees(value: Decimal, relation: RelationResult) -> bool:
    """Whether a result is the one that the engine computed: a sum that is shown must be the sum that was done."""
    middle = _middle(relation.computed)
    return middle is not None and abs(value - middle) <= max(abs(middle), Decimal(1)) * NEAR


def mended(relation: RelationResult) -> tuple[str, str] | None:
    """The result and the stated number, where one digit put right would make them the same."""
    exact = relation.type in ("sum", "product", "restated", "partial")
    return (stated(relation), computed(relation)) if exact else None


def weight(relation: RelationResult) -> float:
    comes, said = _middle(relation.computed), _middle(relation.stated)
    if comes is None or said is None:
        return 0.0
    return float(abs(said - comes) / max(abs(said), Decimal("0.01")))
