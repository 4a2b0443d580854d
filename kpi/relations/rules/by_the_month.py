"""product.by-the-month: one standard told by the year and by the month.

每人每年6240元,即每月520元; 每人每月820元(9840元/年). The second stands right behind the first and names nothing of
its own. What does not fit is told where one slip would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kpi.arithmetic.intervals import judge, scale
from kpi.arithmetic.laws import rounded
from kpi.model import Computation, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import constant, plain, sign_of, term
from kpi.relations.slips import mendable

_BETWEEN = expression("relations", "rules_by_the_month.between")
_MONTH, _YEAR = pattern("relations", "words.month"), pattern("relations", "words.year")
_MONTHS = 12


def standards_by_the_month(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for first, second in pairwise(sentence):
            spans = [_span(first), _span(second)]
            alike = set(spans) == {_MONTH, _YEAR} and first.base == second.base and first.exact and second.exact
            if alike and _BETWEEN.fullmatch(page.text, first.end, second.start):
                yield from _told(*((first, second) if spans[0] == _MONTH else (second, first)))


def _span(figure: Figure) -> str:
    """月 or 年 of a standard that is so much for each of them; else ""."""
    each = figure.quantity.unit.partition("/")[2].split("·")
    found = [one for one in each if one in (_MONTH, _YEAR)]
    return found[0] if len(found) == 1 else ""


def _told(month: Figure, year: Figure) -> Iterator[Relation]:
    computed = scale(rounded(month.interval), Decimal(_MONTHS))
    verdict = judge(computed, year.interval, year.cut)
    computation = Computation(
        Shape.PRODUCT, (term(month), constant(_MONTHS, "×", "month")), sign_of(verdict), (term(year),),
        plain(month.value * _MONTHS / year.factor), computed, year.interval,
    )  # fmt: skip
    relation = Relation(RelationType.PRODUCT, (month.id, year.id), verdict, computation, f"mean:{_MONTHS}")
    if verdict is not RelationVerdict.INCONSISTENT or mendable(relation, [month.quantity, year.quantity]):
        yield relation
