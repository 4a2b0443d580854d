"""Expectations in SQL over the warehouse's tables: the rows that a query returns are what fails.

A query may use the columns `doc`, `start`, `end`, `quote`, `body` for the place, `identity` for what makes the
finding the same in the next run and `evidence` for what it rests on; every column may stand in the message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kpi.auditing.sandbox import Answer, describe_queries, run_queries
from kpi.errors import Problem, problem
from kpi.warehouse.store import Warehouse
from kpi.workspace.limits import Limits

if TYPE_CHECKING:
    import pandas as pd

    from kpi.auditing.suites import Check

PLACE: dict[str, Any] = {
    "doc": "", "start": None, "end": None, "quote": "", "body": "", "report_kind": "", "report_end": None,
}  # fmt: skip
_WORDS = ("doc", "quote", "body", "report_kind", "identity", "evidence")
_FARTHEST = 2**31  # offsets in a report


def sql_problem(sql: str) -> str:
    """Why `sql` cannot be an expectation, empty where it can: one SELECT that the tables can answer."""
    found = _described(sql)
    names = [str(row[0]).lower() for row in found.rows]
    twice = next((name for name in names if names.count(name) > 1), "")
    return found.error or (f"two columns named {twice}" if twice else "")


def describe_together(queries: Sequence[str]) -> None:
    """Look at all of them in one process; each is then known to `sql_problem` and `sql_columns`."""
    unknown = [sql for sql in dict.fromkeys(queries) if sql not in _KNOWN]
    _KNOWN.update(zip(unknown, describe_queries(unknown), strict=True))


def sql_columns(sql: str) -> tuple[str, ...]:
    """The columns that a query returns, known without any workspace, and those that every finding has."""
    columns = (str(row[0]) for row in _described(sql).rows)
    return tuple(dict.fromkeys([*columns, *PLACE, "key", "identity", "evidence"]))


_KNOWN: dict[str, Answer] = {}


def _described(sql: str) -> Answer:
    describe_together([sql])
    return _KNOWN[sql]


def run_sql(
    warehouse: Warehouse, checks: Sequence[Check], problems: list[Problem], limits: Limits
) -> Iterator[tuple[Check, pd.DataFrame]]:
    """Each check with its failing rows as a frame in which no row passes; a problem where a query fails."""
    answers = run_queries(warehouse, [str(check.kwargs["sql"]) for check in checks], limits)
    docs = {doc for (doc,) in warehouse.rows("SELECT doc FROM reports")} if checks else set()
    for check, answer in zip(checks, answers, strict=True):
        if answer.error:
            problems.append(
                problem("not_evaluated", check.file, check.line, check=check.id, type=check.type,
                        reason=answer.error)
            )  # fmt: skip
        else:
            yield check, _completed(_frame(answer), check.id, docs)


def _frame(answer: Answer) -> pd.DataFrame:
    import pandas as pd

    rows = [[pd.Timestamp(v["day"]) if isinstance(v, dict) else v for v in row] for row in answer.rows]
    return pd.DataFrame(rows, columns=list(answer.columns))


def _completed(found: pd.DataFrame, name: str, docs: Collection[str]) -> pd.DataFrame:
    """With the columns that findings are made from. Without `identity`, all words of a row count.

    Whatever a query calls a place is one of a report of the workspace, or none.
    """
    said = found[[column for column in found.columns if column not in ("start", "end")]]
    words = ["|".join(map(str, row)) for row in said.itertuples(index=False)]
    for column in ("identity", "evidence"):
        if column not in found.columns:
            found[column] = words
    for column, value in PLACE.items():
        if column not in found.columns:
            found[column] = value
    for column in _WORDS:
        found[column] = _column([_word(value) for value in found[column]])
    found["doc"] = _column([doc if doc in docs else "" for doc in found["doc"]])
    for column in ("start", "end"):
        found[column] = _column([_offset(value) for value in found[column]])
    found["report_end"] = _column([value if _is_day(value) else None for value in found["report_end"]])
    found["key"] = [f"{name}#{number}" for number in range(1, len(found) + 1)]
    found["passes"] = False
    return found


def _column(values: list[Any]) -> pd.Series[Any]:
    """A column of any values, which pandas shall not turn into other ones."""
    import pandas as pd

    return pd.Series(values, dtype=object)


def _word(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _offset(value: object) -> int | None:
    """A whole number that can be an offset; whatever else stands there is no place."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < _FARTHEST:
        return None
    return int(value)


def _is_day(value: object) -> bool:
    import pandas as pd

    return isinstance(value, pd.Timestamp)
