"""Features and statements into their temporary tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from kpi.matching.features import Feature
from kpi.matching.relatives import Settled, settle_relatives
from kpi.matching.source import Work, records, works
from kpi.matching.statements import Statement
from kpi.matching.steps import run
from kpi.matching.umbrellas import Umbrella
from kpi.matching.worded import Worded
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse

TABLES: dict[str, type[Any]] = {
    "asked": Feature, "told": Feature, "statements": Statement, "umbrellas": Umbrella, "worded": Worded,
}  # fmt: skip
CHUNK = 20_000  # rows, so that a country's numbers never stand in memory at once


def load_features(warehouse: Warehouse) -> None:
    """Fill the tables of features.sql."""
    run(warehouse, "features")
    every = works(warehouse)
    settled = settle_relatives(warehouse, {work.doc: work.page for work in every if work.page})
    insert_rows(warehouse.connection, "relatives", [_values("relatives")(row) for row in settled])
    _write(warehouse, every)


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
