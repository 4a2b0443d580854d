"""The formulas of a workspace and what came of them, in the terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from kpi.auditing.counting import FormulaCount
from kpi.presenting.jsonvalues import Json
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, heading, table, widest
from kpi.presenting.messages import message, word
from kpi.presenting.text import wrap

FORMAT = "kpi-formulas/1"
_COUNTS = ("evaluated", "held", "contradicted", "left")


def formulas_json(counts: Sequence[FormulaCount], reports: int) -> Json:
    return {
        "format": FORMAT,
        "reports": reports,
        "formulas": [
            {
                "id": one.id, "formula": one.formula, "suite": one.suite, "file": one.file, "line": one.line,
                "severity": one.severity, "title": {"zh": one.title[0], "en": one.title[1]},
                "evaluated": one.evaluated, "held": one.held, "contradicted": one.contradicted,
                "not_evaluated": dict(one.why),
            }
            for one in counts
        ],
    }  # fmt: skip


def formulas_lines(counts: Sequence[FormulaCount], reports: int, lang: Lang, width: int) -> Lines:
    """A line each, those that were evaluated first; then why others were not."""
    total = sum(1 for one in counts if one.evaluated)
    title = message(
        "formulas.head", lang, n=len(counts), reports=message("audit.reports", lang, n=reports), evaluated=total
    )
    lines = [*wrap(Text(title, "key"), width), Text("")]
    for head, listed in (
        ("formulas.met", [one for one in counts if one.evaluated]),
        ("formulas.unmet", [one for one in counts if not one.evaluated]),
    ):
        if listed:
            lines += [*heading(f"{message(head, lang)} {len(listed)}", "", "bold", width)]
            lines += [*_table(listed, lang, width), Text("")]
    reasons = Counter[str]()
    for one in counts:
        reasons.update(one.why)
    counted = [f"{word('why_not', why, lang)} {n}" for why, n in reasons.most_common()]
    shown = message("audit.comma", lang).join(counted)
    return [*lines, *wrap(Text(message("formulas.left", lang, reasons=shown), "quiet"), width)] if shown else lines


def _table(listed: Sequence[FormulaCount], lang: Lang, width: int) -> Lines:
    numbers = [[one.evaluated, one.held, one.contradicted, sum(one.why.values())] for one in listed]
    heads = [message(f"column.{name}", lang) for name in _COUNTS]
    widths = [widest([head, *(str(row[at]) for row in numbers)], 2, 12) for at, head in enumerate(heads)]
    columns = [*(Column(size, right=True) for size in widths), Column(max(16, width // 3)), Column(None)]
    rows = [[*(Text(head, "label") for head in heads), Text(message("column.check", lang), "label"),
             Text(message("column.formula", lang), "label")]]  # fmt: skip
    for one, row in zip(listed, numbers, strict=True):
        cells = [Text(str(n), "bad" if at == 2 and n else "key" if n else "quiet") for at, n in enumerate(row)]
        rows.append([*cells, Text(one.id, "place"), Text(one.formula)])
    return table(rows, columns, width)
