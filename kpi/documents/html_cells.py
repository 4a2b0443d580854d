"""Tables of a web page: their rows, what each cell covers, and which of them only put the page in order."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from kpi.documents.block import Cell
from kpi.documents.html_text import indent_of, is_shown
from kpi.documents.stacked import cell_of
from kpi.documents.tables import holds_data

_LONG_CELL = 120
_SPAN = re.compile(r"\d{1,3}")


def rows_of(table: LexborNode) -> list[list[LexborNode]]:
    found: list[list[LexborNode]] = []
    for child in table.iter():
        if not is_shown(child):
            continue
        if child.tag == "tr":
            found.append([cell for cell in child.iter() if cell.tag in ("td", "th") and is_shown(cell)])
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += rows_of(child)
    return [row for row in found if row]


def lays_out(table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    """A table that only puts the page in order: one column, a cell that is an article, or tables within and no
    numbers beside them."""
    if all(len(row) == 1 for row in rows):
        return True
    if len(table.css("table")) > 1:
        return not holds_data([[own_text(cell) for cell in row] for row in rows])
    texts = [len((cell.text() or "").strip()) for row in rows for cell in row]
    longest = max(texts, default=0)
    return longest > _LONG_CELL and longest * 2 > sum(texts)


def own_text(cell: LexborNode) -> str:
    """The words of a cell, without the tables within."""
    found: list[str] = []
    waiting = [cell]
    while waiting:
        for child in waiting.pop().iter(include_text=True):
            if child.tag == "-text":
                found.append(child.text_content or "")
            elif child.tag != "table":
                waiting.append(child)
    return "".join(found)


def _spans(cell: LexborNode) -> tuple[int, int]:
    """(rows, columns) that a cell covers; a span of 0 or of nonsense is 1."""
    given = (cell.attributes.get("rowspan") or "1", cell.attributes.get("colspan") or "1")
    rows, columns = (max(1, int(text)) if _SPAN.fullmatch(text) else 1 for text in given)
    return rows, columns


def made(cell: LexborNode, lines: list[str]) -> Cell:
    """The cell that an element is, of the lines that it shows."""
    return Cell(cell_of(lines), *_spans(cell), cell.tag == "th", indent_of(cell))
