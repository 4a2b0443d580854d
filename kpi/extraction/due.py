"""When a target is due: the time that its own clause names, else that of the plan."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTH = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(份|底|末|\d{1,2}日)?(?:之)?(?:前|底前|以前|底|末)")
_YEAR = re.compile(r"(?:到|至|力争|争取|在|于)?(20\d\d)年(?:底|末|年底)?(前|以前|之前|底前)?")
_HALF = re.compile(r"上半年(?:内|底前|前)?")
_QUARTER = re.compile(r"(?:第)?([一二三四])季度(?:末|底)?(?:前|内)?")
_FIVE = re.compile(r"[“\"]?十([一二三四五六])五[”\"]?(?:末|期末|时期|期间)?")
_SPAN = re.compile(r"(?:未来|今后)?([三四五3-5])年内")
_QUARTER_ENDS = {"一": (3, 31), "二": (6, 30), "三": (9, 30), "四": (12, 31)}
_FIVE_YEAR_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_NUMERALS = {"三": 3, "四": 4, "五": 5, "3": 3, "4": 4, "5": 5}


def due_date(clause: str, default: date) -> date:
    """The due date that the words of a clause give, `default` (the plan's) where they give none.

    6月底前 → 30 June of the plan's year; 到2027年 → 31 December 2027; “十五五”末 → 31 December 2030.
    """
    year = default.year
    match = _MONTH.search(clause)
    if match and 1 <= int(match[2]) <= 12:
        named = int(match[1] or year)
        day = match[3]
        if day and day[0].isdigit() and 1 <= int(day[:-1]) <= monthrange(named, int(match[2]))[1]:
            return date(named, int(match[2]), int(day[:-1]))
        if day or clause[match.end() - 1 : match.end()] in "底末":
            return date(named, int(match[2]), monthrange(named, int(match[2]))[1])
        before = int(match[2]) - 1
        return date(named, before, monthrange(named, before)[1]) if before else date(named - 1, 12, 31)
    match = _YEAR.search(clause)
    if match and int(match[1]) >= year:
        return (
            date(int(match[1]) - 1, 12, 31)
            if match[2] in ("前", "以前", "之前") and "底" not in match[0] and int(match[1]) > year
            else date(int(match[1]), 12, 31)
        )
    match = _FIVE.search(clause)
    if match and ("末" in match[0] or "期" in match[0]) and _FIVE_YEAR_END[match[1]] >= year:
        return date(_FIVE_YEAR_END[match[1]], 12, 31)
    match = _SPAN.search(clause)
    if match:
        return date(year + _NUMERALS[match[1]] - 1, 12, 31)
    if _HALF.search(clause) and default.month == 12:
        return date(year, 6, 30)
    match = _QUARTER.search(clause)
    if match and "季度" in match[0]:
        month, day_of = _QUARTER_ENDS[match[1]]
        return date(year, month, day_of)
    return default
