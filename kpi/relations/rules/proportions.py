"""share.proportions: what a whole is made up of, told as one ratio, is 100 in all.

三次产业结构调整为2.4:51.1:46.5. Three numbers between colons, near 100 together; or three percentages side by side
that are said to be of 三次产业, of which there is no fourth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kpi.arithmetic.laws import HUNDRED
from kpi.language.terms import RATIO
from kpi.model import Bound, Relation, RelationVerdict, Role
from kpi.outline.expressions import expression
from kpi.outline.marks import COLON
from kpi.relations.figures import Figure, Page
from kpi.relations.limits import of_a_hundred

_STRUCTURE = expression("relations", "rules_proportions.structure")
_BESIDE = expression("relations", "rules_proportions.side_by_side")
SECTORS = 3  # of an economy
_NEAR = Decimal(10)  # a ratio that is farther from 100 is none of a hundred (1:2:3)
_LEAD = 24  # characters


def proportions(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for at in range(len(sentence) - SECTORS + 1):
            numbers = sentence[at : at + SECTORS]
            if is_near(numbers) and (is_ratio(page, numbers) or _is_of_industries(page, numbers)):
                told = of_a_hundred(numbers, closed=True)
                if told.verdict is not RelationVerdict.INCONSISTENT or all(map(is_done, numbers)):
                    yield told


def is_near(numbers: Sequence[Figure]) -> bool:
    """About a hundred together."""
    return abs(sum((one.value for one in numbers), Decimal(0)) - HUNDRED) <= _NEAR


def is_done(figure: Figure) -> bool:
    """As it was, not as it is to be."""
    return figure.quantity.role is not Role.TARGET and figure.quantity.bound is Bound.EXACT


def is_ratio(page: Page, numbers: Sequence[Figure]) -> bool:
    """2.4:51.1:46.5."""
    return {one.quantity.unit for one in numbers} == {RATIO} and set(_between(page, numbers)) == {COLON}


def _is_of_industries(page: Page, numbers: Sequence[Figure]) -> bool:
    first = numbers[0]
    if not all(one.is_percent for one in numbers) or not all(map(_BESIDE.fullmatch, _between(page, numbers))):
        return False
    low = max(first.quantity.sentence[0], first.start - _LEAD)
    return _STRUCTURE.search(page.text, low, first.start) is not None


def _between(page: Page, numbers: Sequence[Figure]) -> list[str]:
    return [page.text[one.end : other.start].strip() for one, other in pairwise(numbers)]
