"""Features and statements into their temporary tables, by several processes where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from itertools import islice
from multiprocessing import parent_process
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kpi.matching.features import Feature
from kpi.matching.relatives import Settled, settle_relatives
from kpi.matching.source import Work, records, works
from kpi.matching.statements import Statement
from kpi.matching.steps import run
from kpi.matching.umbrellas import Umbrella
from kpi.matching.worded import Worded
from kpi.system import processors
from kpi.warehouse.parts import take_parts, uncollected, whole, write_part
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse, open_warehouse

TABLES: dict[str, type[Any]] = {
    "asked": Feature, "told": Feature, "statements": Statement, "umbrellas": Umbrella, "worded": Worded,
}  # fmt: skip
CHUNK = 20_000  # rows, so that a country's numbers never stand in memory at once
MANY = 50_000  # numbers: below them another process costs more than it saves
SHARES = 8  # that each process takes one after another


def load_features(warehouse: Warehouse, workers: int | None = None) -> None:
    """Fill the tables of features.sql; `workers` is the number of processes, by default that of the processors.

    A process that another one has started (a portion of an audit, a worker of a cluster) starts none itself.
    """
    run(warehouse, "features")
    every = works(warehouse)
    settled = settle_relatives(warehouse, {work.doc: work.page for work in every if work.page})
    insert_rows(warehouse.connection, "relatives", [_values("relatives")(row) for row in settled])
    workers = workers or (1 if parent_process() else processors())
    if workers < 2 or sum(len(work.asked) + len(work.told) for work in every) < MANY:
        _write(warehouse, every)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with TemporaryDirectory(prefix="kpi-") as folder:
        parts = [every[n :: workers * SHARES] for n in range(workers * SHARES)]
        places = [Path(folder, f"{n:03}") for n in range(len(parts))]
        # spawn: DuckDB and its threads must not be copied into a forked child.
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            list(pool.map(write_apart, parts, places))
        take_parts(warehouse, TABLES, places)


def write_apart(part: Sequence[Work], place: Path) -> None:
    """The tables of some reports as Parquet files in a folder of their own."""
    with uncollected(), open_warehouse(None) as warehouse:
        warehouse.execute("SET threads = 1")
        run(warehouse, "features")
        _write(warehouse, part)
        write_part(warehouse, whole(TABLES), place)


def _write(warehouse: Warehouse, part: Sequence[Work]) -> None:
    waiting: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
    for work in part:
        for table, found in records(work):
            rows = map(_values(table), found)
            while chunk := list(islice(rows, CHUNK)):
                waiting[table] += chunk
                if len(waiting[table]) >= CHUNK:
                    insert_rows(warehouse.connection, table, waiting[table])
                    waiting[table] = []
    for table, rows_left in waiting.items():
        insert_rows(warehouse.connection, table, rows_left)


@cache
def _values(table: str) -> Any:
    """What takes a record's columns in their order; dataclasses.astuple would copy every list."""
    return attrgetter(*(field.name for field in fields((TABLES | {"relatives": Settled})[table])))
