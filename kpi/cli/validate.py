"""kpi validate: targets, plans, suites, and whether each report opens; all problems at once with file and line."""

from __future__ import annotations

import typer

from kpi.cli.session import LangOption, WorkspaceOption, open_workspace, print_text, session_of, tell_problems


def validate_command(context: typer.Context, workspace: WorkspaceOption = None, lang: LangOption = None) -> None:
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    from kpi.auditing.inputs import load_inputs
    from kpi.errors import KpiError
    from kpi.presenting.messages import message
    from kpi.workspace.reports import unread_reports
    from kpi.workspace.validate import unread_plans

    inputs = load_inputs(config)
    tell_problems(inputs.warnings, session.lang, message("warning.prefix", session.lang))
    if unread := [*unread_plans(config, inputs.specs), *unread_reports(config)]:
        raise KpiError(dict.fromkeys(unread))
    files = len({spec.file for spec in inputs.specs})
    counts = {"targets": files, "suites": len(inputs.suites)}
    told = {name: message(f"validate.{name}", session.lang, n=n) for name, n in counts.items()}
    print_text(message("validate.ok", session.lang, **told) + "\n")
