"""What the ledger makes of the findings of an audit: pure, from entries and findings to where each stands.

A decision holds for the evidence it was made on. When verdict or numbers change, or a dismissal runs out, the
finding counts as new again; nothing that a person wrote is lost, the entry still says what was decided then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kpi.ledger.entries import Entry, Status

# Statuses that a finding may have and still count for the exit code.
COUNTED = (Status.NEW, Status.CONFIRMED)


class Found(Protocol):
    """What a finding is known by."""

    @property
    def fingerprint(self) -> str: ...
    @property
    def evidence(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands. `known`: the ledger has it as it is, so it is nothing new.

    `again` says why a decision no longer holds: changed, expired, returned; empty where it does or there is none.
    """

    status: Status = Status.NEW
    known: bool = False
    again: str = ""
    entry: Entry | None = None

    @property
    def counts(self) -> bool:
        return self.status in COUNTED


NOTICED = Standing()


def stand(finding: Found, entries: Mapping[str, Entry], today: date) -> Standing:
    """Where one finding stands on a day."""
    entry = entries.get(finding.fingerprint)
    if entry is None:
        return NOTICED
    if again := _again(entry, finding.evidence, today):
        return Standing(Status.NEW, False, again, entry)
    return Standing(entry.status, True, "", entry)


def _again(entry: Entry, evidence: str, today: date) -> str:
    if entry.status is Status.RECTIFIED:
        return "returned"
    if entry.evidence and entry.evidence != evidence:
        return "changed"
    if entry.status is Status.DISMISSED and entry.expires and entry.expires < today:
        return "expired"
    return ""


@dataclass(frozen=True, slots=True)
class Mended:
    """An entry whose finding is gone, and the report by which; the ledger may not say so yet."""

    entry: Entry
    by: str


def mended(
    entries: Iterable[Entry],
    found: Collection[str],
    checks: Collection[str],
    passing: Mapping[str, str],
    asked: Collection[str],
    reports: Collection[str],
) -> Iterator[Mended]:
    """The entries whose finding a later text mended, with that report.

    `found` are the fingerprints of this audit, `checks` the ids that looked at something. Of checks in `asked`
    (about targets and due dates) `passing` says by fingerprint which report now answers; of the others the report
    itself was corrected, if it is still in `reports`. A finding is not mended because its check, its target or its
    report was taken away: then nobody knows.
    """
    for entry in entries:
        if entry.fingerprint in found or entry.check not in checks or entry.status is Status.CLOSED:
            continue
        if entry.check in asked:
            by = passing.get(entry.fingerprint, "")
        else:
            by = entry.report if entry.report in reports else ""
        if entry.status is Status.RECTIFIED:
            by = entry.by or by
        if by:
            yield Mended(entry, by)
