"""Time bases and populations that stand before the number but belong to its unit.

每人每月1740元 is 元/人·月; 每万名老年人拥有持证护理员30人 is 人/万老年人 (docs/definitions.md).
"""

from __future__ import annotations

from kpi.language.terms import EACH, MONTH, PERSON, POPULATIONS, YEAR, YUAN
from kpi.numbers.counting import group_of
from kpi.outline.expressions import expression

_TIME_BASE = expression("extraction", "rates.time_base")
_POPULATION = expression("extraction", "rates.population")
_OWNED = expression("extraction", "rates.owned")
_PER_MEASURE = expression("extraction", "rates.per_measure")


def time_base(near: str, unit: str) -> str:
    """The unit with the time base that stands right before the number: ("每人每月", "元") → 元/人·月."""
    if unit != YUAN:
        per = _PER_MEASURE.search(near) if EACH in near and "/" not in unit else None
        return f"{unit}/{per[1]}" if per else unit
    match = _TIME_BASE.search(near)
    if not match:
        return unit
    if match[3] or match[5]:
        return f"{YUAN}/{MONTH}"
    if match[4]:
        return f"{YUAN}/{YEAR}"
    who, when = (PERSON if group_of(match[1] or "") == PERSON else match[1] or ""), match[2] or ""
    parts = "·".join(part for part in (who, when) if part)
    return f"{YUAN}/{parts}" if parts else unit


def population(clause: str, unit: str, before: str = "") -> str:
    """The unit with the population that the clause counts by: (每万名老年人拥有持证护理员, 人) → 人/万老年人.

    `before` is the unit of the number before in the same list, whose population goes on: 每千人口床位6张、护士3人.
    """
    if "/" in unit or unit in ("%", YUAN):
        return unit
    found = _POPULATION.findall(clause) if EACH in clause else _OWNED.findall(clause)
    if found:
        return f"{unit}/{found[-1][0]}{found[-1][1]}"
    _, slash, counted_by = before.partition("/")
    return f"{unit}/{counted_by}" if slash and counted_by[:1] in POPULATIONS else unit
