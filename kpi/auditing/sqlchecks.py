"""Expectations in SQL over the warehouse's tables: the rows that a query returns are what fails.

A query may use the columns `doc`, `start`, `end`, `quote`, `body` for the place, `identity` for what makes the
finding the same in the next run and `evidence` for what it rests on; every column may stand in the message.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kpi.auditing.sandbox import Answer, describe_query, run_queries
from kpi.errors import Problem, problem
from kpi.warehouse.store import Warehouse
from kpi.workspace.limits import Limits

if TYPE_CHECKING:
    import pandas as pd

    from kpi.auditing.suites import Check

PLACE: dict[str, Any] = {
    "doc": "", "start": None, "end": None, "quote": "", "body": "", "report_kind": "", "report_end": None,
}  # fmt: skip


def sql_problem(sql: str) -> str:
    """Why `sql` cannot be an expectation, empty where it can: one SELECT that the tables can answer."""
    return _described(sql).error


def sql_columns(sql: str) -> tuple[str, ...]:
    """The columns that a query returns, known without any workspace, and those that every finding has."""
    columns = (str(row[0]) for row in _described(sql).rows)
    return tuple(dict.fromkeys([*columns, *PLACE, "key", "identity", "evidence"]))


@cache
def _described(sql: str) -> Answer:
    return describe_query(sql)


def run_sql(
    warehouse: Warehouse, checks: Sequence[Check], problems: list[Problem], limits: Limits
) -> Iterator[tuple[Check, pd.DataFrame]]:
    """Each check with its failing rows as a frame in which no row passes; a problem where a query fails."""
    answers = run_queries(warehouse, [str(check.kwargs["sql"]) for check in checks], limits) if checks else []
    for check, answer in zip(checks, answers, strict=True):
        if answer.error:
            problems.append(
                problem("not_evaluated", check.file, check.line, check=check.id, type=check.type,
                        reason=answer.error)
            )  # fmt: skip
        else:
            yield check, _completed(_frame(answer), check.id)


def _frame(answer: Answer) -> pd.DataFrame:
    import pandas as pd

    rows = [[pd.Timestamp(v["day"]) if isinstance(v, dict) else v for v in row] for row in answer.rows]
    return pd.DataFrame(rows, columns=list(answer.columns))


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
