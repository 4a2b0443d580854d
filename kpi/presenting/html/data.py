"""The data inside the page, as JSON that cannot end its script element, whatever a report says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from kpi.auditing.result import AuditResult
from kpi.presenting.html.atlas import Atlas
from kpi.presenting.html.target_rows import TargetRow
from kpi.presenting.numbers import json_number

FORMAT = "kpi-summary/1"
# Inside a script element only "</script" and "<!--" matter; U+2028 and U+2029 end lines for old scripts.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def summary_data(result: AuditResult, rows: Sequence[TargetRow], atlas: Atlas) -> dict[str, Any]:
    """What the page's script works with, small: texts are not repeated. docs/html.md lists the fields."""
    by_number = {row.number: row for row in rows}
    return {
        "format": FORMAT,
        "reports": [
            {
                "doc": report.doc,
                "body": report.body,
                "start": report.period_start.isoformat() if report.period_start else None,
                "end": report.period_end.isoformat() if report.period_end else None,
            }
            for report in result.reports
        ],
        "targets": [_target(target, by_number[number]) for number, target in enumerate(result.targets, start=1)],
        "relations": [
            [atlas.order[r.doc], r.type, r.verdict, " ".join(_members(r.doc, [m.id for m in r.members], atlas))]
            + ([r.note] if r.verdict not in ("consistent", "incomplete") else [])
            for r in result.relations
        ],
    }


def _target(target: Any, row: TargetRow) -> dict[str, Any]:
    latest = target.latest
    return {
        "id": target.target,
        "body": target.body,
        "field": row.field,
        "verdict": row.verdict,
        "due": target.due.isoformat(),
        "op": target.op,
        "value": json_number(target.value),
        "unit": target.unit,
        "actual": json_number(latest.value) if latest else None,
        "margin": round(row.margin_share, 4),
    }


def _members(doc: str, identifiers: Sequence[str], atlas: Atlas) -> list[str]:
    """Ids of the elements that show the members, without the report's prefix."""
    prefix = f"e{atlas.order[doc]}"
    return [atlas.figure(doc, one).removeprefix(prefix) for one in identifiers if atlas.figure(doc, one)]


def embedded(data: object) -> Markup:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return Markup(text)
