"""The kinds of relation, a row each: which member states what must come out, and the law that the numbers obey."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kpi.arithmetic.intervals import add, meets, negate
from kpi.arithmetic.laws import (
    ALL,
    Sides,
    most_sides,
    product_sides,
    rise_sides,
    share_holds,
    share_sides,
    sum_sides,
)
from kpi.model import Interval, Relation, RelationType

FALL = "fall"  # 下降2.9% told again of a cell -2.9
Law = Callable[[Relation, Sequence[Interval]], bool]
Compared = Callable[[Relation, Sequence[Interval]], Sides | None]


class Kind(NamedTuple):
    """`stated`: the place of the member that the others are held against, -1 the last; None where all are alike.

    `holds` says whether numbers that spread so, in the order of the members, fit; True where no law can be tried
    on the members alone (names that are counted, formulas, what stands in two reports). `sides`: what comes out of
    them and what is stated, which then must meet; None where nothing can be computed or no two sides tell it.
    """

    stated: int | None
    holds: Law
    sides: Compared


def _meeting(stated: int | None, sides: Compared) -> Kind:
    def holds(relation: Relation, spans: Sequence[Interval]) -> bool:
        compared = sides(relation, spans)
        return compared is None or meets(*compared)

    return Kind(stated, holds, sides)


def _sum(relation: Relation, spans: Sequence[Interval]) -> Sides:
    return (add(spans), ALL) if relation.stated == ALL else sum_sides(spans, relation.formula)


def _partial(relation: Relation, spans: Sequence[Interval]) -> Sides:
    return most_sides(add(spans), ALL) if relation.stated == ALL else most_sides(add(spans[1:]), spans[0])


def _same(relation: Relation, spans: Sequence[Interval]) -> bool:
    first, *others = spans
    if relation.formula == FALL:
        first = negate(first)
    return all(meets(first, span) for span in others)


def _pair(relation: Relation, spans: Sequence[Interval]) -> Sides | None:
    if len(spans) != 2:
        return None
    return negate(spans[0]) if relation.formula == FALL else spans[0], spans[1]


_UNTRIED = _meeting(None, lambda relation, spans: None)

KINDS: Mapping[RelationType, Kind] = {
    RelationType.SUM: _meeting(0, _sum),
    RelationType.PARTIAL: _meeting(0, _partial),
    RelationType.SHARE: Kind(
        -1, lambda relation, spans: share_holds(spans), lambda relation, spans: share_sides(spans)
    ),
    RelationType.PRODUCT: _meeting(-1, lambda relation, spans: product_sides(relation.formula, spans)),
    RelationType.RISE: _meeting(-1, lambda relation, spans: rise_sides(relation.formula, spans)),
    RelationType.RESTATED: Kind(None, _same, _pair),
    RelationType.LIST_COUNT: _UNTRIED,
    RelationType.FORMULA: _UNTRIED,
    RelationType.RETOLD: _UNTRIED,
    RelationType.CUMULATIVE: _UNTRIED,
    RelationType.GROWTH: _UNTRIED,
    RelationType.STANDARD: _UNTRIED,
    RelationType.LEAP: _UNTRIED,
}
