"""Expectations in SQL over the warehouse's tables: the rows that a query returns are what fails.

A query may use the columns `doc`, `start`, `end`, `quote`, `body` for the place, `identity` for what makes the
finding the same in the next run and `evidence` for what it rests on; every column may stand in the message.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from kpi.auditing.frames import prepare
from kpi.errors import Problem, problem
from kpi.warehouse.store import Warehouse, open_warehouse

if TYPE_CHECKING:
    import pandas as pd

    from kpi.auditing.suites import Check

PLACE: dict[str, Any] = {
    "doc": "", "start": None, "end": None, "quote": "", "body": "", "report_kind": "", "report_end": None,
}  # fmt: skip


def sql_problem(sql: str) -> str:
    """Why `sql` cannot be an expectation, empty where it can: one SELECT that the tables can answer."""
    import duckdb

    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            return "one SELECT statement is expected, nothing else"
        sql_columns(sql)
    except duckdb.Error as error:
        return str(error).strip().splitlines()[0]
    return ""


@cache
def sql_columns(sql: str) -> tuple[str, ...]:
    """The columns that a query returns, known without any workspace, and those that every finding has."""
    with open_warehouse(None) as warehouse:
        prepare(warehouse)
        _shut(warehouse)
        described = warehouse.execute(sql).description or []
    return tuple(dict.fromkeys([*(str(column[0]) for column in described), *PLACE, "key", "identity", "evidence"]))


def run_sql(warehouse: Warehouse, check: Check, problems: list[Problem]) -> pd.DataFrame | None:
    """The failing rows as a frame in which no row passes; None, with a problem, where the query fails.

    Only a SELECT gets here (`sql_problem`), and from here on no file can be read through this connection.
    """
    import duckdb

    prepare(warehouse)
    _shut(warehouse)
    try:
        found = warehouse.execute(str(check.kwargs["sql"])).df()
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0]
        problems.append(
            problem("not_evaluated", check.file, check.line, check=check.id, type=check.type, reason=reason)
        )
        return None
    return _completed(found, check.id)


def _shut(warehouse: Warehouse) -> None:
    warehouse.execute("SET enable_external_access = false")


def _completed(found: pd.DataFrame, name: str) -> pd.DataFrame:
    """With the columns that findings are made from. Without `identity`, all words of a row count."""
    said: Any = found[[column for column in found.columns if column not in ("start", "end")]].astype(str)
    words = said.agg("|".join, axis=1) if len(found) else []
    for column in ("identity", "evidence"):
        if column not in found.columns:
            found[column] = words
    for column, value in PLACE.items():
        if column not in found.columns:
            found[column] = value
    found["key"] = [f"{name}#{number}" for number in range(1, len(found) + 1)]
    found["passes"] = False
    return found
