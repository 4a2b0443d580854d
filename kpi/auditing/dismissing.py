"""Contradictions of one report that the ledger of a workspace dismisses, known by their words: no suite is run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from kpi.auditing.explaining import list_checks
from kpi.auditing.frames import frame
from kpi.auditing.judge import fingerprint
from kpi.between.drafts import RelationKey, same_thing
from kpi.ledger import load_ledger, stand
from kpi.ledger.entries import Entry, Status
from kpi.model import Reading, Relation, RelationVerdict
from kpi.warehouse.loading import load_readings
from kpi.warehouse.store import open_warehouse
from kpi.workspace.config import Config

_FRAME = "relations"


@dataclass(frozen=True, slots=True)
class _Row:
    """What the ledger knows a contradiction by."""

    fingerprint: str
    evidence: str


def dismissed(reading: Reading, config: Config, today: date) -> dict[RelationKey, Entry]:
    """Relation → the entry that dismisses it on a day, its evidence unchanged. KpiError: the ledger is damaged."""
    entries = {entry.fingerprint: entry for entry in load_ledger(config)}
    if all(entry.status is not Status.DISMISSED for entry in entries.values()):
        return {}
    checks = [(check.suite, check.id) for check in list_checks(config) if check.frame == _FRAME]
    found: dict[RelationKey, Entry] = {}
    seen: Counter[str] = Counter()
    for relation, identity, evidence in _contradictions(reading, config):
        seen[identity] += 1
        known_by = identity if seen[identity] == 1 else f"{identity}|{seen[identity]}"
        for suite, check in checks:
            standing = stand(_Row(fingerprint(suite, check, known_by), evidence), entries, today)
            if standing.status is Status.DISMISSED and standing.entry:
                found[same_thing(relation)] = standing.entry
    return found


def _contradictions(reading: Reading, config: Config) -> list[tuple[Relation, str, str]]:
    """Relation, identity and evidence of each, as an audit has them."""
    known = config.body(reading.report.body)
    body = known.name if known else reading.report.body
    with open_warehouse(None) as warehouse:
        load_readings(warehouse, [(replace(reading, report=replace(reading.report, body=body)), "")])
        data = frame(warehouse, _FRAME)
    rows = zip(data["relation"], data["identity"], data["evidence"], strict=True)
    told = [
        (reading.relations[int(number) - 1], str(identity), str(evidence)) for number, identity, evidence in rows
    ]
    return [one for one in told if one[0].verdict is RelationVerdict.INCONSISTENT]
