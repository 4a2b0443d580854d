"""Where users' SQL runs: over a copy of the tables, read-only, in a process with bounds of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kpi.auditing.frames import prepare
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse, open_warehouse
from kpi.workspace.limits import STANDARD, Limits

RUNNER = Path(__file__).with_name("sqlrunner.py")
ROWS = 100_000
# All queries of a workspace together take so many times the limit of one, however many there are.
TOGETHER = 6
_SLACK = 5  # seconds beyond, after which a process that cannot be interrupted is ended
_TEMPORARY = ("ledger", "misfits", "wanted_bodies")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query returned, or why it did not; `types` are those of DuckDB."""

    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    error: str = ""


def run_queries(warehouse: Warehouse, queries: Sequence[str], limits: Limits = STANDARD) -> list[Answer]:
    """The answers over the tables as they are in the warehouse's transaction; none of them can change a row."""
    return _run(warehouse, queries, limits, describe=False)


def describe_queries(queries: Sequence[str]) -> list[Answer]:
    """What each query would return, as rows of (column, type, …), over the tables without any workspace."""
    with open_warehouse(None) as warehouse:
        return _run(warehouse, queries, STANDARD, describe=True)


def _run(warehouse: Warehouse, queries: Sequence[str], limits: Limits, describe: bool) -> list[Answer]:
    if not queries:
        return []
    prepare(warehouse)
    with TemporaryDirectory(prefix="kpi-sql-") as folder:
        setup = _copy(warehouse, Path(folder))
        job = {
            "file": str(Path(folder) / "copy.duckdb"),
            "setup": setup,
            "queries": list(queries),
            "describe": describe,
            "exact": False,
            **_bounds(limits, len(queries)),
        }
        return _ask(job, len(queries), limits)


def ask_file(file: Path, sql: str, setup: Sequence[str], limits: Limits) -> Answer:
    """One query over a warehouse that nobody writes: the same process and bounds, decimals and lists as they are.

    `setup` is SQL of ours for what is temporary there.
    """
    job = {"file": str(file), "setup": list(setup), "queries": [sql], "describe": False, "exact": True}
    return _ask({**job, **_bounds(limits, 1)}, 1, limits)[0]


def _bounds(limits: Limits, count: int) -> dict[str, int]:
    together = limits.sql_seconds * min(count, TOGETHER)
    return {"seconds": limits.sql_seconds, "together": together, "mb": limits.sql_mb, "rows": ROWS}


def _ask(job: dict[str, Any], count: int, limits: Limits) -> list[Answer]:
    """One process for all; when it does not live through it, every query is without an answer."""
    try:
        done = subprocess.run(
            [sys.executable, str(RUNNER)],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=job["together"] + _SLACK,
            check=False,
        )
        answers = json.loads(done.stdout) if done.returncode == 0 else []
    except subprocess.TimeoutExpired:
        return [Answer(error=f"stopped after {job['together']} s")] * count
    except ValueError:
        answers = []
    if len(answers) != count:
        return [Answer(error=f"more than {limits.sql_mb} MB of memory")] * count
    return [_answer(found) for found in answers]


def _answer(found: dict[str, Any]) -> Answer:
    if "error" in found:
        return Answer(error=str(found["error"]))
    return Answer(tuple(found["columns"]), tuple(found["types"]), tuple(tuple(row) for row in found["rows"]))


def _copy(warehouse: Warehouse, folder: Path) -> list[str]:
    """The tables as a file of their own; gives the SQL that makes what is temporary there.

    By way of Parquet, because one transaction can write to one database only.
    """
    import duckdb

    permanent = [name for (name,) in warehouse.rows("SELECT table_name FROM duckdb_tables() WHERE NOT temporary")]
    for name in (*permanent, *_TEMPORARY):
        warehouse.execute(f"COPY (FROM \"{name}\") TO '{_sql(folder / name)}.parquet' (FORMAT parquet)")
    with duckdb.connect(str(folder / "copy.duckdb")) as copy:
        copy.execute(read_sql("schema"))
        for name in permanent:
            copy.execute(f"INSERT INTO \"{name}\" FROM '{_sql(folder / name)}.parquet'")
        for name in _TEMPORARY:
            copy.execute(f"CREATE TABLE kept_{name} AS FROM '{_sql(folder / name)}.parquet'")
    ((day,),) = warehouse.rows("SELECT getvariable('as_of')::VARCHAR")
    fill = [f"INSERT INTO {name} FROM kept_{name}" for name in _TEMPORARY]
    known = [f"SET VARIABLE as_of = DATE '{day}'"] if day else []
    return [read_sql("macros", "kpi.auditing"), *fill, *known]


def _sql(path: Path) -> str:
    return path.as_posix().replace("'", "''")
