"""Lists whose items stand on lines of their own, behind the line that they belong to.

全年支出公益金9.6亿元,分列如下: / 1.助老项目94个… / 2.助残项目86个…
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kpi.outline.heads import ITEM_HEAD
from kpi.outline.marks import COLON, SEGMENT_END

_FEWEST = 2
_TOLD = "told"  # the kind of an item without a number
_PLAIN = "plain"  # the same, where a colon opens the list and semicolons part it


@dataclass(frozen=True, slots=True)
class Listing:
    """A head line and its items, each as (start, end) of a line of the plain text."""

    head: tuple[int, int]
    items: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    span: tuple[int, int]
    kind: str  # which kind of number opens it; "" for a line without one
    number: int  # what it says, 0 where that is no Arabic number


@lru_cache(maxsize=1)  # several rules ask for the same text's
def listings(plain: str, told: frozenset[int] = frozenset()) -> tuple[Listing, ...]:
    """Runs of at least two item lines of one kind (1. 2., (一) (二), ①②) with the line before them.

    Lines that semicolons part behind a head with a colon are items too. Blank lines between items are passed over,
    and one line without a number where the next item counts on (4) … / 其中:… / 5) …). `told`: lines that the
    document calls items, numbered or not. Linear in the text.
    """
    found: list[Listing] = []
    head: tuple[int, int] | None = None
    items: list[_Line] = []
    aside: _Line | None = None  # a line without a number behind an item
    for line in _lines(plain, told):
        last = items[-1] if items else None
        goes_on = last is not None and line.kind == last.kind
        if goes_on and aside is not None and not (line.number and last and line.number == last.number + 1):
            goes_on = False
        if goes_on:
            items.append(line)
            aside = None
        elif line.kind:
            _close(found, head, items)
            head = aside.span if aside else last.span if last else head
            items, aside = [line], None
        elif last is not None and aside is None:
            aside = line
        else:
            _close(found, head, items)
            head, items, aside = line.span, [], None
    _close(found, head, items)
    return tuple(found)


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
            number = (match["arabic"] or match["half"] or match["bracket"]) if match else None
            yield _Line((start, end), kind, int(number) if number else 0)
        start = end + 1


def _close(found: list[Listing], head: tuple[int, int] | None, items: list[_Line]) -> None:
    spans = tuple(item.span for item in items)
    if head is not None and len(spans) >= _FEWEST and head not in spans:
        found.append(Listing(head, spans))
