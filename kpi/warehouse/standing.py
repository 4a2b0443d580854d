"""The warehouse as the last audit left it, to be read and not written: by SQL of users, exports, notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.errors import KpiError, problem
from kpi.warehouse.lock import Lock, Waiting
from kpi.warehouse.seal import is_sealed
from kpi.warehouse.store import FILE, FOLDER, schema_version

if TYPE_CHECKING:
    import duckdb

# Neither a file nor a network beside the warehouse itself, and nobody may say otherwise.
READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
}


@contextmanager
def standing_file(root: Path, patience: float = 0, waiting: Waiting | None = None) -> Iterator[Path]:
    """The file of the workspace's warehouse; no audit writes it as long as the block lasts.

    KpiError: `warehouse_missing` (no audit has left one here, or not this kpi), `warehouse_locked`.
    """
    path = root / FOLDER / FILE
    if path.parent.is_symlink() or not is_sealed(path):
        raise KpiError(problem("warehouse_missing", f"{FOLDER}/{FILE}"))
    lock = Lock.acquire(path.parent, patience, waiting)
    try:
        if not is_sealed(path):  # whoever had it died, or made it anew
            raise KpiError(problem("warehouse_missing", f"{FOLDER}/{FILE}"))
        with read_only(path) as connection:
            _require_schema(connection)
        yield path
    finally:
        lock.release()


@contextmanager
def read_only(path: Path, files: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can only read the tables; with `files` our own SQL may write other files from them."""
    import duckdb

    connection = duckdb.connect(str(path), read_only=True, config={**READ_ONLY, "enable_external_access": files})
    try:
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def _require_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """An older kpi's tables are not those that the dictionary tells of."""
    import duckdb

    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except duckdb.Error:
        found = None
    if found != (schema_version(),):
        raise KpiError(problem("warehouse_missing", f"{FOLDER}/{FILE}"))
