"""The store of a workspace within an audit: taken from before anything is read, written when all is judged.

What is taken is only what would be read and judged again otherwise. Whether it still holds is decided as for rows
that were there before: reports by their bytes, bodies by their state (kpi.auditing.incremental).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.errors import KpiError, Problem, problem
from kpi.warehouse.bodies import take_bodies, write_across, write_bodies
from kpi.warehouse.depots import Depot, Shelf, depot_of
from kpi.warehouse.engine import engine_version
from kpi.warehouse.index import Index, Kept, digests, fetch, is_whole, load_index, put_index
from kpi.warehouse.loading import forget_reports, known_hashes
from kpi.warehouse.store import Warehouse, schema_version
from kpi.workspace.config import Config

TOGETHER = 20  # bodies taken in one transaction
SETTINGS = ("bodies", "indicators", "rules_off")  # of the table `meta`, which the facts rest on


class Store:
    """Where kpi.yml says that the rows of bodies are kept. `problems` is what an audit tells of it.

    KpiError: the address may not be used, or nobody answers there.
    """

    def __init__(self, config: Config) -> None:
        self._depot: Depot = depot_of(config.store, config.root)
        self.problems: list[Problem] = []
        found, there = load_index(self._depot)
        self._index = found if found and found.schema == schema_version() else None
        if there and self._index is None:
            self.problems.append(problem("store_rebuilt", config.store))

    def take(self, warehouse: Warehouse, hashes: Mapping[str, str], settings: Mapping[str, str]) -> None:
        """Rows of bodies that the warehouse lacks; `hashes` are those of the reports that are there now."""
        index = self._index
        if index is None or index.settings != settings:
            return
        same = settings_of(warehouse) == settings
        known = known_hashes(warehouse) if same else {}
        wanted = [kept for kept in index.bodies if _gain(kept, hashes, known) > 0]
        if not wanted:
            return
        if not same:
            forget_reports(warehouse, [])
            for key, value in settings.items():
                warehouse.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])
        for first in range(0, len(wanted), TOGETHER):
            self._take(warehouse, wanted[first : first + TOGETHER])

    def _take(self, warehouse: Warehouse, wanted: Sequence[Kept]) -> None:
        """What is not as kpi left it is told, and read again; so is what other bodies have rows of."""
        with TemporaryDirectory(prefix="kpi-store-") as folder:
            places = {kept.body: Path(folder) / kept.folder for kept in wanted}
            sound = [kept for kept in wanted if fetch(self._depot, kept, places[kept.body])]
            self._tell_damaged([kept for kept in wanted if kept not in sound])
            if not _take_all(warehouse, sound, places):
                for kept in sound:
                    _take_all(warehouse, [kept], places)

    def _tell_damaged(self, kept: Sequence[Kept]) -> None:
        if kept:
            found = ", ".join(one.body or one.folder for one in kept[:3])
            self.problems.append(problem("store_damaged", self._depot.name, n=len(kept), found=found))

    def publish(self, warehouse: Warehouse, config: Config, across: Collection[str]) -> None:
        """Write the bodies that the store does not hold as they are now, then the index, which shows them all.

        `across`: ids of the checks whose findings belong to no body alone.
        """
        settings = settings_of(warehouse)
        states: dict[str, str] = dict(warehouse.rows("SELECT body, state FROM judged WHERE state <> ''"))
        before = self._index
        kept = {one.body: one for one in before.bodies} if before and before.settings == settings else {}
        sound = self._sound([one for one in kept.values() if states.get(one.body) == one.state])
        bodies = sorted(states.keys() - sound.keys())
        docs: dict[str, dict[str, str]] = defaultdict(dict)
        for doc, body, content in warehouse.rows("SELECT doc, body, content_hash FROM reports ORDER BY doc"):
            docs[body][doc] = content
        with self._depot.stage() as stage:
            for body, folder in write_bodies(warehouse, bodies, across, stage):
                sound[body] = Kept(body, folder.name, states[body], docs[body], digests(folder))
                self._depot.put(folder, folder.name)
            whole = write_across(warehouse, across, stage)
            last = Kept("", whole.name, "", {}, digests(whole))
            as_of = config.as_of.isoformat() if config.as_of else ""
            index = Index(
                schema_version(), engine_version(), settings, as_of,
                tuple(sound[body] for body in sorted(states)), last,
            )  # fmt: skip
            if before and _shows(before) == _shows(index) and self._sound([before.across]):
                return
            self._depot.put(whole, whole.name)
            put_index(self._depot, index)
        self._depot.forget(before.folders - index.folders if before else set())
        if isinstance(self._depot, Shelf):
            self._depot.sweep(index.folders)

    def _sound(self, kept: Sequence[Kept]) -> dict[str, Kept]:
        """Those whose files are there: each as kpi left it, where that costs no network, else of its size."""
        if isinstance(self._depot, Shelf):
            sound = {one.body: one for one in kept if is_whole(self._depot, one)}
        else:
            sizes = self._depot.sizes() if kept else {}
            sound = {
                one.body: one
                for one in kept
                if all(sizes.get(one.file(table)) == size for table, (size, _) in one.files.items())
            }
        self._tell_damaged([one for one in kept if one.body not in sound])
        return sound


def _take_all(warehouse: Warehouse, some: Sequence[Kept], places: Mapping[str, Path]) -> bool:
    docs = [doc for kept in some for doc in kept.reports]
    return take_bodies(warehouse, [kept.body for kept in some], docs, [places[kept.body] for kept in some])


def store_of(config: Config, needed: bool) -> tuple[Store | None, tuple[Problem, ...]]:
    """The store that kpi.yml names, None for none. One that is only read from may be out of reach, which is told.

    KpiError: it may not be used, or nobody answers, and it is needed.
    """
    if not config.store:
        return None, ()
    try:
        return Store(config), ()
    except KpiError as error:
        if needed:
            raise
        return None, error.problems


def settings_of(warehouse: Warehouse) -> dict[str, str]:
    rows = warehouse.rows("SELECT key, value FROM meta WHERE list_contains(?::VARCHAR[], key)", [SETTINGS])
    return dict(rows)


def _gain(kept: Kept, hashes: Mapping[str, str], known: Mapping[str, str]) -> int:
    """How many more reports of a body need not be read if it is taken."""
    docs = [doc for doc in kept.reports if doc in hashes]
    stored = sum(kept.reports[doc] == hashes[doc] for doc in docs)
    return stored - sum(known.get(doc) == hashes[doc] for doc in docs)


def _shows(index: Index) -> tuple[object, ...]:
    """What a reader sees of it: all but how the folder of the rows across is called."""
    return index.schema, index.engine, index.settings, index.as_of, index.bodies, index.across.files
