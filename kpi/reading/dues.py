"""When what a place of the plan promises falls due, where its own words do not say."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache

from kpi.model import Report
from kpi.numbers.plain import normalise
from kpi.outline.expressions import expression
from kpi.reading.dates import FIVE_YEARS, five_years, years

_OWN = expression("reading", "dues.own")
_OPENING = 160


def due_at(report: Report, offset: int) -> date | None:
    """The due date of an item at `offset` that names none.

    That of the report's plan, except in a chapter on a five-year plan that is yet to come (“十五五”时期主要目标,
    or a chapter whose text opens with “十五五”时期), whose promises fall due when that plan ends.
    """
    if report.plan_due is None:
        return None
    span = _coming_years(report, offset, report.plan_due.year)
    return date(span[1], 12, 31) if span else report.plan_due


def _coming_years(report: Report, offset: int, plan_year: int) -> tuple[int, int] | None:
    sections = report.sections
    index = bisect_right(sections, offset, key=lambda section: section.start) - 1
    if index < 0:
        return None
    level = sections[index].level
    # The plan may have begun under a mixed heading; the sections of one chapter repeat its heading.
    while index >= 0:
        section = sections[index]
        if section.heading and 0 < section.level <= max(level, 1):
            level = section.level
            year, own, spans = _said(section.heading)
            if year >= plan_year or own:
                return None
            coming = [span for span in spans if span[1] > plan_year]
            if coming:
                return coming[-1]
            if level == 1:
                return _opens_with_years(report.text, section.start, plan_year)
        index -= 1
    return None


@lru_cache(maxsize=1024)  # each section asks for the headings before it
def _said(heading: str) -> tuple[int, bool, tuple[tuple[int, int], ...]]:
    """(its first year or 0, whether it says that it is on the plan itself, the five years that it names)."""
    spans = tuple(span for match in FIVE_YEARS.finditer(heading) if (span := five_years(match[0])))
    return next(years(heading), 0), _OWN.search(heading) is not None, spans


def _opens_with_years(text: str, start: int, plan_year: int) -> tuple[int, int] | None:
    lines = normalise(text[start : start + _OPENING]).split("\n", 2)
    opening = lines[1].strip()[:14] if len(lines) > 1 else ""
    span = five_years(opening) if FIVE_YEARS.match(opening) else None
    return span if span and span[1] > plan_year else None
