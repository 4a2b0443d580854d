"""How much time and memory the reading of one document may take, in the process that reads it.

Parsers written in C cannot be interrupted and count nothing: a stream of 2 KB that unpacks to 2 GB, a form that
draws itself. Only the system can refuse them.
"""

from __future__ import annotations

from contextlib import suppress

SECONDS = 60  # of a processor's time
MEMORY = 1_200_000_000  # bytes of address space
_held = False  # whether this process reads documents and does nothing else


def hold(seconds: int, memory: int) -> None:
    """From here on this process has so many seconds and so many bytes; it is ended, or told that there is no more.

    On systems without such limits (Windows) there are none.
    """
    global _held
    _held = True
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_AS, memory)
        _lower(resource.RLIMIT_CPU, spent + seconds)


def give_more(seconds: int, memory: int) -> None:
    """More of both for what is known to take it (models that read pictures), where there is a limit at all."""
    if _held:
        hold(seconds, memory)


def _lower(kind: int, most: int) -> None:
    """Only the soft limit, so that the next document has its own; never above what the system set."""
    import resource

    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
