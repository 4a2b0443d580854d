"""Which time a number speaks of, as far as it matters for an answer."""

from __future__ import annotations

from kpi.matching.words import has, last, lexicon
from kpi.outline.expressions import expression, pattern

_YEAR = expression("matching", "times.year")
_OF_YEAR = pattern("matching", "times.of_year")
_FOR_YEARS = pattern("matching", "times.for_years")
SEVERAL = ("multi_year", "average")
OTHER_YEAR = "other_year"  # of a cell, as told.sql says


def time_of(period: str, section: str, headings: str, paragraph: str, segment: str, year: int | None) -> str:
    """`year` (that asked for), `several` (years together), `part` (of a year) or `other` (another year).

    `period` and `section` are extraction's kinds; `paragraph` and `segment` the words before the number, from the
    start of the paragraph and from the last full stop or semicolon. The last cue before the number decides; years
    that belong to a name (年均浓度, 三年行动) or to a clause of their own are none.
    """
    if period == OTHER_YEAR:
        return "other"
    aside, old_value = lexicon().words["year_asides"], lexicon().patterns["old_value"]
    if period in SEVERAL and not aside.search(segment):
        return "several"
    lead = old_value.sub("", aside.sub("", paragraph))
    if section == "multi_year" or _is_of_several_years(headings.rpartition("\n")[2], year):
        lead = _FOR_YEARS + lead
    years_together = last("several_years", lead)
    if years_together >= 0 and years_together > max(last("this_year", lead), lead.rfind(f"{year}{_OF_YEAR}")):
        return "several"
    segment = old_value.sub("", aside.sub("", segment))
    if period in SEVERAL and last("several_years", segment) >= 0:
        return "several"
    years = _YEAR.findall(segment)
    if years and year and int(years[-1]) != year:
        return "other"
    return "part" if last("part_year", segment) > last("this_year", segment) else "year"


def _is_of_several_years(heading: str, year: int | None) -> bool:
    return has("several_years", heading) and not has("this_year", heading) and f"{year}{_OF_YEAR}" not in heading
