"""Tables without rules down their columns: lines of pieces below each other, one header row or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi.documents.block import Cell
from kpi.documents.printed import Line, Page, Table, is_row
from kpi.documents.rows import side_by_side
from kpi.documents.unruled_heads import Columns, cells_of, column_of, heads
from kpi.documents.unruled_names import is_name
from kpi.documents.unruled_rows import whole_rows

_FEWEST = 3  # lines
_LONGEST = 10  # characters of a heading that stands between two lines of the header
_HALF = 1.3  # sizes between the tops of such a heading and of the line beside it
_FAR = 3.0  # sizes between the tops of two lines of the header


def with_columns(page: Page) -> Iterator[Line | Table]:
    """The page's items; rows of lines that are set in columns without rules make tables."""
    rows: list[Line] = []
    page = replace(page, items=whole_rows(side_by_side(page.items)))
    for at, item in enumerate(page.items):
        if isinstance(item, Line) and (
            len(item.pieces) > 1 or _beside(page, at) or _over(rows, item) or (rows and is_name(page.items, at))
        ):
            rows.append(item)
            continue
        yield from _unruled(rows)
        rows = []
        yield item
    yield from _unruled(rows)


def _beside(page: Page, at: int) -> bool:
    """A short piece by itself, half a line off one of several pieces: a heading over two lines of the header."""
    line = page.items[at]
    if not isinstance(line, Line) or len(line.text) > _LONGEST or any(map(str.isdigit, line.text)):
        return False
    near = (page.items[place] for place in (at - 1, at + 1) if 0 <= place < len(page.items))
    return any(
        isinstance(other, Line) and len(other.pieces) > 1 and abs(other.top - line.top) < _HALF * line.size
        for other in near
    )


def _over(rows: Sequence[Line], line: Line) -> bool:
    """A name over several columns that programs draw behind the names below it."""
    return bool(rows) and 0 < rows[-1].top - line.top < _FAR * line.size and not is_row(rows[-1])


def _unruled(rows: list[Line]) -> Iterator[Line | Table]:
    """Three lines or more of the same columns, with numbers in most, are a table; else they are lines."""
    told = [row for row in rows if len(row.pieces) > 1]
    if len(told) < _FEWEST or not _are_numbers(told):
        yield from rows
        return
    lines = _in_words(rows)
    columns = _columns(lines)
    first = next((at for at, row in enumerate(lines) if is_row(row)), len(lines))
    while first and len(lines[first - 1].pieces) == 1 and not column_of(lines[first - 1].pieces[0], columns):
        first -= 1  # the parent of the first rows
    cells = [*heads(lines[:first], columns), *(_cells(row, columns) for row in lines[first:])]
    yield Table(cells, [columns[0][0], *(high for _, high in columns)], rows[0].top, rows[-1].bottom)


def _are_numbers(told: Sequence[Line]) -> bool:
    """Whether most lines hold numbers, of several such lines those from the first of them on."""
    rows = [is_row(row) for row in told]
    numbers = sum(rows)
    below = rows[rows.index(True) :] if numbers >= _FEWEST else rows
    return numbers * 2 >= len(below)


def _columns(rows: Sequence[Line]) -> Columns:
    """From where to where each column goes, by the rows that have all of them, first of all those of numbers."""
    full = max(rows, key=lambda row: (len(row.pieces), is_row(row)))
    columns = [[piece.x0, piece.x1] for piece in full.pieces]
    for row in rows:
        if len(row.pieces) == len(columns):
            for piece in row.pieces:
                near = columns[column_of(piece, columns)]
                near[0], near[1] = min(near[0], piece.x0), max(near[1], piece.x1)
    return columns


def _cells(row: Line, columns: Columns) -> tuple[Cell, ...]:
    """A row; a name by itself goes over all columns."""
    alone = len(row.pieces) == 1 and not column_of(row.pieces[0], columns)
    return (Cell(row.text, 1, len(columns)),) if alone else cells_of(row, columns)


def _in_words(rows: list[Line]) -> list[Line]:
    """Rows of one number of words each, set close, where wide gaps alone do not part all of them."""
    told = [row for row in rows if len(row.pieces) > 1 or len(row.words) > 1]
    counts = {len(row.words) for row in told}
    close = len(counts) == 1 and any(len(row.pieces) < len(row.words) for row in told)
    return [replace(row, pieces=row.words) if len(row.words) > 1 else row for row in rows] if close else rows
