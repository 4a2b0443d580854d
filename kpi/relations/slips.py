"""Slips of the pen: one digit that is another, two that changed places; one that was lost or struck twice; a point
that moved by one place; a 万 that was lost, or is one too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise

from kpi.model import Interval, Mend, Quantity, Relation, RelationType, RelationVerdict
from kpi.relations.check import moved, spread, spreading
from kpi.relations.trials import ONCE, Trial

NUMBER = re.compile(r"[\d,]*\d(?:\.\d+)?")
FITS = (RelationVerdict.CONSISTENT, RelationVerdict.TRUNCATED)
MANY = 30  # members; with more, any of them could be off
_OF_TENS = (RelationType.PRODUCT, RelationType.RISE, RelationType.SHARE)
_TENS = [Decimal(10) ** power for power in (*range(-4, 0), *range(1, 5))]
_TEN, MYRIAD = Decimal(10), Decimal(10_000)
_SHARP = Decimal("1.02")  # how far what comes out may spread for its digits to be told
_FEW_DIGITS = 2  # the same where structure says what belongs together
_SMALLEST = 3  # signs of 0.4
_MANY_DIGITS = 3  # of a number that lost one, struck one twice, or lost its 万
_LESS, _MORE = Decimal("0.99"), Decimal("1.01")  # where these would do too, a slip says nothing
_STALE = Decimal("0.3")  # of a number: so far off is one of another year, or one that was not brought up to date
SMALL = Decimal("0.09")  # of a number: two of its digits may be wrong

# The digits as printed, those instead of them, and the value that would be.
Slip = tuple[str, str, Decimal]
# Digits instead of some, what they say, and their places in the order of that.
Slips = tuple[tuple[str, ...], tuple[Decimal, ...], tuple[int, ...]]


def mends(
    relation: Relation, members: Sequence[Quantity], fewest: int = _MANY_DIGITS
) -> Iterator[tuple[Mend, Quantity]]:
    """Each slip in one of the `members` with which the relation would hold, and the quantity that would be.

    A digit lost or struck twice, a point that moved in a sum, and a 万 lost or one too many, only where no other
    digit would do, of numbers of `fewest` digits or more.
    A list count holds when it says how many are listed; its names are not tried.
    """
    if relation.type is RelationType.LIST_COUNT:
        yield from _listed(relation, members[0])
        return
    if not 2 <= len(members) <= MANY:
        return
    spans = [spread(member) for member in members]
    trials = [
        (member, Trial(relation, spans, place, member, _last_place(member)))
        for place, member in enumerate(members)
    ]
    found = False
    for member, trial in trials:
        for printed, instead, value in _fitting(member, trial, one_digit, ONCE):
            found = True
            yield Mend(member.id, printed, instead), moved(member, value)
    for member, trial in () if found else trials:
        for printed, instead, value, times in _wide_slips(member, trial, relation.type not in _OF_TENS, fewest):
            if not trial.holds(value * _LESS, times) and not trial.holds(value * _MORE, times):
                yield Mend(member.id, printed, instead), moved(member, value)


def mendable(relation: Relation, members: Sequence[Quantity], fewest: int = _MANY_DIGITS) -> bool:
    """Whether a single slip would make it hold; one digit more or less only of `fewest` or more."""
    return next(mends(relation, members, fewest), None) is not None


def near_miss(relation: Relation, members: Sequence[Quantity]) -> bool:
    """Whether a slip would mend it, or what is stated and what comes out are of one size.

    An old figure left standing and a total that was not brought up to date are off by more than a digit; a lost
    point or multiplier by a power of ten. For rules whose structure decides; one that only proposes is held to
    `mendable`.
    """
    return of_one_size(relation) or mendable(relation, members, _FEW_DIGITS)


def accountable(relation: Relation, members: Sequence[Quantity]) -> bool:
    """Whether a slip, a lost multiplier or a small gap accounts for it: what is further off is of something else.

    For rules that only propose, whose false findings are off by anything; a true one is nearly always a slip.
    """
    return of_one_size(relation, SMALL) or mendable(relation, members, _FEW_DIGITS)


def of_one_size(relation: Relation, share: Decimal = _STALE) -> bool:
    """Whether what comes out and what is stated differ by no more than such a share of them, or by a tenfold."""
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
    return gap <= share * size


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
    for instead, number in zip(*one_digit(printed)[:2], strict=True):
        yield printed, instead, number * factor


def _fitting(quantity: Quantity, trial: Trial, slips: Callable[[str], Slips], wider: Decimal) -> Iterator[Slip]:
    """Those of the slips with which the relation would hold, in their order."""
    printed, factor = _printed(quantity)
    if not printed:
        return
    low, high = _ends(printed)
    if trial.never(low * factor / wider, high * factor * wider):
        return
    instead, numbers, order = slips(printed)
    found = trial.among(len(order), lambda at: numbers[order[at]] * factor)
    for at in sorted(order[place] for place in found):
        yield printed, instead[at], numbers[at] * factor


def _wide_slips(
    quantity: Quantity, trial: Trial, tens: bool, fewest: int
) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    """Of numbers of so many digits that what would mend one is no chance: slips with which the relation holds,
    and how often the last digit then counts what it does as printed. `tens`: a moved point too, which of other
    kinds `near_miss` knows.
    """
    printed, factor = _printed(quantity)
    if len(printed.replace(".", "").strip("0")) < fewest:
        return
    for slip in _fitting(quantity, trial, one_more_or_less, _TEN):
        yield *slip, ONCE
    for times in (_TEN, 1 / _TEN) if tens and "." in printed else ():  # the point moved by one place
        if trial.holds(value := quantity.value * times, times):
            yield printed, f"{Decimal(printed) * times:f}", value, times
    for times in (MYRIAD, 1 / MYRIAD):  # 万 that was lost, and one too many
        value = quantity.value * times
        if (factor >= MYRIAD or times > 1) and value == value.to_integral_value() and trial.holds(value, times):
            yield printed, f"{(Decimal(printed) * times).normalize():f}", value, times


def _ends(printed: str) -> tuple[Decimal, Decimal]:
    """Between what all numbers lie that have other digits in the same places, none of them 0."""
    whole, _, places = printed.partition(".")
    high = Decimal(1).scaleb(len(whole))
    return high / 10 if len(whole) > 1 and whole[0] != "0" else Decimal(1).scaleb(-len(places)), high


@lru_cache(maxsize=128)
def one_digit(printed: str) -> Slips:
    """One digit that is another, two that changed places."""
    return _ordered(filter(Decimal, _written(printed)))


@lru_cache(maxsize=128)
def one_more_or_less(printed: str) -> Slips:
    """A digit that was lost, or struck twice."""
    return _ordered((*_longer(printed), *_shorter(printed)))


def _ordered(written: Iterable[str]) -> Slips:
    instead = tuple(written)
    numbers = tuple(map(Decimal, instead))
    return instead, numbers, tuple(sorted(range(len(numbers)), key=numbers.__getitem__))


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
    small = len(printed) > _SMALLEST and printed[1] == "."  # 0.52, but not 0.4, which nearly anything comes to
    for place in places:
        for digit in "0123456789":
            if digit != printed[place] and not (digit == "0" and place == 0 and not small):
                yield f"{printed[:place]}{digit}{printed[place + 1 :]}"
    for first, second in combinations(places, 2):
        if printed[first] != printed[second] and not (first == 0 and printed[second] == "0"):
            swapped = list(printed)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield "".join(swapped)
