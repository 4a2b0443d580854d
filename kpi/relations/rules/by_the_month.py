"""product.by-the-month: one standard told by the year and by the month.

每人每年6240元,即每月520元; 每人每月820元(9840元/年). The second stands right behind the first and names nothing of
its own. What does not fit is told where one slip would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.relations.averages_over_time import in_so_many
from kpi.relations.figures import Figure, Page

_BETWEEN = expression("relations", "rules_by_the_month.between")
_MONTH, _YEAR = pattern("relations", "words.month"), pattern("relations", "words.year")
_MONTHS = 12


def standards_by_the_month(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for first, second in pairwise(sentence):
            spans = [_span(first), _span(second)]
            alike = set(spans) == {_MONTH, _YEAR} and first.base == second.base and first.exact and second.exact
            if alike and _BETWEEN.fullmatch(page.text, first.end, second.start):
                month, year = (first, second) if spans[0] == _MONTH else (second, first)
                yield from in_so_many(month, year, _MONTHS, "month")


def _span(figure: Figure) -> str:
    """月 or 年 of a standard that is so much for each of them; else ""."""
    each = figure.quantity.unit.partition("/")[2].split("·")
    found = [one for one in each if one in (_MONTH, _YEAR)]
    return found[0] if len(found) == 1 else ""
