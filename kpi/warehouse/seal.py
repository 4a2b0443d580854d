"""Whether a warehouse is the one that kpi itself left: its bytes under a key that lies outside the workspace.

Whoever sends a workspace can write whatever he likes into `.kpi/`, digests too. So the digest of the file is
signed with a key that only this user's cache folder holds. A file that somebody edited, that was damaged, that
came with a checkout or was copied from elsewhere has no seal that fits; it is never opened, but rebuilt.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path

from kpi.files import read_file, write_file
from kpi.system import is_own

FILE = "seal"
CACHE = "KPI_CACHE"  # the folder of the key; nothing of a workspace may lie in it
_KEY, _BYTES = "seal.key", 32


def is_sealed(file: Path) -> bool:
    """Whether the warehouse `file` is as kpi left it, in this place; a log beside it would change it."""
    if not file.is_file() or file.is_symlink() or os.path.lexists(file.with_name(file.name + ".wal")):
        return False
    key = _key(_ground(file))
    try:
        kept = read_file(file.with_name(FILE), 200).decode("ascii").split() if key else []
        if not key or len(kept) != 2 or not hmac.compare_digest(kept[0], _seal_of_size(file, key)):
            return False  # before any byte of it is read: its size alone may be beyond all time
        return hmac.compare_digest(kept[1], _seal(file, key))
    except (OSError, UnicodeDecodeError):
        return False


def set_seal(file: Path) -> None:
    """Seal the closed warehouse; where no key can be kept it stays unsealed, and is rebuilt the next time."""
    key = _key(_ground(file), make=True)
    try:
        if key and file.is_file():
            seals = f"{_seal_of_size(file, key)}\n{_seal(file, key)}\n"
            write_file(file.with_name(FILE), seals.encode("ascii"))
        else:
            break_seal(file)
    except OSError:
        break_seal(file)


def break_seal(file: Path) -> None:
    """Before anything is written: a process that dies half-way leaves a file that nobody believes."""
    file.with_name(FILE).unlink(missing_ok=True)


def _seal_of_size(file: Path, key: bytes) -> str:
    return hmac.new(key, b"size %d" % file.stat().st_size, "sha256").hexdigest()


def _seal(file: Path, key: bytes) -> str:
    """OSError: it cannot be read. The place is signed too: a copy in another workspace is not its."""
    place = os.fsencode(os.path.realpath(file))
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").digest()
    return hmac.new(key, place + b"\0" + digest, "sha256").hexdigest()


def signature(data: bytes, place: str, ground: Path | None) -> str:
    """The seal of what kpi keeps at a place, whose workspace is `ground`; empty where there is no key."""
    key = _key(ground, make=True)
    named = place.encode(errors="surrogateescape")
    return hmac.new(key, b"store\0%b\0%b" % (named, data), "sha256").hexdigest() if key else ""


def is_signed(data: bytes, seal: str, place: str, ground: Path | None) -> bool:
    """Whether a text has the seal that `signature` gives it."""
    expected = signature(data, place, ground)
    return bool(expected) and seal.isascii() and hmac.compare_digest(seal, expected)


def _ground(file: Path) -> Path:
    return file.resolve().parent.parent


def _key(ground: Path | None, make: bool = False) -> bytes | None:
    """This user's key. None: there is none, it lies where the workspace could hold it, or others could know it."""
    folder = cache_folder()
    if folder is None or (ground and folder.resolve().is_relative_to(ground.resolve())):
        return None
    path = folder / _KEY
    try:
        if make and not path.exists():
            _make(path)
        found = path.stat()
        key = path.read_bytes() if stat.S_ISREG(found.st_mode) and is_own(found) else b""
    except OSError:
        return None
    return key if len(key) == _BYTES else None


def cache_folder() -> Path | None:
    """Where this user's key lies: $KPI_CACHE, $XDG_CACHE_HOME/kpi or ~/.cache/kpi."""
    if named := os.environ.get(CACHE):
        return Path(named)
    if home := os.environ.get("XDG_CACHE_HOME"):
        return Path(home) / "kpi"
    try:
        return Path.home() / ".cache" / "kpi"
    except RuntimeError:
        return None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return
    with os.fdopen(handle, "wb") as stream:
        stream.write(secrets.token_bytes(_BYTES))
