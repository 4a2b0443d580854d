"""The cells of one table before anything is known of their rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kpi.outline.cells import Cell, empty

NEAR = 2  # lines before a table that may name it


@dataclass(slots=True)
class Block:
    """The cells of one table, rows as long as the header; `header` is empty where its cells cannot be told.

    `torn`: a row with numbers was left out, as nothing says in which columns they stand.
    """

    captions: list[str]
    header: list[Cell]
    rows: list[list[Cell]] = field(default_factory=list)
    torn: bool = False


def rectangular(block: Block) -> Block:
    """The block with all rows as long as its header or first row; torn where one differed (longer: left out)."""
    width = len(block.header) or max((len(row) for row in block.rows[:1]), default=0)
    if all(len(row) == width for row in block.rows):
        return block
    rows = [[*row, *(empty(row[-1].end) for _ in range(width - len(row)))] for row in block.rows if row]
    return Block(block.captions, block.header, [row for row in rows if len(row) == width], torn=True)


def fit(row: list[Cell], width: int) -> list[Cell]:
    """A header without its corner gets one; what goes on past the last column is cut off."""
    return [empty(row[0].start), *row] if len(row) == width - 1 else row[:width]


def shaped(row: list[Cell], width: int, numeric: Sequence[bool]) -> list[Cell]:
    """A row one cell too short lost its first or its last, whichever puts its numbers under numbers."""
    if len(row) == 1:
        return [row[0], *(empty(row[0].end) for _ in range(width - 1))]
    if len(row) == width - 1:
        front, back = [empty(row[0].start), *row], [*row, empty(row[-1].end)]
        return max((back, front), key=lambda cells: _alike(cells, numeric))
    if len(row) == width + 1:
        return max((row[:width], row[1:]), key=lambda cells: _alike(cells, numeric))
    return row if len(row) == width else []


def _alike(row: Sequence[Cell], numeric: Sequence[bool]) -> int:
    pairs = zip(row, numeric, strict=True)
    return sum(1 for cell, wanted in pairs if not cell.text or (cell.number or cell.blank) == wanted)
