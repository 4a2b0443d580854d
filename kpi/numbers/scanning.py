"""All printed numbers of a plain text: Arabic numerals, numbers in words, and the rarer forms.

What is found here is printed matter only (where, which value, which unit, which bound its own form gives); whether
it measures anything is decided in `exclusions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kpi.numbers.arabic import scan_arabic
from kpi.numbers.forms import doublings, without_digits
from kpi.numbers.fractions import fractions
from kpi.numbers.number import Number
from kpi.numbers.powers import powers
from kpi.numbers.ratios import ratios
from kpi.numbers.signs import halved, signed
from kpi.numbers.words import scan_apart, scan_words

# Each costs nothing where its character is absent; where one overlaps a plain number it wins.
_FORMS: tuple[Callable[[str], Iterator[Number]], ...] = (
    ratios, powers, doublings, fractions, without_digits, scan_apart,
)  # fmt: skip


def scan(text: str) -> list[Number]:
    """All printed numbers of a plain text in order; rarer forms and unit-bearing ones win where two overlap."""
    found = list(scan_arabic(text))
    special = [number for form in _FORMS for number in form(text)]
    ends, starts = {p.end for p in found if not p.unit}, {p.start for p in found}
    words = _without([p for p in scan_words(text) if p.start not in ends and p.end not in starts], found)
    if special:
        special = _apart(special)
        found = _without(found, special)
        words = _without(words, special)
        found += special
    found += words
    found.sort(key=lambda p: p.start)
    halved(text, found)
    signed(text, found)
    return found


def _apart(numbers: list[Number]) -> list[Number]:
    """In text order; of two that overlap the one that begins first, then the longer."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda number: (number.start, -number.end)):
        if not kept or kept[-1].end <= number.start:
            kept.append(number)
    return kept


def _without(numbers: list[Number], special: list[Number]) -> list[Number]:
    """The numbers that lie in none of the special ones; both in text order."""
    kept, index = [], 0
    for number in numbers:
        while index < len(special) and special[index].end <= number.start:
            index += 1
        if index == len(special) or number.end <= special[index].start:
            kept.append(number)
    return kept
