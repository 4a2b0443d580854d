"""sum.natural-growth: births, deaths, and the natural growth of a population, as rates or as heads.

出生率7.26‰,死亡率8.30‰,自然增长率-1.04‰: who is born, less who dies, is the natural growth; the whole is the
births, and where it says 自然减少 the deaths. What does not fit is told if it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own, told

_BORN = expression("relations", "rules_natural.born")
_DIED = expression("relations", "rules_natural.died")
_GROWN = expression("relations", "rules_natural.grown")
_SHRUNK = expression("relations", "rules_natural.shrunk")
_REACH = 8  # figures from the births to the growth


def sums_of_natural_growth(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        for place, births in enumerate(figures):
            if births.exact and _BORN.search(own(page, births)):
                yield from _of(page, births, figures[place + 1 : place + 1 + _REACH])


def _of(page: Page, births: Figure, behind: Sequence[Figure]) -> Iterator[Relation]:
    alike = [one for one in behind if one.quantity.unit == births.quantity.unit and one.exact]
    deaths = next((one for one in alike if _DIED.search(own(page, one))), None)
    growth = next((one for one in alike if _GROWN.search(own(page, one))), None)
    loss = next((one for one in alike if _SHRUNK.search(own(page, one))), None)
    if deaths is not None and growth is not None:
        yield from told(births, (deaths, growth))
    elif deaths is not None and loss is not None:
        yield from told(deaths, (births, loss))
