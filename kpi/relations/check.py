"""The arithmetic of a relation by itself: would it hold if one of its numbers were another?

What finds a relation is text; what it says once it is found is here, in one place, so that a slip can be tried out
without reading again (the changes that would mend it; the changes of a mutation benchmark that must break it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.arithmetic.laws import ALL
from kpi.model import Bound, Interval, Quantity, Relation
from kpi.relations.kinds import KINDS

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
    return KINDS[relation.type].holds(relation, spans)


def side_of(relation: Relation, spans: Sequence[Interval]) -> int | None:
    """0 where what comes out of numbers that spread so meets what is stated, -1 below it, 1 above; None where
    there are no such two sides.
    """
    sides = KINDS[relation.type].sides(relation, spans)
    if sides is None:
        return None
    (low, high), (least, most) = sides
    if high is not None and least is not None and high < least:
        return -1
    return 1 if low is not None and most is not None and low > most else 0


def stated_at(relation: Relation, members: int) -> int | None:
    """The place of the member that the others are held against."""
    place = KINDS[relation.type].stated
    if place is None or (place == 0 and relation.stated == ALL):  # parts of 100 %: no member is their whole
        return None
    return place % members


def _or_cut(quantity: Quantity, span: Interval) -> Interval:
    if span.low is None or span.high is None or quantity.bound is not Bound.EXACT:
        return span
    return Interval(span.low, span.high + (span.high - span.low) / 2)


def moved(quantity: Quantity, value: Decimal) -> Quantity:
    """The quantity with another value, printed to the same place."""
    return replace(quantity, value=value, interval=_shifted(quantity, value))


def spreading(quantity: Quantity) -> Callable[[Decimal], Interval]:
    """How the quantity would spread with another value: `spread(moved(…))` without the quantity."""
    low, high = spread(quantity)
    below = None if low is None else low - quantity.value
    above = None if high is None else high - quantity.value

    def spread_at(value: Decimal) -> Interval:
        return Interval(None if below is None else value + below, None if above is None else value + above)

    return spread_at


def _shifted(quantity: Quantity, value: Decimal) -> Interval:
    shift = value - quantity.value
    low, high = quantity.interval
    return Interval(None if low is None else low + shift, None if high is None else high + shift)
