"""Rows whose cells each stand on a line of their own with a bar behind it: text taken from pages of the web.

    | / 起数 | / 死亡人数 | / ||| / 采矿 | / 增长 | …: a cell that is empty is a bar alone, and those that a
span took stand at the end of their row. So every row has as many bars, and where runs of bars end says how many.
The bar may also stand on a line between two cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

from kpi.outline.shapes import is_blank, is_number

BAR = "|"
_NARROWEST, _WIDEST = 3, 40  # cells of a row
_ROWS = 2
_REGULAR = 4  # rows from which the kinds of their cells tell how many stand in one
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Barred:
    """A stretch of such lines up to `end`: the cells of each row, or no rows where nothing tells them."""

    rows: tuple[tuple[Span, ...], ...]
    end: int


def barred(plain: str, start: int, high: int) -> Barred | None:
    """The stretch that begins at the line of `start`; None where that line is of none."""
    cells: list[Span] = []
    runs: list[tuple[int, bool]] = []  # how many cells there are where empty ones end, and whether it is one
    end = -1
    for low, name, bars, stop in _told(plain, start, high):
        cells += [(low, low + name), *[(low + name,) * 2] * (bars - 1)]
        if not name or bars > 1:
            runs.append((len(cells), bars - bool(name) == 1))
        end = stop
    if end < 0 or len(cells) < _ROWS * _NARROWEST:
        return None
    width = _width(runs) or _by_kinds(plain, cells, runs)
    if not width or len(cells) < _ROWS * width:
        return Barred((), end)
    cells += [cells[-1][1:] * 2] * (-len(cells) % width)  # the last row's empty cells may be lost
    return Barred(tuple(tuple(cells[n : n + width]) for n in range(0, len(cells), width)), end)


def _told(plain: str, start: int, high: int) -> Iterator[tuple[int, int, int, int]]:
    """(where a cell begins, its length, the bars behind it, where their line ends), cell by cell."""
    at = start
    own = BAR in plain[start : _line_end(plain, start)]  # else the bars of names stand on the next line
    while at < high:
        stop = _line_end(plain, at)
        told = plain[at:stop].strip()
        name = told.rstrip(BAR + " ")
        bars = told.count(BAR)
        low = plain.index(told, at)
        if name and bars and not own:
            return
        if told and not bars and not own:
            behind = _line_end(plain, stop + 1)
            alone = plain[stop + 1 : behind].strip()
            bars = alone.count(BAR) if alone and not alone.strip(BAR + " ") else 0
            stop = behind if bars else stop
        if not bars or BAR in name or stop > high:
            return
        yield low, len(name), bars, stop
        at = stop + 1


def _line_end(plain: str, start: int) -> int:
    end = plain.find("\n", start)
    return len(plain) if end < 0 else end


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


def _by_kinds(plain: str, cells: Sequence[Span], runs: Sequence[tuple[int, bool]]) -> int:
    """The least width with which every column holds names or numbers below a line of names, empty cells aside."""
    texts = [plain[low:high] for low, high in cells]
    fits = [
        width
        for width in range(_NARROWEST, min(_WIDEST, len(texts) // _REGULAR) + 1)
        if not len(texts) % width and all(map(_is_of_one_kind, (texts[n::width][1:] for n in range(width))))
    ]
    return fits[0] if runs and fits else 0


def _is_of_one_kind(column: Sequence[str]) -> bool:
    told = [text for text in column if text and not is_blank(text)]
    return len({is_number(text) for text in told}) == 1
