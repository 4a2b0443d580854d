"""The result of an audit, gathered from the warehouse: all of it, or what is going to be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.auditing.evidence import load_evidence
from kpi.auditing.exits import exit_code
from kpi.auditing.fetching import (
    read_findings,
    read_relations,
    read_reports,
    read_targets,
    some_of,
    tally_relations,
)
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
    `bodies`: targets, relations and texts of these alone.
    """

    doc: str | None = None
    contradictions: int | None = None
    texts: bool = False
    bodies: tuple[str, ...] | None = None


EVERYTHING = Wanted()


def gather(warehouse: Warehouse, fail_on: str, evaluated: int, wanted: Wanted = EVERYTHING) -> AuditResult:
    """What the warehouse now says, and the exit code that follows from it; reports and findings are all there."""
    findings = read_findings(warehouse)
    few = wanted.contradictions if wanted.doc is None else None
    return AuditResult(
        reports=read_reports(warehouse),
        targets=read_targets(warehouse, wanted.doc, wanted.bodies),
        relations=read_relations(warehouse, wanted.doc, few, wanted.bodies),
        findings=findings,
        evaluated=evaluated,
        fail_on=fail_on,
        exit_code=exit_code(findings, fail_on, evaluated),
        tally=None if few is None else tally_relations(warehouse),
        evidence=load_evidence(warehouse, wanted.bodies) if wanted.texts else None,
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


def only_bodies(result: AuditResult, names: Collection[str]) -> AuditResult:
    """The part of an audit that some bodies answer for; what is said of no body alone is left out."""
    findings = tuple(finding for finding in result.findings if finding.body in names)
    return replace(
        result,
        reports=tuple(report for report in result.reports if report.body in names),
        targets=tuple(target for target in result.targets if target.body in names),
        relations=tuple(relation for relation in result.relations if relation.body in names),
        findings=findings,
        settled=tuple(finding for finding in result.settled if finding.body in names),
        rectified=tuple(mended for mended in result.rectified if mended.entry.body in names),
        tally=None,
        exit_code=exit_code(findings, result.fail_on, result.evaluated, result.lacking),
    )


def each_body(warehouse: Warehouse, result: AuditResult) -> Iterator[tuple[str, AuditResult]]:
    """The whole part of each body with its texts, some bodies at a time: a country is never in memory."""
    of_targets = [name for (name,) in warehouse.rows("SELECT DISTINCT body FROM targets ORDER BY body")]
    names = list(dict.fromkeys([*(report.body for report in result.reports), *of_targets]))
    for some in some_of(names):
        found = replace(
            result,
            targets=read_targets(warehouse, bodies=some),
            relations=read_relations(warehouse, bodies=some),
            evidence=load_evidence(warehouse, some),
        )
        for name in some:
            yield name, only_bodies(found, {name})


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
