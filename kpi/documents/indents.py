"""How far the names of rows are set in: 集中供养 below 特困人员 is a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.block import Cell

_WIDE = "\u3000\u2003"  # as wide as a character
_NARROW = " \xa0\u2002"
_MOST = 4  # levels; names in the middle of their cells are set in by anything


def lead(text: str) -> int:
    """How many characters of blanks a text opens with, two narrow ones for one."""
    before = text[: len(text) - len(text.lstrip())]
    return sum(2 if one in _WIDE else 1 if one in _NARROW else 0 for one in before) // 2


def indents(rows: Sequence[Sequence[Cell]], body: int) -> list[int]:
    """For every row of a table, from `body` on, how far its name is set in; nought where that says nothing.

    The first row is set in least, and there are few levels.
    """
    found = [_of(row) if at >= body else 0 for at, row in enumerate(rows)]
    told = [one for at, one in enumerate(found) if at >= body and rows[at] and rows[at][0].text.strip()]
    levels = sorted(set(told))
    if not 1 < len(levels) <= _MOST or told[0] != levels[0]:
        return [0] * len(rows)
    return [max(0, one - levels[0]) for one in found]


def _of(row: Sequence[Cell]) -> int:
    return row[0].indent + lead(row[0].text) if row else 0
