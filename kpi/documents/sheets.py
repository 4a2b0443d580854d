"""Sheets of a workbook, however stored, to blocks: a table a region; what is hidden is left out and told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi.documents.block import Block, Cell, Content, Kind
from kpi.documents.cells import is_number
from kpi.documents.indents import lead
from kpi.documents.stacked import cell_of
from kpi.documents.tables import TooLargeError
from kpi.errors import Problem, problem

MOST_CELLS = 2_000_000
MOST_CHARACTERS = 50_000_000  # of all cells: one text may be shared by many
Spans = dict[tuple[int, int], tuple[int, int]]  # where a merged cell begins → its last row and column


@dataclass(slots=True)
class Sheet:
    """What one sheet shows, by (row, column) from 0; `merged` are (first, last row, first, last column)."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)  # where a format sets them in
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unseen: list[str] = field(default_factory=list)  # cells whose format shows nothing of their number
    struck: list[str] = field(default_factory=list)  # what a line runs through
    white: list[str] = field(default_factory=list)  # white with nothing of a colour behind it
    uncomputed: list[str] = field(default_factory=list)  # cells whose formula has no value


def content_of(sheets: list[Sheet], name: str) -> Content:
    """All that the visible sheets show, in their order. TooLargeError."""
    if (characters := sum(len(text) for sheet in sheets for text in sheet.cells.values())) > MOST_CHARACTERS:
        raise TooLargeError(characters, MOST_CHARACTERS)
    content = Content()
    for sheet in sheets:
        if sheet.hidden:
            if sheet.cells:
                content.warnings.append(problem("document_hidden_sheet", name, found=sheet.name))
            continue
        content.warnings += _told(sheet, name)
        content.blocks += _regions(sheet)
    return content


def _told(sheet: Sheet, name: str) -> Iterator[Problem]:
    filled = {row for row, _ in sheet.cells} & sheet.hidden_rows
    if filled:
        rows = ", ".join(str(row + 1) for row in sorted(filled)[:10])
        yield problem("document_hidden_rows", name, found=sheet.name, rows=rows, n=len(filled))
    columns = {column for _, column in sheet.cells} & sheet.hidden_columns
    if columns:
        letters = ", ".join(letters_of(column) for column in sorted(columns)[:10])
        yield problem("document_hidden_columns", name, found=sheet.name, columns=letters, n=len(columns))
    if sheet.unseen:
        places = ", ".join(sheet.unseen[:10])
        yield problem("document_hidden_cells", name, found=sheet.name, cells=places, n=len(sheet.unseen))
    if sheet.struck:
        yield problem("document_struck", name, found=" ".join(sheet.struck)[:60], sheet=sheet.name)
    if sheet.white:
        yield problem("document_hidden", name, found=" ".join(sheet.white)[:60], sheet=sheet.name)
    if sheet.uncomputed:
        places = ", ".join(sheet.uncomputed[:10])
        yield problem("document_uncomputed", name, found=sheet.name, cells=places, n=len(sheet.uncomputed))


def letters_of(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _regions(sheet: Sheet) -> Iterator[Block]:
    """Runs of rows between blank ones, which no merged cell covers; a run of lone texts is paragraphs."""
    rows = sorted({row for row, _ in sheet.cells} - sheet.hidden_rows)
    if not rows:
        return
    columns = sorted({column for _, column in sheet.cells} - sheet.hidden_columns)
    if (places := len(rows) * len(columns)) > MOST_CELLS:
        raise TooLargeError(places, MOST_CELLS)
    spans = {(first, left): (last, right) for first, last, left, right in sheet.merged}
    covered = _covered(spans, rows, columns)
    reach: dict[int, int] = {}  # the last row that a merged cell of a row covers
    for place, (last, _) in spans.items():
        reach[place[0]] = max(last, reach.get(place[0], 0)) if place in sheet.cells else reach.get(place[0], 0)
    run: list[int] = []
    low = -1  # the last row that anything of the run covers
    for row in rows:
        if run and not all(between in sheet.hidden_rows for between in range(low + 1, row)):
            yield from _block(sheet, run, columns, spans, covered)
            run = []
        run.append(row)
        low = max(low, row, reach.get(row, row))
    yield from _block(sheet, run, columns, spans, covered)


def _covered(spans: Spans, rows: list[int], columns: list[int]) -> set[tuple[int, int]]:
    """The places that merged cells take from others, among the rows and columns that hold something."""
    found: set[tuple[int, int]] = set()
    places = 0
    for (first, left), (last, right) in spans.items():
        down = rows[bisect_left(rows, first) : bisect_right(rows, last)]
        across = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        places += len(down) * len(across)
        if places > MOST_CELLS:
            raise TooLargeError(places, MOST_CELLS)
        found |= {(row, column) for row in down for column in across} - {(first, left)}
    return found


def _between(places: list[int], first: int, last: int) -> int:
    """How many of sorted places lie from `first` to `last`."""
    return bisect_right(places, last) - bisect_left(places, first)


def _block(
    sheet: Sheet, run: list[int], columns: list[int], spans: Spans, covered: set[tuple[int, int]]
) -> Iterator[Block]:
    found = []
    for row in run:
        cells = []
        for column in columns:
            if (row, column) in covered:
                continue
            tall = wide = 1
            if (row, column) in spans:
                last, right = spans[row, column]
                tall, wide = _between(run, row, last), _between(columns, column, right)
            text = sheet.cells.get((row, column), "")
            indent = sheet.indents.get((row, column), 0) + lead(text)
            cells.append(Cell(cell_of(text.split("\n")), tall, wide, indent=indent))
        found.append(tuple(cells))
    numbers = tuple(row + 1 for row in run)
    lone = [[cell.text for cell in cells if cell.text.strip()] for cells in found]
    if all(len(texts) < 2 for texts in lone) and not any(is_number(text) for texts in lone for text in texts):
        for texts in lone:
            yield from (Block(Kind.PARAGRAPH, text, sheet=sheet.name) for text in texts)
        return
    yield Block(Kind.TABLE, rows=tuple(found), numbers=numbers, sheet=sheet.name)
