"""Where an audit goes: one format to standard output, and any number of files by their suffix."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import Session, print_json, print_lines, tell, tolerant
from kpi.errors import KpiError, Problem, problem
from kpi.presenting.messages import message
from kpi.presenting.outputs import Output, for_file, named, suffixes

if TYPE_CHECKING:
    from kpi.auditing.gathering import Wanted
    from kpi.auditing.result import AuditResult

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


class AuditFormat(StrEnum):
    """What standard output can get: the table, or an entry of kpi.presenting.outputs."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    HTML = "html"


# Help texts: help.audit_format, help.outputs.
AuditFormatOption = Annotated[AuditFormat, typer.Option("--format")]
OutputsOption = Annotated[list[Path] | None, typer.Option("--output", "-o", metavar="FILE")]


@dataclass(frozen=True, slots=True)
class Delivery:
    """`shown` is what standard output gets, None for the table; it is empty-handed where a file takes it."""

    shown: Output | None
    files: tuple[tuple[Path, Output], ...] = ()
    everything: bool = False  # the table without limits

    def wanted(self, doc: str | None = None) -> Wanted:
        """What it takes of an audit, or of one report's part of it; the table shows contradictions, not all."""
        from kpi.auditing.gathering import Wanted
        from kpi.presenting.audit_view import CONTRADICTIONS

        outputs = [output for output in (self.shown, *(output for _, output in self.files)) if output]
        return Wanted(
            doc, None if outputs or self.everything else CONTRADICTIONS, any(output.texts for output in outputs)
        )


def plan_delivery(audit_format: AuditFormat, outputs: Sequence[Path] | None, everything: bool = False) -> Delivery:
    """KpiError, before any work is done: a suffix that says nothing, a file named twice, no file for xlsx."""
    problems: list[Problem] = []
    files: dict[Path, tuple[Path, Output]] = {}
    for path in outputs or ():
        output = for_file(path)
        if output is None:
            problems.append(problem("output_suffix", str(path), expected=", ".join(suffixes())))
        elif path.resolve() in files:
            problems.append(problem("output_twice", str(path)))
        else:
            files[path.resolve()] = (path, output)
    shown = None if audit_format is AuditFormat.TABLE else named(audit_format.value)
    if shown and shown.binary and not any(output == shown for _, output in files.values()):
        problems.append(problem("output_needs_file", found=shown.name, expected=shown.suffixes[0]))
    if problems:
        raise KpiError(problems)
    return Delivery(shown, tuple(files.values()), everything)


def deliver(delivery: Delivery, result: AuditResult, session: Session, root: Path | None = None) -> None:
    """Write every file, then fill standard output. KpiError: what could not be written, once all else is done."""
    from kpi.presenting.outputs.writing import append_text, write_files

    folder = repository_folder(root) if root else ""
    problems: list[Problem] = []
    for path, output in delivery.files:
        try:
            write_files([(path, output.render(result, session.lang, folder))])
            tell(message("outputs.written", session.lang, file=path))
        except KpiError as error:
            problems += error.problems
    summary = os.environ.get(STEP_SUMMARY)
    if delivery.shown and delivery.shown.name == "github" and summary:
        try:
            append_text(Path(summary), named("markdown").render(result, session.lang, folder))
        except KpiError as error:
            problems += error.problems
    _show(delivery, result, session, folder)
    if problems:
        raise KpiError(problems)


@contextmanager
def stops_told(delivery: Delivery, session: Session) -> Iterator[None]:
    """What stops an audit goes into the files too: one of the last run must not pass for this one's."""
    try:
        yield
    except KpiError as error:
        from kpi.auditing.result import AuditResult

        stopped = AuditResult(problems=error.problems, exit_code=2, warnings=error.beside)
        try:
            deliver(delivery, stopped, session)
        except KpiError as other:
            raise KpiError((*error.problems, *other.problems)) from error
        raise


def repository_folder(root: Path) -> str:
    """The workspace below the root of its git repository, '/' separated; empty for the root, or without one."""
    place = root.resolve()
    for folder in (place, *place.parents):
        if (folder / ".git").exists():
            return "" if folder == place else place.relative_to(folder).as_posix()
    return ""


def _show(delivery: Delivery, result: AuditResult, session: Session, folder: str) -> None:
    shown = delivery.shown
    if shown is None:
        if not result.problems:
            from kpi.presenting.audit_view import audit_lines

            print_lines(lambda lang, width: audit_lines(result, lang, width, delivery.everything), session.lang)
    elif shown.name == "json":
        from kpi.presenting.audit_json import audit_json

        print_json(audit_json(result))
    elif not shown.binary:
        data = shown.render(result, session.lang, folder)
        with tolerant(sys.stdout) as stream:
            stream.flush()
            stream.buffer.write(data)
            stream.buffer.flush()
