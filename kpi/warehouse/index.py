"""The index of a store: which folders are its bodies, what they were made from, and the digest of every file.

It is sealed as the warehouse is (kpi.warehouse.seal): a store that somebody else wrote, or changed by one byte, is
not believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kpi.warehouse.depots import INDEX, Depot, is_ours
from kpi.warehouse.seal import is_signed, signature

FORMAT = "kpi-store/1"
Files = Mapping[str, tuple[int, str]]  # table → bytes and sha256 of its file


@dataclass(frozen=True, slots=True)
class Kept:
    """A body as it is kept: its folder, its state (kpi.auditing.incremental), sha256 of each of its reports."""

    body: str
    folder: str
    state: str
    reports: Mapping[str, str]
    files: Files

    def file(self, table: str) -> str:
        """Where a depot has the rows of a table."""
        return f"{self.folder}/{table}.parquet"


@dataclass(frozen=True, slots=True)
class Index:
    """`settings` are those that the facts rest on (table `meta`), `across` what belongs to no body alone."""

    schema: str
    engine: str
    settings: Mapping[str, str]
    as_of: str
    bodies: tuple[Kept, ...]
    across: Kept

    @property
    def folders(self) -> set[str]:
        return {kept.folder for kept in (*self.bodies, self.across)}


def load_index(depot: Depot) -> tuple[Index | None, bool]:
    """The index of a store, None where kpi did not leave one there as it is; and whether anything is there."""
    data = depot.read(INDEX)
    if data is None:
        return None, False
    seal, _, text = data.partition(b"\n")
    if not is_signed(text, seal.decode("ascii", "replace"), depot.name, depot.ground):
        return None, True
    found = json.loads(text)
    return (_index(found) if found["format"] == FORMAT else None), True


def put_index(depot: Depot, index: Index) -> None:
    told = {"format": FORMAT, **asdict(index)}
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
    depot.put_index(signature(text, depot.name, depot.ground).encode() + b"\n" + text)


def digests(folder: Path) -> dict[str, tuple[int, str]]:
    """Bytes and sha256 of the Parquet files of a folder, by table."""
    found = {}
    for file in sorted(folder.glob("*.parquet")):
        with file.open("rb") as stream:
            found[file.stem] = (file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())
    return found


def fetch(depot: Depot, kept: Kept, folder: Path) -> bool:
    """Copy the files of a body to a new folder of this machine; False where one is not as kpi left it."""
    folder.mkdir()
    for table in kept.files:
        data = _sound(depot, kept, table)
        if data is None:
            return False
        (folder / f"{table}.parquet").write_bytes(data)
    return True


def is_whole(depot: Depot, kept: Kept) -> bool:
    """Whether every file of a body is as kpi left it."""
    return all(_sound(depot, kept, table) is not None for table in kept.files)


def _sound(depot: Depot, kept: Kept, table: str) -> bytes | None:
    size, digest = kept.files[table]
    data = depot.read(kept.file(table), size) if is_ours(kept.folder) else None
    return data if data is not None and hashlib.sha256(data).hexdigest() == digest else None


def _index(found: Mapping[str, object]) -> Index:
    values = {name: found[name] for name in Index.__dataclass_fields__ if name not in ("bodies", "across")}
    bodies: object = found["bodies"]
    across: object = found["across"]
    assert isinstance(bodies, list) and isinstance(across, dict)  # it has our seal
    return Index(**values, bodies=tuple(map(_kept, bodies)), across=_kept(across))  # type: ignore[arg-type]


def _kept(found: Mapping[str, object]) -> Kept:
    files: object = found["files"]
    assert isinstance(files, dict)
    values = {name: found[name] for name in Kept.__dataclass_fields__ if name != "files"}
    return Kept(**values, files={table: (size, digest) for table, (size, digest) in files.items()})  # type: ignore[arg-type]
