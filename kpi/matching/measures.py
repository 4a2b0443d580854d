"""In which way a number measures its subject, read from the words that touch it."""

from __future__ import annotations

from functools import lru_cache

from kpi.matching.words import kind_of, looks
from kpi.model import Measure
from kpi.numbers.units import unit_table
from kpi.outline.expressions import pattern, words

PERCENT = ("%", "‰")
POINTS = words("matching", "measures.points")
_FALL = pattern("matching", "measures.fall")


@lru_cache(maxsize=8192)
def measure_of(unit: str, measure: str, subject: str, clause: str, own: str) -> tuple[str, int]:
    """(growth, points, change, rate, level or of_plan; -1 for a fall, else 1).

    `measure` is extraction's, `clause` the words before the number, `own` the subject in canonical words.
    """
    reached = looks("reached", clause)
    grown = None if reached else looks("growth_of_each", clause) or looks("growth", clause) or looks("growth", own)
    direction = -1 if grown and looks("falls", grown[1]) else 1
    if unit in PERCENT and not grown and looks("cut_first", clause):
        return "growth", -1  # 压减“三公”经费5%
    if unit in PERCENT:
        column = looks("plan_column", subject)  # the heading of a cell, which no clause says
        if looks("of_plan", clause) or (column and column[0] not in clause):
            return "of_plan", 1
        if looks("pace", subject) or kind_of(own) == "prices":
            # 涨幅回落到2.6% is what the rise came down to, no fall.
            return "growth", -1 if _FALL in subject or (not reached and looks("falls", clause)) else 1
        if grown and not looks("rate_before", clause[: grown.start()]):
            return "growth", direction
        return ("growth" if measure == Measure.GROWTH and not reached else "rate"), 1
    if unit in POINTS:
        return "points", direction
    known = unit_table().get(unit)
    money = known is not None and known.dimension == "money"
    if grown and (money or (measure == Measure.CHANGE and "/" in unit)):
        return "change", direction
    return "level", 1
