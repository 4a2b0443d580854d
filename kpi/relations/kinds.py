"""The kinds of relation, a row each: which member states what must come out, and the law that the numbers obey."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kpi.arithmetic.intervals import add, exceeds, meets, negate
from kpi.arithmetic.laws import ALL, product_holds, rise_holds, share_holds, sum_holds
from kpi.model import Interval, Relation, RelationType

FALL = "fall"  # 下降2.9% told again of a cell -2.9
Law = Callable[[Relation, Sequence[Interval]], bool]


class Kind(NamedTuple):
    """`stated`: the place of the member that the others are held against, -1 the last; None where all are alike.

    `holds` says whether numbers that spread so, in the order of the members, fit; True where no law can be tried
    on the members alone (names that are counted, formulas, what stands in two reports).
    """

    stated: int | None
    holds: Law


def _sum(relation: Relation, spans: Sequence[Interval]) -> bool:
    return meets(add(spans), ALL) if relation.stated == ALL else sum_holds(spans, relation.formula)


def _partial(relation: Relation, spans: Sequence[Interval]) -> bool:
    if relation.stated == ALL:
        return not exceeds(add(spans), ALL)
    return not exceeds(add(spans[1:]), spans[0])


def _same(relation: Relation, spans: Sequence[Interval]) -> bool:
    first, *others = spans
    if relation.formula == FALL:
        first = negate(first)
    return all(meets(first, span) for span in others)


def _untried(relation: Relation, spans: Sequence[Interval]) -> bool:
    return True


KINDS: Mapping[RelationType, Kind] = {
    RelationType.SUM: Kind(0, _sum),
    RelationType.PARTIAL: Kind(0, _partial),
    RelationType.SHARE: Kind(-1, lambda relation, spans: share_holds(spans)),
    RelationType.PRODUCT: Kind(-1, lambda relation, spans: product_holds(relation.formula, spans)),
    RelationType.RISE: Kind(-1, lambda relation, spans: rise_holds(relation.formula, spans)),
    RelationType.RESTATED: Kind(None, _same),
    RelationType.LIST_COUNT: Kind(None, _untried),
    RelationType.FORMULA: Kind(None, _untried),
    RelationType.RETOLD: Kind(None, _untried),
    RelationType.CUMULATIVE: Kind(None, _untried),
    RelationType.GROWTH: Kind(None, _untried),
    RelationType.STANDARD: Kind(None, _untried),
    RelationType.LEAP: Kind(None, _untried),
}
