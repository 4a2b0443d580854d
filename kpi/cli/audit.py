"""kpi audit: read what is new in a workspace, match all targets, run the suites, show what came out."""

from __future__ import annotations

import os

import typer

from kpi.cli.session import (
    FailOnOption,
    Format,
    FormatOption,
    LangOption,
    WorkspaceOption,
    open_workspace,
    print_json,
    print_lines,
    session_of,
)


def audit_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    fail_on: FailOnOption = None,
    lang: LangOption = None,
) -> None:
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    from kpi.auditing.pipeline import audit
    from kpi.presenting.progress import progress

    with progress(session.lang) as step:
        result = audit(config.root, fail_on.value if fail_on else None, workers=os.cpu_count() or 1, step=step)
    if format is Format.JSON:
        from kpi.presenting.jsonout import audit_json

        print_json(audit_json(result))
    else:
        from kpi.presenting.audit_view import audit_lines

        print_lines(lambda lang, width: audit_lines(result, lang, width), session.lang)
    raise typer.Exit(result.exit_code)
