"""Which rules spoke in a reading, and of what: one row a family that leaves its rule on what it decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kpi.model import Numeral, Reading, TargetKind


class Spoken(NamedTuple):
    """One decision: the rule's id, and the stretch of the text of which it is."""

    rule: str
    start: int
    end: int


def spoken(reading: Reading, numerals: Sequence[Numeral] = ()) -> Iterator[Spoken]:
    """Every decision of a reading that names its rule; `numerals` are those outside of figures."""
    for numeral in numerals:
        yield Spoken(numeral.rule, numeral.start, numeral.end)
    for quantity in (*reading.quantities, *reading.worded):
        yield Spoken(quantity.role_rule, quantity.start, quantity.end)
        yield Spoken(quantity.period_rule, quantity.start, quantity.end)
    places = {quantity.id: (quantity.start, quantity.end) for quantity in (*reading.quantities, *reading.worded)}
    for relation in reading.relations:
        for member in relation.members:
            yield Spoken(relation.rule, *places.get(member, (0, 0)))
    for target in reading.targets:
        place = places.get(target.quantity, (target.start, target.end))
        rules = (
            (target.rule, target.weight_rule)
            if target.kind is TargetKind.MILESTONE
            else (target.rule, target.op_rule, target.due_rule, target.weight_rule)
        )
        for rule in rules:
            yield Spoken(rule, *place)
