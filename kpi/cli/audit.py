"""kpi audit: read what is new in a workspace, match all targets, run the suites, show what came out."""

from __future__ import annotations

import typer

from kpi.cli.delivery import AuditFormat, AuditFormatOption, OutputsOption, deliver, plan_delivery, stops_told
from kpi.cli.running import (
    Asked,
    EverythingOption,
    OnlyBodiesOption,
    OnlyFieldsOption,
    OnlyNewOption,
    OnOption,
    PolicyOption,
    SinceOption,
    held_to,
    limited,
    run_audit,
)
from kpi.cli.session import FailOnOption, LangOption, WorkspaceOption, session_of


def audit_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    audit_format: AuditFormatOption = AuditFormat.TABLE,
    outputs: OutputsOption = None,
    fail_on: FailOnOption = None,
    only_new: OnlyNewOption = False,
    since: SinceOption = None,
    policy: PolicyOption = None,
    on: OnOption = None,
    only_bodies: OnlyBodiesOption = None,
    only_fields: OnlyFieldsOption = None,
    everything: EverythingOption = False,
    lang: LangOption = None,
) -> None:
    session = session_of(context)
    session.settle(lang)
    delivery = plan_delivery(audit_format, outputs, everything)
    with stops_told(delivery, session), held_to(session, lang, workspace, policy) as config:
        asked = Asked(config, only_bodies, only_fields)
        result = asked.of(run_audit(session, config, fail_on, wanted=asked.wanted(delivery.wanted()), on=on))
        result = limited(result, config, only_new, since)
    deliver(delivery, result, session, config.root)
    raise typer.Exit(result.exit_code)
