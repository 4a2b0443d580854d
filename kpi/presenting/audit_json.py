"""An audit as plain dictionaries for JSON (kpi-audit.schema.json): every verdict and finding with its evidence."""

from __future__ import annotations

from collections import Counter

from kpi.auditing.result import (
    AuditResult,
    CandidateResult,
    CheckResult,
    FindingResult,
    RelationResult,
    ReportResult,
    TargetResult,
    TargetVerdict,
)
from kpi.errors import Problem
from kpi.ledger import Entry, Mended
from kpi.model import Op
from kpi.presenting.computations import computation_json, computation_line
from kpi.presenting.jsonvalues import Json, day, interval, quote, quote_fields, rounded
from kpi.presenting.numbers import json_number
from kpi.presenting.weights import WEIGHTS, verdict_of
from kpi.presenting.where import place_json

AUDIT_FORMAT = "kpi-audit/1"


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
        "weakened": [_problem(found) for found in result.weakened],
        "warnings": [_problem(warning) for warning in result.warnings],
        "problems": [_problem(problem) for problem in result.told_first],
    }


def _counts(result: AuditResult) -> Json:
    verdicts = Counter(verdict_of(target) for target in result.targets)
    return {
        "reports": len(result.reports),
        "quantities": sum(report.quantities for report in result.reports),
        "targets": len(result.targets),
        "verdicts": dict(sorted(verdicts.items())),
        "weights": {
            weight: dict(
                sorted(Counter(verdict_of(target) for target in result.targets if target.weight == weight).items())
            )
            for weight in WEIGHTS
        },
        "relations": dict(sorted(Counter(relation.verdict for relation in result.relations).items())),
        "findings": dict(sorted(Counter(finding.severity for finding in result.findings).items())),
        "evaluated": result.evaluated,
    }


def _report(report: ReportResult) -> Json:
    return {
        "doc": report.doc,
        "title": report.title or None,
        "body": report.body or None,
        "period_start": day(report.period_start),
        "period_end": day(report.period_end),
        "published": day(report.published),
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
        "relative": target.relative or None,
        "due": target.due.isoformat(),
        "weight": target.weight,
        "weight_rule": target.weight_rule,
        "quote": target.quote,
        "promise": quote(target.promise),
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
            **quote_fields(verdict.answer),
            "quantity": verdict.quantity or None,
            "value": json_number(verdict.value),
            "unit": verdict.unit,
            "interval": interval(verdict.interval),
        }
        if verdict.answer
        else None,
        "margin": json_number(verdict.margin),
        "margin_share": rounded(verdict.margin_share),
        "elapsed": rounded(verdict.elapsed),
        "confidence": rounded(verdict.confidence),
        "modifiers": list(verdict.modifiers),
        "note": verdict.note,
        "candidates": [_candidate(candidate) for candidate in verdict.candidates],
    }


def _candidate(candidate: CandidateResult) -> Json:
    return {
        **quote_fields(candidate.quote),
        "quantity": candidate.quantity,
        "value": json_number(candidate.value),
        "unit": candidate.unit,
        "score": rounded(candidate.score),
        "reason": candidate.reason,
    }


def _related(relation: RelationResult) -> Json:
    return {
        "relation": relation.key,
        "report": relation.doc,
        "body": relation.body,
        "type": relation.type,
        "verdict": relation.verdict,
        "formula": relation.formula or None,
        "rule": relation.rule,
        "computation": computation_json(
            relation.computation, computation_line(relation.computation, "zh", relation.linked)
        ),
        "computed": interval(relation.computed),
        "stated": interval(relation.stated),
        "gap": json_number(relation.computation.gap),
        "gap_share": json_number(relation.computation.gap_share),
        "mends": [mend._asdict() for mend in relation.mends],
        "linked": [f"{relation.doc}#{number}" for number in relation.computation.linked],
        "members": [
            {
                "id": member.id,
                "value": json_number(member.value),
                "unit": member.unit,
                "subject": member.subject,
                **quote_fields(member.quote),
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
        "weight": finding.weight or None,
        "report": finding.doc,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "place": place_json(finding.place),
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
    decided = {"status": entry.status.value, "who": entry.who, "when": day(entry.when), "why": entry.why}
    return decided | {"expires": day(entry.expires)}


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
