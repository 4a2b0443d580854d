"""Rows of one warehouse as files that another one takes up: written by the process that made them.

A part is a folder with a Parquet file for each table that has rows.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kpi.warehouse.store import Warehouse


def write_part(warehouse: Warehouse, tables: Collection[str], place: Path) -> None:
    """The tables' rows as a part in the new folder `place`."""
    place.mkdir()
    for table in tables:
        if warehouse.rows(f'SELECT 1 FROM "{table}" LIMIT 1'):
            file = str(place / f"{table}.parquet").replace("'", "''")
            warehouse.execute(f"COPY \"{table}\" TO '{file}' (FORMAT parquet, COMPRESSION zstd)")


def take_parts(warehouse: Warehouse, tables: Collection[str], places: Sequence[Path]) -> None:
    """Append the rows of these parts. Inside a transaction of the caller's."""
    for table in tables:
        files = [str(file) for place in places if (file := place / f"{table}.parquet").is_file()]
        if files:
            warehouse.execute(f'INSERT INTO "{table}" SELECT * FROM read_parquet(?)', [files])


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
