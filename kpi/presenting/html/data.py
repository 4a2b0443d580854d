"""The data inside the page, as JSON that cannot end its script element, whatever a report says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from kpi.auditing.result import AuditResult, RelationResult, ReportResult, TargetResult
from kpi.model import RelationType, RelationVerdict
from kpi.presenting.computations import told_line
from kpi.presenting.escaping import plain_json
from kpi.presenting.html.atlas import Atlas
from kpi.presenting.html.target_rows import TargetRow
from kpi.presenting.html.words import words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word

TELLING = (RelationVerdict.INCONSISTENT, RelationVerdict.TRUNCATED)
FORMAT = "kpi-summary/3"
# What a filter or an order asks for; the rest is in the page itself and in kpi-report.json.
# At the end of a list no margin is left out, and then the first of the weights.
COLUMNS = ("body", "field", "weight", "margin")
NAMED = ("body", "field", "weight")  # given by their place in `names`
# Inside a script element only "</script" and "<!--" matter.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def summary_data(result: AuditResult, rows: Sequence[TargetRow], atlas: Atlas, lang: Lang) -> dict[str, Any]:
    """What the page's script works with, small: no texts, and lists whose fields docs/html.md names."""
    by_number = {row.number: row for row in rows}
    types = [kind.value for kind in RelationType]
    told = [_target(target, by_number[n]) for n, target in enumerate(result.targets, start=1)]
    lists = {name: list(dict.fromkeys(row[name] for row in told)) for name in NAMED}
    places = {name: {value: at for at, value in enumerate(values)} for name, values in lists.items()}
    targets = [[places[name][row[name]] for name in NAMED] for row in told]
    for columns, row in zip(targets, told, strict=True):
        columns += [] if row["margin"] is None else [row["margin"]]
        if len(columns) == len(NAMED) and not columns[-1]:
            columns.pop()
    names = {row.field: row.field_name for row in rows}
    return {
        "format": FORMAT,
        "reports": [_report(report) for report in result.reports],
        "columns": list(COLUMNS),
        "lists": lists,
        "fields": [names[field] for field in lists["field"]],
        "targets": targets,
        "plan": words_in(lang)("quote.plan"),
        "milestone": words_in(lang)("milestone"),
        "types": types,
        "names": [word("relation", kind, lang) for kind in types],
        "relations": [row for relation in result.relations for row in _relations(relation, types, atlas, lang)],
    }


def _report(report: ReportResult) -> dict[str, str | None]:
    return {
        "doc": report.doc,
        "body": report.body,
        "start": report.period_start.isoformat() if report.period_start else None,
        "end": report.period_end.isoformat() if report.period_end else None,
    }


def _relations(relation: RelationResult, types: list[str], atlas: Atlas, lang: Lang) -> list[list[Any]]:
    """One for each report that holds members: numbers of report and type, verdict ("" for consistent), figures.

    The computation follows where it is telling.
    """
    verdict = "" if relation.verdict == RelationVerdict.CONSISTENT else relation.verdict
    told = [told_line(relation.computation, lang, relation.linked)] if relation.verdict in TELLING else []
    by_doc: dict[str, list[int]] = {}
    for member in relation.members:
        place = atlas.place_among_figures(member.quote.doc, member.id)
        if place is not None:
            by_doc.setdefault(member.quote.doc, []).append(place)
    return [[atlas.order[doc], types.index(relation.type), verdict, found, *told] for doc, found in by_doc.items()]


def _target(target: TargetResult, row: TargetRow) -> dict[str, Any]:
    """The fields of COLUMNS; `margin` is None, and in the page left out, where there is no number to compare."""
    latest = target.latest
    return {
        "body": target.body,
        "field": row.field,
        "margin": round(row.margin_share, 4) if latest and latest.value is not None else None,
        "weight": target.weight,
    }


def embedded(data: object) -> Markup:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return Markup(plain_json(text))
