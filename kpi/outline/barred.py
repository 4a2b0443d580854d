"""Rows whose cells each stand on a line of their own with a bar behind it: text taken from pages of the web.

    | / 起数 | / 死亡人数 | / ||| / 采矿 | / 增长 | …: a cell that is empty is a bar alone, and those that a
span took stand at the end of their row. So every row has as many bars, and where runs of bars end says how many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

BAR = "|"
_NARROWEST, _WIDEST = 3, 40  # cells of a row
_ROWS = 2
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Barred:
    """A stretch of such lines up to `end`: the cells of each row, or no rows where nothing tells them."""

    rows: tuple[tuple[Span, ...], ...]
    end: int


def barred(plain: str, start: int, high: int) -> Barred | None:
    """The stretch that begins at the line of `start`; None where that line is of none."""
    cells: list[Span] = []
    runs: list[tuple[int, bool]] = []  # how many cells there are where bars end, and whether it is one
    at, end = start, -1
    while at < high:
        stop = plain.find("\n", at)
        stop = len(plain) if stop < 0 else stop
        told = plain[at:stop].strip()
        name = told.rstrip(BAR + " ")
        if not told.endswith(BAR) or BAR in name:
            break
        bars = told.count(BAR)
        low = plain.index(told, at)
        cells += [(low, low + len(name)), *[(low + len(told),) * 2] * (bars - 1)]
        if not name or bars > 1:
            runs.append((len(cells), bars == 1))
        at, end = stop + 1, stop
    if end < 0:
        return None
    width = _width(runs)
    if not width or len(cells) < _ROWS * width:
        return Barred((), end)
    cells += [cells[-1][1:] * 2] * (-len(cells) % width)  # the last row's empty cells may be lost
    return Barred(tuple(tuple(cells[n : n + width]) for n in range(0, len(cells), width)), end)


def _width(runs: Sequence[tuple[int, bool]]) -> int:
    """A bar alone may be an empty cell anywhere in its row; several end it."""
    sure = gcd(*(place for place, alone in runs if not alone))
    alone = [place for place, single in runs if single]
    if sure:
        fits = [width for width in range(_NARROWEST, _WIDEST + 1) if not sure % width]
    else:
        fits = [
            width for width in range(_NARROWEST, _WIDEST + 1) if sum(not one % width for one in alone) >= _ROWS
        ]
    return max(fits, key=lambda width: (sum(not one % width for one in alone), width), default=0)
