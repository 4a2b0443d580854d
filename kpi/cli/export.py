"""kpi export: the warehouse of the last audit as Parquet or CSV, with a data dictionary."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.running import patience
from kpi.cli.session import (
    LangOption,
    WorkspaceOption,
    open_workspace,
    print_text,
    session_of,
    tell,
    tell_problems,
)
from kpi.presenting.messages import message


class ExportFormat(StrEnum):
    PARQUET = "parquet"
    CSV = "csv"


def export_command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    workspace: WorkspaceOption = None,
    export_format: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.PARQUET,
    overwrite: Annotated[bool, typer.Option("--force")] = False,
    lang: LangOption = None,
) -> None:
    session = session_of(context)
    config = open_workspace(session, lang, workspace)
    language = session.lang
    from kpi.auditing.querying import changed_since
    from kpi.presenting.exporting import DICTIONARY, export
    from kpi.warehouse.standing import read_only, standing_file

    def waiting(pid: str) -> None:
        tell(message("warning.waiting", language, pid=pid))

    with standing_file(config.root, patience(), waiting) as file, read_only(file, files=True) as connection:
        tell_problems(changed_since(config), language, message("warning.prefix", language))
        written = export(connection, folder, export_format.value, overwrite)
    told_in = {"folder": folder.as_posix().rstrip("/"), "n": len(written) - 1, "dictionary": DICTIONARY}
    print_text(message("export.written", language, **told_in) + "\n")
