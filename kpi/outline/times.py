"""Which months a heading or a row's name is of: 一季度, 2023年1-6月, 全年; and which of them make up another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kpi.outline.expressions import expression, mapping

_YEAR_LED = expression("outline", "times.year_led")
_MONTHS = expression("outline", "times.months")
_STOCK = expression("outline", "times.stock")
_SUMMED = expression("outline", "times.summed")
_LENGTHS = (6, 3, 1)  # months: halves, quarters, single ones
_LAST = 12


@dataclass(frozen=True, slots=True)
class Span:
    """The months `first` to `last`; `of` is what else the name says: 结婚 and 2023年 of 2023年结婚一季度."""

    first: int
    last: int
    of: str

    @property
    def length(self) -> int:
        return self.last - self.first + 1


@cache
def _named() -> tuple[tuple[re.Pattern[str], int, int], ...]:
    found = mapping("outline", "times.named")
    return tuple((re.compile(name), *map(int, months.split("-"))) for name, months in found.items())  # type: ignore[misc]


@lru_cache(maxsize=4096)  # every cell asks for its row's and its column's
def span_of(name: str) -> Span | None:
    """The months that a name says that a number is the sum of; None for a day (6月末) and where it says none."""
    led = _YEAR_LED.match(name)
    bare = name[led.end() :] if led else name
    for found, first, last in _said(bare):
        if not _STOCK.match(bare, found.end()) and 1 <= first <= last <= _LAST:
            year = led["year"] if led else ""
            return Span(first, last, _SUMMED.sub("", f"{year or ''}{bare[: found.start()]}{bare[found.end() :]}"))
    return None


def part_of_year(name: str) -> str:
    """A name that says nothing but months, a quarter or a half (2024年12月); "" for any other, and for 全年."""
    span = span_of(name)
    only = span is not None and span.length < _LAST and (not span.of or span.of.isdigit())
    return name if only else ""


def _said(bare: str) -> Iterator[tuple[re.Match[str], int, int]]:
    months = _MONTHS.search(bare)
    if months is not None:
        yield months, int(months["first"]), int(months["last"] or months["first"])
        return
    for name, first, last in _named():
        found = name.search(bare)
        if found is not None:
            yield found, first, last


def tilings(spans: Mapping[int, Span], whole: Span) -> Iterator[list[int]]:
    """The places whose months, all of one length, are together those of `whole`, the longest first."""
    for length in _LENGTHS:
        alike = {one.first: place for place, one in spans.items() if one.of == whole.of and one.length == length}
        firsts = range(whole.first, whole.last + 1, length)
        if length < whole.length and whole.length % length == 0 and all(first in alike for first in firsts):
            yield [alike[first] for first in firsts]
