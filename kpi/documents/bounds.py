"""How much time and memory the reading of one document may take, in the process that reads it.

Parsers written in C cannot be interrupted and count nothing: a stream of 2 KB that unpacks to 2 GB, a form that
draws itself. Only the system can refuse them.
"""

from __future__ import annotations

from kpi.system import bound_process

SECONDS = 60  # of a processor's time
MEMORY = 1_200_000_000  # bytes of address space
_held = False  # whether this process reads documents and does nothing else


def hold(seconds: int, memory: int) -> None:
    """From here on this process has so many seconds and so many bytes; it is ended, or told that there is no more.

    On systems without such limits (Windows) there are none.
    """
    global _held
    _held = True
    bound_process(seconds, memory)


def give_more(seconds: int, memory: int) -> None:
    """More of both for what is known to take it (models that read pictures), where there is a limit at all."""
    if _held:
        hold(seconds, memory)
