"""Verdicts on the page: the few groups that pictures show, their marks, and the order of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from kpi.presenting.card import AWAITING, ORDER


class Told(Protocol):
    """What counts of a target's row."""

    @property
    def verdict(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def field_name(self) -> str: ...
    @property
    def weight(self) -> str: ...


# In the order in which bars are stacked: what is good first, what nobody can say yet last.
GROUPS = {
    "met": ("met",),
    "pace": ("on_track",),
    "open": ("needs_review", "uncertain", "not_comparable", "in_progress", "partly", "declared"),
    "behind": ("behind",),
    "missed": ("missed",),
    "silent": ("not_reported",),
    "pending": ("not_due", AWAITING),
}
MARKS = {
    "met": "✓", "on_track": "↗", "in_progress": "…", "uncertain": "?", "not_comparable": "?", "needs_review": "?",
    "partly": "½", "declared": "≈",
    "behind": "↘", "missed": "✗", "not_reported": "∅", "not_due": "○", AWAITING: "○",
}  # fmt: skip
GOOD, BAD = ("met", "pace"), ("missed", "silent", "behind")
SAID = ("met", "missed", "silent", "behind", "pace", "open")  # in the sentence of judgement
WORST_FIRST = ("missed", "behind", "silent", "open", "pace", "met", "pending")
_GROUP_OF = {verdict: group for group, verdicts in GROUPS.items() for verdict in verdicts}


def group_of(verdict: str) -> str:
    """The group of a verdict; one that is not known here is open."""
    return _GROUP_OF.get(verdict, "open")


def mark_of(verdict: str) -> str:
    return MARKS.get(verdict, "?")


def group_mark(group: str) -> str:
    return mark_of(GROUPS[group][0])


def rank(verdict: str) -> int:
    """Worst first."""
    return ORDER.index(verdict) if verdict in ORDER else len(ORDER)


def by_group(verdicts: Iterable[str]) -> dict[str, int]:
    """How many of each group, in the bars' order, zeros included."""
    counted = Counter(group_of(verdict) for verdict in verdicts)
    return {group: counted[group] for group in GROUPS}


def judged(counts: dict[str, int]) -> int:
    """How many are not merely waiting."""
    return sum(n for group, n in counts.items() if group != "pending")
