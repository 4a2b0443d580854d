"""Tables whose spans were lost: the cells of a row stand from the left, and what spans took at its end is empty.

项目 | 预算数 | 执行数 | | over 金额 | 增长% | | : one name of the first line is over both of the second, and the
column of rates says which. 甲 | 12 | 3% | (nothing) below 城区 | 乙 | 9 | 2%: it lost its first cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from kpi.outline.cells import Cell, empty
from kpi.outline.shapes import words

_MOST_LINES = 3  # of a heading
_MOST_NAMES = 14  # in each of three lines
_MOST_SPARE = 8  # cells that a row may have lost
_RATE, _NAME = "%", "name"
_UNIT_BEHIND = re.compile(r"\([^()]*\)$")
_SIDE = 0.001  # what a place further left or right weighs beside a cell that is of its column's kind


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
    """The cells in their order where most are of their columns' kinds; numbers as far left, names as far right.

    Of two columns of names the first is the one that spans several rows.
    """
    told = row[: _filled(row)]
    spare = len(row) - len(told)
    if len(told) < 2 or not 0 < spare <= _MOST_SPARE:
        return row
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (spare + 1)  # by how many columns were left empty so far
    for cell in told:
        kind, grown = _kind(cell), []
        for gaps in range(spare + 1):
            tried = []
            for before in range(gaps + 1):
                at = len(best[before][1]) + gaps
                side = at if kind == _NAME else -at
                tried.append((best[before][0] + _fit(kind, kinds[at]) + side * _SIDE, [*best[before][1], at]))
            grown.append(max(tried, key=lambda one: one[0]))
        best = grown
    places = max(best, key=lambda one: one[0])[1]
    moved = [empty(row[0].start) for _ in row]
    for at, cell in zip(places, told, strict=True):
        moved[at] = cell
    return moved


def _kind(cell: Cell) -> str:
    return _RATE if _RATE in cell.text else "number" if cell.number or cell.blank else _NAME


def _fit(kind: str, wanted: str) -> int:
    """A rate may have lost its sign."""
    return 2 if kind == wanted else int((kind, wanted) == ("number", _RATE))


def _filled(row: Sequence[Cell]) -> int:
    """How many cells there are up to the last that is not empty."""
    return max((n + 1 for n, cell in enumerate(row) if cell.text), default=0)


def one_heading(heads: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]], width: int) -> list[Cell]:
    """The names of all columns, where the lines of a heading make them up in one best way; else [].

    The names of a line that have others below them stand side by side. Where the last line names all columns, and
    those of two halves alike, what stands over it names the halves.
    """
    told = [list(row[: _filled(row)]) for row in heads]
    if not 2 <= len(told) <= _MOST_LINES or not all(told) or any(len(names) >= width for names in told[:-1]):
        return []
    if len(told) == _MOST_LINES and max(map(len, told)) > _MOST_NAMES:
        return []
    if not all(cell.text for names in told for cell in names):
        return []
    if len(told[-1]) == width:
        return told[-1] if len(told) == 2 and _are_halves(told[0], told[-1]) else []
    rates = _rates(rows, width)
    every = list(_joined(told))
    found = [one for one in every if len(one) == width]
    if not found:  # the corner was left out, over the names of the rows
        found = [[empty(one[0].start), *one] for one in every if len(one) == width - 1]
    return max(reversed(found), key=lambda one: _agreement(one, rates), default=[])


def _are_halves(upper: Sequence[Cell], names: Sequence[Cell]) -> bool:
    size, rest = divmod(len(names), len(upper))
    runs = [[cell.text for cell in names[n : n + size]] for n in range(0, len(names), size)]
    return not rest and len(upper) > 1 and size > 1 and all(run[1:] == runs[0][1:] for run in runs)


def _rates(rows: Sequence[Sequence[Cell]], width: int) -> list[bool]:
    """Which columns hold rates: by their sign, and where no column has it, by their decimals."""
    texts = [[row[n].text for row in rows if n < len(row) and row[n].number] for n in range(width)]
    signed = [sum(_RATE in text for text in column) * 2 > len(column) for column in texts]
    return signed if any(signed) else [sum("." in text for text in column) * 2 > len(column) for column in texts]


def _joined(lines: Sequence[list[Cell]]) -> Iterator[list[Cell]]:
    """Every way in which the lines make up one: which names of a line are over those of the lines below."""
    if len(lines) == 1:
        yield list(lines[0])
        return
    upper = lines[0]
    for below in _joined(lines[1:]):
        for sizes, at in product(_cuts(below, len(upper)), range(len(upper))):
            if at + len(sizes) > len(upper):
                continue
            each = at == 1 and len(sizes) == len(upper) - 1 > 1 and _come_again(below)  # all but the corner
            if not each and any(_is_total(cell.text) for cell in upper[at : at + len(sizes)]):
                continue
            names = [upper[at + n].text for n, size in enumerate(sizes) for _ in range(size)]
            over = [
                Cell(cell.start, cell.end, below_name(name, cell.text))
                for name, cell in zip(names, below, strict=True)
            ]
            yield [*upper[:at], *over, *upper[at + len(sizes) :]]


def _come_again(below: Sequence[Cell]) -> bool:
    """户数 | 人数 | 户数 | 人数: the same run of names over and over."""
    names = [cell.text for cell in below]
    size = names.index(names[0], 1) if names[0] in names[1:] else len(names)
    return size < len(names) and names == names[:size] * (len(names) // size)


def below_name(upper: str, name: str) -> str:
    """损失±% of ±% below 损失(万元): a rate is not in the unit of what it is of."""
    return (_UNIT_BEHIND.sub("", upper) if _RATE in name else upper) + name


def _is_total(name: str) -> bool:
    """合计 has no names below it."""
    return words()["total_name"].match(name) is not None


def _cuts(below: Sequence[Cell], most: int) -> Iterator[list[int]]:
    """How many names may stand below each: up to where the first comes again, else as many as below another."""
    starts = [n for n, cell in enumerate(below) if cell.text == below[0].text]
    if len(starts) > 1:
        sizes = [high - low for low, high in pairwise([*starts, len(below)])]
        if len(sizes) <= most and min(sizes) > 1:
            yield sizes
        return
    for count in range(1, min(most, len(below) // 2) + 1):
        if not len(below) % count:
            yield [len(below) // count] * count


def _agreement(names: Sequence[Cell], rates: Sequence[bool]) -> tuple[int, int]:
    """Rates under names of rates; 总计 under 案件总数."""
    totals = sum(words()["total_of_total"].search(cell.text) is not None for cell in names)
    return sum(_names_rate(cell.text) == rate for cell, rate in zip(names, rates, strict=True)), totals


def _names_rate(name: str) -> bool:
    return _RATE in name or any(words()[kind].search(name) for kind in ("rate", "growth", "share"))
