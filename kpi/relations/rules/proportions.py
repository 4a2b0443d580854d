"""share.proportions: what a whole is made up of, told as one ratio, is 100 in all.

三次产业结构调整为2.4:51.1:46.5. Three numbers between colons, near 100 together; or three percentages side by side
that are said to be of 三次产业, of which there is no fourth.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.intervals import add, exceeds, meets
from kpi.arithmetic.laws import ALL, HUNDRED
from kpi.language.terms import RATIO
from kpi.model import Bound, Computation, Relation, RelationType, RelationVerdict, Role, Shape
from kpi.outline.expressions import expression
from kpi.outline.marks import COLON
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import constant, plain, term

_STRUCTURE = expression("relations", "rules_proportions.structure")
_SIDE_BY_SIDE = expression("relations", "rules_proportions.side_by_side")
_NUMBERS = 3
_NEAR = Decimal(10)  # a ratio that is farther from 100 is none of a hundred (1:2:3)
_LEAD = 24  # characters


def proportions(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for at in range(len(sentence) - _NUMBERS + 1):
            found = sentence[at : at + _NUMBERS]
            if _is_ratio(page, found) or _is_of_industries(page, found):
                yield from _told(found)


def _between(page: Page, figures: Sequence[Figure]) -> list[str]:
    return [page.text[one.end : other.start].strip() for one, other in itertools.pairwise(figures)]


def _is_ratio(page: Page, figures: Sequence[Figure]) -> bool:
    return {one.quantity.unit for one in figures} == {RATIO} and set(_between(page, figures)) == {COLON}


def _is_of_industries(page: Page, figures: Sequence[Figure]) -> bool:
    apart = all(one.is_percent for one in figures) and all(map(_SIDE_BY_SIDE.fullmatch, _between(page, figures)))
    first = figures[0]
    return (
        apart
        and _STRUCTURE.search(page.text, max(first.quantity.sentence[0], first.start - _LEAD), first.start)
        is not None
    )


def _told(figures: Sequence[Figure]) -> Iterator[Relation]:
    total, value = add(one.interval for one in figures), sum((one.value for one in figures), Decimal(0))
    planned = any(one.quantity.role is Role.TARGET or one.quantity.bound is not Bound.EXACT for one in figures)
    fits = meets(total, ALL)
    if abs(value - HUNDRED) > _NEAR or (planned and not fits):
        return
    sign = "≈" if fits else ">" if exceeds(total, ALL) else "<"
    unit = "%" if figures[0].is_percent else ""
    terms = tuple(term(one, "+" if place else "", one.digits) for place, one in enumerate(figures))
    computation = Computation(
        Shape.SUM, terms, sign, (constant(f"100{unit}"),), f"{plain(value)}{unit}", total, ALL
    )
    verdict = RelationVerdict.CONSISTENT if fits else RelationVerdict.INCONSISTENT
    yield Relation(RelationType.SUM, tuple(one.id for one in figures), verdict, computation)
