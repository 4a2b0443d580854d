"""Which years a growth by the year is over: 由2010年的4.87亿元增加到2015年的13.66亿元，年均增长22.91%."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page

_GROWTH = expression("relations", "rules_yearly.growth")
_YEAR = expression("relations", "rises.year")
_BACK = 16  # characters before the first level that may name its year
_FEWEST, _MOST = 2, 20  # years


def is_yearly(growth: Figure) -> bool:
    """年均增长22.91%: the same growth in every year."""
    return growth.quantity.unit == "%" and _GROWTH.match(growth.gap) is not None


def years_named(page: Page, old: Figure, new: Figure) -> int | None:
    """From the year of the one level to that of the other, where their own words name both."""
    return _between(page.text[max(old.quantity.sentence[0], old.start - _BACK) : new.start])


def years_before(page: Page, old: Figure, new: Figure) -> int | None:
    """The same, of the last two years that their sentence names before (公共预算支出由11.66亿元增加到…)."""
    return _between(page.text[old.quantity.sentence[0] : new.start])


def is_told_by_the_year(page: Page, figures: Sequence[Figure]) -> bool:
    """A level, a later level and a growth by the year, over years that are known."""
    if len(figures) != 3 or not is_yearly(figures[2]):
        return False
    return years_before(page, figures[0], figures[1]) is not None


def years_since(then: str, now: Sequence[str]) -> int | None:
    """比2010年增加…: to the last of the years that are named."""
    later = max((int(year) for year in now), default=0)
    return _counted(later - int(then))


def named(text: str) -> list[str]:
    return _YEAR.findall(text)


def _between(text: str) -> int | None:
    years = named(text)[-2:]
    return _counted(int(years[1]) - int(years[0])) if len(years) == 2 else None


def _counted(years: int) -> int | None:
    return years if _FEWEST <= years <= _MOST else None
