"""product.arithmetic: two figures near a third that multiply to it, where that is no coincidence.

上门服务3174次,按每次80元结算,共25.392万元; 148个网格,每个网格再分8个微网格,共1184个: a count and a number for
each, in units of any kind. Tried are the pairs among the figures around the product, the nearest first; how many,
its digits say: see `chance`. It tells only what holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.chance import is_improbable, values_apart
from kpi.relations.fits.near import around, before, behind_line, fit_words, is_each
from kpi.relations.fits.products import months_named, product

_BACK = 8
_LINES = 3
_AHEAD = 3
_LEAST = 2


def products_by_arithmetic(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in told if one.type is RelationType.PRODUCT}
    for amount in page.figures:
        if amount.id not in known and _may_be(amount) and amount.significant > _LEAST:
            relation = _first(page, amount)
            if relation is not None:
                yield relation


def _may_be(figure: Figure) -> bool:
    told = figure.exact and figure.quantity.role is not Role.BEFORE
    return told and not figure.is_percent and figure.value >= _LEAST and bool(figure.digits)


def _first(page: Page, amount: Figure) -> Relation | None:
    near = [*before(page, amount, _BACK, _LINES), *behind_line(page, amount, _AHEAD)]
    near = [one for one in near if _may_be(one) and one.value <= amount.value]
    tried = 0
    for one, other in combinations(near, 2):
        for head, each in ((one, other), (other, one)):
            if each.base != amount.base or head.family == each.family or not is_each(page, each):
                continue
            if head.quantity.unit in cues().not_additive_units or "/" in head.quantity.unit:
                continue
            mean = fit_words("average").search(around(page, each)) is not None
            for months in months_named(page, amount, each):
                tried += 1
                relation = product(amount, head, each, months, mean)
                if relation.verdict is not RelationVerdict.CONSISTENT or relation.computed is None:
                    continue
                apart = values_apart(amount, relation.computed)
                together = head.sentence == each.sentence == amount.sentence
                return relation if is_improbable(apart, tried, mean and together and tried == 1) else None
    return None
