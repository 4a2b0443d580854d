"""The public functions of `kpi`, for programs and notebooks (docs/python.md)."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from kpi.api.audited import Audit
from kpi.api.comparison import Comparison
from kpi.api.error import Error, told
from kpi.api.report import Report
from kpi.api.warehouse import Warehouse
from kpi.workspace.address import is_address

__all__ = ["Audit", "Comparison", "Error", "Report", "Warehouse", "audit", "compare", "open", "read"]


def read(path: str | PathLike[str]) -> Report:
    """One report of any kind that kpi reads: its figures, their relations, the targets of its plan.

    kpi.Error: there is no such file, or it cannot be read; the words say what to do.

    >>> import kpi
    >>> report = kpi.read("reports/qinghe/2025.txt")
    >>> report.body, report.period
    ('清禾县民政局', (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)))
    >>> beds = report.figures.query("subject == '护理型床位占比' and role == 'target'")
    >>> beds[["text", "value", "unit", "bound"]].values.tolist()
    [['62%', 62.0, '%', '>=']]
    >>> sorted(set(report.relations["verdict"]) & {"consistent", "inconsistent"})
    ['consistent', 'inconsistent']
    """
    from kpi.api.reading import read_report

    with told():
        return read_report(Path(path))


def compare(plan: str | PathLike[str], report: str | PathLike[str], force: bool = False) -> Comparison:
    """Every target of a plan against the next report of the same body; no workspace is needed.

    kpi.Error: a file cannot be read, or the two certainly do not belong together (one report twice, the order
    turned, two bodies); `force` goes on all the same. What is only likely stands in `notes`.

    >>> import kpi
    >>> pair = kpi.compare("reports/qinghe/2025-h1.txt", "reports/qinghe/2025.txt")
    >>> missed = pair.targets[pair.targets["verdict"] == "missed"]
    >>> "每万名老年人拥有持证护理员" in set(missed["subject"])
    True
    """
    from kpi.api.reading import compare_reports

    with told():
        return compare_reports(Path(plan), Path(report), force)


def audit(folder: str | PathLike[str] = ".") -> Audit:
    """Audit the workspace at `folder` as `kpi audit` does: read what is new, match all targets, run the suites.

    It writes `.kpi/` in the folder and the store that kpi.yml names, nothing else. kpi.Error: every problem of
    the input.

    >>> import kpi
    >>> found = kpi.audit(".")
    >>> found.exit_code
    1
    >>> found.findings["severity"].iloc[0] in ("critical", "warning", "info")
    True
    >>> sorted(set(found.targets["verdict"]) & {"met", "missed"})
    ['met', 'missed']
    """
    from kpi.api.reading import audit_workspace

    with told():
        return audit_workspace(Path(folder))


def open(folder: str | PathLike[str] = ".") -> Warehouse:
    """What the last audit of a workspace left, to be asked in SQL and not changed (docs/warehouse.md).

    `folder` is the workspace, or a store that audits write: its folder, or an address such as s3://bucket/kpi.
    kpi.Error: it is neither, no audit has left anything there, or what is there has not this user's seal.

    >>> import kpi
    >>> warehouse = kpi.open(".")
    >>> warehouse.sql("SELECT doc, period_end FROM reports ORDER BY doc")["doc"].tolist()
    ['reports/qinghe/2025-h1.txt', 'reports/qinghe/2025.txt', 'reports/qinghe/2026-h1.txt']
    >>> warehouse.columns("verdicts").loc["margin", "en"]
    "actual minus target, in the target's unit"
    """
    from kpi.api.reading import open_standing

    with told():
        return open_standing(folder if isinstance(folder, str) and is_address(folder) else Path(folder))
