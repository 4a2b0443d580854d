"""The warehouse file: opened, checked for its version, rebuilt when it cannot be trusted.

Everything in it can be read again from the reports, so a file of another schema, or one that is damaged, is
deleted and rebuilt rather than repaired: a fact that is misread would accuse somebody. So is every file that kpi
did not leave there itself (kpi.warehouse.seal): what is in it turns no audit green.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kpi.errors import KpiError, problem
from kpi.files import write_file
from kpi.warehouse.lock import Lock, Waiting
from kpi.warehouse.seal import break_seal, is_sealed, set_seal
from kpi.warehouse.sql import read_sql

if TYPE_CHECKING:
    import duckdb

FOLDER = ".kpi"
FILE = "warehouse.duckdb"
_NAME = f"{FOLDER}/{FILE}"
MEGABYTES = 2_000  # of memory for tables; a portion of matching takes 300
# Nothing may be fetched from a network or written beside the file (a folder of that name may be a link), and all
# connections of one process need the same settings.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    # The least: a file of a few reports is 1 MB to write, seal and copy, not 11; one of many is no larger for it.
    "default_block_size": 16_384,
    "memory_limit": f"{MEGABYTES}MB",
    "temp_directory": "",
}
# DuckDB draws its bar on standard output after two seconds; a setting of the connection, not of `connect`.
_QUIET = "SET enable_progress_bar = false"


class Warehouse:
    """An open warehouse: its DuckDB connection, and whether an unusable file was replaced (`rebuilt`)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None, rebuilt: bool = False) -> None:
        self.connection = connection
        self.path = path
        self.rebuilt = rebuilt
        self.lock: Lock | None = None
        self.prepared = False  # whether the macros of the frames are there (kpi.auditing.frames)

    def execute(self, query: str | duckdb.Statement, parameters: object = None) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(query, parameters)

    def rows(self, query: str, parameters: object = None) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is kept only when the block ends without an exception."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        self.connection.close()
        if self.path:
            set_seal(self.path)
        self._release()

    def _release(self) -> None:
        if self.lock:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        try:
            self._explain(error)
        finally:
            if self.path:
                set_seal(self.path)
            self._release()

    def _explain(self, error: BaseException | None) -> None:
        import duckdb

        # A disk that fills up or a block that turns out damaged half-way: words instead of a traceback.
        if not isinstance(error, duckdb.Error):
            return
        if self.path and _is_damaged(error):
            _delete(self.path)
            raise KpiError(problem("warehouse_damaged", _NAME)) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            file = _NAME if self.path else ""
            raise KpiError(problem("warehouse_exhausted", file, limit=MEGABYTES)) from error
        if isinstance(error, (duckdb.IOException, duckdb.TransactionException)):  # a commit that meets a full disk
            raise KpiError(problem("warehouse_unusable", _NAME, reason=first_line(error))) from error


def open_warehouse(root: Path | None, patience: float = 0, waiting: Waiting | None = None) -> Warehouse:
    """The warehouse of the workspace at `root`, in memory for None; created or rebuilt where needed.

    Where another process has it, wait up to `patience` seconds; `waiting` is told its process id once.
    KpiError: `warehouse_locked` (it still has it), `warehouse_unusable` (folder read-only, disk full).
    """
    import duckdb

    if root is None:
        return _made(duckdb.connect(":memory:", config=_CONFIG), None, new=True)
    path = root / FOLDER / FILE
    try:
        _make_folder(path.parent, root)
        lock = Lock.acquire(path.parent, patience, waiting)
    except OSError as error:
        raise KpiError(problem("warehouse_unusable", _NAME, reason=first_line(error))) from error
    try:
        warehouse = _open(path)
    except BaseException:
        lock.release()
        raise
    warehouse.lock = lock
    return warehouse


def _open(path: Path) -> Warehouse:
    import duckdb

    try:
        there = os.path.lexists(path)
        found = _open_current(path) if is_sealed(path) else None
        if found is None:
            _delete(path)
        connection, new = found or (duckdb.connect(str(path), config=_CONFIG), True)
        break_seal(path)
        return _made(connection, path, new, rebuilt=found is None and there)
    except (OSError, duckdb.Error) as error:
        raise KpiError(problem("warehouse_unusable", _NAME, reason=first_line(error))) from error


def borrow(root: Path, folder: Path) -> None:
    """A copy of the warehouse at `root` for another folder, so that only what differs is read there."""
    file, copy = root / FOLDER / FILE, folder / FOLDER / FILE
    if is_sealed(file):
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, copy)
        set_seal(copy)


def schema_version() -> str:
    """Changes with every change of the tables."""
    return hashlib.sha256(read_sql("schema").encode()).hexdigest()[:12]


def _open_current(path: Path) -> tuple[duckdb.DuckDBPyConnection, bool] | None:
    """A connection to `path`, and whether it is new; None where the file has to be rebuilt.

    One without any table is a new one, or that of a process which died before it had made them: nothing is lost.
    """
    import duckdb

    try:
        connection = duckdb.connect(str(path), config=_CONFIG)
    except duckdb.Error as error:
        _raise_if_locked(error)
        if not _is_damaged(error):
            raise
        return None
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except duckdb.Error:
        found = None
    if found == (schema_version(),):
        return connection, False
    if _is_new(connection):
        return connection, True
    connection.close()
    return None


def _made(connection: duckdb.DuckDBPyConnection, path: Path | None, new: bool, rebuilt: bool = False) -> Warehouse:
    """With the tables, where it is new."""
    warehouse = Warehouse(connection, path, rebuilt)
    connection.execute(_QUIET)
    if new:
        with warehouse.transaction():
            connection.execute(read_sql("schema"))
            connection.execute("INSERT INTO meta VALUES ('schema', ?)", [schema_version()])
    return warehouse


def _is_new(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (0,)


def _make_folder(folder: Path, root: Path) -> None:
    """KpiError: a link stands in its place, wherever it leads; nothing is written through it."""
    if folder.is_symlink() or not folder.resolve().is_relative_to(root.resolve()):
        raise KpiError(problem("link_outside", FOLDER))
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):
        write_file(ignore, b"*\n")


def _delete(path: Path) -> None:
    """A link in the file's place goes, what it leads to stays; DuckDB's own folder beside it goes, too."""
    for stale in (path, path.with_name(path.name + ".wal"), path.with_name(path.name + ".tmp")):
        if stale.is_dir() and not stale.is_symlink() and stale != path:
            try:
                shutil.rmtree(stale)
            except RecursionError as error:
                raise OSError(errno.ELOOP, "folders within too many folders", str(stale)) from error
        else:
            stale.unlink(missing_ok=True)


def _raise_if_locked(error: Exception) -> None:
    if "Could not set lock" in str(error) or "being used by another process" in str(error):
        pid = re.search(r"\(PID (\d+)\)", str(error))
        raise KpiError(problem("warehouse_locked", _NAME, pid=pid.group(1) if pid else "?")) from error


def _is_damaged(error: Exception) -> bool:
    """Whether DuckDB refuses the file's content (damaged, cut short, of another version), not the access to it."""
    words = (
        "not a valid DuckDB database",
        "orrupt",
        "checksum",
        "version number",
        "Could not read enough bytes",
        "Failure while replaying",
    )
    return any(word in str(error) for word in words)


def first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
