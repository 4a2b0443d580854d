"""kpi formulas: the formulas of a workspace, with how often each was evaluated, held and was contradicted."""

from __future__ import annotations

import typer

from kpi.cli.running import patience, run_audit, tell_weakened
from kpi.cli.session import (
    Format,
    FormatOption,
    LangOption,
    WorkspaceOption,
    open_workspace,
    print_json,
    print_lines,
    session_of,
)


def formulas_command(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.auditing.counting import count_formulas
    from kpi.auditing.policy import load_policy
    from kpi.presenting.formulas_view import formulas_json, formulas_lines
    from kpi.warehouse.store import open_warehouse

    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    result = run_audit(session, config)
    with open_warehouse(config.root, patience()) as warehouse:
        counts = count_formulas(warehouse, load_policy(config))
    tell_weakened(session, result)
    if format is Format.JSON:
        print_json(formulas_json(counts, len(result.reports)))
        return
    print_lines(lambda language, width: formulas_lines(counts, len(result.reports), language, width), session.lang)
