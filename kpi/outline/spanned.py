"""Tables whose spans were lost: the cells of a row stand from the left, and what spans took at its end is empty.

项目 | 预算数 | 执行数 | | over 金额 | 增长% | | : one name of the first line is over both of the second, and the
column of rates says which. 甲 | 12 | 3% | (nothing) below 城区 | 乙 | 9 | 2%: it lost its first cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from kpi.outline.cells import Cell, empty
from kpi.outline.shapes import words

_MOST_NAMES = 3  # lines of a heading
_RATE = "%"


def from_the_left(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether every empty cell stands at the end of its row, and some do."""
    ends = [_filled(row) for row in rows]
    return any(end < len(row) for end, row in zip(ends, rows, strict=True)) and all(
        all(cell.text for cell in row[1:end]) for end, row in zip(ends, rows, strict=True)
    )


def set_right(rows: Sequence[list[Cell]], width: int) -> list[list[Cell]]:
    """Each row whose last cells are empty moved to where its cells are of the kinds of the full rows' columns."""
    full = [row for row in rows if len(row) == width and all(cell.text for cell in row)]
    if not full:
        return list(rows)
    kinds = [Counter(_kind(row[n]) for row in full).most_common(1)[0][0] for n in range(width)]
    return [_moved(row, kinds) if len(row) == width else row for row in rows]


def _moved(row: list[Cell], kinds: Sequence[str]) -> list[Cell]:
    told = row[: _filled(row)]
    most = len(row) - len(told)
    if len(told) < 2 or not most:
        return row
    fits = [sum(_fit(_kind(cell), kinds[at + n]) for n, cell in enumerate(told)) for at in range(most + 1)]
    at = fits.index(max(fits))
    return [*(empty(row[0].start) for _ in range(at)), *told, *row[len(row) - most + at :]]


def _kind(cell: Cell) -> str:
    return _RATE if _RATE in cell.text else "number" if cell.number or cell.blank else "name"


def _fit(kind: str, wanted: str) -> int:
    """A rate may have lost its sign."""
    return 2 if kind == wanted else int((kind, wanted) == ("number", _RATE))


def _filled(row: Sequence[Cell]) -> int:
    """How many cells there are up to the last that is not empty."""
    return max((n + 1 for n, cell in enumerate(row) if cell.text), default=0)


def one_heading(heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], width: int) -> list[Cell]:
    """The names of all columns, where the lines of a heading make them up in one best way; else [].

    Each name of a line that has others below it is over as many as its neighbours, which stand side by side.
    """
    told = [list(row[: _filled(row)]) for row in heads]
    if not 2 <= len(told) <= _MOST_NAMES or not all(told) or any(len(names) >= width for names in told):
        return []
    if not all(cell.text for names in told for cell in names):
        return []
    rates = [
        sum(_RATE in row[n].text for row in rows) * 2 > sum(bool(row[n].text) for row in rows)
        for n in range(width)
    ]
    found = [one for one in _joined(told) if len(one) == width]
    return max(reversed(found), key=lambda one: _agreement(one, rates), default=[])


def _joined(lines: Sequence[list[Cell]]) -> Iterator[list[Cell]]:
    """Every way in which the lines make up one: which names of a line are over those of the lines below."""
    if len(lines) == 1:
        yield list(lines[0])
        return
    upper = lines[0]
    for below in _joined(lines[1:]):
        for count, at in product(range(1, len(upper) + 1), range(len(upper))):
            size, rest = divmod(len(below), count)
            if rest or at + count > len(upper) or size < 2:
                continue
            over = [
                Cell(cell.start, cell.end, upper[at + n // size].text + cell.text) for n, cell in enumerate(below)
            ]
            yield [*upper[:at], *over, *upper[at + count :]]


def _agreement(names: Sequence[Cell], rates: Sequence[bool]) -> tuple[int, int]:
    """Rates under names of rates; 总计 under 案件总数."""
    totals = sum(words()["total_of_total"].search(cell.text) is not None for cell in names)
    return sum(_names_rate(cell.text) == rate for cell, rate in zip(names, rates, strict=True)), totals


def _names_rate(name: str) -> bool:
    return _RATE in name or any(words()[kind].search(name) for kind in ("rate", "growth", "share"))
