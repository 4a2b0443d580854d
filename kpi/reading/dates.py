"""Times that headings, titles and bylines name: years, halves, five-year plans, dates."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from enum import Enum

from kpi.language.terms import NUMERALS, TEN
from kpi.outline.expressions import expression
from kpi.outline.expressions import words as words_of

YEAR = expression("reading", "dates.year")
_DATE = expression("reading", "dates.date")
_CHINESE_DATE = expression("reading", "dates.chinese_date")
_FIRST_HALF = expression("reading", "dates.first_half")
_THREE_QUARTERS = expression("reading", "dates.three_quarters")
_FIRST_QUARTER = expression("reading", "dates.first_quarter")
_QUARTER = expression("reading", "dates.quarter")
_MONTHS = expression("reading", "dates.months")
FIVE_YEARS = expression("reading", "dates.five_years")
_DIGITS = NUMERALS | dict.fromkeys(words_of("reading", "dates.noughts"), 0)


class When(Enum):
    """The side on which a time lies, seen from the end of the reviewed period."""

    PAST = "past"
    FUTURE = "future"
    PAST_YEARS = "past_years"
    FUTURE_YEARS = "future_years"


def years(words: str) -> Iterator[int]:
    """Calendar years named in normalised words, in order."""
    for match in YEAR.finditer(words):
        yield int(match[1]) if match[1] else chinese_year(match[2])


def chinese_year(digits: str) -> int:
    return int("".join(str(_DIGITS[digit]) for digit in digits))


def small_number(words: str) -> int:
    """1 to 99 in Chinese or Arabic digits."""
    if words.isdigit():
        return int(words)
    if TEN not in words:
        return _DIGITS.get(words[-1:], 0)
    tens, _, units = words.partition(TEN)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)


def first_date(words: str) -> date | None:
    """The first full date in normalised words: 2022-08-26, 2024年1月16日, 二〇二六年一月二十七日."""
    for match in _DATE.finditer(words):
        if found := safe_date(*(int(part) for part in match.groups())):
            return found
    for match in _CHINESE_DATE.finditer(words):
        if found := safe_date(chinese_year(match[1]), small_number(match[2]), small_number(match[3])):
            return found
    return None


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def last_month(words: str) -> int:
    """The month up to which a period named in a title runs (上半年 6, 前三季度 9, 1-5月 5); 0 for none."""
    if match := _MONTHS.search(words):
        month = small_number(match[1])
        return month if 1 <= month <= 12 else 0
    if _FIRST_HALF.search(words):
        return 6
    if _THREE_QUARTERS.search(words):
        return 9
    return 3 if _FIRST_QUARTER.search(words) else 0


def quarter_end(words: str) -> int:
    """The last month of the one quarter that a heading plans (第二季度工作计划 → 6); 0 where it plans none."""
    match = _QUARTER.search(words)
    return small_number(match[1]) * 3 if match else 0


def five_years(words: str) -> tuple[int, int] | None:
    """First and last year of a five-year plan named in the words: “十四五” is 2021 to 2025."""
    match = FIVE_YEARS.search(words)
    if not match or not (match["ten"] or match["unit"]):
        return None
    number = (10 if match["ten"] else 0) + _DIGITS.get(match["unit"], 0)
    if number < 6:
        return None
    first = 1981 + (number - 6) * 5
    return first, first + 4
