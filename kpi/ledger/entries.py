"""ledger.yml as it is written: one entry a finding, read with file and line like every file that people edit."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from kpi.errors import KpiError, Problem, problem
from kpi.workspace.config import Config
from kpi.workspace.keys import Key, Shape
from kpi.workspace.record import Record
from kpi.workspace.yamlfile import Items, load_yaml


class Status(StrEnum):
    """Where a finding stands with the people who deal with it."""

    NEW = "new"  # noticed, nobody has decided
    CONFIRMED = "confirmed"  # it is so, and is to be mended
    DISMISSED = "dismissed"  # it is not so, or does not matter; counts no more while its evidence holds
    RECTIFIED = "rectified"  # a later text mended it
    CLOSED = "closed"  # dealt with; counts no more while its evidence holds


# Who decided, when and why: a dismissal without them could not be reviewed.
_DECIDED = {
    Status.DISMISSED: ("who", "when", "why"),
    Status.CONFIRMED: ("who", "when"),
    Status.CLOSED: ("who", "when"),
}

ENTRY_KEYS = (
    Key("fingerprint", Shape.TEXT, "问题的指纹", "the finding's fingerprint", required=True),
    Key("status", Shape.CHOICE, "状态", "where it stands", required=True, choices=tuple(map(str, Status))),
    Key("check", Shape.TEXT, "发现它的规则", "the check that found it", required=True),
    Key("body", Shape.TEXT, "单位", "whose finding it is"),
    Key("report", Shape.TEXT, "所在报告", "the report in which it shows"),
    Key("subject", Shape.TEXT, "所指(目标、数据)", "the target or the number"),
    Key("what", Shape.TEXT, "问题", "the finding in words"),
    Key("evidence", Shape.TEXT, "所依据的判定和数字,变了就重新算新问题",
        "verdict and numbers it rests on: when they change, it is new again"),
    Key("who", Shape.TEXT, "谁定的", "who decided"),
    Key("when", Shape.DATE, "何时定的", "when"),
    Key("why", Shape.TEXT, "理由", "why"),
    Key("expires", Shape.DATE, "到此日为止不再计", "a dismissal holds until this day"),
    Key("by", Shape.TEXT, "由哪份报告整改", "the report that mended it"),
    Key("note", Shape.TEXT, "备注", "a remark"),
)  # fmt: skip
LEDGER_KEYS = (
    Key("findings", Shape.RECORDS, "问题", "the findings", keys=ENTRY_KEYS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written down of one finding; `line` is 1-based. `by` is the report that mended it."""

    fingerprint: str
    status: Status
    check: str
    line: int = 0
    body: str = ""
    report: str = ""
    subject: str = ""
    what: str = ""
    evidence: str = ""
    who: str = ""
    when: date | None = None
    why: str = ""
    expires: date | None = None
    by: str = ""
    note: str = ""


def load_ledger(config: Config) -> tuple[Entry, ...]:
    """The entries of the workspace's ledger, none where there is no file. KpiError: every problem in it."""
    entries, problems = read_ledger(config.home / config.ledger, config.ledger)
    if problems:
        raise KpiError(problems)
    return entries


def read_ledger(path: Path, file: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Entries in the order of the file, and all that is wrong with it."""
    if not os.path.lexists(path):
        return (), []
    tree, problems = load_yaml(path, file)
    if tree is None:
        return (), problems
    record = Record(tree, LEDGER_KEYS, file, problems)
    listed = record.value("findings")
    if isinstance(listed, Items) and not listed.items:
        return (), problems
    entries = tuple(_entry(one) for one in record.records("findings"))
    return entries, [*problems, *_repeated(entries, file)]


def _entry(record: Record) -> Entry:
    status = Status(record.choice("status", Status.NEW.value) or Status.NEW.value)
    for key in _DECIDED.get(status, ()):
        if key not in record.present:
            record.add_missing(key)
    return Entry(
        fingerprint=record.text("fingerprint"),
        status=status,
        line=record.line,
        when=record.date("when"),
        expires=record.date("expires"),
        **{key: record.text(key) for key in
           ("check", "body", "report", "subject", "what", "evidence", "who", "why", "by", "note")},
    )  # fmt: skip


def _repeated(entries: tuple[Entry, ...], file: str) -> list[Problem]:
    first: dict[str, int] = {}
    return [
        problem("duplicate_finding", file, entry.line, found=entry.fingerprint, first=first[entry.fingerprint])
        for entry in entries
        if first.setdefault(entry.fingerprint, entry.line) != entry.line
    ]
