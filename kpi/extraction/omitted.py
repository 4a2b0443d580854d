"""What a plan mentions and no draft holds it to: its numbers and titles outside of all targets, each with why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpi.extraction.accounting import numerals
from kpi.model import Quantity, Reading, Role, SectionKind
from kpi.numbers.plain import normalise
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression
from kpi.outline.marks import RAW_CLAUSE_END

_TITLE = expression("extraction", "milestones.title")


@dataclass(frozen=True, slots=True)
class Omitted:
    """A number or a title of a plan, and the id of the rule by which it is no target; offsets into the text."""

    start: int
    end: int
    rule: str


def omitted(reading: Reading) -> tuple[Omitted, ...]:
    """Every number and every 《》 of the plan sections outside of all targets, in text order."""
    sections = [(one.start, one.end) for one in reading.report.sections if one.kind is SectionKind.PLAN]
    asked = sorted((target.start, target.end) for target in reading.targets)
    read = {target.quantity for target in reading.targets}
    found = [one for one in _mentioned(reading, read) if any(low <= one.start < high for low, high in sections)]
    outside = [one for one in found if not any(low <= one.start and one.end <= high for low, high in asked)]
    return tuple(sorted(outside, key=lambda one: (one.start, one.end)))


def _mentioned(reading: Reading, read: set[str]) -> Iterator[Omitted]:
    for quantity in (*reading.quantities, *reading.worded):
        if quantity.id not in read:
            yield Omitted(quantity.start, quantity.end, _why(quantity))
    for numeral in numerals(reading):
        yield Omitted(numeral.start, numeral.end, numeral.rule or "omitted.unread")
    for title in _TITLE.finditer(normalise(reading.report.text)):
        yield Omitted(title.start(), title.end(), "omitted.title")


def _why(quantity: Quantity) -> str:
    """The rule that gave the number another role, else the one that keeps its kind out of targets."""
    if quantity.role is not Role.TARGET:
        return quantity.role_rule
    unit = unit_table().get(quantity.unit.partition("/")[0])
    if quantity.worded:
        return "omitted.worded"
    if unit is not None and (unit.duration or unit.dimension == "age"):
        return "omitted.time"
    return "omitted.counted" if quantity.optional else "omitted.past"


def clause_around(text: str, one: Omitted) -> str:
    """The clause that it stands in, for a person who looks it through."""
    low, high = one.start, one.end
    while low > 0 and text[low - 1] not in RAW_CLAUSE_END:
        low -= 1
    while high < len(text) and text[high] not in RAW_CLAUSE_END:
        high += 1
    return " ".join(text[low:high].split())
