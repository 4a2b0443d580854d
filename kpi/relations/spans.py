"""How many months or days a number covers: those of the words before it, else those of the reviewed period."""

from __future__ import annotations

import re
from datetime import date

from kpi.model import Report
from kpi.outline.expressions import expression
from kpi.outline.times import span_of
from kpi.relations.figures import Figure, Page

_SPAN = expression("relations", "spans.own_span")
_BACK = 80  # characters before an amount


def months_of(page: Page, amount: Figure) -> int:
    """Months that the amount covers; 0 where nothing says."""
    return months_said(page, amount) or report_months(page.report)


def months_said(page: Page, amount: Figure) -> int:
    """Months that the words before the amount say that it covers; 0 where they say none."""
    sentence = amount.quantity.sentence[0]
    return months_in(page.text[max(sentence, amount.start - _BACK) : amount.start])


def months_in(said: str) -> int:
    """How many months the last span in the words is (十个月 by its number); 0 without one."""
    found = _SPAN.findall(said)
    if not found:
        return 0
    span = span_of(found[-1])
    return span.length if span is not None else int(re.findall(r"\d+", found[-1])[-1])


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
