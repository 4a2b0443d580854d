"""Headings of two lines in a table whose cells each stand on a line of their own.

序号 / 街道 / 1月 / 2月 / 增幅 / 低保 / 特困 / 低保 / 特困 / 1 / 东街 / …: the serial numbers say how many columns
there are, and the names that come again which upper names are over them: 序号, 街道, 1月低保, …, 增幅.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kpi.outline.cells import Cell
from kpi.outline.shapes import year_of

_NARROWEST, _WIDEST = 3, 20  # columns
_LONGEST = 60  # cells of a heading


def in_one_line(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The same cells with one name a column, where that can be told."""
    start, width = _numbering(cells)
    upper = start - width
    if upper < 2:
        return cells
    for size in range(start // upper, 1, -1):
        names, below = cells[: start - upper * size], cells[start - upper * size : start]
        if [cell.text for cell in below] != [cell.text for cell in below[:size]] * upper:
            continue
        at = _side_by_side([cell.text for cell in names], upper)
        if at > 0 and len(names) - upper + len(below) == width:
            joined = [
                Cell(cell.start, cell.end, names[at + place // size].text + cell.text)
                for place, cell in enumerate(below)
            ]
            return [*names[:at], *joined, *names[at + upper :], *cells[start:]]
    return cells


def _numbering(cells: Sequence[Cell]) -> tuple[int, int]:
    """Where the first row begins, and how many cells a row has: 1, 2 and 3 stand so far apart; (0, 0) without."""
    texts = [cell.text for cell in cells[: _LONGEST + 2 * _WIDEST]]
    for start in range(_NARROWEST, min(len(texts), _LONGEST)):
        for width in range(_NARROWEST, _WIDEST + 1 if texts[start] == "1" else 0):
            if texts[start + width : start + 2 * width + 1 : width] == ["2", "3"]:
                return start, width
    return 0, 0


def _side_by_side(names: Sequence[str], count: int) -> int:
    """The place of so many names that begin or end alike, or are of years; 0 without them."""
    for at in range(1, len(names) - count + 1):
        run = names[at : at + count]
        if all(map(year_of, run)) or _alike(run) > 1 or _alike([name[::-1] for name in run]):
            return at
    return 0


def _alike(names: Sequence[str]) -> int:
    """How many characters they all begin with."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*names, strict=False)))
