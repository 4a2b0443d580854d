"""Tables without rules down their columns: lines of pieces below each other, one header row or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi.documents.block import Cell
from kpi.documents.printed import Line, Page, Piece, Table, is_row
from kpi.documents.rows import side_by_side

_FEWEST, _WIDEST = 3, 60  # lines; columns
_LONGEST = 10  # characters of a heading that stands between two lines of the header
_HALF = 1.3  # sizes between the tops of such a heading and of the line beside it
Columns = Sequence[Sequence[float]]


def with_columns(page: Page) -> Iterator[Line | Table]:
    """The page's items; rows of lines that are set in columns without rules make tables."""
    rows: list[Line] = []
    page = replace(page, items=side_by_side(page.items))
    for at, item in enumerate(page.items):
        if isinstance(item, Line) and (len(item.pieces) > 1 or _beside(page, at)):
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


def _unruled(rows: list[Line]) -> Iterator[Line | Table]:
    """Three lines or more of the same columns, with numbers in most, are a table; else they are lines."""
    told = [row for row in rows if len(row.pieces) > 1]
    numbers = sum(map(is_row, told))
    if len(told) < _FEWEST or numbers * 2 < len(told):
        yield from rows
        return
    rows = _in_words(rows)
    full = max(rows, key=lambda row: len(row.pieces))
    columns = [[piece.x0, piece.x1] for piece in full.pieces]
    for row in rows:
        if len(row.pieces) == len(columns):
            for piece in row.pieces:
                near = columns[_column(piece, columns)]
                near[0], near[1] = min(near[0], piece.x0), max(near[1], piece.x1)
    first = next((at for at, row in enumerate(rows) if is_row(row)), len(rows))
    cells = [_spread(row, columns) if at < first else _cells(row, columns) for at, row in enumerate(rows)]
    yield Table(cells, [columns[0][0], *(high for _, high in columns)], rows[0].top, rows[-1].bottom)


def _cells(row: Line, columns: Columns) -> tuple[Cell, ...]:
    texts = [""] * len(columns)
    for piece in row.pieces:
        at = _column(piece, columns)
        texts[at] = f"{texts[at]} {piece.text}".strip()
    return tuple(map(Cell, texts))


def _spread(row: Line, columns: Columns) -> tuple[Cell, ...]:
    """A line of the header: a piece in the middle over several columns covers them."""
    if not 2 <= len(row.pieces) < len(columns) <= _WIDEST:
        return _cells(row, columns)
    owner: list[int] = [-1] * len(columns)
    for number, piece in enumerate(row.pieces):
        low, high = _covered(piece, columns)
        if any(one >= 0 for one in owner[low : high + 1]):
            return _cells(row, columns)
        owner[low : high + 1] = [number] * (high + 1 - low)
    found, at = [], 0
    while at < len(columns):
        wide = 1
        while owner[at] >= 0 and at + wide < len(columns) and owner[at + wide] == owner[at]:
            wide += 1
        found.append(Cell(row.pieces[owner[at]].text if owner[at] >= 0 else "", 1, wide))
        at += wide
    return tuple(found)


def _covered(piece: Piece, columns: Columns) -> tuple[int, int]:
    """The run of columns whose middle is nearest to that of the piece, the one that it stands over among them."""
    own, middle = _column(piece, columns), (piece.x0 + piece.x1) / 2
    runs = [(low, high) for low in range(own + 1) for high in range(own, len(columns)) if low or not high]
    return min(
        runs, key=lambda run: (round(abs((columns[run[0]][0] + columns[run[1]][1]) / 2 - middle)), run[1] - run[0])
    )


def _in_words(rows: list[Line]) -> list[Line]:
    """Rows of one number of words each, set close, where wide gaps alone do not part all of them."""
    counts = {len(row.words) for row in rows}
    close = len(counts) == 1 and any(len(row.pieces) < len(row.words) for row in rows)
    return [replace(row, pieces=row.words) for row in rows] if close else rows


def _column(piece: Piece, columns: Columns) -> int:
    """The column that a piece shares most with, else the nearest."""

    def apart(at: int) -> float:
        low, high = columns[at]
        return (
            max(low - piece.x1, piece.x0 - high)
            if piece.x1 < low or high < piece.x0
            else -(min(high, piece.x1) - max(low, piece.x0))
        )

    return min(range(len(columns)), key=apart)
