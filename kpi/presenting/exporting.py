"""The warehouse as files that other programs read: one a table, and the dictionary that says what is in them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.errors import KpiError, problem
from kpi.files import guard
from kpi.presenting.cells import BOM, csv_lines
from kpi.warehouse.dictionary import Table, dictionary

if TYPE_CHECKING:
    import duckdb

DICTIONARY = "dictionary.md"
KINDS = ("parquet", "csv")
_ROWS = 5_000  # at a time
_NAMED = 5  # files that a refusal names


def export(connection: duckdb.DuckDBPyConnection, folder: Path, kind: str, force: bool = False) -> tuple[str, ...]:
    """Write every table to `<folder>/<table>.<kind>` in a fixed order of its rows; gives the names written.

    Files of the same names are replaced once all are there, others stay. `connection` may write files. KpiError:
    export_place, export_among (files that no export wrote, without `force`), cannot_write.
    """
    tables = [table for table in dictionary().values() if not table.internal]
    refuse_place(folder, [table.name for table in tables], force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".kpi-export-", dir=guard(folder / DICTIONARY).parent))
        try:
            for table in tables:
                _write(connection, table, stage / f"{table.name}.{kind}", kind)
            (stage / DICTIONARY).write_text(dictionary_page(tables, kind), encoding="utf-8")
            made = sorted(stage.iterdir())
            for one in made:
                one.replace(guard(folder / one.name))
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise KpiError(problem("cannot_write", str(folder), reason=error.strerror or error)) from error
    return tuple(one.name for one in made)


def refuse_place(folder: Path, tables: Sequence[str], force: bool) -> None:
    """KpiError where the folder is none, or holds what is not of an earlier export."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise KpiError(problem("export_place", str(folder)))
    there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    ours = (
        {DICTIONARY, *(f"{table}.{kind}" for table in tables for kind in KINDS)} if DICTIONARY in there else set()
    )
    if (strange := [name for name in there if name not in ours]) and not force:
        told = ", ".join(strange[:_NAMED])
        raise KpiError(problem("export_among", str(folder), found=told, n=len(strange)))


def _write(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, kind: str) -> None:
    ordered = f'SELECT * FROM "{table.name}" ORDER BY ALL'
    if kind == "parquet":
        place = path.as_posix().replace("'", "''")
        connection.execute(f"COPY ({ordered}) TO '{place}' (FORMAT parquet)")
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(BOM + csv_lines([[column.name for column in table.columns]]))
        connection.execute(ordered)
        while rows := connection.fetchmany(_ROWS):
            stream.write(csv_lines(rows))


def dictionary_page(tables: list[Table], kind: str) -> str:
    """What each file and column is, in 中文 and English."""
    return "\n".join(line for table in tables for line in _section(table, kind)) + "\n"


def _section(table: Table, kind: str) -> Iterator[str]:
    yield from (f"# {table.name}.{kind}", "", table.zh, table.en, "")
    yield from ("| 列 column | 类型 type | 含义 | meaning |", "|---|---|---|---|")
    yield from (f"| `{one.name}` | {one.type} | {one.zh} | {one.en} |" for one in table.columns)
    yield ""
