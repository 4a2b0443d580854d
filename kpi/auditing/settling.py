"""The ledger's part in an audit: which findings still count, which a later text mended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kpi.auditing.exits import exit_code
from kpi.auditing.result import AuditResult, CheckResult, FindingResult
from kpi.ledger import Entry, Status, mended, stand
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config

if TYPE_CHECKING:
    from kpi.auditing.suites import Suite

# Frames whose findings another report mends than the one they show in → the column that names it.
_ANSWERS = {"targets": "judged_by", "deadlines": "report"}


def today(config: Config) -> date:
    """The day on which dismissals run out: `as_of` of kpi.yml, else this day."""
    return config.as_of or date.today()


def fill_ledger(warehouse: Warehouse, entries: Sequence[Entry], config: Config) -> None:
    """The temporary table `ledger`, and the day that `as_of()` gives; `prepare` has made the table."""
    warehouse.execute("SET VARIABLE as_of = ?", [config.as_of])
    warehouse.execute("DELETE FROM ledger")
    insert_rows(warehouse.connection, "ledger", ledger_rows(entries, config))


def ledger_rows(entries: Sequence[Entry], config: Config) -> list[tuple[object, ...]]:
    """The rows of the temporary table `ledger`."""
    day = today(config)
    return [
        (e.fingerprint, e.status.value, e.check, e.body, e.report, e.what, e.who, e.when, e.why, e.expires,
         e.status is Status.DISMISSED and e.expires is not None and e.expires < day, day, place)
        for place, e in enumerate(entries)
    ]  # fmt: skip


def settle(
    warehouse: Warehouse,
    suites: Sequence[Suite],
    entries: Sequence[Entry],
    day: date,
    checks: Sequence[CheckResult],
    result: AuditResult,
) -> AuditResult:
    """`result` as the ledger sees it: what it dismisses or closes does not count for the exit code."""
    by_fingerprint = {entry.fingerprint: entry for entry in entries}
    findings = [replace(f, standing=stand(f, by_fingerprint, day)) for f in result.findings]
    found = {finding.fingerprint for finding in findings}
    gone = [entry for entry in entries if entry.fingerprint not in found]
    rectified = mended(
        gone,
        found,
        checks={check.id for check in checks if check.rows},
        passing=dict(_passing(warehouse, suites, gone)),
        asked={check.id for suite in suites if suite.frame in _ANSWERS for check in suite.checks},
        reports={report.doc for report in result.reports},
    )
    counted = tuple(finding for finding in findings if finding.standing.counts)
    return replace(
        result,
        findings=counted,
        settled=tuple(finding for finding in findings if not finding.standing.counts),
        rectified=tuple(rectified),
        exit_code=exit_code(counted, result.fail_on, result.evaluated, result.lacking),
    )


def only_new(result: AuditResult, before: Collection[str] | None = None) -> AuditResult:
    """Without the findings that are known: those in `before` (fingerprints), by default those in the ledger."""

    def is_new(finding: FindingResult) -> bool:
        return not finding.standing.known if before is None else finding.fingerprint not in before

    findings = tuple(filter(is_new, result.findings))
    known = len(result.findings) - len(findings) if before is None else result.known
    new = {(one.subject_kind, one.subject) for one in findings}
    passed = {(one.subject_kind, one.subject) for one in (*result.findings, *result.settled)} - new
    return replace(
        result,
        findings=findings,
        known=known,
        passed_over=result.passed_over | passed,
        exit_code=exit_code(findings, result.fail_on, result.evaluated, result.lacking),
    )


def _passing(warehouse: Warehouse, suites: Sequence[Suite], gone: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """(fingerprint, report) of the rows that entries without a finding were about: they are there, and pass."""
    from kpi.auditing.frames import frame
    from kpi.auditing.judge import fingerprint

    wanted = {entry.check for entry in gone}
    for suite in suites:
        ids = [check.id for check in suite.checks if check.id in wanted]
        if suite.frame not in _ANSWERS or not ids:
            continue
        data = frame(warehouse, suite.frame)
        for identity, report in zip(data["identity"], data[_ANSWERS[suite.frame]], strict=True):
            if isinstance(report, str) and report:
                for check in ids:
                    yield fingerprint(suite.name, check, str(identity)), report
