"""What people decided about findings (the ledger), by what the finding is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word

Subject = tuple[str, str]  # kind of subject (target, relation) and its key


@dataclass(frozen=True, slots=True)
class Decision:
    """`words` name status, person, day and reason; `counts` is false where the finding counts no more."""

    words: str
    counts: bool


def decisions(result: AuditResult, lang: Lang) -> Mapping[Subject, Decision]:
    """Only where an entry of the ledger holds; what merely has been noticed is no decision."""
    found: dict[Subject, Decision] = {}
    for finding in (*result.findings, *result.settled):
        entry = finding.standing.entry
        if entry is None or not finding.standing.known or finding.standing.status.value == "new":
            continue
        status = word("ledger_status", finding.standing.status.value, lang)
        told = " · ".join(part for part in (status, entry.who, str(entry.when or ""), entry.why) if part)
        found[finding.subject_kind, finding.subject] = Decision(told, finding.standing.counts)
    return found
