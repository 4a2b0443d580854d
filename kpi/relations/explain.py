"""What helps to find the number that is off: how far, which single slip would mend it, what else it is in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.model import Interval, Mend, Quantity, Relation, RelationType, RelationVerdict
from kpi.relations.check import holds, stated_at
from kpi.relations.notes import plain
from kpi.relations.slips import FITS, MANY, NUMBER, mends

_MOST_MENDS = 3  # more say nothing: any number could be off
_MOST_LINKED = 3
_GAP = re.compile(r"\(Δ [^()]*\)$")
_OVER = re.compile(r" \(([+−][\d.]+%)\)$")
_UNTRIED = (RelationType.LIST_COUNT,)
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
    members = [quantities[member] for member in relation.members]
    best = sorted(
        (_weighed(mend, changed, others, quantities) for mend, changed in mends(relation, members)),
        key=lambda mend: (mend.breaks - mend.mends, relation.members.index(mend.member)),
    )
    best = best if len(best) <= _MOST_MENDS else []
    gap = gap_between(relation.computed, relation.stated)
    shown = " | ".join(
        f"{one.printed} → {one.instead}{f' (✗{one.breaks})' if one.breaks else ' ✓'}" for one in best
    )
    gap_share = share_of(gap, relation.stated)
    told = [_with_gap(relation, members, gap_share), *([shown] if shown else []), *_shown(relation, others)]
    return replace(
        relation,
        note="; ".join(told),
        gap=gap,
        gap_share=gap_share,
        mends=tuple(best),
        linked=tuple(sorted(other + 1 for other in linked)),
    )


def _with_gap(relation: Relation, members: Sequence[Quantity], gap_share: Decimal | None) -> str:
    """The note with the gap in the printed unit of the stated number, and in per cent of it."""
    computation, separator, rest = relation.note.partition("; ")
    at = stated_at(relation, len(members))
    stated = members[at if at is not None else 0]
    if gap_share is None or computation.startswith("∄"):
        return relation.note
    per_cent = "" if stated.unit.startswith("%") else f", {plain(gap_share)}%"
    known = _GAP.search(computation)
    over = _OVER.search(computation)
    if known:
        computation = f"{computation[: known.end() - 1]}{per_cent}{computation[known.end() - 1 :]}"
    else:
        printed = _printed_gap(relation, stated)
        end = over.start() if over else len(computation)
        computation = f"{computation[:end]} (Δ {printed}{f', {over[1]}' if over else per_cent})"
    return f"{computation}{separator}{rest}"


def _printed_gap(relation: Relation, stated: Quantity) -> str:
    """Between the middles of the two intervals: 3.86万元."""
    found = NUMBER.search(stated.text)
    digits = Decimal(found[0].replace(",", "")) if found else Decimal(0)
    factor = stated.value / digits if digits and not stated.damaged else Decimal(1)
    middles = [(one.low + one.high) / 2 for one in (relation.computed, relation.stated)
               if one is not None and one.low is not None and one.high is not None]  # fmt: skip
    gap = abs(middles[0] - middles[1]) if len(middles) == 2 else relation.gap or Decimal(0)
    places = len(found[0].partition(".")[2]) if found else 0
    unit = stated.text[found.end() :].lstrip("余多") if found else stated.unit
    rounded = plain(gap / factor, places + 1 if gap / factor % 1 else places)
    return f"{rounded}{'' if stated.unit.startswith('%') else unit}"


def _shown(relation: Relation, others: Sequence[Relation]) -> list[str]:
    """The computations of the relations that share a number with it: ↔ 3880.98万元 = 3880.98万元."""
    ranked = sorted(others, key=lambda one: (one.verdict not in FITS, one.note))
    notes = list(dict.fromkeys(one.note.partition("; ")[0] for one in ranked))
    return [f"↔ {' | '.join(notes[:_MOST_LINKED])}"] if notes else []


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
