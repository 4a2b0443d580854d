"""Rows of one warehouse as files that another one takes up: written by the process that made them.

A part is a folder with a Parquet file for each table that has rows.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kpi.warehouse.store import Warehouse


def write_part(warehouse: Warehouse, queries: Mapping[str, str], place: Path) -> None:
    """What the queries give, by the table that it is for, as a part in the new folder `place`."""
    place.mkdir()
    for table, query in queries.items():
        if warehouse.rows(f"SELECT 1 FROM ({query}) LIMIT 1"):
            file = str(place / f"{table}.parquet").replace("'", "''")
            warehouse.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")


def whole(tables: Iterable[str]) -> dict[str, str]:
    """Tables with the queries that give all their rows."""
    return {table: f'FROM "{table}"' for table in tables}


def take_parts(warehouse: Warehouse, tables: Iterable[str], places: Sequence[Path], prefix: str = "") -> None:
    """Append the rows of these parts to the tables, or to those whose names have a prefix."""
    for table in tables:
        files = [str(file) for place in places if (file := place / f"{table}.parquet").is_file()]
        if files:
            warehouse.execute(f'INSERT INTO "{prefix}{table}" SELECT * FROM read_parquet(?)', [files])


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles, which takes a fifth of the time and finds none among rows of plain values."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
