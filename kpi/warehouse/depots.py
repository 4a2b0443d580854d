"""Where a store lies: a folder on this machine, or whatever fsspec reaches.

Both hold folders of files, each put there whole under a name that nobody had, and one index, put there last: what
it does not name is not part of the store. Names come from kpi alone, never from a report or from what is read.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from kpi.errors import KpiError, problem
from kpi.files import MOST, RefusedError, read_file
from kpi.workspace.address import SCHEME, is_address

INDEX = "kpi-store"
ALLOWED = "KPI_STORE"  # addresses below which a workspace may keep its store, divided by blanks
PACKAGE = "kpi-audit[cluster]"
OWN_MEMORY = "memory://"  # of this process, which nobody else sees
Done = TypeVar("Done")
_HALF = ".half-"
_FOLDER = re.compile(r"[0-9a-f]{16}-[0-9a-f]{12}")


def is_ours(name: str) -> bool:
    """Whether a folder is named as kpi names those of its stores."""
    return _FOLDER.fullmatch(name) is not None


class Depot(ABC):
    """`name` is what people call it, `ground` the workspace that it lies in, where it lies in one."""

    def __init__(self, name: str, ground: Path | None) -> None:
        self.name = name
        self.ground = ground

    def read(self, name: str, most: int = MOST) -> bytes | None:
        """What a file holds, None where there is none such or it is larger. KpiError: nobody can say."""
        return self._told(lambda: self._read(name, most))

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """A folder of this machine to make files in before they are put."""
        with tempfile.TemporaryDirectory(prefix="kpi-store-") as folder:
            yield Path(folder)

    def put(self, folder: Path, name: str) -> None:
        """A folder of the stage, under a name of its own."""
        self._told(lambda: self._put(folder, name))

    def put_index(self, data: bytes) -> None:
        self._told(lambda: self._put_index(data))

    def sizes(self) -> dict[str, int]:
        """Every file of a folder of ours, as `folder/file`, with its bytes."""
        found = self._told(lambda: list(self._sizes()))
        return {name: size for name, size in found if is_ours(name.partition("/")[0])}

    def forget(self, folders: set[str]) -> None:
        """Remove folders of ours; what cannot be removed stays, and belongs to nothing."""
        for folder in sorted(filter(is_ours, folders)):
            with suppress(Exception):  # whatever a file system raises
                self._remove(folder)

    def _told(self, work: Callable[[], Done]) -> Done:
        try:
            return work()
        except KpiError:
            raise
        except Exception as error:  # a network, a service and its credentials fail in ways of their own
            reason = getattr(error, "strerror", None) or str(error).strip() or type(error).__name__
            raise KpiError(problem("store_failed", self.name, reason=reason.splitlines()[0])) from error

    @abstractmethod
    def _read(self, name: str, most: int) -> bytes | None: ...

    @abstractmethod
    def _put(self, folder: Path, name: str) -> None: ...

    @abstractmethod
    def _put_index(self, data: bytes) -> None: ...

    @abstractmethod
    def _sizes(self) -> Iterator[tuple[str, int]]: ...

    @abstractmethod
    def _remove(self, folder: str) -> None: ...


class Shelf(Depot):
    """A folder on this machine; nothing in it is reached by a link."""

    def __init__(self, path: Path, ground: Path | None) -> None:
        super().__init__(os.path.realpath(path), ground)
        self.path = path

    @contextmanager
    def stage(self) -> Iterator[Path]:
        stage = self._told(self._half)
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def _half(self) -> Path:
        if self.path.is_symlink():
            raise KpiError(problem("store_link", self.path.as_posix()))
        self.path.mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=_HALF, dir=self.path))

    def sweep(self, kept: set[str]) -> None:
        """Remove what an audit that died left behind, and folders that only look like ours."""
        for found in self.path.iterdir():
            if found.name.startswith(_HALF) or (is_ours(found.name) and found.name not in kept):
                with suppress(OSError):
                    _delete(found)

    def _read(self, name: str, most: int) -> bytes | None:
        path = self.path / name
        if any(
            one.is_symlink() for one in (self.path, *(self.path / part for part in (name.split("/")[0], name)))
        ):
            return None
        try:
            return read_file(path, most)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, RefusedError):
            return None

    def _put(self, folder: Path, name: str) -> None:
        folder.rename(self.path / name)

    def _put_index(self, data: bytes) -> None:
        place = self.path / INDEX
        handle, half = tempfile.mkstemp(prefix=_HALF, dir=self.path)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(handle)
        if place.is_dir() and not place.is_symlink():
            _delete(place)
        Path(half).replace(place)  # of a link in its place the link goes

    def _sizes(self) -> Iterator[tuple[str, int]]:
        if self.path.is_symlink() or not self.path.is_dir():
            return
        for folder in self.path.iterdir():
            if is_ours(folder.name) and folder.is_dir() and not folder.is_symlink():
                for file in folder.iterdir():
                    if file.is_file() and not file.is_symlink():
                        yield f"{folder.name}/{file.name}", file.stat().st_size

    def _remove(self, folder: str) -> None:
        _delete(self.path / folder)


class Remote(Depot):
    """A place that fsspec reaches. Only what the index named is ever removed there."""

    def __init__(self, address: str, ground: Path | None) -> None:
        super().__init__(address.rstrip("/"), ground)
        if find_spec("fsspec") is None:
            raise KpiError(problem("store_missing", self.name, expected=f"pip install '{PACKAGE}'"))
        from fsspec.core import url_to_fs

        system, root = self._told(lambda: url_to_fs(self.name))
        self._system: Any = system
        self._root = str(root).rstrip("/")

    def _read(self, name: str, most: int) -> bytes | None:
        try:
            if self._system.info(f"{self._root}/{name}")["size"] > most:
                return None
            return bytes(self._system.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None

    def _put(self, folder: Path, name: str) -> None:
        self._system.makedirs(f"{self._root}/{name}", exist_ok=True)
        for file in sorted(folder.iterdir()):
            self._system.put_file(str(file), f"{self._root}/{name}/{file.name}")

    def _put_index(self, data: bytes) -> None:
        self._system.makedirs(self._root, exist_ok=True)
        self._system.pipe_file(f"{self._root}/{INDEX}.half", data)
        self._system.mv(f"{self._root}/{INDEX}.half", f"{self._root}/{INDEX}")

    def _sizes(self) -> Iterator[tuple[str, int]]:
        self._system.invalidate_cache()
        try:
            found = self._system.find(self._root, detail=True)
        except FileNotFoundError:
            return
        for path, told in found.items():
            yield "/".join(str(path).split("/")[-2:]), int(told["size"])

    def _remove(self, folder: str) -> None:
        self._system.rm(f"{self._root}/{folder}", recursive=True)


def depot_of(store: str, root: Path) -> Depot:
    """Where kpi.yml of the workspace at `root` keeps its store.

    Whoever sends a workspace writes its kpi.yml, and what reaches a network does so in this user's name. So an
    address holds only where this user's environment names it. KpiError: it does not, or fsspec is not there.
    """
    if not SCHEME.fullmatch(store):
        return Shelf(root / store, root)
    allowed = os.environ.get(ALLOWED, "").split()
    if not store.startswith(OWN_MEMORY) and not any(f"{store}/".startswith(f"{a.rstrip('/')}/") for a in allowed):
        raise KpiError(problem("store_refused", store, key=ALLOWED))
    return Remote(store, root)


def depot_at(address: str | Path) -> Depot:
    """A store that the user himself names."""
    if isinstance(address, str) and is_address(address):
        return Remote(address, None)
    path = Path(os.path.realpath(address))
    return Shelf(path, path.parent.parent)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
