"""The one place where files of a workspace are opened and written.

Whoever sends a workspace chooses its names, so a name may be a link to anything, an endless pipe or a device.
Nothing is read or written through a link that leads out of the workspace (or the repository) that the name lies
in; only plain files are read, none above a size; what is written stands beside its place under a name that nobody
can guess, made new, and is renamed over it.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MARKS = ("kpi.yml", ".git")  # what lies in the folder that a workspace, or its repository, begins at
OWN = frozenset({".git", ".kpi"})
LONGEST = 1_000  # characters of a path below a workspace
MOST = 200_000_000  # bytes of one file, however large `limits:` allows reports to be


class RefusedError(OSError):
    """A file that is not opened; `code` is that of the problem: link_outside, link_inside, not_plain_file …"""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(errno.EPERM, reason)
        self.code = code


def guard(path: Path) -> Path:
    """The real path of a name.

    RefusedError: by a link it leads out of a folder that it lies below, or into git's or kpi's own (keys, hooks).
    """
    given = Path(os.path.abspath(path))  # noqa: PTH100 - names, before any link is followed
    real = Path(os.path.realpath(given))
    inner = given
    for ground in _grounds(given):
        if not _real(inner).is_relative_to(_real(ground)):
            raise RefusedError("link_outside", "a link that leads out of the workspace")
        if _own(real.relative_to(_real(ground))) - _own(given.relative_to(ground)):
            raise RefusedError("link_inside", "a link into a folder of git's or of kpi's own")
        inner = ground
    return real


def is_name(name: str) -> bool:
    """Whether a path as somebody wrote it can be one of a workspace's files: no `..`, nothing of git's or of kpi's
    own, no part longer than systems take, and nothing that is no character of a name.
    """
    parts = name.split("/")
    return (
        len(name) <= LONGEST
        and not _own(Path(name))
        and ".." not in parts
        and not any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in name)
        and all(len(part.encode()) <= 255 for part in parts)
    )


def is_inside(path: Path) -> bool:
    """Whether a name leads nowhere but where it says."""
    try:
        guard(path)
    except OSError:
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether a folder of that name is there; a name that no system takes is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether a plain file of that name is there, likewise."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_file(path: Path, most: int = MOST) -> bytes:
    """The bytes of a plain file. RefusedError: a link outwards, a pipe or device, more than `most` bytes."""
    real = guard(path)
    # Looked at before it is opened: opening a pipe waits, opening a device may do anything.
    _plain(real.stat())
    handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        _plain(found)
        if found.st_size > most:
            raise RefusedError("file_too_large", f"{found.st_size} > {most}")
        data = stream.read(most + 1)
    if len(data) > most:  # files of the kernel say that they are empty
        raise RefusedError("file_too_large", f"> {most}")
    return data


def write_file(path: Path, data: bytes) -> None:
    """Written whole or not at all; an existing file keeps its permissions, a link that stays within is kept."""
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """All files or none, as far as renaming them succeeds. OSError names the file in `filename`."""
    halves: dict[Path, Path] = {}
    at = next(iter(files), Path())
    try:
        for at, data in files.items():
            place = guard(at)
            place.parent.mkdir(parents=True, exist_ok=True)
            _refuse_special(place)
            halves[place] = _half(place, data)
        for place, half in halves.items():
            at = place
            half.replace(place)
    except OSError as error:
        error.filename = str(at)
        raise
    finally:
        _forget(halves.values())


def append_file(path: Path, data: bytes) -> None:
    """Add to a file that others write to as well; never through a link out of a workspace, never into a pipe."""
    place = guard(path)
    _refuse_special(place)
    with place.open("ab") as stream:
        stream.write(data)


def _half(place: Path, data: bytes) -> Path:
    """A new file beside `place` that holds the bytes and has its permissions, or those of any new file."""
    handle, name = tempfile.mkstemp(prefix=".kpi-", suffix=".part", dir=place.parent)
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
        half.chmod(stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask())
    except OSError:
        _forget([half])
        raise
    return half


def _forget(halves: Iterable[Path]) -> None:
    for half in halves:
        half.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _refuse_special(place: Path) -> None:
    if place.exists() and not place.is_dir():
        _plain(place.stat())


def _plain(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise RefusedError("not_plain_file", "not a plain file: a pipe, socket or device")


def _own(path: Path) -> set[str]:
    """The parts of a path that name such a folder, as any system may write them."""
    return {part.lower().rstrip(". ") for part in path.parts} & OWN


def _grounds(given: Path) -> list[Path]:
    """The folders above a name at which a workspace or a repository begins, the innermost first."""
    return [folder for folder in given.parents if any(os.path.lexists(folder / mark) for mark in MARKS)]


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
