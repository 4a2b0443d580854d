"""kpi explain-check: what a check looks for, why, and what to do about what it finds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.session import LangOption, WorkspaceOption, open_workspace, print_lines, session_of


def explain_check_command(
    context: typer.Context,
    check_id: Annotated[str, typer.Argument(metavar="[NAME]", show_default=False)] = "",
    workspace: WorkspaceOption = None,
    lang: LangOption = None,
) -> None:
    from kpi.auditing.explaining import explain_check, list_checks
    from kpi.errors import KpiError
    from kpi.presenting.check_view import check_lines, list_lines
    from kpi.workspace.config import find_root

    session = session_of(context)
    session.settle(lang)
    inside = workspace is not None
    with suppress(KpiError):  # outside a workspace those that ship with kpi are explained
        inside = inside or bool(find_root(Path.cwd()))
    config = open_workspace(session, lang, workspace) if inside else None
    if not check_id:
        known = list_checks(config)
        print_lines(lambda lang, width: list_lines(known, lang, width), session.lang)
        return
    found = explain_check(check_id, config)
    print_lines(lambda lang, width: check_lines(found, lang, width), session.lang)
