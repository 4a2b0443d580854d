"""Readings and comparisons as plain dictionaries for JSON, with the field names of docs/definitions.md."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.places import place_at
from kpi.model import Answer, Comparison, Judgement, Numeral, Quantity, Reading, Relation, Report, Target
from kpi.numbers.account import rule_texts
from kpi.presenting.computations import computation_json, computation_line, linked_of
from kpi.presenting.jsonvalues import Json, day, interval
from kpi.presenting.numbers import json_number
from kpi.presenting.where import place_json

READING_FORMAT, COMPARISON_FORMAT = "kpi-reading/1", "kpi-comparison/1"


def reading_json(reading: Reading, numerals: Sequence[Numeral] = ()) -> Json:
    """One report: what score.py reads, and the further fields of the model.

    `numerals` are the runs of numerals that are part of no figure, from `kpi.extraction.accounting`.
    """
    text, rules = reading.report.text, rule_texts()
    runs = [(one, {"start": one.start, "end": one.end, "text": text[one.start : one.end]}) for one in numerals]
    return {
        "format": READING_FORMAT,
        "doc": reading.report.doc,
        "meta": _meta(reading.report),
        "quantities": [_placed(quantity_json(quantity), reading.report) for quantity in reading.quantities],
        "worded": [quantity_json(quantity) for quantity in reading.worded],
        "excluded": [run | {"why": rules[one.rule]["why"], "rule": one.rule} for one, run in runs if one.rule],
        "unread": [run for one, run in runs if not one.rule],
        "relations": [_relation(relation, reading.relations) for relation in reading.relations],
        "targets": [_placed(target_json(target), reading.report) for target in reading.targets],
        "warnings": [{"code": found.code, "values": found.fields} for found in reading.warnings],
    }


def _placed(row: Json, report: Report) -> Json:
    """A row with its page, table and row, where the report is no plain text."""
    return {**row, "place": place_json(place_at(report.places, row["start"]))} if report.places else row


def _meta(report: Report) -> Json:
    return {
        "body": report.body or None,
        "period_start": day(report.period_start),
        "period_end": day(report.period_end),
        "published": day(report.published),
        "plan_start": report.plan_start,
        "plan_due": day(report.plan_due),
        "title": report.title or None,
    }


def quantity_json(q: Quantity) -> Json:
    return {
        "id": q.id,
        "start": q.start,
        "end": q.end,
        "text": q.text,
        "value": json_number(q.value),
        "unit": q.unit,
        "bound": q.bound.value,
        "role": q.role.value,
        "subject": q.subject.text,
        "head": q.subject.head,
        "modifiers": list(q.subject.modifiers),
        "flow": q.subject.flow.value,
        "measure": q.subject.measure.value,
        "place": q.subject.place,
        "topic": q.subject.topic,
        "period": {
            "kind": q.period.kind.value,
            "start": day(q.period.start),
            "end": day(q.period.end),
            "text": q.period.text,
        },
        "interval": interval(q.interval),
        "sentence": list(q.sentence),
        "optional": q.optional,
        "damaged": q.damaged,
        "pictured": q.pictured,
        "note": q.note,
        "indicator": q.indicator,
        "role_rule": q.role_rule,
        "period_rule": q.period_rule,
    }


def _relation(relation: Relation, relations: Sequence[Relation]) -> Json:
    computation = relation.computation
    line = computation_line(computation, "zh", linked_of(relation, relations))
    return {
        "type": relation.type.value,
        "members": list(relation.members),
        "verdict": relation.verdict.value,
        "computed": interval(relation.computed),
        "stated": interval(relation.stated),
        "formula": relation.formula,
        "rule": relation.rule,
        "computation": computation_json(computation, line),
        "gap": json_number(computation.gap),
        "gap_share": json_number(computation.gap_share),
        "mends": [mend._asdict() for mend in relation.mends],
        "linked": list(relation.linked),
    }


def target_json(target: Target) -> Json:
    return {
        "id": target.id,
        "start": target.start,
        "end": target.end,
        "text": target.text,
        "quantity": target.quantity or None,
        "subject": target.subject.text,
        "kind": target.kind.value,
        "op": target.op.value,
        "value": json_number(target.value),
        "value_high": json_number(target.value_high),
        "unit": target.unit,
        "relative": target.relative or None,
        "due": target.due.isoformat(),
        "weight": target.weight.value,
        "actual": target.actual or None,
        "verdict": target.verdict.value if target.verdict else None,
        "optional": target.optional,
        "note": target.note,
        "indicator": target.indicator,
        "rule": target.rule,
        "op_rule": target.op_rule,
        "due_rule": target.due_rule,
        "weight_rule": target.weight_rule,
    }


def comparison_json(comparison: Comparison) -> Json:
    """A plan against the next report: what score_pair.py reads."""
    return {
        "format": COMPARISON_FORMAT,
        "plan": comparison.plan.doc,
        "report": comparison.report.doc,
        "verdicts": [_judgement(judgement) for judgement in comparison.judgements],
    }


def _judgement(judgement: Judgement) -> Json:
    return {
        "target": target_json(judgement.target),
        "answer": _answer(judgement.answer) if judgement.answer else None,
        "verdict": judgement.verdict.value,
        "margin": json_number(judgement.margin),
        "elapsed": None if judgement.elapsed is None else round(judgement.elapsed, 4),
        "note": judgement.note,
        "confidence": round(judgement.confidence, 4),
        "candidates": [
            {**_answer(candidate.answer), "score": round(candidate.score, 4), "reason": candidate.reason}
            for candidate in judgement.candidates
        ],
    }


def _answer(answer: Answer) -> Json:
    return {
        "start": answer.start,
        "end": answer.end,
        "text": answer.text,
        "value": json_number(answer.value),
        "unit": answer.unit,
        "interval": interval(answer.interval),
        "quantity": answer.quantity or None,
        "sentence": list(answer.sentence),
    }
