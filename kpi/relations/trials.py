"""Which of many values of one number a relation would hold with.

What comes out moves one way as one of the numbers grows, so where it stands to what is stated at two values tells
of all between them: a text of thousands of contradictions asks for a few trials of each number, not for hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from kpi.clock import tick
from kpi.model import Interval, Quantity, Relation, RelationType
from kpi.relations.check import holds_of, side_of, spreading

_LINEAR = ("move", "fall", "up", "down")  # rises told by what lies between two levels
_OF_BOTH = ("decrement", "decline")  # the change is in what it is divided by, too
_PAIR = 2
_NOTHING = 2  # nothing can be computed, so nothing is wrong
_WRONG = (-1, 1)
ONCE = Decimal(1)


class Trial:
    """A relation with one value, that of the member at `place`, left open; its last digit counts `unit`."""

    __slots__ = ("_place", "_relation", "_spans", "_spread_at", "_unit")

    def __init__(
        self, relation: Relation, spans: Sequence[Interval], place: int, member: Quantity, unit: Decimal
    ) -> None:
        self._relation, self._spans, self._place, self._unit = relation, spans, place, unit
        self._spread_at = spreading(member)

    def holds(self, value: Decimal, times: Decimal = ONCE) -> bool:
        """With that value; its last digit counts so many times what it counts as printed."""
        return holds_of(self._relation, self._with(value, times))

    def never(self, low: Decimal, high: Decimal) -> bool:
        """Whether it is known to hold with no value from `low` to `high`."""
        side = self._side(low)
        return side in _WRONG and self._side(high) == side and self._is_one_way(min(low, high))

    def among(self, count: int, value: Callable[[int], Decimal]) -> Iterator[int]:
        """The places, of so many in the order of their values, of those that it holds with."""
        if count < _PAIR or not self._is_one_way(min(value(0), value(count - 1))):
            yield from (at for at in range(count) if self.holds(value(at)))
            return
        first, last = self._side(value(0)), self._side(value(count - 1))
        yield from [0] if first not in _WRONG else []
        yield from self._between(0, count - 1, first, last, value)
        yield from [count - 1] if last not in _WRONG else []

    def _between(
        self, low: int, high: int, below: int, above: int, value: Callable[[int], Decimal]
    ) -> Iterator[int]:
        if below == above:
            yield from range(low + 1, high) if below not in _WRONG else ()
        elif high - low > 1:
            middle = (low + high) // 2
            side = self._side(value(middle))
            yield from self._between(low, middle, below, side, value)
            yield from [middle] if side not in _WRONG else []
            yield from self._between(middle, high, side, above, value)

    def _side(self, value: Decimal) -> int:
        side = side_of(self._relation, self._with(value))
        return _NOTHING if side is None else side

    def _with(self, value: Decimal, times: Decimal = ONCE) -> list[Interval]:
        tick()
        half = self._unit * times / 2
        span = self._spread_at(value) if times == ONCE else Interval(value - half, value + half)
        return [*self._spans[: self._place], span, *self._spans[self._place + 1 :]]

    def _is_one_way(self, lowest: Decimal) -> bool:
        """Whether what comes out moves one way only, from the lowest value on."""
        kind, formula, spans = self._relation.type, self._relation.formula, self._with(lowest)
        if kind in (RelationType.SUM, RelationType.PARTIAL):
            return True
        if kind is RelationType.RESTATED:
            return len(spans) == _PAIR
        if len(spans) <= _PAIR and kind is RelationType.SHARE:
            return False
        if kind is RelationType.RISE and formula in _LINEAR:
            return True
        factors = spans[:-1]
        positive = all(bound is None or bound > 0 for span in factors for bound in span)
        return positive and (formula not in _OF_BOTH or _outweighs(*factors[:_PAIR]))


def _outweighs(level: Interval, change: Interval) -> bool:
    """Whether a level is more than the change may spread."""
    if level.low is None or change.low is None or change.high is None:
        return True
    return level.low >= change.high - change.low
