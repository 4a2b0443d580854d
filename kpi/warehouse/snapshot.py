"""A store as a warehouse of this machine, to be asked: every file is looked at before DuckDB reads any of it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from datetime import date
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.warehouse.bodies import ACROSS, TABLES
from kpi.warehouse.depots import INDEX, depot_at
from kpi.warehouse.index import Index, Kept, fetch, load_index
from kpi.warehouse.parts import take_parts
from kpi.warehouse.store import Warehouse, open_warehouse, schema_version

LEDGER = "kept_ledger"  # the ledger's rows as the audit had them
TOGETHER = 50  # bodies fetched before their rows are taken up


class Snapshot:
    """The folder that holds the copy (as a workspace does) lives as long as this; `as_of` is kpi.yml's day."""

    def __init__(self, address: str | Path) -> None:
        """KpiError: nothing there has this user's seal, a file was changed since, another kpi wrote it."""
        self._depot = depot_at(address)
        index, there = load_index(self._depot)
        if index is None:
            raise KpiError(problem("store_unsound" if there else "store_empty", self._depot.name, found=INDEX))
        if index.schema != schema_version():
            raise KpiError(problem("store_other", self._depot.name, found=index.engine))
        self.as_of = date.fromisoformat(index.as_of) if index.as_of else None
        self.folder = Path(tempfile.mkdtemp(prefix="kpi-store-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        with open_warehouse(self.folder) as warehouse:
            self._fill(warehouse, index)

    def _fill(self, warehouse: Warehouse, index: Index) -> None:
        for key, value in index.settings.items():
            warehouse.execute("INSERT INTO meta VALUES (?, ?)", [key, value])
        for first in range(0, len(index.bodies), TOGETHER):
            parts = [self._fetched(kept) for kept in index.bodies[first : first + TOGETHER]]
            take_parts(warehouse, TABLES, parts)
            for part in parts:
                shutil.rmtree(part)
        across = self._fetched(index.across)
        take_parts(warehouse, [table for table in ACROSS if table != "ledger"], [across])
        warehouse.execute(f"CREATE TABLE {LEDGER} AS FROM read_parquet(?)", [str(across / "ledger.parquet")])
        shutil.rmtree(across)

    def _fetched(self, kept: Kept) -> Path:
        place = self.folder / kept.folder
        if not fetch(self._depot, kept, place):
            raise KpiError(problem("store_unsound", self._depot.name, found=kept.body or kept.folder))
        return place


def is_store(folder: Path) -> bool:
    """Whether a folder looks like a store, so that it is opened as one."""
    return (folder / INDEX).is_file()
