"""kpi html: the audit as one page that can be sent, opened offline and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.running import Asked, OnlyBodiesOption, OnlyFieldsOption, run_audit
from kpi.cli.session import LangOption, WorkspaceOption, open_workspace, session_of, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi.auditing.result import AuditResult
    from kpi.cli.session import Session
    from kpi.workspace.config import Config

PAGE, DATA = "kpi-report.html", "kpi-report.json"


def html_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR|FILE")] = None,
    by_body: Annotated[bool, typer.Option("--by-body")] = False,
    only_bodies: OnlyBodiesOption = None,
    only_fields: OnlyFieldsOption = None,
    lang: LangOption = None,
) -> None:
    """Exit 0 where the page was written, whatever it says; 2 where nothing was checked."""
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    from kpi.auditing.gathering import Wanted
    from kpi.presenting.html.words import words_in
    from kpi.presenting.outputs import named

    page, data = destination(output or Path.cwd())
    keep_apart(config, page)
    asked = Asked(config, only_bodies, only_fields)
    if by_body:
        raise typer.Exit(write_country(session, config, page, asked))
    result = asked.of(run_audit(session, config, wanted=asked.wanted(Wanted(texts=True))))
    html = named("html").render(result, session.lang)
    write_all({page: html, data: named("json").render(result, session.lang)})
    size = max(1, round(len(html) / 1000))
    tell(words_in(session.lang)("html.written", page=page, size=size, data=data))
    raise typer.Exit(2 if result.exit_code == 2 else 0)


def write_country(session: Session, config: Config, page: Path, asked: Asked) -> int:
    """A page and its data for each body in a folder beside `page`, one after the other, then the page of all.

    Pages of bodies that are no more are removed; what else lies in the folder stays. The exit code.
    """
    from kpi.auditing.gathering import Wanted
    from kpi.presenting.html.country import Country, is_page
    from kpi.presenting.html.words import words_in
    from kpi.presenting.narrowing import narrowed, require_bodies
    from kpi.presenting.outputs import named
    from kpi.presenting.outputs.page import encoded

    folder = page.with_name(f"{page.stem}-bodies")
    country = Country(page.name, folder.name, session.lang)
    seen: set[str] = set()
    written: set[str] = set()

    def each(name: str, part: AuditResult) -> None:
        seen.add(name)
        if asked.bodies and name not in asked.bodies:
            return
        part = narrowed(part, (), asked.fields)
        file, html = country.add(name, part)
        data = Path(file).with_suffix(".json").name
        write_all({folder / file: encoded(html), folder / data: named("json").render(part, session.lang)})
        written.update((file, data))

    result = run_audit(session, config, wanted=Wanted(contradictions=0, bodies=()), each=each)
    require_bodies(asked.bodies, seen)
    html = encoded(country.render(narrowed(result, asked.bodies, asked.fields)))
    write_all({page: html})
    for stale in folder.glob("*") if folder.is_dir() else ():
        if is_page(stale.name) and stale.name not in written:
            stale.unlink()
    size, n = max(1, round(len(html) / 1000)), len(written) // 2
    tell(words_in(session.lang)("html.written_by_body", page=page, size=size, n=n, folder=folder))
    return 2 if result.exit_code == 2 else 0


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
