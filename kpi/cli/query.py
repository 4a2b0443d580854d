"""kpi query: SQL of one's own over what the last audit left, read-only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from kpi.cli.running import patience
from kpi.cli.session import (
    LangOption,
    WorkspaceOption,
    open_workspace,
    print_json,
    print_lines,
    print_text,
    session_of,
    tell,
    tell_problems,
)
from kpi.errors import KpiError
from kpi.presenting.messages import message


class QueryFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query_command(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(metavar="SQL", show_default=False)] = "",
    workspace: WorkspaceOption = None,
    query_format: Annotated[QueryFormat, typer.Option("--format")] = QueryFormat.TABLE,
    lang: LangOption = None,
) -> None:
    from kpi.warehouse.dictionary import dictionary, no_table

    session = session_of(context)
    language = session.settle(lang)
    asked = sys.stdin.read() if sql == "-" else sql
    asked = asked.strip().rstrip(";")
    if not asked or asked in dictionary():
        from kpi.presenting.query_view import columns_lines, tables_json, tables_lines, tables_rows

        tables = dictionary()
        wanted = [tables[asked]] if asked else list(tables.values())
        if query_format is QueryFormat.JSON:
            print_json(tables_json(wanted))
        elif query_format is QueryFormat.CSV:
            print_csv(tables_rows(wanted))
        elif asked:
            print_lines(lambda lang, width: columns_lines(tables[asked], lang, width), language)
        else:
            print_lines(lambda lang, width: tables_lines(wanted, lang, width), language)
        return
    if asked.isidentifier():
        raise KpiError(no_table(asked))
    config = open_workspace(session, lang, workspace)
    language = session.lang
    from kpi.auditing.querying import changed_since, query
    from kpi.presenting.query_view import answer_json, answer_lines

    answer = query(config, asked, patience(), lambda pid: tell(message("warning.waiting", language, pid=pid)))
    tell_problems(changed_since(config), language, message("warning.prefix", language))
    if query_format is QueryFormat.JSON:
        print_json(answer_json(answer, asked))
    elif query_format is QueryFormat.CSV:
        print_csv([answer.columns, *answer.rows])
    else:
        print_lines(lambda lang, width: answer_lines(answer, lang, width), language)


def print_csv(rows: Iterable[Sequence[object]]) -> None:
    from kpi.presenting.cells import csv_lines
    from kpi.presenting.escaping import printable

    print_text(printable(csv_lines(rows)))
