"""Slips of the pen: one digit that is another, two that changed places; one that was lost or struck twice; a point
that moved by one place; a 万 that was lost, or is one too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from kpi.model import Interval, Mend, Quantity, Relation, RelationType, RelationVerdict
from kpi.relations.check import holds_of, moved, spread, spreading

NUMBER = re.compile(r"[\d,]*\d(?:\.\d+)?")
FITS = (RelationVerdict.CONSISTENT, RelationVerdict.TRUNCATED)
MANY = 30  # members; with more, any of them could be off
_OF_TENS = (RelationType.PRODUCT, RelationType.RISE, RelationType.SHARE)
_TENS = [Decimal(10) ** power for power in (*range(-4, 0), *range(1, 5))]
_ONCE, _TEN, MYRIAD = Decimal(1), Decimal(10), Decimal(10_000)
_SHARP = Decimal("1.02")  # how far what comes out may spread for its digits to be told
_MANY_DIGITS = 3  # of a number that lost one, struck one twice, or lost its 万
_LESS, _MORE = Decimal("0.99"), Decimal("1.01")  # where these would do too, a slip says nothing
_STALE = Decimal("0.3")  # of a number: so far off is one of another year, or one that was not brought up to date

# The digits as printed, those instead of them, and the value that would be.
Slip = tuple[str, str, Decimal]


def mends(relation: Relation, members: Sequence[Quantity]) -> Iterator[tuple[Mend, Quantity]]:
    """Each slip in one of the `members` with which the relation would hold, and the quantity that would be.

    A digit lost or struck twice, a point that moved in a sum, and a 万 lost or one too many, only where no other
    digit would do.
    A list count holds when it says how many are listed; its names are not tried.
    """
    if relation.type is RelationType.LIST_COUNT:
        yield from _listed(relation, members[0])
        return
    if not 2 <= len(members) <= MANY:
        return
    spans = [spread(member) for member in members]
    trials = [(member, _trial(relation, spans, place, member)) for place, member in enumerate(members)]
    found = False
    for member, holds in trials:
        for printed, instead, value in _slips(member):
            if holds(value):
                found = True
                yield Mend(member.id, printed, instead), moved(member, value)
    for member, holds in () if found else trials:
        for printed, instead, value, times in _wide_slips(member, tens=relation.type not in _OF_TENS):
            if holds(value, times) and not holds(value * _LESS, times) and not holds(value * _MORE, times):
                yield Mend(member.id, printed, instead), moved(member, value)


def _trial(relation: Relation, spans: Sequence[Interval], place: int, member: Quantity) -> Callable[..., bool]:
    """Whether the relation would hold if the value of the member at that place were another.

    With `times` its last digit counts so many times what it counts as printed.
    """
    spread_at, last = spreading(member), _last_place(member)

    def holds(value: Decimal, times: Decimal = _ONCE) -> bool:
        half = last * times / 2
        span = spread_at(value) if times == _ONCE else Interval(value - half, value + half)
        return holds_of(relation, [*spans[:place], span, *spans[place + 1 :]])

    return holds


def mendable(relation: Relation, members: Sequence[Quantity]) -> bool:
    """Whether a single slip would make it hold."""
    return next(mends(relation, members), None) is not None


def near_miss(relation: Relation, members: Sequence[Quantity]) -> bool:
    """Whether a slip would mend it, or what is stated and what comes out are of one size.

    An old figure left standing and a total that was not brought up to date are off by more than a digit; a lost
    point or multiplier by a power of ten. For rules whose structure decides; one that only proposes is held to
    `mendable`.
    """
    if mendable(relation, members):
        return True
    computed, stated = relation.computed, relation.stated
    if computed is None or stated is None:
        return False
    if computed.low is None or computed.high is None or stated.low is None or stated.high is None:
        return False
    low, high = computed.low, computed.high
    if relation.type in _OF_TENS and _tenfold(low, high, stated.low, stated.high):
        return True
    gap = max(low - stated.high, stated.low - high, Decimal(0))
    size = max(abs(low + high), abs(stated.low + stated.high)) / 2
    return gap <= _STALE * size


def _tenfold(low: Decimal, high: Decimal, least: Decimal, most: Decimal) -> bool:
    """Whether what comes out, low to high, is what is stated with its point, or its multiplier, elsewhere."""
    if min(low, least) <= 0 or high > low * _SHARP:
        return False
    return any(low <= most * tens and least * tens <= high for tens in _TENS)


def or_by_a_slip(relation: Relation | None, members: Sequence[Quantity]) -> Relation | None:
    """The relation where it fits or a single slip would mend it; further off, the words were misread."""
    if relation is None or relation.verdict in FITS or mendable(relation, members):
        return relation
    return None


def or_near_miss(relation: Relation | None, members: Sequence[Quantity]) -> Relation | None:
    """The same for rules whose structure decides (`near_miss`)."""
    if relation is None or relation.verdict in FITS or near_miss(relation, members):
        return relation
    return None


def slipped_spreads(quantity: Quantity) -> Iterator[Interval]:
    """How the quantity would spread after every single slip in it."""
    spread_at = spreading(quantity)
    return (spread_at(value) for _, _, value in _slips(quantity))


def slips_in(quantity: Quantity) -> Iterator[tuple[Mend, Quantity]]:
    """Every single slip in a quantity, and the quantity that would be."""
    for printed, instead, value in _slips(quantity):
        yield Mend(quantity.id, printed, instead), moved(quantity, value)


def _listed(relation: Relation, count: Quantity) -> Iterator[tuple[Mend, Quantity]]:
    found = NUMBER.search(count.text)
    if found is not None and relation.computed is not None and relation.computed.low is not None:
        yield Mend(count.id, found[0], f"{relation.computed.low:f}"), moved(count, relation.computed.low)


def _slips(quantity: Quantity) -> Iterator[Slip]:
    printed, factor = _printed(quantity)
    for instead in filter(Decimal, _written(printed)):
        yield printed, instead, Decimal(instead) * factor


def _wide_slips(quantity: Quantity, tens: bool) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    """Of numbers of so many digits that what would mend one is no chance: a slip, and how often its last digit
    counts what it counts as printed. `tens`: a moved point too, which of other kinds `near_miss` knows.
    """
    printed, factor = _printed(quantity)
    if len(printed.replace(".", "").strip("0")) < _MANY_DIGITS:
        return
    for instead in (*_longer(printed), *_shorter(printed)):
        yield printed, instead, Decimal(instead) * factor, _ONCE
    if tens and "." in printed:
        for times in (_TEN, 1 / _TEN):  # the point moved by one place
            yield printed, f"{Decimal(printed) * times:f}", quantity.value * times, times
    for times in (MYRIAD, 1 / MYRIAD):  # 万 that was lost, and one too many
        value = quantity.value * times
        if (factor >= MYRIAD or times > 1) and value == value.to_integral_value():
            yield printed, f"{(Decimal(printed) * times).normalize():f}", value, times


def _last_place(quantity: Quantity) -> Decimal:
    """What one of the last digit counts: 1000 of 58.6万元."""
    printed, factor = _printed(quantity)
    return factor.scaleb(-len(printed.partition(".")[2]))


def _printed(quantity: Quantity) -> tuple[str, Decimal]:
    """The digits of a number, and what one of them counts; none where it has none that can be trusted."""
    found = NUMBER.search(quantity.text.replace(" ", ""))
    if found is None or quantity.damaged or not (number := Decimal(found[0].replace(",", ""))):
        return "", Decimal(0)
    return found[0].replace(",", ""), quantity.value / number


def lost_or_doubled(printed: str, instead: str) -> bool:
    """Whether `printed` is `instead` with one digit lost, or one struck twice; so long that it is no chance."""
    if len(printed.replace(".", "").strip("0")) <= _MANY_DIGITS:
        return False
    return instead in (_longer(printed) if len(instead) > len(printed) else _shorter(printed))


def turned(left: str, right: str) -> bool:
    """Whether they differ by two neighbours that changed places, a point between them or not."""
    if left.find(".") != right.find(".") or len(left) != len(right):
        return False
    left, right = left.replace(".", ""), right.replace(".", "")
    off = [place for place, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return len(off) == 2 and off[1] - off[0] == 1


def _longer(printed: str) -> Iterator[str]:
    """The numbers that one of its digits was lost from."""
    whole = printed.partition(".")[0]
    for place in range(len(printed) + 1):
        for digit in "0123456789":
            if (place or digit != "0") and not (whole == "0" and place < 2):
                yield f"{printed[:place]}{digit}{printed[place:]}"


def _shorter(printed: str) -> Iterator[str]:
    """The numbers one digit of which was struck twice."""
    for place, (char, after) in enumerate(pairwise(printed)):
        if char == after and char != ".":
            yield printed[:place] + printed[place + 1 :]


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
