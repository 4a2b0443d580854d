"""What a plan mentions and no draft holds it to: numbers, titles and tasks outside of all targets, with why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from kpi.extraction.accounting import numerals
from kpi.extraction.guards import kept_back
from kpi.model import Quantity, Reading, Role, SectionKind
from kpi.numbers.plain import normalise
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression
from kpi.outline.marks import CLAUSE_STOP, part_start

_TITLE = expression("extraction", "milestones.title")


@dataclass(frozen=True, slots=True)
class Omitted:
    """A number, a title or a task of a plan, and the rule by which it is no target; offsets into the text."""

    start: int
    end: int
    rule: str


def omitted(reading: Reading) -> tuple[Omitted, ...]:
    """Every number, every 《》 and every task kept back in the plan outside of all targets, in text order."""
    sections = [(one.start, one.end) for one in reading.report.sections if one.kind is SectionKind.PLAN]
    asked = sorted((target.start, target.end) for target in reading.targets)
    read = {target.quantity for target in reading.targets}
    found = [one for one in _mentioned(reading, read) if any(low <= one.start < high for low, high in sections)]
    starts = [low for low, _ in asked]
    reach = list(accumulate((high for _, high in asked), max))  # how far the targets up to each one go
    outside = [one for one in found if not (at := bisect_right(starts, one.start)) or reach[at - 1] < one.end]
    return tuple(sorted(outside, key=lambda one: (one.start, one.end)))


def _mentioned(reading: Reading, read: set[str]) -> Iterator[Omitted]:
    for quantity in (*reading.quantities, *reading.worded):
        if quantity.id not in read:
            yield Omitted(quantity.start, quantity.end, _why(quantity))
    for numeral in numerals(reading):
        yield Omitted(numeral.start, numeral.end, numeral.rule or "omitted.unread")
    tasks = [Omitted(one.start, one.end, one.rule) for one in kept_back(reading)]
    yield from tasks
    for title in _TITLE.finditer(normalise(reading.report.text)):
        if not any(task.start <= title.start() < task.end for task in tasks):
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
    low = part_start(text, one.start, CLAUSE_STOP)
    end = CLAUSE_STOP.search(text, one.end)
    return " ".join(text[low : end.start() if end else len(text)].split())
