"""Hand-made audits for the tests of output formats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from terminal_cases import LATER, audit, findings

from kpi.auditing.evidence import Evidence
from kpi.auditing.result import AuditResult, CheckResult, FindingResult
from kpi.errors import problem
from kpi.ledger import Entry, Mended, Standing, Status

# What a hostile or broken report could hold; it must mean nothing to any format.
NASTY = (
    '=HYPERLINK("x")|a`b`<script>alert(1)</script>]]>&amp; **b** ![i](http://a.example/x) @all #7'
    "\n::error::x\x0b\x1b[31m%0A"
)


def check(identity: str, rows: int, suite: str = "targets", severity: str = "critical") -> CheckResult:
    title = (f"规则{identity}", f"check {identity}")
    return CheckResult(suite, identity, "expect_x", severity, title, ("{note}", "{note}"), "checks/a.yml", 4, rows)


def finding(identity: str = "bad", severity: str = "critical", n: int = 1, **more: object) -> FindingResult:
    base = replace(
        findings()[0],
        fingerprint=f"{identity}{n:04}",
        expectation=identity,
        severity=severity,
        start=10,
        end=15,
        line=2,
        column=4,
        end_line=2,
        end_column=9,
        quote="76.5%",
        text="76.5%",
    )
    return replace(base, **more)  # type: ignore[arg-type]


def judged(*found: FindingResult, exit_code: int = 1) -> AuditResult:
    """An audit with one check that failed, one that held, one that met no row; and these findings."""
    checks = (check("bad", 6), check("good", 6), check("idle", 0, "reading"))
    return replace(audit(), findings=found, checks=checks, exit_code=exit_code, evidence=Evidence())


def nasty() -> AuditResult:
    """Every text of one finding, its quote and its report's name are NASTY."""
    broken = finding(
        title=(NASTY, NASTY), message=(NASTY, NASTY), quote=NASTY, text=NASTY, doc=f"{LATER},a:b%.txt"
    )
    return judged(broken)


def settled() -> AuditResult:
    """One finding that counts again because its evidence changed, one dismissed, one mended by a later report."""
    entry = Entry(
        "bad0002",
        Status.DISMISSED,
        "bad",
        what="老问题",
        report=LATER,
        who="王芳",
        when=date(2026, 7, 1),
        why="口径|调整",
    )
    again = finding(n=1, standing=Standing(Status.NEW, False, "changed", replace(entry, fingerprint="bad0001")))
    dismissed = finding(n=2, standing=Standing(Status.DISMISSED, True, "", entry))
    mended = Mended(replace(entry, fingerprint="bad0003", status=Status.CONFIRMED), "reports/yunxi/2024.txt")
    return replace(judged(again), settled=(dismissed,), rectified=(mended,))


def stopped() -> AuditResult:
    return AuditResult(
        problems=(problem("report_empty", "reports/a.txt"), problem("cannot_write", "x", reason="|")), exit_code=2
    )
