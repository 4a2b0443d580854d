"""Clauses of a plan that read like a promise and are not drafted, each with the guard that keeps it back."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.extraction.deliverables import deliverables
from kpi.extraction.milestones import promising
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import Reading
from kpi.numbers.plain import normalise
from kpi.rules import without
from kpi.rules.spoken import Spoken

GUARDS = (
    "guard.past", "guard.empty", "guard.vague", "guard.loose", "guard.abstract", "guard.unnamed", "guard.rhetoric",
    "guard.claimed", "guard.going", "guard.quoted",
)  # fmt: skip


def kept_back(reading: Reading) -> Iterator[Spoken]:
    """One row a clause and guard: switched off, that guard alone would let the clause be drafted."""
    report = reading.report
    scanned = join_hard_wraps(normalise(report.text))
    for _, clause in promising(report, scanned, reading.printed):
        for guard in guards_of(clause[0]):
            yield Spoken(guard, clause.start(), clause.end())


def guards_of(clause: str) -> list[str]:
    """The guards of which each by itself keeps a clause from promising anything."""
    return [] if deliverables(clause) else [guard for guard in GUARDS if _opens(guard, clause)]


def _opens(guard: str, clause: str) -> bool:
    with without(guard):
        return bool(deliverables(clause))
