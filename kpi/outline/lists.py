"""Lists whose items stand on lines of their own, behind the line that they belong to.

全年支出公益金9.6亿元,分列如下: / 1.助老项目94个… / 2.助残项目86个…
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi.outline.marks import ITEM_HEAD

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Listing:
    """A head line and its items, each as (start, end) of a line of the plain text."""

    head: tuple[int, int]
    items: tuple[tuple[int, int], ...]


def listings(plain: str) -> list[Listing]:
    """Runs of at least two item lines of one kind (1. 2., (一) (二), ①②) with the line before them; blank lines
    between items are passed over. Linear in the text.
    """
    found: list[Listing] = []
    head: tuple[int, int] | None = None
    items: list[tuple[int, int]] = []
    kind = ""
    start = 0
    while start <= len(plain):
        end = plain.find("\n", start)
        end = len(plain) if end < 0 else end
        if plain[start:end].strip():
            match = ITEM_HEAD.match(plain, start, end)
            own = (match.lastgroup or "") if match else ""
            if own and own == kind and items:
                items.append((start, end))
            else:
                _close(found, head, items)
                head = items[-1] if items and own else head
                if not own:
                    head, items, kind = (start, end), [], ""
                else:
                    items, kind = [(start, end)], own
        start = end + 1
    _close(found, head, items)
    return found


def _close(found: list[Listing], head: tuple[int, int] | None, items: list[tuple[int, int]]) -> None:
    if head is not None and len(items) >= _FEWEST and head not in items:
        found.append(Listing(head, tuple(items)))
