"""How many months or days a number covers: those of the words before it, else those of the reviewed period."""

from __future__ import annotations

import re
from datetime import date

from kpi.model import Report
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page

_ORDINAL = pattern("relations", "words.ordinal")

_SPAN = expression("relations", "spans.own_span")


def months_of(page: Page, amount: Figure) -> int:
    """Months that the amount covers; 0 where nothing says."""
    return months_said(page, amount) or report_months(page.report)


def months_said(page: Page, amount: Figure) -> int:
    """Months that the words before the amount say that it covers; 0 where they say none."""
    sentence = amount.quantity.sentence[0]
    found = list(_SPAN.finditer(page.text, max(sentence, amount.start - 80), amount.start))
    if found:
        word = found[-1][0].removeprefix(_ORDINAL)
        fixed: dict[str, int] = cues().data["product"]["months"]
        return fixed[word] if word in fixed else int(re.findall(r"\d+", word)[-1])
    return 0


def report_months(report: Report) -> int:
    start, end = report.period_start, report.period_end
    if not isinstance(start, date) or not isinstance(end, date):
        return 0
    return max(0, (end.year - start.year) * 12 + end.month - start.month + 1)


def report_days(report: Report) -> int:
    start, end = report.period_start, report.period_end
    if not isinstance(start, date) or not isinstance(end, date):
        return 0
    return max(0, (end - start).days + 1)
