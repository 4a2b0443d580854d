"""Tables that go on in another one, 续表 3 above it and the same head again: one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kpi.documents.block import Block, Kind
from kpi.documents.tables import table_lines
from kpi.documents.terms import term


def together(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, the halves of a table joined; the line between them only says that it goes on."""
    found: list[Block] = []
    head: tuple[str, ...] = ()  # of the last table, which all that it goes on in have too
    for block in blocks:
        if block.kind is Kind.TABLE:
            last, head = head, _head(block)
            if len(found) > 1 and last == head != () and _goes_on(found[-2], found[-1], block):
                found.pop()
                above = found.pop()
                pages = (*_pages(above), *_pages(block))
                block = replace(above, rows=(*above.rows, *block.rows), pages=pages, numbers=())
        found.append(block)
    return found


def _goes_on(above: Block, between: Block, below: Block) -> bool:
    if above.kind is not Kind.TABLE or between.kind is Kind.TABLE or above.sheet or below.sheet:
        return False
    return term("goes_on").fullmatch(between.text.strip()) is not None


def _head(table: Block) -> tuple[str, ...]:
    return next((line.cells for line in table_lines(table.rows) if line.head), ())


def _pages(table: Block) -> tuple[int, ...]:
    return table.pages if len(table.pages) == len(table.rows) else (table.page,) * len(table.rows)
