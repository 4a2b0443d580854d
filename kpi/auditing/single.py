"""One report by itself: its figures judged by the suites that ship with kpi, without a workspace."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.workspace.config import CONFIG_FILE
from kpi.workspace.reports import ReportFile
from kpi.workspace.starter import shipped_suites

# What only several reports, targets or a ledger can answer.
OFF = ("deadlines", "ledger", "reports", "targets")
_FOLDERS = ("reports", "targets", "checks")


def audit_report(path: Path, fail_on: str) -> AuditResult:
    """What the suites find in one report, and the exit code that follows. KpiError where it cannot be read."""
    with TemporaryDirectory(prefix="kpi-report-") as folder:
        root = Path(folder)
        for name in _FOLDERS:
            (root / name).mkdir()
        for name, data in shipped_suites():
            (root / "checks" / name).write_bytes(data)
        uses = "".join(f"  - {{name: {name}, off: one report alone}}\n" for name in OFF)
        (root / CONFIG_FILE).write_text(f"suites:\n{uses}", encoding="utf-8")
        return audit(root, fail_on, (ReportFile(path.name, path),))
