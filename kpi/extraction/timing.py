"""Which words of time govern what a plan promises: its own clause's, else those that an earlier clause sets.

用3—5年时间,培养10名…、100名…: a time set off by a comma holds for all that follows in its part of the sentence,
until the text returns to this year (今年, 年内, 全年) or a ; ends it. A time inside a clause holds for the next
one only where that one says so (其中, 为此) or where the time opens the sentence and its own clause has no number.
今后三年每年…: what every year asks for is asked of the first one, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi.extraction.due import names_time
from kpi.language.terms import OF
from kpi.model import Report
from kpi.outline.expressions import expression, words
from kpi.outline.marks import CLAUSE_END, SEGMENT_END
from kpi.rules import on

# How far into its sentence a month or a half-year may stand that governs all of its clauses.
_OPENING = 12
_TIME = expression("extraction", "timing.time")
_EVERY_YEAR = expression("extraction", "timing.every_year")
_LATER = expression("extraction", "due.later")
_CUE = expression("extraction", "timing.cue", {"later": _LATER.pattern})
_SET_OFF = expression("extraction", "timing.set_off")
_SHARED = expression("extraction", "timing.shared")
_FRONTED = expression("extraction", "timing.fronted")
_PLANNED = expression("extraction", "timing.planned")
_FIVE = expression("extraction", "timing.five")
_YEARS = expression("extraction", "timing.years")
_THIS_YEAR, _NEXT_YEAR = words("extraction", "timing.years_named")
_FIVE_YEARS = expression("extraction", "due.five")


def words_of_time(text: str, low: int, clause: int, end: int) -> tuple[str, str]:
    """The rule that finds when text[clause:end] is due, and the words that say so, ("", "") where none do.

    Its sentence opens at `low`.
    """
    return next((found for found in _told(text, low, clause, end) if on(found[0])), ("", ""))


def _told(text: str, low: int, clause: int, end: int) -> Iterator[tuple[str, str]]:
    planned = _PLANNED.match(text, end) if OF in text[end : end + 3] else None
    if planned:
        yield "target.due.behind", planned[1]
    own = text[clause:end]
    if names_time(own):
        if _EVERY_YEAR.search(own):
            yield "target.due.every-year", ""
        if _TIME.search(own) or _LATER.search(own):
            yield "target.due.clause", _of_five_years(text[low:clause], own)
    governing = _governing(text[low:clause], own)
    if governing:
        yield "target.due.governing", governing
    opening = text[low : low + _OPENING].split(",")[0] if clause > low else ""
    if opening and not (names_time(opening) and _LATER.search(opening)):
        yield "target.due.opening", opening


def _of_five_years(before: str, own: str) -> str:
    """“十一五”期间,…;五年淘汰…: the five years are those of the plan that the sentence names."""
    named = _FIVE_YEARS.search(before) if _FIVE.search(own) else None
    return named[0] if named and _LATER.search(own) else own


def _governing(before: str, own: str) -> str:
    """The later time that the clauses before set for a clause without one, "" where they set none."""
    if not _YEARS.search(before):
        return ""
    cue = None
    for cue in _CUE.finditer(before):  # noqa: B007 - the last one decides
        pass
    if cue is None or not cue["later"]:
        return ""
    tail = before[cue.end() :]
    listed = ":" in tail.partition(";")[0]
    if ";" in tail and not listed:
        return ""
    opens = max(before.rfind(mark, 0, cue.start()) for mark in CLAUSE_END | SEGMENT_END) + 1
    fronted = max(before.rfind(";", 0, cue.start()), before.rfind(":", 0, cue.start())) + 1
    if (
        _SET_OFF.match(tail)
        or _SHARED.match(own.lstrip(" "))
        or (
            _FRONTED.match(before[fronted : cue.start()].strip())
            and not re.search(r"\d", before[opens : cue.start()] + tail.partition(",")[0])
        )
    ):
        return _of_five_years(before[: cue.start()], before[max(0, cue.start() - 1) : cue.end() + 8])
    return ""


def spoken_year(report: Report) -> int:
    """The year that the plan calls 今年: its own in a report to a congress; 0 where it mostly speaks of 明年."""
    if report.plan_start is None or report.plan_due is None:
        return 0
    this = report.text.count(_THIS_YEAR, report.plan_start)
    return report.plan_due.year if this and this >= report.text.count(_NEXT_YEAR, report.plan_start) else 0
