"""What helps to find the number that is off: how far, which single slip would mend it, what else it is in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from kpi.model import Computation, Interval, Mend, Quantity, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import pattern
from kpi.relations.check import holds, stated_at
from kpi.relations.notes import plain
from kpi.relations.slips import FITS, MANY, NUMBER, mends

_AND_MORE = pattern("relations", "words.and_more")

_MOST_MENDS = 3  # more say nothing: any number could be off
_MOST_LINKED = 50  # relations of one number on either side of its contradiction; reports have some ten
_UNTRIED = (RelationType.LIST_COUNT,)
_PLACES = Decimal("0.01")


def explained(relations: Sequence[Relation], quantities: Mapping[str, Quantity]) -> tuple[Relation, ...]:
    """The relations, the inconsistent ones with gap, mends and linked relations."""
    if not any(relation.verdict is RelationVerdict.INCONSISTENT for relation in relations):
        return tuple(relations)
    by_member: dict[str, list[int]] = {}
    for number, relation in enumerate(relations):
        for member in relation.members:
            by_member.setdefault(member, []).append(number)
    return tuple(
        _explained(number, relations, quantities, by_member)
        if relation.verdict is RelationVerdict.INCONSISTENT
        else relation
        for number, relation in enumerate(relations)
    )


def _explained(
    number: int,
    relations: Sequence[Relation],
    quantities: Mapping[str, Quantity],
    by_member: Mapping[str, list[int]],
) -> Relation:
    relation = relations[number]
    linked = {other for member in relation.members for other in _nearest(by_member[member], number)} - {number}
    others = [relations[other] for other in linked]
    members = [quantities[member] for member in relation.members]
    book = Book(others, quantities)
    best = best_mends((mend, changed, book) for mend, changed in mends(relation, members))
    gap = gap_between(relation.computed, relation.stated)
    gap_share = share_of(gap, relation.stated)
    computation = replace(
        relation.computation,
        gap=gap,
        gap_share=gap_share,
        mends=best,
        linked=tuple(sorted(other + 1 for other in linked)),
    )
    if gap_share is not None and computation.shape is not Shape.UNCOUNTABLE:
        at = stated_at(relation, len(members))
        computation = _with_gap(computation, members[at if at is not None else 0])
    return replace(relation, computation=computation)


def _nearest(numbers: Sequence[int], number: int) -> Sequence[int]:
    """Those next to it in the report's order; a text may hold one number against thousands of others."""
    at = bisect_left(numbers, number)
    return numbers[max(0, at - _MOST_LINKED) : at + _MOST_LINKED + 1]


def _with_gap(computation: Computation, stated: Quantity) -> Computation:
    """The difference in the printed unit of the stated number, and in per cent of it."""
    share = "" if stated.unit.startswith("%") else f"{plain(computation.gap_share or Decimal(0))}%"
    off = computation.off or _printed_gap(computation, stated)
    return replace(computation, off=off, over=computation.over or share)


def _printed_gap(computation: Computation, stated: Quantity) -> str:
    """Between the middles of the two intervals: 3.86万元."""
    found = NUMBER.search(stated.text)
    digits = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    factor = stated.value / digits if digits and not stated.damaged else Decimal(1)
    middles = [(one.low + one.high) / 2 for one in (computation.computed, computation.stated)
               if one is not None and one.low is not None and one.high is not None]  # fmt: skip
    gap = abs(middles[0] - middles[1]) if len(middles) == 2 else computation.gap or Decimal(0)
    places = len(found[0].partition(".")[2]) if found else 0
    unit = stated.text[found.end() :].lstrip(_AND_MORE) if found else stated.unit
    rounded = plain(gap / factor, places + 1 if gap / factor % 1 else places)
    return f"{rounded}{'' if stated.unit.startswith('%') else unit}"


def gap_between(left: Interval | None, right: Interval | None) -> Decimal | None:
    """How far two intervals are apart; None where they meet or one is not known."""
    if left is None or right is None:
        return None
    if left.low is not None and right.high is not None and left.low > right.high:
        return left.low - right.high
    if right.low is not None and left.high is not None and right.low > left.high:
        return right.low - left.high
    return None


def share_of(gap: Decimal | None, stated: Interval | None) -> Decimal | None:
    """A gap in per cent of the stated number."""
    if gap is None or stated is None:
        return None
    low, high = stated
    middle = (low + high) / 2 if low is not None and high is not None else low if low is not None else high
    return (gap / abs(middle) * 100).quantize(_PLACES) if middle else None


class Book(NamedTuple):
    """What a report says: relations, and its quantities by id."""

    relations: Sequence[Relation]
    quantities: Mapping[str, Quantity]


def best_mends(slips: Iterable[tuple[Mend, Quantity, Book]]) -> tuple[Mend, ...]:
    """Slips that would mend a relation, each with the quantity that would be and the report it stands in; the one
    that breaks least comes first. None where there are so many that they say nothing.
    """
    found = list(islice(slips, _MOST_MENDS + 1))
    if len(found) > _MOST_MENDS:
        return ()
    weighed = [_weighed(mend, changed, *book) for mend, changed, book in found]
    return tuple(sorted(weighed, key=lambda mend: mend.breaks - mend.mends))


def _weighed(
    mend: Mend, changed: Quantity, linked: Sequence[Relation], quantities: Mapping[str, Quantity]
) -> Mend:
    """The mend with what it would do to the other relations of the number."""
    mended = broken = 0
    for relation in linked:
        if mend.member not in relation.members or len(relation.members) > MANY:
            continue
        members = [changed if member == mend.member else quantities[member] for member in relation.members]
        fits = holds(relation, members, cut=relation.verdict is RelationVerdict.TRUNCATED)
        mended += fits and relation.verdict is RelationVerdict.INCONSISTENT and relation.type not in _UNTRIED
        broken += not fits and relation.verdict in FITS
    return mend._replace(mends=mended, breaks=broken)
