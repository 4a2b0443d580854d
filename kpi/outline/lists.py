"""Lists whose items stand on lines of their own, behind the line that they belong to.

全年支出公益金9.6亿元,分列如下: / 1.助老项目94个… / 2.助残项目86个…
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kpi.outline.heads import ITEM_HEAD, ordinal
from kpi.outline.marks import COLON, SEGMENT_END

_FEWEST = 2
_DEEPEST = 4  # lists within lists
_TOLD = "told"  # the kind of an item without a number
_PLAIN = "plain"  # the same, where a colon opens the list and semicolons part it


@dataclass(frozen=True, slots=True)
class Listing:
    """A head line and its items, each as (start, end) of a line of the plain text; `end` is its last line's."""

    head: tuple[int, int]
    items: tuple[tuple[int, int], ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    span: tuple[int, int]
    kind: str  # which kind of number opens it; "" for a line without one
    number: int  # what it says, 0 where that is none


@dataclass(slots=True)
class _Open:
    """A list that may go on, and where its last line ends."""

    head: tuple[int, int]
    items: list[_Line]
    end: int

    def takes(self, line: _Line, behind: bool) -> bool:
        """Items of one kind right `behind` each other; with other lines between only where they count on."""
        last = self.items[-1]
        counts_on = line.number > 0 and line.number == last.number + 1
        return line.kind == last.kind and (counts_on or (behind and not line.number == 1 < last.number))


@lru_cache(maxsize=1)  # several rules ask for the same text's
def listings(plain: str, told: frozenset[int] = frozenset()) -> tuple[Listing, ...]:
    """Runs of at least two item lines of one kind (1. 2., (一) (二), ①②) with the line before them.

    Lines that semicolons part behind a head with a colon are items too. Other lines may stand between items that
    count on, those of a list of another kind among them (1. … / (1) … / (2) … / 2. …). `told`: lines that the
    document calls items, numbered or not. In the order of their heads; linear in the text.
    """
    found: list[Listing] = []
    open_: list[_Open] = []
    above: _Line | None = None
    for line in _lines(plain, told):
        if line.kind and above is not None:
            _take(found, open_, line, above)
        above = line
    _close(found, open_)
    return tuple(sorted(found, key=lambda one: one.head))


def _take(found: list[Listing], open_: list[_Open], line: _Line, above: _Line) -> None:
    """An item goes on with the innermost list that takes it, and those within it have ended; or it opens one."""
    place = len(open_) - 1
    while place >= 0 and not open_[place].takes(line, above is open_[place].items[-1]):
        place -= 1
    if place >= 0:
        _close(found, open_, place + 1)
        open_[place].items.append(line)
    else:
        alike = next((n for n, one in enumerate(open_) if one.items[-1].kind == line.kind), len(open_))
        _close(found, open_, alike)  # it begins anew
        open_.append(_Open(above.span, [line], line.span[1]))
        _close(found, open_, 0, len(open_) - _DEEPEST)
    for one in open_:
        one.end = line.span[1]


def _lines(plain: str, told: Collection[int]) -> Iterator[_Line]:
    start = 0
    goes_on = opened = False  # by the semicolon of an item without a number; by the colon of a head
    while start <= len(plain):
        end = plain.find("\n", start)
        end = len(plain) if end < 0 else end
        if plain[start:end].strip():
            match = ITEM_HEAD.match(plain, start, end)
            kind = (match.lastgroup or "") if match else _TOLD if start in told else ""
            ends = plain[start:end].rstrip()[-1]
            if not kind and (goes_on or (opened and ends in SEGMENT_END)):
                kind = _PLAIN
            goes_on, opened = kind == _PLAIN and ends in SEGMENT_END, ends == COLON
            yield _Line((start, end), kind, ordinal(match) if match else 0)
        start = end + 1


def _close(found: list[Listing], open_: list[_Open], low: int = 0, high: int | None = None) -> None:
    """The open lists from `low` on, up to below `high`, have ended."""
    high = len(open_) if high is None else max(low, high)
    for one in open_[low:high]:
        spans = tuple(item.span for item in one.items)
        if len(spans) >= _FEWEST and one.head not in spans:
            found.append(Listing(one.head, spans, one.end))
    del open_[low:high]
