"""The due date that words of time give; which words govern a number is decided in `timing`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from kpi.language.terms import NUMERALS
from kpi.outline.expressions import expression, words

_MONTH = expression("extraction", "due.month")
_IN_MONTH = expression("extraction", "due.in_month")
_YEAR = expression("extraction", "due.year")
_HALF = expression("extraction", "due.half")
_QUARTER = expression("extraction", "due.quarter")
_FIVE = expression("extraction", "due.five")
_QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
_TENTH_PLAN_END = 2005
_AFTER_NEXT = words("extraction", "due.after_next")
_BEFORE = words("extraction", "due.before")
_ENDS = words("extraction", "due.ends")
_SPAN = expression("extraction", "due.years_ahead")
_LAST_COUNT = expression("extraction", "due.last_count")
_PERIOD = expression("extraction", "due.period")
# How long 今后一个时期 is taken to be: the horizon of a five-year plan.
_A_PERIOD = 5
_NEXT = expression("extraction", "due.next")


_TIMES = expression("extraction", "due.times")


def names_time(words: str) -> bool:
    """Whether any word of time may be there: a cheap look before the dear ones."""
    return _TIMES.search(words) is not None


def due_date(words: str, default: date, spoken: int = 0) -> date:
    """The due date that words of time give, `default` (the plan's) where they give none.

    6月底前 → 30 June of the plan's year; 到2027年 → 31 December 2027; “十五五”末 → 31 December 2030;
    今后三年 → the plan's year and the two behind it. `spoken` is the year that the text calls 今年, 0 where that
    is unknown: 明年 then says nothing, for a plan written in December means its own year.
    """
    year = default.year
    if not names_time(words):
        return default
    match = _MONTH.search(words)
    if match and 1 <= int(match[2]) <= 12:
        return _month_end(words, match, int(match[1] or year))
    match = _IN_MONTH.search(words)
    if match and 1 <= int(match[1]) <= 12:
        return date(year, int(match[1]), monthrange(year, int(match[1]))[1])
    match = _YEAR.search(words)
    if match and int(match[1]) >= year:
        return (
            date(int(match[1]) - 1, 12, 31)
            if match[2] in _BEFORE and _ENDS[0] not in match[0] and int(match[1]) > year
            else date(int(match[1]), 12, 31)
        )
    match = _FIVE.search(words)
    if match and (ends := _TENTH_PLAN_END + 5 * NUMERALS[match[0].lstrip('“"')[1]]) >= year:
        return date(ends, 12, 31)
    if match := _SPAN.search(words):
        return date(year + _length(match[0]) - 1, 12, 31)
    if _PERIOD.search(words):
        return date(year + _A_PERIOD - 1, 12, 31)
    match = _NEXT.search(words)
    if match and spoken:
        named = spoken + (2 if match[0] in _AFTER_NEXT else 1)
        return date(named, 12, 31) if named > year else default
    if _HALF.search(words) and default.month == 12:
        return date(year, 6, 30)
    match = _QUARTER.search(words)
    if match:
        month, day_of = _QUARTER_ENDS[NUMERALS[match[1]] - 1]
        return date(year, month, day_of)
    return default


def _month_end(words: str, match: re.Match[str], named: int) -> date:
    month, day = int(match[2]), match[3]
    if day and day[0].isdigit() and 1 <= int(day[:-1]) <= monthrange(named, month)[1]:
        return date(named, month, int(day[:-1]))
    if day or words[match.end() - 1 : match.end()] in _ENDS:
        return date(named, month, monthrange(named, month)[1])
    before = month - 1
    return date(named, before, monthrange(named, before)[1]) if before else date(named - 1, 12, 31)


def _length(span: str) -> int:
    """Years in a span of time; the longer end of a range (3—5年)."""
    match = _LAST_COUNT.search(span)
    assert match is not None
    return NUMERALS.get(match[1]) or int(match[1])
