"""Which time a number covers: the last cue before it in its sentence, else its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache, lru_cache

from kpi.language import language_data
from kpi.language.terms import NUMERALS
from kpi.model import Period, PeriodKind, Report, SectionKind
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, lists, words
from kpi.rules import on

OWN = Period(PeriodKind.PERIOD)
_FIRST_HALF = words("extraction", "periods.first_half")[0]
_MONTH = expression("extraction", "periods.month")
_WHOLE = words("extraction", "periods.whole")


@cache
def _expression() -> re.Pattern[str]:
    data = language_data("periods")
    several = [word for word in data["multi_year"] if word not in _WHOLE]
    # A look at the first character spares the branches at most places.
    firsts = "".join(sorted({word[0] for word in (*several, *data["average"], *data["own"])}))
    given = lists(data) | {"several": alternatives(several), "firsts": re.escape(firsts)}
    return expression("extraction", "periods.cue", given)


def sentence_cues(text: str, start: int, end: int) -> list[re.Match[str]]:
    """All words of time in a sentence, in order."""
    return list(_expression().finditer(text, start, end))


def period_of(
    report: Report, cues: list[re.Match[str]], position: int, clause_start: int, section: SectionKind
) -> tuple[str, Period]:
    """The period of a number at `position`, and the rule that gives it.

    A yearly average or a later year counts only in its own clause.
    """
    last = bisect_right(cues, position, key=lambda cue: cue.end())
    for cue in reversed(cues[max(0, last - 4) : last]):
        if not cue["average"] or cue.start() >= clause_start:
            rule, period = _told(report, cue)
            if on(rule):
                return rule, period
    if section is SectionKind.MULTI_YEAR and on("period.section"):
        return "period.section", Period(PeriodKind.MULTI_YEAR)
    return "period.report", OWN


def _told(report: Report, found: re.Match[str]) -> tuple[str, Period]:
    """What one word of time says, by which rule."""
    words = found[0]
    if found["several"]:
        return "period.several-years", Period(PeriodKind.MULTI_YEAR, text=words)
    if found["average"]:
        return "period.average", Period(PeriodKind.AVERAGE, text=words)
    if found["later"]:
        year = int(found["later"])
        due = report.plan_due.year if report.plan_due else 0
        if year > (report.period_end.year if report.period_end else year) and year != due:
            return "period.by-year", Period(PeriodKind.LATER, date(year, 1, 1), date(year, 12, 31), words)
        return "period.plan-year", OWN
    if found["year"]:
        year = int(found["year"])
        own = report.period_end.year if report.period_end else year
        due = report.plan_due.year if report.plan_due else own
        if year in (own, due):
            return "period.own-year", OWN
        kind, rule = (
            (PeriodKind.LATER, "period.later-year") if year > max(own, due) else (PeriodKind.YEAR, "period.year")
        )
        return rule, Period(kind, date(year, 1, 1), date(year, 12, 31), words)
    if found["first"] or found["quarter"] or found["half"]:
        part = _part(report, found)
        return ("period.part" if part.kind is PeriodKind.PART else "period.whole"), part
    return "period.own-words", OWN


def part_named(report: Report, heading: str, year: int) -> Period | None:
    """The months, quarter or half in the heading of a column (2023年1-6月); `year` 0 is the report's."""
    found = _cue_of_part(heading) or _MONTH.match(heading)
    return _part(report, found, year) if found else None


def part_of_row(report: Report, name: str, heading: str, year: int) -> Period | None:
    """The same in the name of a row (2024年12月); 累计 sums up the months before it, and no year is made up."""
    if not name or any(word in heading for word in _WHOLE):
        return None
    return part_named(report, name, year) if year or report.period_end else Period(PeriodKind.PART, text=name)


@lru_cache(maxsize=256)  # each cell of a column asks for its heading
def _cue_of_part(heading: str) -> re.Match[str] | None:
    cues = sentence_cues(heading, 0, len(heading))
    return next((one for one in cues if one["first"] or one["quarter"] or one["half"]), None)


def _part(report: Report, found: re.Match[str], named: int = 0) -> Period:
    """Months, quarters and halves of the report's year; OWN where they are the whole reviewed period."""
    year = own = report.period_end.year if report.period_end else 2000
    year = named or year
    if found.re.pattern == _MONTH.pattern:
        first = last = int(found["month"])
    elif found["first"]:
        first, last = int(found["first"]), int(found["last"])
    elif found["half"]:
        first, last = (1, 6) if found["half"] == _FIRST_HALF else (7, 12)
    else:
        first, last = _months_of(found["quarter"][0])
    if not 1 <= first <= last <= 12:
        return OWN
    end = date(year + last // 12, last % 12 + 1, 1)
    start = date(year, first, 1)
    if (
        year == own
        and report.period_start
        and report.period_start.month == first
        and report.period_end
        and report.period_end.month == last
    ):
        return OWN
    return Period(PeriodKind.PART, start, date.fromordinal(end.toordinal() - 1), found[0])


def _months_of(quarter: str) -> tuple[int, int]:
    """The months of the quarter with this numeral; without one (前三季度) those of the first three."""
    number = NUMERALS.get(quarter)
    return (number * 3 - 2, number * 3) if number else (1, 9)
