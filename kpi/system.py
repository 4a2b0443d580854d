"""What only some systems can do, asked for in one place: limits, timers, groups of processes, owners of files.

Elsewhere nothing is called that Windows has not (tests/test_windows.py); what each does there stands below.
"""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_CAUGHT = 3  # times that somebody inside may catch what says that the time is up


class _StopError(BaseException):
    """What nobody catches who goes on with the next piece of work after an error."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """TimeoutError once so many seconds have gone by; none for 0.

    For work that nobody can look into, such as a user's regular expression. It is raised inside, and again each
    second for whoever caught it there; after some times it leaves the block whoever catches it. Where there are
    no timers (Windows, another thread than the first) there is no limit.
    """
    if (
        not seconds
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    raised = 0

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal raised
        raised += 1
        raise _StopError if raised > _CAUGHT else TimeoutError(f"stopped after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    # Again and again: Great Expectations tries what failed a second time.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    except _StopError:
        raise TimeoutError(f"stopped after {seconds:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def bound_process(seconds: int, memory: int) -> None:
    """From here on this process has so many seconds of a processor and bytes of address space, and leaves no core.

    Without such limits (Windows) there are none.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_AS, memory)
        _lower(resource.RLIMIT_CPU, spent + seconds)


def bound_memory(most: int) -> None:
    """From here on this process has so many bytes of address space, for good; on Windows there is no limit."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _lower(kind: int, most: int) -> None:
    """Only the soft limit, so that the next document has its own; never above what the system set."""
    import resource

    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def out_of_time(code: int | None) -> bool:
    """Whether a process that ended with this code had used up its seconds; never where it has no limit."""
    return code == -getattr(signal, "SIGXCPU", 0) and code != 0


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session, and all that it started; on Windows only the process itself."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def heed_termination() -> None:
    """From here on a request to end (SIGTERM, of a container that stops or of `timeout`) leaves by SystemExit, so
    that the files between processes go, too. On Windows nobody asks.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def processors() -> int:
    """Those that this process may use; on systems that do not say, all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_own(found: os.stat_result) -> bool:
    """Whether a file is this user's and nobody else may look into it; on Windows its folder decides that."""
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077


def after_fork(run: Callable[[], object]) -> None:
    """In every process that is forked from this one; on Windows none is."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=run)
