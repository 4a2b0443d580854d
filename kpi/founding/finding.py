"""All documents of a folder, read; every other file with the reason why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kpi.auditing.refreshing import Step, outcomes
from kpi.documents.kinds import READ, is_report_kind
from kpi.errors import KpiError, Problem, problem
from kpi.files import is_folder
from kpi.founding.result import Found
from kpi.model import Reading
from kpi.reading.file_names import period_told
from kpi.workspace.folder import leave_out, list_folder
from kpi.workspace.limits import STANDARD
from kpi.workspace.reports import ReportFile, no_report


def find_documents(folder: Path, workers: int = 1, step: Step | None = None) -> tuple[list[Found], list[Problem]]:
    """The documents by name, and what else lies there. KpiError: no such folder, or too much in it."""
    if folder.is_file():
        raise KpiError(problem("file_for_folder", str(folder)))
    if not is_folder(folder):
        raise KpiError(problem("no_folder", str(folder)))
    listed = leave_out(folder, list_folder(folder, "", STANDARD.files), no_report)
    left = list(listed.refused)
    files: list[ReportFile] = []
    for path in listed.files:
        file = ReportFile(path.relative_to(folder).as_posix(), path)
        reason = _refused(file, folder)
        if reason:
            left.append(reason)
        else:
            files.append(file)
    found: list[Found] = []
    for done, (file, outcome) in enumerate(zip(files, outcomes(files, workers=workers), strict=True), start=1):
        if isinstance(outcome, Reading):
            found.append(Found(file, outcome))
        else:
            left += outcome
        if step:
            step("read", done, len(files))
    return _dated_by_name(found, workers), left


def _dated_by_name(found: Sequence[Found], workers: int) -> list[Found]:
    """Reports whose text says nothing of when they are of are read once more with what their names say."""
    files: dict[str, ReportFile] = {}
    for one in found:
        report = one.reading.report
        if not report.period_end and not report.plan_due and (period := period_told(one.stem)):
            files[one.name] = replace(one.file, period=period)
    again = dict(zip(files, outcomes(list(files.values()), workers=workers), strict=True))
    dated = []
    for one in found:
        reading = again.get(one.name)
        dated.append(Found(files[one.name], reading) if isinstance(reading, Reading) else one)
    return dated


def _refused(file: ReportFile, folder: Path) -> Problem | None:
    """Why a file is not even opened: what a link leads to elsewhere is not copied into a workspace."""
    if not file.path.resolve().is_relative_to(folder.resolve()):
        return problem("file_not_taken", file.doc, reason="link")
    if not is_report_kind(file.path):
        kinds = ", ".join(suffix for suffix in READ if is_report_kind(Path(f"report{suffix}")))
        return problem("report_not_read", file.doc, found=file.path.suffix or file.path.name, expected=kinds)
    try:
        size = file.bytes
    except OSError as error:
        return problem("unreadable_file", file.doc, reason=error.strerror or error)
    most = STANDARD.file_mb * 1_000_000
    return problem("file_too_large", file.doc, reason=f"{size} > {most}") if size > most else None
