"""The result of an audit, gathered from the warehouse: all of it, or what is going to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.auditing.evidence import load_evidence
from kpi.auditing.exits import exit_code
from kpi.auditing.fetching import read_findings, read_relations, read_reports, read_targets, tally_relations
from kpi.auditing.result import AuditResult, FindingResult, ReportResult
from kpi.errors import Problem, problem
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse
from kpi.workspace.reports import check_bodies
from kpi.workspace.targets import TargetSpec


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of the warehouse a result is to hold, by default all but the texts.

    `doc`: the targets and relations of one report, which is all that `only_report` needs. `contradictions`: of the
    relations only those that do not hold, and at most so many. `texts`: what the reports say (`evidence`).
    """

    doc: str | None = None
    contradictions: int | None = None
    texts: bool = False


EVERYTHING = Wanted()


def gather(warehouse: Warehouse, fail_on: str, evaluated: int, wanted: Wanted = EVERYTHING) -> AuditResult:
    """What the warehouse now says, and the exit code that follows from it; reports and findings are all there."""
    findings = read_findings(warehouse)
    few = wanted.contradictions if wanted.doc is None else None
    return AuditResult(
        reports=read_reports(warehouse),
        targets=read_targets(warehouse, wanted.doc),
        relations=read_relations(warehouse, wanted.doc, few),
        findings=findings,
        evaluated=evaluated,
        fail_on=fail_on,
        exit_code=exit_code(findings, fail_on, evaluated),
        tally=None if few is None else tally_relations(warehouse),
        evidence=load_evidence(warehouse) if wanted.texts else None,
    )


def latest_day(reports: Sequence[ReportResult]) -> date | None:
    """The latest day that any report knows: as `as_of()` in macros.sql, where kpi.yml names none."""
    return max((day for report in reports for day in (report.published, report.period_end) if day), default=None)


def audit_warnings(
    warehouse: Warehouse, specs: Sequence[TargetSpec], reports: Sequence[ReportResult]
) -> Iterator[Problem]:
    """What is worth a look: a new warehouse, what documents lost, pins without effect, bodies without report."""
    if warehouse.rebuilt:
        yield problem("warehouse_rebuilt")
    for file, code, names, values in warehouse.rows(
        'SELECT file, code, names, "values" FROM document_losses ORDER BY ALL'
    ):
        yield problem(code, file, **dict(zip(names, values, strict=True)))
    for file, line, target, found in warehouse.rows(read_sql("pins_not_found", "kpi.auditing")):
        yield problem("pin_not_found", file, line, target=target, found=found)
    yield from check_bodies([(spec.file, spec.line, spec.body) for spec in specs], {r.body for r in reports})


def only_report(result: AuditResult, doc: str) -> AuditResult:
    """The part of an audit that one report answers for: its arithmetic, and every target that it should answer."""
    targets = tuple(
        replace(target, verdicts=tuple(replace(v, is_latest=True) for v in target.verdicts if v.doc == doc))
        for target in result.targets
        if any(verdict.doc == doc for verdict in target.verdicts)
    )
    decided = {target.target for target in result.targets if target.latest and target.latest.doc == doc}

    def concerns(finding: FindingResult) -> bool:
        return finding.subject in decided if finding.subject_kind == "target" else finding.doc == doc

    findings = tuple(finding for finding in result.findings if concerns(finding))
    return replace(
        result,
        reports=tuple(report for report in result.reports if report.doc == doc),
        targets=targets,
        relations=tuple(relation for relation in result.relations if relation.doc == doc),
        findings=findings,
        settled=tuple(finding for finding in result.settled if concerns(finding)),
        rectified=tuple(mended for mended in result.rectified if doc in (mended.by, mended.entry.report)),
        exit_code=exit_code(findings, result.fail_on, result.evaluated, result.lacking),
    )
