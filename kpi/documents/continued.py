"""Tables that go on in another one with the same head, 续表 3 or nothing between the two: one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kpi.documents.block import Block, Kind
from kpi.documents.tables import table_lines
from kpi.documents.terms import term

_WIDE = 3  # columns of a table that is told by its head alone


def together(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, the halves of a table joined; the line between them only says that it goes on."""
    found: list[Block] = []
    head: tuple[str, ...] = ()  # of the last table, which all that it goes on in have too
    for block in blocks:
        if block.kind is Kind.TABLE:
            last, head = head, _head(block)
            alike = last == head != ()
            between = alike and len(found) > 1 and _goes_on(found[-2], found[-1], block)
            if between or (alike and len(head) >= _WIDE and found and _cut(found[-1], block)):
                found = found[:-1] if between else found
                above = found.pop()
                pages = (*_pages(above), *_pages(block))
                block = replace(above, rows=(*above.rows, *block.rows), pages=pages, numbers=())
        found.append(block)
    return found


def _goes_on(above: Block, between: Block, below: Block) -> bool:
    if above.kind is not Kind.TABLE or between.kind is Kind.TABLE or above.sheet or below.sheet:
        return False
    return term("goes_on").fullmatch(between.text.strip()) is not None


def _cut(above: Block, below: Block) -> bool:
    """Whether a table goes on right behind itself, as programs cut it at the end of a page.

    No total closes its first half, and no row comes again.
    """
    if above.kind is not Kind.TABLE or above.sheet or below.sheet or not above.rows:
        return False
    first, second = _names(above), _names(below)
    return bool(first) and term("total").match(first[-1]) is None and not set(first) & set(second)


def _names(table: Block) -> list[str]:
    """What the rows below the head begin with."""
    return [line.cells[0] for line in table_lines(table.rows) if not line.head and not line.single]


def _head(table: Block) -> tuple[str, ...]:
    return next((line.cells for line in table_lines(table.rows) if line.head), ())


def _pages(table: Block) -> tuple[int, ...]:
    return table.pages if len(table.pages) == len(table.rows) else (table.page,) * len(table.rows)
