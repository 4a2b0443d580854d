"""The numbers of a relation as the page prints them: in the unit, and the 万 or 亿, of the number beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from kpi.auditing.result import Member, RelationResult
from kpi.model import Interval, Shape, Term
from kpi.presenting.html.words import Words
from kpi.presenting.numbers import plain, scaled

# Shapes that compute a number and hold it against a stated one; in EXACT ones the two ought to be equal.
WORKED = frozenset({
    Shape.SUM, Shape.PRODUCT, Shape.SHARE, Shape.AVERAGE, Shape.RATE, Shape.DIFFERENCE, Shape.MULTIPLE,
})  # fmt: skip
_EXACT = (Shape.SUM, Shape.PRODUCT, Shape.SAME)
_DIGITS = re.compile(r"[\d,]*(?:\.(\d+))?[余多]?([万亿]?)")


def member_of(term: Term, relation: RelationResult) -> Member | None:
    """The member that a term is; None for a constant."""
    doc = term.doc or relation.doc
    return next((one for one in relation.members if term.quantity == one.id and one.quote.doc == doc), None)


def holder(relation: RelationResult) -> Member:
    """The member that states the result."""
    against = relation.computation.against
    return (member_of(against[0], relation) if against else None) or relation.members[0]


def is_worked(relation: RelationResult) -> bool:
    """Whether one number was computed and held against another that is printed."""
    computation = relation.computation
    return computation.shape in WORKED and len(computation.against) == 1


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
    silent = is_over(relation) or relation.computation.shape is Shape.UNCOUNTABLE
    return "" if silent else difference(relation, words)


def is_over(relation: RelationResult) -> bool:
    """Parts that are more than their whole: how much is their result."""
    return relation.computation.shape is Shape.AT_MOST and relation.type in ("partial", "share")


def difference(relation: RelationResult, words: Words) -> str:
    comes, said = _middle(relation.computed), _middle(relation.stated)
    if comes is None or said is None:
        return ""
    held = holder(relation)
    points = words("points") if held.unit in ("%", "个百分点") else None
    if not is_worked(relation) and relation.computation.shape is not Shape.COUNT:  # neither of the two comes first
        return _printed(abs(said - comes), held, unit=points)
    return f"{'+' if said > comes else ''}{_printed(said - comes, held, unit=points)}"


def intervals(relation: RelationResult, words: Words) -> str:
    """Said only where the printed digits leave room: then the reader wonders whether rounding explains it."""
    ends = (*relation.computed, *relation.stated)
    if None in ends or not is_worked(relation):
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


def mended(relation: RelationResult) -> tuple[str, str] | None:
    """The result and the stated number, where one digit put right would make them the same."""
    exact = relation.computation.shape in _EXACT or is_over(relation)
    return (stated(relation), computed(relation)) if exact else None


def weight(relation: RelationResult) -> float:
    comes, said = _middle(relation.computed), _middle(relation.stated)
    if comes is None or said is None:
        return 0.0
    return float(abs(said - comes) / max(abs(said), Decimal("0.01")))
