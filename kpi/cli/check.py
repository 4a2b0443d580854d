"""kpi check: one newly arrived report against the workspace it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpi.cli.delivery import AuditFormat, AuditFormatOption, OutputsOption, deliver, plan_delivery, stops_told
from kpi.cli.running import OnlyNewOption, SinceOption, limited, run_audit
from kpi.cli.session import FailOnOption, LangOption, WorkspaceOption, open_workspace, session_of, tell

if TYPE_CHECKING:
    from kpi.workspace.config import Config
    from kpi.workspace.reports import ReportFile


def check_command(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT")],
    workspace: WorkspaceOption = None,
    audit_format: AuditFormatOption = AuditFormat.TABLE,
    outputs: OutputsOption = None,
    fail_on: FailOnOption = None,
    only_new: OnlyNewOption = False,
    since: SinceOption = None,
    lang: LangOption = None,
) -> None:
    from kpi.reading.source import read_text

    session = session_of(context)
    session.settle(lang)
    delivery = plan_delivery(audit_format, outputs)
    with stops_told(delivery, session):
        read_text(report)  # a report that cannot be read is the first thing to say
        config = open_workspace(session, lang, workspace, report.resolve().parent)
        from kpi.auditing.gathering import only_report
        from kpi.presenting.messages import message

        doc, extra = place_of(config, report)
        if extra:
            tell(message("warning.not_in_workspace", session.lang, doc=doc, folder=config.reports))
        result = run_audit(session, config, fail_on, extra, delivery.wanted(doc))
        result = only_report(limited(result, config, only_new, since), doc)
    deliver(delivery, result, session, config.root)
    raise typer.Exit(result.exit_code)


def place_of(config: Config, report: Path) -> tuple[str, tuple[ReportFile, ...]]:
    """The report's name in the workspace; from outside, the file to take along under its own name."""
    from kpi.workspace.reports import ReportFile, list_reports

    path = report.resolve()
    files = list_reports(config)
    inside = next((file.doc for file in files if file.path.resolve() == path), None)
    if inside is not None:
        return inside, ()
    doc, taken = path.name, {file.doc for file in files}
    return doc, (ReportFile(doc if doc not in taken else path.as_posix(), path),)
