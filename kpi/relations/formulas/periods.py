"""Which report of a body a time in a formula means (年初, 上年同期, 一季度), seen from another report."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from kpi.relations.formulas.evaluate import Source
from kpi.relations.formulas.facts import Facts
from kpi.relations.formulas.words import words

_DECEMBER = 12


def source_of(own: Facts, others: Sequence[Facts]) -> Source:
    """The facts of each time for a report among those of its body."""
    by_period = {(one.start, one.end): one for one in others}
    by_end = {one.end: one for one in sorted(others, key=lambda one: one.start or date.max, reverse=True)}

    def find(time: str) -> Facts | None:
        if not time:
            return own
        if own.start is None or own.end is None or own.start.year != own.end.year:
            return None
        if words().times[time]["of"] == "opening":
            january = (own.start.month, own.start.day) == (1, 1)
            return by_end.get(date(own.start.year - 1, _DECEMBER, 31)) if january else None
        period = period_of(time, own.start, own.end)
        found = by_period.get(period) if period else None
        return found if found is not own else None

    return find


def period_of(time: str, start: date, end: date) -> tuple[date, date] | None:
    """First and last day that a time means in a report on `start` to `end`; None where it means nothing there."""
    known = words().times[time]
    whole = (start.month, start.day, end.month, end.day) == (1, 1, _DECEMBER, 31)
    if known["of"] == "year":
        return (start.replace(year=start.year - 1), end.replace(year=end.year - 1)) if whole else None
    if known["of"] == "same":
        return _a_year_before(start), _a_year_before(end)
    first, last = known["months"]
    period = date(end.year, first, 1), date(end.year, last, monthrange(end.year, last)[1])
    return period if start <= period[0] and period[1] <= end else None


def _a_year_before(day: date) -> date:
    month_end = monthrange(day.year, day.month)[1] == day.day
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, last if month_end else min(day.day, last))
