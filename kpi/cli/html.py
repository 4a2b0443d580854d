"""kpi html: the audit as one page that can be sent, opened offline and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.session import LangOption, WorkspaceOption, open_workspace, session_of, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi.workspace.config import Config

PAGE, DATA = "kpi-report.html", "kpi-report.json"


def html_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR|FILE")] = None,
    lang: LangOption = None,
) -> None:
    """Exit 0 where the page was written, whatever it says; 2 where nothing was checked."""
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    from kpi.auditing.gathering import Wanted
    from kpi.cli.running import run_audit
    from kpi.presenting.html.words import words_in
    from kpi.presenting.outputs import named

    page, data = destination(output or Path.cwd())
    keep_apart(config, page)
    result = run_audit(session, config, wanted=Wanted(texts=True))
    html = named("html").render(result, session.lang)
    write_all({page: html, data: named("json").render(result, session.lang)})
    size = max(1, round(len(html) / 1000))
    tell(words_in(session.lang)("html.written", page=page, size=size, data=data))
    raise typer.Exit(2 if result.exit_code == 2 else 0)


def destination(output: Path) -> tuple[Path, Path]:
    """The page and the data beside it: a folder takes kpi-report.html, any other name is the page itself."""
    if output.is_dir() or output.suffix.lower() not in (".html", ".htm"):
        return output / PAGE, output / DATA
    return output, output.with_suffix(".json")


def keep_apart(config: Config, page: Path) -> None:
    """KpiError where the page would lie among the reports: the next audit would take it for one."""
    from kpi.errors import KpiError, problem

    if page.resolve().is_relative_to((config.root / config.reports).resolve()):
        raise KpiError(problem("output_among_reports", page.as_posix(), folder=config.reports))


def write_all(files: Mapping[Path, bytes]) -> None:
    """Every file whole or none at all; what a page of before left there is replaced."""
    from kpi.errors import KpiError, problem
    from kpi.files import write_together

    try:
        write_together(files)
    except OSError as error:
        raise KpiError(problem("cannot_write", str(error.filename), reason=error.strerror or error)) from error
