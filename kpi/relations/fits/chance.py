"""How far chance reaches: what a rule may try before that one of its tries fits says nothing.

A number of which n values print differently is hit by chance by every n-th try. A rule that has tried t
combinations, the likeliest first, and hits, was lucky with a probability of at most t / n; it tells what it found
only while that is no more than `ODDS`, one in a hundred. So 1486.2 may be looked for among the figures of a whole
page, 486 only among those right beside it, and 17 not at all. A place that the structure makes likely (the one run
of figures right behind a whole) may be tried first whatever the number, if it is no smaller than `_LEAST`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpi.model import Interval
from kpi.relations.figures import Figure

ODDS = Decimal("0.01")
_LEAST = 10


def values_apart(stated: Figure, computed: Interval, others: Sequence[Figure] = ()) -> Decimal:
    """How many values the stated number could have had that the computed one would not have met.

    Zeros at the end of all of them say nothing: 2500 of 1300 and 1200 are 25 of 13 and 12.
    """
    if None in (computed.low, computed.high, stated.interval.low, stated.interval.high):
        return Decimal(0)
    place = min(last_place_that_says(one) for one in (stated, *others))
    spread = sum((one.high - one.low for one in (computed, stated.interval) if one.high is not None
                  and one.low is not None), Decimal(0))  # fmt: skip
    return abs(stated.value) / max(place, spread)


def is_improbable(apart: Decimal, tried: int, likely: bool = False) -> bool:
    """Whether a hit among so many tries is no chance; `likely` where structure makes the first of them so."""
    return tried <= apart * ODDS or (likely and apart >= _LEAST)


def last_place_that_says(figure: Figure) -> Decimal:
    """The last place of a number that is no zero: 100万 of 7700万."""
    digits = figure.digits
    if not digits:
        return Decimal(1)
    whole, _, decimals = digits.partition(".")
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    return Decimal(1).scaleb(zeros - len(decimals)) * abs(figure.factor)
