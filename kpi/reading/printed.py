"""A period as it is printed, the same in every language."""

from __future__ import annotations

from kpi.model import Report
from kpi.reading.dates import month_end


def period_words(report: Report) -> str:
    """2025, 2025-01—06, 2021—2025, else both days; ? where the report says none."""
    start, end = report.period_start, report.period_end
    if start is None or end is None:
        return "?"
    if start.day != 1 or end != month_end(end.year, end.month):
        return f"{start.isoformat()}—{end.isoformat()}"
    if (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}—{end.year}"
    first = f"{start.year}-{start.month:02}"
    if start.year != end.year:
        return f"{first}—{end.year}-{end.month:02}"
    return first if start.month == end.month else f"{first}—{end.month:02}"
