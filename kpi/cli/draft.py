"""kpi draft: a targets file from a report's plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.opening import open_document
from kpi.cli.ruling import rules_of
from kpi.cli.session import LangOption, print_lines, print_text, session_of, tell

if TYPE_CHECKING:
    from kpi.model import Reading
    from kpi.presenting.lang import Lang


def draft_command(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    left_out: Annotated[bool, typer.Option("--left-out")] = False,
    lang: LangOption = None,
) -> None:
    from kpi.extraction.opened import extract_document
    from kpi.presenting.messages import message
    from kpi.workspace.drafting import draft_yaml, drafted
    from kpi.workspace.editing import write_whole

    language = session_of(context).settle(lang)
    refuse_outside(report, output)
    document = open_document(report, language)
    with rules_of(report, language):
        reading = extract_document(document, report.stem)
    if output is not None and output.exists():
        draft_over(output, reading, report, language, left_out)
        tell_omitted(reading, language)
        return
    plan = plan_path(report, output)
    text = draft_yaml(reading, plan, left_out=left_out)
    if output is None:
        print_text(text)
        tell_omitted(reading, language)
        return
    write_whole(output, text)
    tell(message("draft.written", language, file=output, n=sum(bool(item.key) for item in drafted(reading, plan))))
    offer_body(output, reading.report.body, language)
    tell_omitted(reading, language)


def tell_omitted(reading: Reading, lang: Lang) -> None:
    """Every number and title of the plan that is no target, and by which rule, on standard error."""
    from kpi.extraction.omitted import omitted
    from kpi.presenting.omitted_view import omitted_lines

    for line in omitted_lines(omitted(reading), reading.report, lang):
        tell(line)


def offer_body(output: Path, body: str, lang: Lang) -> None:
    """The line that kpi.yml of the file's workspace lacks, where it knows bodies and not this one."""
    from kpi.errors import KpiError
    from kpi.presenting.messages import message
    from kpi.workspace.config import load_config
    from kpi.workspace.drafting import quoted

    root = root_of(output)
    try:
        config = load_config(root) if root and body else None
    except KpiError:  # the next audit tells what is wrong with it
        return
    if config and config.bodies and config.body(body) is None:
        tell(message("draft.unknown_body", lang, body=body))
        tell(f"  - name: {quoted(body)}")


def draft_over(output: Path, reading: Reading, report: Path, lang: Lang, left_out: bool) -> None:
    """Add to a file that is there what the plan holds and the file does not; tell what else differs."""
    from kpi.presenting.redraft_view import redraft_lines
    from kpi.workspace.editing import read_exact, write_whole
    from kpi.workspace.redrafting import redraft

    before = read_exact(output, output.as_posix())
    done = redraft(before, output, reading, plan_path(report, output), root_of(output), left_out)
    if done.text != before:
        write_whole(output, done.text)
    print_lines(lambda lang, width: redraft_lines(done, output.as_posix(), lang, width), lang)


def root_of(path: Path) -> Path | None:
    """The workspace that a file lies in."""
    from kpi.errors import KpiError
    from kpi.workspace.config import find_root

    try:
        return find_root(path.parent)
    except KpiError:
        return None


def refuse_outside(report: Path, output: Path | None) -> None:
    """KpiError where the draft would stand in a workspace that does not hold the report."""
    from kpi.errors import KpiError, problem
    from kpi.workspace.config import Config

    root = root_of(output) if output else None
    if root and output and not report.resolve().is_relative_to(root.resolve()):
        folder = Config(root).reports
        raise KpiError(problem("plan_outside", found=report.as_posix(), output=output.as_posix(), reports=folder))


def plan_path(report: Path, output: Path | None) -> str:
    """The report as targets name it: below the workspace that holds it, else as it was given."""
    root = root_of(output or report)
    inside = root is not None and report.resolve().is_relative_to(root)
    return report.resolve().relative_to(root).as_posix() if root and inside else report.as_posix()
