"""What helps to find the number that is off: how far, which single slip would mend it, what else it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from kpi.model import Interval, Mend, Quantity, Relation, RelationType, RelationVerdict
from kpi.relations.check import holds, moved

_NUMBER = re.compile(r"[\d,]*\d(?:\.\d+)?")
_FITS = (RelationVerdict.CONSISTENT, RelationVerdict.TRUNCATED)
_MOST_MENDS = 3  # more say nothing: any number could be off
_MANY = 30  # members; with more, any of them could be off
_UNTRIED = (RelationType.PRODUCT, RelationType.LIST_COUNT)
_PLACES = Decimal("0.01")


def explained(relations: Sequence[Relation], quantities: Mapping[str, Quantity]) -> tuple[Relation, ...]:
    """The relations, the inconsistent ones with gap, mends and linked relations, and the mends in their notes."""
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
    linked = {other for member in relation.members for other in by_member[member]} - {number}
    others = [relations[other] for other in linked]
    mends = sorted(
        (_weighed(mend, changed, others, quantities) for mend, changed in _mends(relation, quantities)),
        key=lambda mend: (mend.breaks - mend.mends, relation.members.index(mend.member)),
    )
    mends = mends if len(mends) <= _MOST_MENDS else []
    gap = gap_between(relation.computed, relation.stated)
    shown = " | ".join(
        f"{one.printed} → {one.instead}{f' (✗{one.breaks})' if one.breaks else ' ✓'}" for one in mends
    )
    return replace(
        relation,
        note=f"{relation.note}; {shown}" if shown else relation.note,
        gap=gap,
        gap_share=share_of(gap, relation.stated),
        mends=tuple(mends),
        linked=tuple(sorted(other + 1 for other in linked)),
    )


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


def _mends(relation: Relation, quantities: Mapping[str, Quantity]) -> Iterator[tuple[Mend, Quantity]]:
    """Each slip of the pen (one digit, two swapped) in one member with which the relation would hold."""
    members = [quantities[member] for member in relation.members]
    if relation.type in _UNTRIED or not 2 <= len(members) <= _MANY:
        return
    for place, member in enumerate(members):
        for printed, instead, changed in _slips(member):
            if holds(relation, [*members[:place], changed, *members[place + 1 :]]):
                yield Mend(member.id, printed, instead), changed


def _slips(quantity: Quantity) -> Iterator[tuple[str, str, Quantity]]:
    """`printed` digits, the digits `instead`, and the quantity that would be."""
    found = _NUMBER.search(quantity.text.replace(" ", ""))
    if found is None or quantity.damaged or not (number := Decimal(found[0].replace(",", ""))):
        return
    printed = found[0].replace(",", "")
    factor = quantity.value / number
    for instead in _written(printed):
        yield printed, instead, moved(quantity, Decimal(instead) * factor)


def _written(printed: str) -> Iterator[str]:
    places = [place for place, char in enumerate(printed) if char != "."]
    for place in places:
        for digit in "0123456789":
            if digit != printed[place] and not (digit == "0" and place == 0 and len(printed.split(".")[0]) > 1):
                yield f"{printed[:place]}{digit}{printed[place + 1 :]}"
    for first, second in combinations(places, 2):
        if printed[first] != printed[second] and not (first == 0 and printed[second] == "0"):
            swapped = list(printed)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield "".join(swapped)


def _weighed(
    mend: Mend, changed: Quantity, linked: Sequence[Relation], quantities: Mapping[str, Quantity]
) -> Mend:
    """The mend with what it would do to the other relations of the number."""
    mended = broken = 0
    for relation in linked:
        if mend.member not in relation.members or len(relation.members) > _MANY:
            continue
        members = [changed if member == mend.member else quantities[member] for member in relation.members]
        fits = holds(relation, members, cut=relation.verdict is RelationVerdict.TRUNCATED)
        mended += fits and relation.verdict is RelationVerdict.INCONSISTENT and relation.type not in _UNTRIED
        broken += not fits and relation.verdict in _FITS
    return mend._replace(mends=mended, breaks=broken)
