"""kpi audit: read what is new in a workspace, match all targets, run the suites, show what came out."""

from __future__ import annotations

import os

import typer

from kpi.cli.delivery import AuditFormat, AuditFormatOption, OutputsOption, deliver, plan_delivery, stops_told
from kpi.cli.session import FailOnOption, LangOption, WorkspaceOption, open_workspace, session_of


def audit_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    audit_format: AuditFormatOption = AuditFormat.TABLE,
    outputs: OutputsOption = None,
    fail_on: FailOnOption = None,
    lang: LangOption = None,
) -> None:
    session = session_of(context)
    session.settle(lang)
    delivery = plan_delivery(audit_format, outputs)
    with stops_told(delivery, session):
        config = open_workspace(session, lang, workspace)
        from kpi.auditing.pipeline import audit
        from kpi.presenting.progress import progress

        with progress(session.lang) as step:
            result = audit(config.root, fail_on.value if fail_on else None, workers=os.cpu_count() or 1, step=step)
    deliver(delivery, result, session, config.root)
    raise typer.Exit(result.exit_code)
