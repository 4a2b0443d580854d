"""The rows of bodies as Parquet files, a folder a body, and back: what a store holds (kpi.warehouse.index).

A row belongs to the body whose report, target, finding or state it is. Findings of checks that look at all bodies
belong to none alone, and stand across.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from uuid import uuid4

from kpi.errors import KpiError, problem
from kpi.warehouse.engine import engine_version
from kpi.warehouse.loading import FACTS, forget_docs
from kpi.warehouse.parts import take_parts
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse, first_line, schema_version

TOGETHER = 50  # bodies whose rows are looked up in one pass
OF_DOCS = (*FACTS, "formula_misses")
OF_TARGETS = ("candidates", "verdicts")
OF_CHECKS = ("findings", "looked_at")
OF_BODIES = ("targets", "judged")
TABLES = (*OF_DOCS, *OF_BODIES, *OF_TARGETS, *OF_CHECKS)
ACROSS = (*OF_CHECKS, "ledger")


def write_bodies(
    warehouse: Warehouse, bodies: Sequence[str], across: Collection[str], stage: Path
) -> Iterator[tuple[str, Path]]:
    """Each body with the folder below `stage` that holds its rows; `across` are ids of checks that stand there.

    The same rows make the same bytes. Outside a transaction: macros of views and threads are set. KpiError: the
    disk is full.
    """
    _prepare(warehouse, across)
    for first in range(0, len(bodies), TOGETHER):
        some = {new_name(body): body for body in bodies[first : first + TOGETHER]}
        warehouse.execute("DELETE FROM temp.stored_bodies")
        insert_rows(warehouse.connection, "stored_bodies", [(body, name) for name, body in some.items()])
        for name in some:
            (stage / name).mkdir()
        for table in TABLES:
            _write_parts(warehouse, table, stage)
        for name, body in some.items():
            yield body, stage / name


def write_across(warehouse: Warehouse, across: Collection[str], stage: Path) -> Path:
    """The folder with the rows that belong to no body alone, the ledger among them (kpi.auditing.settling)."""
    _prepare(warehouse, across)
    folder = stage / new_name("")
    folder.mkdir()
    for table in ACROSS:
        narrowed = " SEMI JOIN temp.stored_across USING (expectation)" if table in OF_CHECKS else ""
        _copy(warehouse, f"FROM {table}{narrowed} ORDER BY ALL", folder / f"{table}.parquet", table)
    return folder


def new_name(body: str) -> str:
    """The name of a new folder: nothing of a body's own name, which may be anything, reaches a file system."""
    return f"{hashlib.sha256(body.encode(errors='surrogatepass')).hexdigest()[:16]}-{uuid4().hex[:12]}"


def take_bodies(
    warehouse: Warehouse, bodies: Sequence[str], docs: Collection[str], places: Sequence[Path]
) -> bool:
    """Put the rows of bodies, as files hold them, in the place of what there is of them.

    False, with nothing taken, where other bodies have rows of the same names.
    """
    import duckdb

    try:
        with warehouse.transaction():
            forget_docs(warehouse, docs)
            of_bodies = "SELECT target FROM targets WHERE list_contains(?::VARCHAR[], body)"
            for table in OF_TARGETS:
                warehouse.execute(f"DELETE FROM {table} WHERE target IN ({of_bodies})", [bodies])
            for table in (*OF_BODIES, *OF_CHECKS):
                warehouse.execute(f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], body)", [bodies])
            take_parts(warehouse, TABLES, places)
    except duckdb.ConstraintException:
        return False
    return True


def _prepare(warehouse: Warehouse, across: Collection[str]) -> None:
    warehouse.execute(read_sql("bodies"))
    insert_rows(warehouse.connection, "stored_across", [(check,) for check in sorted(across)])


def _write_parts(warehouse: Warehouse, table: str, stage: Path) -> None:
    """One file a body that has rows of the table. (DuckDB's PARTITION_BY keeps no order within a file.)"""
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE stored_rows AS {_rows_of(table)}")
    for (name,) in warehouse.rows("SELECT DISTINCT part FROM temp.stored_rows"):
        rows = f"SELECT * EXCLUDE (part) FROM temp.stored_rows WHERE part = '{name}' ORDER BY ALL"
        _copy(warehouse, rows, stage / name / f"{table}.parquet", table)
    warehouse.execute("DROP TABLE temp.stored_rows")


def _rows_of(table: str) -> str:
    if table in OF_DOCS:
        return f"SELECT t.*, p.part FROM {table} t JOIN temp.stored_docs p ON p.doc = t.doc"
    if table in OF_TARGETS:
        return f"SELECT t.*, p.part FROM {table} t JOIN temp.stored_targets p ON p.target = t.target"
    narrowed = " ANTI JOIN temp.stored_across USING (expectation)" if table in OF_CHECKS else ""
    return f"SELECT t.*, p.part FROM (FROM {table}{narrowed}) t JOIN temp.stored_bodies p ON p.body = t.body"


def _copy(warehouse: Warehouse, query: str, place: Path, table: str) -> None:
    """Rows to Parquet, by one thread: several would each write a file."""
    import duckdb

    told = {"kpi_table": table, "kpi_schema": schema_version(), "kpi_engine": engine_version()}
    words = ", ".join(f"{key}: '{value}'" for key, value in told.items())
    file = place.as_posix().replace("'", "''")
    ((threads,),) = warehouse.rows("SELECT current_setting('threads')")
    warehouse.execute("SET threads = 1")
    try:
        warehouse.execute(
            f"COPY ({query}) TO '{file}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{words}}})"
        )
    except (OSError, duckdb.IOException) as error:
        raise KpiError(problem("store_failed", place.parent.as_posix(), reason=first_line(error))) from error
    finally:
        warehouse.execute(f"SET threads = {threads}")
