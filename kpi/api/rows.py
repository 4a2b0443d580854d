"""Rows of the frames, from what one reading, one comparison or one audit holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kpi.auditing.result import FindingResult, RelationResult, TargetResult
from kpi.documents.places import place_at
from kpi.model import Judgement, Place, Quantity, Reading, Relation, Report, Role, Target
from kpi.presenting.computations import computation_line, linked_of
from kpi.presenting.text import line_of
from kpi.presenting.where import where

Row = dict[str, Any]


def place_words(place: Place | None) -> str:
    return where(place, "zh") if place else ""


def figure_rows(reading: Reading) -> Iterator[Row]:
    report = reading.report
    for one in reading.quantities:
        yield {
            "report": report.doc, "id": one.id, "line": line_of(report.text, one.start),
            "place": place_words(place_at(report.places, one.start)), "text": one.text, "value": one.value,
            "unit": one.unit, "bound": one.bound.value, "role": one.role.value, "subject": one.subject.text,
            "indicator": one.indicator, "measure": one.subject.measure.value, "flow": one.subject.flow.value,
            **_period(report, one), "low": one.interval.low,
            "high": one.interval.high, "sentence": sentence_of(report, one), "start": one.start, "end": one.end,
        }  # fmt: skip


def _period(report: Report, one: Quantity) -> Row:
    """That of its own words; else what was done is of the report's period, and what is planned of none."""
    if one.period.end or one.role is not Role.ACTUAL or not report.period_end:
        return {
            "period_start": one.period.start, "period_end": one.period.end,
            "period_from": "text" if one.period.end else "",
        }  # fmt: skip
    return {"period_start": report.period_start, "period_end": report.period_end, "period_from": "report"}


def sentence_of(report: Report, one: Quantity) -> str:
    return report.text[min(one.sentence[0], one.start) : max(one.sentence[1], one.end)].strip()


def relation_rows(reading: Reading) -> Iterator[Row]:
    figures = {one.id: one for one in reading.quantities}
    for one in reading.relations:
        members = [figures[member] for member in one.members if member in figures]
        yield {
            "report": reading.report.doc, "type": one.type.value, "verdict": one.verdict.value, "rule": one.rule,
            "formula": one.formula, "computation": _line(one, reading.relations), "gap": one.computation.gap,
            "gap_share": one.computation.gap_share, "numbers": [member.text for member in members],
            "figures": [member.id for member in members],
            "sentence": sentence_of(reading.report, members[0]) if members else "",
            "line": line_of(reading.report.text, members[0].start) if members else None,
        }  # fmt: skip


def _line(relation: Relation, relations: Sequence[Relation]) -> str:
    return computation_line(relation.computation, "zh", linked_of(relation, relations))


def target_row(report: Report, target: Target) -> Row:
    return {
        "target": target.id, "report": report.doc, "body": report.body,
        "subject": target.subject.text or target.text,
        "kind": target.kind.value, "op": target.op.value, "value": target.value, "value_high": target.value_high,
        "unit": target.unit, "relative": target.relative, "due": target.due, "weight": target.weight.value,
        "quote": target.text, "line": line_of(report.text, target.start),
    }  # fmt: skip


def judged_row(plan: Report, later: Report, one: Judgement) -> Row:
    answer = one.answer
    share = one.margin / one.target.value if one.margin is not None and one.target.value else None
    return {
        **target_row(plan, one.target),
        "verdict": one.verdict.value, "judged_by": later.doc, "answer": answer.text if answer else "",
        "answer_value": answer.value if answer else None, "answer_unit": answer.unit if answer else "",
        "margin": one.margin, "margin_share": share, "confidence": one.confidence,
        "candidates": [other.answer.text for other in one.candidates if other.answer != answer], "note": one.note,
    }  # fmt: skip


def audited_target(one: TargetResult) -> Row:
    row: Row = {
        "target": one.target, "report": one.promise.doc if one.promise else "", "body": one.body,
        "subject": one.subject or one.indicator, "kind": one.kind, "op": one.op, "value": one.value,
        "value_high": one.value_high, "unit": one.unit, "relative": one.relative, "due": one.due,
        "weight": one.weight, "quote": one.quote, "line": one.promise.line if one.promise else None,
    }  # fmt: skip
    if (latest := one.latest) is None:
        return row
    answer = latest.answer
    return row | {
        "verdict": latest.verdict, "judged_by": latest.doc, "answer": answer.text if answer else "",
        "answer_value": latest.value if answer else None, "answer_unit": latest.unit if answer else "",
        "margin": latest.margin, "margin_share": latest.margin_share, "confidence": latest.confidence,
        "candidates": [other.quote.text for other in latest.candidates if other.quote != answer],
        "note": latest.note,
    }  # fmt: skip


def audited_relation(one: RelationResult) -> Row:
    first = one.members[0].quote if one.members else None
    return {
        "report": one.doc, "type": one.type, "verdict": one.verdict, "rule": one.rule, "formula": one.formula,
        "computation": computation_line(one.computation, "zh", one.linked), "gap": one.computation.gap,
        "gap_share": one.computation.gap_share, "numbers": [member.quote.text for member in one.members],
        "figures": [member.id for member in one.members], "sentence": first.sentence.strip() if first else "",
        "line": first.line if first else None,
    }  # fmt: skip


def finding_row(one: FindingResult) -> Row:
    return {
        "severity": one.severity, "check": one.expectation, "suite": one.suite, "title_zh": one.title[0],
        "title_en": one.title[1], "message_zh": one.message[0], "message_en": one.message[1], "report": one.doc,
        "body": one.body, "subject": one.subject, "line": one.line, "place": place_words(one.place),
        "quote": one.quote, "status": one.standing.status.value, "fingerprint": one.fingerprint,
    }  # fmt: skip
