"""The reports of a workspace: which files, whose by their folder, and which clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpi.errors import KpiError, Problem, problem
from kpi.workspace.config import Config

SUFFIXES = (".txt", ".md")
RESULT = ".kpi."  # in the name of what is written beside a report


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One report file. `doc` is its path below the workspace; `body` is empty where no folder implies it."""

    doc: str
    path: Path
    body: str = ""


def list_reports(config: Config) -> tuple[ReportFile, ...]:
    """All .txt and .md files below the reports folder, by path, but README and what begins with a dot.

    KpiError where the folder does not exist. Whether a file can be read shows when it is read.
    """
    folder = config.root / config.reports
    if not folder.is_dir():
        raise KpiError(problem("no_reports_folder", config.reports, expected=f"{config.reports}/"))
    found = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()]
    docs = sorted((path.relative_to(config.root).as_posix(), path) for path in found if _is_report(path, folder))
    return tuple(ReportFile(doc, path, body_of(config, doc)) for doc, path in docs)


def report_paths(config: Config) -> tuple[str, ...]:
    """The docs of all reports; empty where there is no folder."""
    try:
        return tuple(report.doc for report in list_reports(config))
    except KpiError:
        return ()


def _is_report(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    if RESULT in path.name:
        return False  # what `kpi watch` wrote beside a report
    return not any(part.startswith(".") for part in parts) and path.stem.upper() != "README"


def body_of(config: Config, doc: str) -> str:
    """The body whose folder (in kpi.yml, or named like the body) holds `doc`; the innermost folder decides."""
    folders = {body.reports: body.name for body in config.bodies if body.reports}
    for depth in range(doc.count("/"), 0, -1):
        folder = "/".join(doc.split("/")[:depth])
        if folder in folders:
            return folders[folder]
        if folder != config.reports and (body := config.body(folder.rpartition("/")[2])):
            return body.name
    return ""


def find_plan(config: Config, plan: str) -> Path | None:
    """The file of a plan named relative to the workspace; None where it is not there or outside."""
    path = config.root / plan
    inside = path.resolve().is_relative_to(config.root.resolve())
    return path if inside and path.is_file() else None


def check_periods(rows: Sequence[tuple[str, str, date | None, date | None]]) -> list[Problem]:
    """Two reports of one body for one period, from rows of (doc, body, period start, period end).

    Rows without body or dates cannot clash. One problem a period, at the last report's file.
    """
    periods: dict[tuple[str, date, date], list[str]] = defaultdict(list)
    for doc, body, start, end in rows:
        if body and start and end:
            periods[body, start, end].append(doc)
    return [
        problem("two_reports_one_period", docs[-1], body=body, start=start, end=end, found=", ".join(docs))
        for (body, start, end), found in sorted(periods.items())
        if len(docs := sorted(found)) > 1
    ]


def check_bodies(targets: Sequence[tuple[str, int, str]], reported: Collection[str]) -> list[Problem]:
    """Bodies with targets but no report, from (file, line, body) of the targets: a warning a file and body."""
    first: dict[tuple[str, str], int] = {}
    for file, line, body in targets:
        if body not in reported:
            first.setdefault((file, body), line)
    known = ", ".join(sorted(reported))
    return [
        problem("body_without_report", file, line, found=body, expected=known)
        for (file, body), line in first.items()
    ]
