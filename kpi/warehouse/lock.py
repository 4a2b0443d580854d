"""One audit of a workspace at a time: a lock that the operating system takes back from a process that dies.

DuckDB locks its file too, but only once it is open: two processes that both find no file yet would each make one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.files import read_file, write_file

FILE, HOLDER = "lock", "holder"
_PAUSE = 0.1  # seconds between two tries

Waiting = Callable[[str], None]  # told once, with the process id of the holder


class Lock:
    """The file `<folder>/lock`, held while it is open; `<folder>/holder` names the process that holds it.

    The lock's own file is emptied when it is taken: it may be no link and no second name of another file.
    """

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(folder / FILE, timeout=0)

    @classmethod
    def acquire(cls, folder: Path, patience: float = 0, waiting: Waiting | None = None) -> Lock:
        """Wait up to `patience` seconds. KpiError `warehouse_locked` names who still holds it then."""
        _drop_foreign(folder / FILE)
        lock = cls(folder)
        until = time.monotonic() + patience
        told = False
        while not lock._try():
            holder = _holder(folder)
            if time.monotonic() >= until:
                raise KpiError(problem("warehouse_locked", f"{folder.name}/{FILE}", pid=holder))
            if waiting and not told:
                waiting(holder)
                told = True
            time.sleep(_PAUSE)
        write_file(folder / HOLDER, str(os.getpid()).encode())
        return lock

    def release(self) -> None:
        self._lock.release()

    def _try(self) -> bool:
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True


def _drop_foreign(path: Path) -> None:
    """Take away what stands there and is no plain file of that one name. OSError: it is a folder."""
    if os.path.lexists(path) and (path.is_symlink() or not path.is_file() or path.stat().st_nlink > 1):
        path.unlink()


def _holder(folder: Path) -> str:
    try:
        found = read_file(folder / HOLDER, 20).decode("ascii")
    except (OSError, UnicodeDecodeError):
        return "?"
    return found if found.isdigit() else "?"
