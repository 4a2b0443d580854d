"""What 其中 opens and a bracket holds: the whole that is split, and the numbers of its scope, measure by measure.

婚姻登记6284对,其中结婚4415对,其中涉外37对;离婚1869对: 结婚 and 离婚 are parts of the 6284, 涉外 of the 4415. A
scope that opens behind a part lies within it and closes with the segment; the first one closes with the sentence.
A sentence that begins with 其中 splits a number of the sentence before. Numbers are indices; what they measure the
outline does not know, and asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from kpi.numbers.units import alternatives
from kpi.outline.expressions import words
from kpi.outline.slots import Slot

OPENS = re.compile(alternatives(words("outline", "scopes.opens")))
_OPENING = 4  # characters in which 其中 opens a sentence
_BACK = 40  # numbers before a scope among which its whole is looked for
_DEEPEST = 3  # scopes within scopes


class Measures(Protocol):
    """What scopes ask of a number: how much it is, and whether it may be a part or a whole."""

    def value(self, number: int) -> Decimal: ...

    def family(self, number: int) -> str:
        """The same for units of which one may be a part of the other."""

    def is_part(self, number: int) -> bool: ...

    def is_whole(self, number: int) -> bool: ...

    def head(self, number: int) -> int:
        """The number that a bracket behind this one splits: itself, or the one it is told of (12人,占5%(…))."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One whole and the numbers of its family that its 其中 or its bracket holds, two or more, in text order."""

    whole: int
    parts: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    """A scope that is not closed: the numbers told before it, and the segment in which it was opened."""

    heads: Sequence[int]
    segment: int
    inside: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Walk:
    plain: str
    slots: Sequence[Slot]
    spans: Sequence[tuple[int, int]]
    ask: Measures

    def brackets(self, sentence: Sequence[int]) -> Iterator[_Open]:
        """487支(单位队358支,社区队129支): what a bracket holds, of the number before it."""
        inside: dict[int, list[int]] = {}
        for one in sentence:
            if self.slots[one].owner >= 0:
                inside.setdefault(self.slots[one].bracket, []).append(one)
        for numbers in inside.values():
            yield _Open((self.ask.head(self.slots[numbers[0]].owner),), 0, numbers)

    def sentence(self, numbers: Sequence[int], before: Sequence[int]) -> Iterator[_Open]:
        open_: list[_Open] = []
        for place, number in enumerate(numbers):
            segment = self.slots[number].segment
            while len(open_) > 1 and open_[-1].segment != segment:
                yield open_.pop()
            if place == 0:
                heads = before if self._opens_sentence(number) else ()
            elif self._opens(numbers[place - 1], number):
                heads = self._heads(numbers[max(0, place - _BACK) : place], bool(open_), number)
            else:
                heads = ()
            if heads:
                if len(open_) > _DEEPEST:
                    yield open_.pop()
                open_.append(_Open(heads, segment))
            if open_:
                open_[-1].inside.append(number)
        yield from open_

    def _opens_sentence(self, number: int) -> bool:
        begin = self.slots[number].sentence
        return OPENS.search(self.plain, begin, min(begin + _OPENING, self.spans[number][0])) is not None

    def _opens(self, before: int, number: int) -> bool:
        return OPENS.search(self.plain, self.spans[before][1], self.spans[number][0]) is not None

    def _heads(self, before: Sequence[int], nested: bool, number: int) -> Sequence[int]:
        """What the new scope splits: the part right before it if large enough, else the head of the sentence."""
        family = self.ask.family(number)
        alike = (place for place in reversed(range(len(before))) if self.ask.family(before[place]) == family)
        last = next((place for place in alike if self.ask.is_part(before[place])), None)
        if last is None or self.ask.value(before[last]) < self.ask.value(number):
            return ()
        return before[last:] if nested else before

    def measures(self, scope: _Open) -> Iterator[Scope]:
        """The scope's parts by the measure that they share with a head: the nearest one that is larger."""
        kinds: dict[str, list[int]] = {}
        for one in scope.inside:
            if self.ask.is_part(one):
                kinds.setdefault(self.ask.family(one), []).append(one)
        for kind, parts in kinds.items():
            if len(parts) < 2:
                continue
            wholes = (one for one in reversed(scope.heads) if self.ask.family(one) == kind)
            least = self.ask.value(parts[0])
            whole = next((one for one in wholes if self.ask.value(one) > least and self.ask.is_whole(one)), None)
            if whole is not None:
                yield Scope(whole, tuple(parts))


def scopes(
    plain: str,
    slots: Sequence[Slot],
    spans: Sequence[tuple[int, int]],
    sentences: Sequence[Sequence[int]],
    ask: Measures,
) -> list[Scope]:
    """All scopes of the plain text; `sentences` holds the numbers of each in order. Linear in the numbers."""
    walk = _Walk(plain, slots, spans, ask)
    found: list[Scope] = []
    before: Sequence[int] = []
    for sentence in sentences:
        level = [one for one in sentence if not slots[one].depth]
        for scope in (*walk.sentence(level, before), *walk.brackets(sentence)):
            found.extend(walk.measures(scope))
        before = level or before
    return found
