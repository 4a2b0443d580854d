"""The ledger in the terminal and as JSON: every finding, where it stands and who decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from kpi.auditing.result import AuditResult
from kpi.ledger import Entry, Status
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, indented, styled
from kpi.presenting.messages import message, word
from kpi.presenting.text import wrap

FORMAT = "kpi-ledger/1"
_STYLES = {"critical": "bad", "warning": "warn"}


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with its place in the ledger; `severity` is empty for one that is gone."""

    fingerprint: str
    status: Status
    check: str
    severity: str
    body: str
    place: str
    title: tuple[str, str]
    what: tuple[str, str]
    again: str = ""
    by: str = ""
    entry: Entry | None = None


def ledger_rows(result: AuditResult) -> list[Row]:
    """What counts, then what was settled, then what was mended."""
    rows = [
        Row(
            f.fingerprint, f.standing.status, f.expectation, f.severity, f.body,
            f"{f.doc}:{f.line}" if f.line else f.doc, f.title, f.message, f.standing.again, "", f.standing.entry,
        )
        for f in (*result.findings, *result.settled)
    ]  # fmt: skip
    titles = {check.id: check.title for check in result.checks}
    for mended in result.rectified:
        entry = mended.entry
        title = titles.get(entry.check, (entry.check, entry.check))
        what = (entry.what, entry.what)
        rows.append(
            Row(entry.fingerprint, Status.RECTIFIED, entry.check, "", entry.body, entry.report, title, what, "",
                mended.by, entry)
        )  # fmt: skip
    return rows


def ledger_lines(rows: Sequence[Row], lang: Lang, width: int) -> Lines:
    lines: Lines = [Text("")]
    for row in rows:
        lines += _row(row, lang, width)
    lines += wrap(Text(message("ledger.count", lang, n=len(rows)), "label"), width)
    return lines


def ledger_json(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "findings": [
            {
                "fingerprint": row.fingerprint,
                "status": row.status.value,
                "again": row.again or None,
                "check": row.check,
                "severity": row.severity or None,
                "body": row.body,
                "place": row.place,
                "title": {"zh": row.title[0], "en": row.title[1]},
                "message": {"zh": row.what[0], "en": row.what[1]},
                "by": row.by or None,
                "who": row.entry.who if row.entry else None,
                "when": row.entry.when.isoformat() if row.entry and row.entry.when else None,
                "why": row.entry.why if row.entry else None,
                "expires": row.entry.expires.isoformat() if row.entry and row.entry.expires else None,
            }
            for row in rows
        ],
    }


def settled_lines(result: AuditResult, lang: Lang, width: int) -> Lines:
    """A line each on what --only-new and the ledger took out of an audit, and on each finding that was mended."""
    lines: Lines = []
    if result.known:
        lines += wrap(Text(message("ledger.known", lang, n=result.known), "label"), width)
    if result.settled:
        lines += wrap(Text(message("ledger.settled", lang, n=len(result.settled)), "label"), width)
    for mended in result.rectified:
        said = message("ledger.mended", lang, what=mended.entry.what or mended.entry.fingerprint, report=mended.by)
        lines += wrap(Text(said, "label"), width)
    return lines


def _row(row: Row, lang: Lang, width: int) -> Lines:
    index = 0 if lang == "zh" else 1
    head = styled(
        (row.fingerprint, "place"), "  ", (word("ledger_status", row.status.value, lang), "key"), "  ",
        (word("severity", row.severity, lang) if row.severity else "", _STYLES.get(row.severity, "")),
        "  " if row.severity else "", row.title[index],
    )  # fmt: skip
    below = wrap(Text(row.what[index]), width - 2)
    below += wrap(Text(row.place, "place"), width - 2)
    if decided := _decided(row, lang):
        below += wrap(Text(decided, "label"), width - 2)
    return [*wrap(head, width), *indented(below, 2)]


def _decided(row: Row, lang: Lang) -> str:
    entry = row.entry
    words = [word("ledger_again", row.again, lang)] if row.again else []
    if row.by:
        words.append(message("ledger.by", lang, report=row.by))
    if entry is not None and entry.status is not Status.NEW:
        if row.again:
            words.append(word("ledger_status", entry.status.value, lang))
        until = message("ledger.until", lang, day=entry.expires) if entry.expires else ""
        words += [part for part in (entry.who, str(entry.when or ""), entry.why, until) if part]
    return " · ".join(words)
