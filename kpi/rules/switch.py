"""Which rules are switched off while a report is read.

A context variable, set in one place around `read` and the same in every process: the decisions stand five calls
below it, in functions of a few words (`role_of`, `why_excluded`) that others call, too; a parameter would go
through forty signatures of which two look at it. Nothing that depends on it is cached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_OFF: ContextVar[frozenset[str]] = ContextVar("rules_off", default=frozenset())


@contextmanager
def switched_off(ids: Collection[str]) -> Iterator[None]:
    """Read without these rules."""
    token = _OFF.set(frozenset(ids))
    try:
        yield
    finally:
        _OFF.reset(token)


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """Read without these as well."""
    with switched_off({*_OFF.get(), *rules}):
        yield


def on(rule: str) -> bool:
    """Whether a rule may speak."""
    return rule not in _OFF.get()


def first(rules: Iterable[str]) -> str:
    """The first of the rules that would speak that is not switched off, "" where there is none."""
    off = _OFF.get()
    if not off:
        return next(iter(rules), "")
    return next((rule for rule in rules if rule not in off), "")
