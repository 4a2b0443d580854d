"""kpi draft: a targets file from a report's plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.session import LangOption, print_text, session_of, tell


def draft_command(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    lang: LangOption = None,
) -> None:
    from kpi.extraction import extract
    from kpi.presenting.messages import message
    from kpi.reading.source import read_text
    from kpi.workspace.drafting import draft_yaml

    language = session_of(context).settle(lang)
    reading = extract(read_text(report), report.stem)
    text = draft_yaml(reading, plan_path(report, output))
    if output is None:
        print_text(text)
        return
    write_new(output, text)
    tell(message("draft.written", language, file=output, n=len(reading.targets)))


def plan_path(report: Path, output: Path | None) -> str:
    """The report as targets name it: below the workspace that holds it, else as it was given."""
    from kpi.errors import KpiError
    from kpi.workspace.config import find_root

    try:
        return report.resolve().relative_to(find_root((output or report).parent)).as_posix()
    except (KpiError, ValueError):
        return report.as_posix()


def write_new(path: Path, text: str) -> None:
    """Written whole or not at all; a file that a person may have edited is never overwritten."""
    from kpi.errors import KpiError, problem

    if path.exists():
        raise KpiError(problem("file_exists", str(path)))
    half = path.with_name(path.name + ".part")
    try:
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise KpiError(problem("cannot_write", str(path), reason=error.strerror or error)) from error
