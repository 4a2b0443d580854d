"""Clauses of a plan that read like a promise and are not drafted, each with the guard that keeps it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """One row a clause and guard; nothing where the plan says no year, and so promises nothing."""
    report = reading.report
    if report.plan_due is None:
        return
    scanned = join_hard_wraps(normalise(report.text))
    for _, clause in promising(report, scanned, reading.printed):
        for guard in guards_of(clause[0]):
            yield Spoken(guard, clause.start(), clause.end())


def guards_of(clause: str) -> list[str]:
    """The guards of which each by itself keeps a clause from promising anything; else those at work together."""
    if deliverables(clause) or not _opens(clause, GUARDS):
        return []
    alone = [guard for guard in GUARDS if _opens(clause, [guard])]
    return alone or [guard for guard in GUARDS if not _opens(clause, [one for one in GUARDS if one != guard])]


def _opens(clause: str, guards: Sequence[str]) -> bool:
    """Whether something would be drafted without these guards."""
    with without(*guards):
        return bool(deliverables(clause))
