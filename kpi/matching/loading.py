"""Features and statements into their temporary tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kpi.matching.fractions import settle_fractions
from kpi.matching.relatives import settle_relatives
from kpi.matching.source import Work, records, works
from kpi.matching.steps import run
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse

TABLES = ("asked", "told", "statements", "umbrellas", "worded")
CHUNK = 20_000  # rows, so that a country's numbers never stand in memory at once


def load_features(warehouse: Warehouse) -> None:
    """Fill the tables of features.sql."""
    run(warehouse, "features")
    every = works(warehouse)
    pages = {work.doc: work.page for work in every if work.page}
    insert_rows(warehouse.connection, "relatives", list(settle_relatives(warehouse, pages)))
    insert_rows(warehouse.connection, "fractions", list(settle_fractions(warehouse, pages)))
    _write(warehouse, every)


def _write(warehouse: Warehouse, part: Sequence[Work]) -> None:
    waiting: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
    for work in part:
        for table, found in records(work):
            rows = iter(found)
            while chunk := list(islice(rows, CHUNK)):
                waiting[table] += chunk
                if len(waiting[table]) >= CHUNK:
                    insert_rows(warehouse.connection, table, waiting[table])
                    waiting[table] = []
    for table, rows_left in waiting.items():
        insert_rows(warehouse.connection, table, rows_left)
