"""Readings, comparisons and audits as plain dictionaries for JSON, with the field names of GUIDE.md.

Same bytes for the same input: nothing in them depends on time, machine or order of work.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from kpi.auditing.result import (
    AuditResult,
    CandidateResult,
    CheckResult,
    FindingResult,
    Quote,
    RelationResult,
    ReportResult,
    TargetResult,
    TargetVerdict,
)
from kpi.errors import Problem
from kpi.ledger import Entry, Mended
from kpi.model import Answer, Comparison, Interval, Judgement, Op, Quantity, Reading, Relation, Report, Target
from kpi.presenting.numbers import json_number

Json = dict[str, Any]
READING_FORMAT, COMPARISON_FORMAT, AUDIT_FORMAT = "kpi-reading/1", "kpi-comparison/1", "kpi-audit/1"


def dumps(value: Json, ascii_only: bool = False) -> str:
    """中文 as itself (or as \\u escapes), one space of indent, a newline at the end."""
    return json.dumps(value, ensure_ascii=ascii_only, indent=1) + "\n"


def reading_json(reading: Reading) -> Json:
    """One report: what score.py reads, and the further fields of the model."""
    return {
        "format": READING_FORMAT,
        "doc": reading.report.doc,
        "meta": _meta(reading.report),
        "quantities": [quantity_json(quantity) for quantity in reading.quantities],
        "relations": [_relation(relation) for relation in reading.relations],
        "targets": [target_json(target) for target in reading.targets],
        "warnings": list(reading.warnings),
    }


def _meta(report: Report) -> Json:
    return {
        "body": report.body or None,
        "period_start": _day(report.period_start),
        "period_end": _day(report.period_end),
        "published": _day(report.published),
        "plan_start": report.plan_start,
        "plan_due": _day(report.plan_due),
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
            "start": _day(q.period.start),
            "end": _day(q.period.end),
            "text": q.period.text,
        },
        "interval": _interval(q.interval),
        "sentence": list(q.sentence),
        "optional": q.optional,
        "damaged": q.damaged,
        "note": q.note,
        "indicator": q.indicator,
    }


def _relation(relation: Relation) -> Json:
    return {
        "type": relation.type.value,
        "members": list(relation.members),
        "verdict": relation.verdict.value,
        "note": relation.note,
        "computed": _interval(relation.computed),
        "stated": _interval(relation.stated),
        "formula": relation.formula,
        "gap": json_number(relation.gap),
        "gap_share": json_number(relation.gap_share),
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
        "due": target.due.isoformat(),
        "actual": target.actual or None,
        "verdict": target.verdict.value if target.verdict else None,
        "optional": target.optional,
        "note": target.note,
        "indicator": target.indicator,
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
        "interval": _interval(answer.interval),
        "quantity": answer.quantity or None,
        "sentence": list(answer.sentence),
    }


def audit_json(result: AuditResult) -> Json:
    """Every verdict of targets and relations with its evidence, every finding; no timings."""
    return {
        "format": AUDIT_FORMAT,
        "exit_code": result.exit_code,
        "fail_on": result.fail_on,
        "counts": _counts(result),
        "reports": [_report(report) for report in result.reports],
        "targets": [_target(target) for target in result.targets],
        "relations": [_related(relation) for relation in result.relations],
        "findings": [_finding(finding) for finding in result.findings],
        "settled": [_finding(finding) for finding in result.settled],
        "rectified": [_rectified(mended) for mended in result.rectified],
        "checks": [_check(check) for check in result.checks],
        "warnings": [_problem(warning) for warning in result.warnings],
        "problems": [_problem(problem) for problem in result.problems],
    }


def _counts(result: AuditResult) -> Json:
    latest = [target.latest for target in result.targets]
    verdicts = Counter(verdict.verdict if verdict else "not_judged" for verdict in latest)
    return {
        "reports": len(result.reports),
        "quantities": sum(report.quantities for report in result.reports),
        "targets": len(result.targets),
        "verdicts": dict(sorted(verdicts.items())),
        "relations": dict(sorted(Counter(relation.verdict for relation in result.relations).items())),
        "findings": dict(sorted(Counter(finding.severity for finding in result.findings).items())),
        "evaluated": result.evaluated,
    }


def _report(report: ReportResult) -> Json:
    return {
        "doc": report.doc,
        "title": report.title or None,
        "body": report.body or None,
        "period_start": _day(report.period_start),
        "period_end": _day(report.period_end),
        "published": _day(report.published),
        "plan_start": report.plan_start,
        "quantities": report.quantities,
        "relations": report.relations,
    }


def _target(target: TargetResult) -> Json:
    latest = target.latest
    return {
        "target": target.target,
        "id": target.id,
        "file": target.file,
        "line": target.line,
        "body": target.body,
        "indicator": target.indicator,
        "subject": target.subject,
        "kind": target.kind,
        "op": target.op,
        "value": json_number(target.value) if target.op != Op.DONE else None,
        "value_high": json_number(target.value_high),
        "unit": target.unit,
        "due": target.due.isoformat(),
        "quote": target.quote,
        "promise": _quote(target.promise),
        "pinned": {"by": target.pinned_by, "why": target.pinned_why} if target.pinned_by else None,
        "verdict": latest.verdict if latest else None,
        "verdicts": [_verdict(verdict) for verdict in target.verdicts],
    }


def _verdict(verdict: TargetVerdict) -> Json:
    return {
        "report": verdict.doc,
        "verdict": verdict.verdict,
        "latest": verdict.is_latest,
        "answer": {
            **_quote_fields(verdict.answer),
            "quantity": verdict.quantity or None,
            "value": json_number(verdict.value),
            "unit": verdict.unit,
            "interval": _interval(verdict.interval),
        }
        if verdict.answer
        else None,
        "margin": json_number(verdict.margin),
        "margin_share": _rounded(verdict.margin_share),
        "elapsed": _rounded(verdict.elapsed),
        "confidence": _rounded(verdict.confidence),
        "modifiers": list(verdict.modifiers),
        "note": verdict.note,
        "candidates": [_candidate(candidate) for candidate in verdict.candidates],
    }


def _candidate(candidate: CandidateResult) -> Json:
    return {
        **_quote_fields(candidate.quote),
        "quantity": candidate.quantity,
        "value": json_number(candidate.value),
        "unit": candidate.unit,
        "score": _rounded(candidate.score),
        "reason": candidate.reason,
    }


def _related(relation: RelationResult) -> Json:
    return {
        "report": relation.doc,
        "body": relation.body,
        "type": relation.type,
        "verdict": relation.verdict,
        "computation": relation.note,
        "computed": _interval(relation.computed),
        "stated": _interval(relation.stated),
        "members": [
            {
                "id": member.id,
                "value": json_number(member.value),
                "unit": member.unit,
                "subject": member.subject,
                **_quote_fields(member.quote),
            }
            for member in relation.members
        ],
    }


def _finding(finding: FindingResult) -> Json:
    return {
        "fingerprint": finding.fingerprint,
        "suite": finding.suite,
        "expectation": finding.expectation,
        "severity": finding.severity,
        "subject_kind": finding.subject_kind,
        "subject": finding.subject,
        "report": finding.doc,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "quote": finding.quote,
        "title": {"zh": finding.title[0], "en": finding.title[1]},
        "message": {"zh": finding.message[0], "en": finding.message[1]},
        "status": finding.standing.status.value,
        "known": finding.standing.known,
        "again": finding.standing.again,
        "decision": _decision(finding.standing.entry),
    }


def _decision(entry: Entry | None) -> Json | None:
    if entry is None or not entry.who:
        return None
    decided = {"status": entry.status.value, "who": entry.who, "when": _day(entry.when), "why": entry.why}
    return decided | {"expires": _day(entry.expires)}


def _rectified(mended: Mended) -> Json:
    entry = mended.entry
    return {
        "fingerprint": entry.fingerprint,
        "expectation": entry.check,
        "report": entry.report,
        "subject": entry.subject,
        "what": entry.what,
        "by": mended.by,
    }


def _check(check: CheckResult) -> Json:
    return {
        "suite": check.suite,
        "id": check.id,
        "type": check.type,
        "severity": check.severity,
        "title": {"zh": check.title[0], "en": check.title[1]},
        "file": check.file,
        "line": check.line,
        "rows": check.rows,
    }


def _problem(problem: Problem) -> Json:
    return {"code": problem.code, "file": problem.file, "line": problem.line, "values": problem.fields}


def _quote(quote: Quote | None) -> Json | None:
    return _quote_fields(quote) if quote else None


def _quote_fields(quote: Quote) -> Json:
    return {
        "report": quote.doc,
        "start": quote.start,
        "end": quote.end,
        "line": quote.line,
        "text": quote.text,
        "sentence": quote.sentence,
    }


def _interval(interval: Interval | None) -> list[int | float | None] | None:
    return None if interval is None else [json_number(interval.low), json_number(interval.high)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
