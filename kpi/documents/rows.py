"""Lines that stand beside each other as one: programs print a row cell by cell, a folded heading line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.documents.printed import Line, Table
from kpi.documents.terms import term

_LEVEL = 0.3  # of the size: two lines of one row
_NEAR = 2.5  # of the size: what stands between them in the order of the page is no further off
_LONGEST = 40  # characters of a row of cells
_MOST = 40  # lines behind one that are looked at
Item = Line | Table


def side_by_side(items: Sequence[Item]) -> list[Item]:
    """The items, rows that are printed in parts put together where the first of their parts stands."""
    found: list[Item] = []
    taken: set[int] = set()
    for at, item in enumerate(items):
        if at in taken:
            continue
        if isinstance(item, Line) and _is_cells(item):
            for place in range(at + 1, min(len(items), at + 1 + _MOST)):
                other = items[place]
                if not isinstance(other, Line) or not _is_cells(other) or not _is_near(item, other):
                    break
                if place not in taken and _is_level(item, other) and item.x1 < other.x0:
                    item = _joined(item, other)
                    taken.add(place)
        found.append(item)
    return found


def _is_cells(line: Line) -> bool:
    """Short, and no running text."""
    return len(line.text) <= _LONGEST and not term("clause_mark").search(line.text)


def _is_near(line: Line, other: Line) -> bool:
    return abs(other.top - line.top) < _NEAR * line.size


def _is_level(line: Line, other: Line) -> bool:
    apart = max(abs(other.bottom - line.bottom), abs(other.size - line.size))
    return apart < _LEVEL * line.size


def _joined(line: Line, other: Line) -> Line:
    return replace(
        line,
        text=f"{line.text} {other.text}",
        x1=other.x1,
        top=min(line.top, other.top),
        bottom=max(line.bottom, other.bottom),
        pieces=(*line.pieces, *other.pieces),
        words=(*(line.words or line.pieces), *(other.words or other.pieces)),
        bold=line.bold and other.bold,
    )
