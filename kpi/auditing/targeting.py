"""Targets of targets/*.yml as rows of the warehouse, each tied to its words in the plan where it is there."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kpi.auditing.declared import catalogue_of
from kpi.auditing.weighing import plan_lists, weighed
from kpi.extraction import extract
from kpi.extraction.catalogue import Catalogue
from kpi.extraction.weights import Announced
from kpi.model import Flow, Measure, Reading, Subject
from kpi.warehouse.loading import TargetRow
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.targets import TargetSpec

Span = tuple[int, int]


class Figure(NamedTuple):
    """A figure of a plan: its place, its unit and what it measures."""

    start: int
    end: int
    unit: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's text, folded for looking up quotes, when its period ends, and what it announces as headlines."""

    period_end: date | None
    folded: str
    offsets: tuple[int, ...]
    lists: tuple[Announced, ...] = ()
    planned: tuple[Span, ...] = ()  # its plan sections
    figures: Mapping[Decimal, Sequence[Figure]] = field(default_factory=dict)  # by value, in text order


def target_rows(warehouse: Warehouse, specs: Iterable[TargetSpec], config: Config) -> list[TargetRow]:
    """One row a target. `plan` is NULL where the report is not loaded, offsets where the quote is not in it."""
    specs, catalogue = list(specs), catalogue_of(config.home)
    plans = {doc: plan for doc in {spec.plan for spec in specs} if (plan := _plan(warehouse, doc)) is not None}
    return [_row(spec, plans.get(spec.plan), config, catalogue) for spec in specs]


def _row(spec: TargetSpec, plan: Plan | None, config: Config, catalogue: Catalogue) -> TargetRow:
    span = find_quote(plan, spec.quote) if plan else None
    subject = _planned_subject(plan, spec, span) if plan and span else None
    subject = replace(subject or written_subject(spec), text=spec.indicator)
    pin, weight = spec.pin, weighed(spec, subject, span, plan.lists if plan else (), config, catalogue)
    return TargetRow(
        target=spec.key,
        file=spec.file,
        line=spec.line,
        id=spec.id,
        body=spec.body,
        plan=spec.plan if plan else None,
        plan_period_end=plan.period_end if plan else None,
        start=span[0] if span else None,
        end=span[1] if span else None,
        quote=spec.quote,
        indicator=spec.indicator,
        subject=subject.text,
        head=subject.head,
        modifiers=subject.modifiers,
        flow=subject.flow.value,
        measure=subject.measure.value,
        place=subject.place,
        topic=subject.topic,
        kind=spec.kind.value,
        op=spec.op.value,
        value=spec.value,
        value_high=spec.value_high,
        unit=spec.unit,
        relative=spec.relative,
        due=spec.due,
        pinned_text=pin.quote if pin else None,
        pinned_by=f"{pin.by} {pin.on.isoformat()}" if pin else None,
        pinned_why=pin.why if pin else None,
        pinned_verdict=pin.verdict.value if pin and pin.verdict else None,
        pinned_doc=pin.report or None if pin else None,
        weight=weight.weight.value,
        weight_rule=weight.rule,
        plan_weight=weight.planned.value,
    )


def find_quote(plan: Plan, quote: str) -> Span | None:
    """Where the plan says it; spaces, line breaks and full-width forms make no difference.

    The first place in a section that plans: a review may use the same words of the year before.
    """
    wanted, _ = _fold(quote)
    at = plan.folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    starts = [at, *(plan.folded.find(wanted, bisect_left(plan.offsets, start)) for start, _ in plan.planned)]
    spans = [(plan.offsets[at], plan.offsets[at + len(wanted) - 1] + 1) for at in starts if at >= 0]
    within = (span for span in spans if any(low <= span[0] < high for low, high in plan.planned))
    return next(within, spans[0])


def _plan(warehouse: Warehouse, doc: str) -> Plan | None:
    found = warehouse.rows("SELECT period_end, text FROM reports WHERE doc = ?", [doc]) if doc else []
    if not found:
        return None
    sections = warehouse.rows(
        "SELECT start, \"end\" FROM sections WHERE doc = ? AND kind = 'plan' ORDER BY start", [doc]
    )
    planned = tuple((start, end) for start, end in sections)
    return Plan(found[0][0], *_fold(found[0][1]), plan_lists(found[0][1]), planned, _figures(warehouse, doc))


def _figures(warehouse: Warehouse, doc: str) -> Mapping[Decimal, Sequence[Figure]]:
    figures: dict[Decimal, list[Figure]] = {}
    for value, start, end, unit, *subject in warehouse.rows(
        'SELECT value, start, "end", unit, subject, head, modifiers, flow, measure, place, topic FROM quantities '
        "WHERE doc = ? ORDER BY start",
        [doc],
    ):
        figures.setdefault(value, []).append(Figure(start, end, unit, _subject(subject)))
    return figures


def _fold(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without spaces and with plain forms, and for each of its characters the offset it came from."""
    pairs = [(part, at) for at, character in enumerate(text) for part in _plain(character) if not part.isspace()]
    return "".join(part for part, _ in pairs), tuple(at for _, at in pairs)


@cache
def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _planned_subject(plan: Plan, spec: TargetSpec, span: Span) -> Subject | None:
    """The subject as read in the plan itself, of the figure with the target's number inside the quote."""
    alike = plan.figures.get(spec.value, ()) if spec.value is not None else ()
    within = [one for one in alike if one.start >= span[0] and one.end <= span[1]]
    return min(within, key=lambda one: (one.unit != spec.unit, one.start)).subject if within else None


def _subject(row: Sequence[object]) -> Subject:
    text, head, modifiers, flow, measure, place, topic = row
    words = tuple(str(word) for word in modifiers) if isinstance(modifiers, list) else ()
    return Subject(str(text), str(head), words, Flow(str(flow)), Measure(str(measure)), str(place), str(topic))


def written_subject(spec: TargetSpec) -> Subject:
    """The subject as the reader of reports reads the target's own words, where no plan is at hand."""
    for text in (spec.quote, f"{spec.indicator}达到{spec.value or ''}{spec.unit}"):
        found = _read(text, spec) if text and spec.value is not None else None
        if found:
            return found
    return Subject(spec.indicator, head=spec.indicator)


def _read(text: str, spec: TargetSpec) -> Subject | None:
    reading: Reading = extract(text, spec.key)
    return next((q.subject for q in reading.printed if q.value == spec.value and q.unit == spec.unit), None)
