"""How long one document may be read: a clock that is looked at in the course of the work.

A context variable, like the rules that are switched off: set in one place around the reading of a document, in
whichever process or thread reads it, and looked at in `tick`, far below. It counts what this thread has used of a
processor, so that a busy machine refuses nothing. Where nobody sets it there is no limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, thread_time

from kpi.errors import KpiError, problem

SECONDS = 60  # of one document; kpi.yml may say otherwise (`read_seconds`)


class _Limit:
    __slots__ = ("doc", "look", "seconds", "until")

    def __init__(self, doc: str, seconds: float) -> None:
        self.doc, self.seconds, self.until = doc, seconds, thread_time() + seconds
        self.look = monotonic() + seconds  # no thread uses more of a processor than goes by


_LIMIT: ContextVar[_Limit | None] = ContextVar("reading_limit", default=None)


@contextmanager
def read_within(seconds: float, doc: str) -> Iterator[None]:
    """KpiError `reading_stopped`: what is read inside took more than so many seconds."""
    token = _LIMIT.set(_Limit(doc, seconds))
    try:
        yield
    finally:
        _LIMIT.reset(token)


def tick() -> None:
    """A step of reading, however small: says so where the time is up."""
    limit = _LIMIT.get()
    if limit is None:
        return
    if (now := monotonic()) <= limit.look:
        return
    if (left := limit.until - thread_time()) <= 0:
        raise KpiError(problem("reading_stopped", limit.doc, limit=f"{limit.seconds:g}"))
    limit.look = now + left
