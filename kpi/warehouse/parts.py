"""Rows of one warehouse as files that another one takes up: written by the process that made them.

A part is a folder with a Parquet file for each table that has rows.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kpi.errors import KpiError, problem
from kpi.warehouse.store import Warehouse, first_line


def write_part(warehouse: Warehouse, queries: Mapping[str, str], place: Path) -> None:
    """What the queries give, by the table that it is for, as a part in the new folder `place`.

    It is written under a name of its own and then put in place: whoever finds `place` finds all of it, though a
    process died over the same part, or another one made it meanwhile.
    KpiError: the disk is full, or the folder cannot be made.
    """
    import duckdb

    try:
        own = place.with_name(f"{place.name}-{uuid4().hex}")
        own.mkdir()
        for table, query in queries.items():
            if warehouse.rows(f"SELECT 1 FROM ({query}) LIMIT 1"):
                file = str(own / f"{table}.parquet").replace("'", "''")
                warehouse.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
        _put(own, place)
    except (OSError, duckdb.IOException) as error:
        raise KpiError(problem("parts_not_written", str(place.parent), reason=_reason(error))) from error


def _put(own: Path, place: Path) -> None:
    """Give a part its name; where there is one of that name, whole as this one, that one stays."""
    try:
        own.rename(place)
    except OSError:
        if not place.is_dir():
            raise
        shutil.rmtree(own)


def _reason(error: Exception) -> str:
    """What the system says: DuckDB repeats it with the name of each file, within JSON."""
    number = re.search(r'"errno":"(\d+)"', str(error))
    return os.strerror(int(number[1])) if number else getattr(error, "strerror", None) or first_line(error)


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
