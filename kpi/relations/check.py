"""The arithmetic of a relation by itself: would it hold if one of its numbers were another?

What finds a relation is text; what it says once it is found is here, in one place, so that a slip can be tried out
without reading again (the changes that would mend it; the changes of a mutation benchmark that must break it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.arithmetic.intervals import add, exceeds, meets
from kpi.arithmetic.laws import ALL, product_holds, rise_holds, share_holds, sum_holds
from kpi.model import Bound, Interval, Quantity, Relation, RelationType

_DECIMALS = re.compile(r"[\d,]*\d\.(\d+)")


def spread(quantity: Quantity) -> Interval:
    """The values that print like it; decimals without 万 are rounded too (12.5亩)."""
    return spread_of(quantity.text, quantity.value, quantity.bound, quantity.interval)


def spread_of(text: str, value: Decimal, bound: Bound, interval: Interval) -> Interval:
    """The same of a number's parts."""
    found = _DECIMALS.search(text)
    if found is None or interval.low is None or interval.low != interval.high or bound is not Bound.EXACT:
        return interval
    half = Decimal(1).scaleb(-len(found[1])) / 2
    return Interval(value - half, value + half)


def holds(relation: Relation, members: Sequence[Quantity], cut: bool = False) -> bool:
    """Whether `relation` is within rounding when its numbers are `members`; True where nothing can be computed.

    With `cut` the stated number may also have had its last digit cut instead of rounded.
    """
    spans = [spread(member) for member in members]
    at = stated_at(relation, len(members))
    if cut and at is not None:
        spans[at] = _or_cut(members[at], spans[at])
    return holds_of(relation, spans)


def holds_of(relation: Relation, spans: Sequence[Interval]) -> bool:
    """The same of numbers that spread so."""
    if relation.type in (RelationType.SUM, RelationType.PARTIAL):
        return _sum_holds(relation, spans)
    if relation.type is RelationType.SHARE:
        return share_holds(spans)
    if relation.type is RelationType.RESTATED:
        return all(meets(spans[0], span) for span in spans[1:])
    if relation.type is RelationType.PRODUCT:
        return product_holds(relation.formula, spans)
    return relation.type is not RelationType.RISE or rise_holds(relation.formula, spans)


def stated_at(relation: Relation, members: int) -> int | None:
    """The place of the member that the others are held against."""
    if relation.type in (RelationType.SUM, RelationType.PARTIAL):
        return None if relation.stated == ALL else 0
    if relation.type in (RelationType.SHARE, RelationType.RISE, RelationType.PRODUCT):
        return members - 1
    return None


def _or_cut(quantity: Quantity, span: Interval) -> Interval:
    if span.low is None or span.high is None or quantity.bound is not Bound.EXACT:
        return span
    return Interval(span.low, span.high + (span.high - span.low) / 2)


def _sum_holds(relation: Relation, spans: Sequence[Interval]) -> bool:
    if relation.stated == ALL:
        total = add(spans)
        return meets(total, ALL) if relation.type is RelationType.SUM else not exceeds(total, ALL)
    return (
        sum_holds(spans, relation.formula)
        if relation.type is RelationType.SUM
        else not exceeds(add(spans[1:]), spans[0])
    )


def moved(quantity: Quantity, value: Decimal) -> Quantity:
    """The quantity with another value, printed to the same place."""
    return replace(quantity, value=value, interval=_shifted(quantity, value))


def spread_at(quantity: Quantity, value: Decimal) -> Interval:
    """How the quantity would spread with another value: `spread(moved(…))` without the quantity."""
    return spread_of(quantity.text, value, quantity.bound, _shifted(quantity, value))


def _shifted(quantity: Quantity, value: Decimal) -> Interval:
    shift = value - quantity.value
    low, high = quantity.interval
    return Interval(None if low is None else low + shift, None if high is None else high + shift)
