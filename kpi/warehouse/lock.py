"""One audit of a workspace at a time: a lock that the operating system takes back from a process that dies.

DuckDB locks its file too, but only once it is open: two processes that both find no file yet would each make one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from kpi.errors import KpiError, problem

FILE = "lock"
_PAUSE = 0.1  # seconds between two tries

Waiting = Callable[[str], None]  # told once, with the process id of the holder


class Lock:
    """The file `<folder>/lock`, held while it is open; it names the process that holds it."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    @classmethod
    def acquire(cls, folder: Path, patience: float = 0, waiting: Waiting | None = None) -> Lock:
        """Wait up to `patience` seconds. KpiError `warehouse_locked` names who still holds it then."""
        stream = (folder / FILE).open("a+", encoding="ascii")
        until = time.monotonic() + patience
        told = False
        while not _try(stream):
            holder = _holder(stream)
            if time.monotonic() >= until:
                stream.close()
                raise KpiError(problem("warehouse_locked", f"{folder.name}/{FILE}", pid=holder))
            if waiting and not told:
                waiting(holder)
                told = True
            time.sleep(_PAUSE)
        stream.seek(0)
        stream.truncate()
        stream.write(str(os.getpid()))
        stream.flush()
        return cls(stream)

    def release(self) -> None:
        self._stream.close()  # the lock goes with the descriptor; the file stays, or two could hold it


def _holder(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read().strip() or "?"


def _try(stream: IO[str]) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
