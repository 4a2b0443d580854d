"""Lines that only single blanks cut, read by the lines around them: rows, and the names of columns above them.

乡镇 80-89岁 90岁以上 合计 over 柳河镇 128 241 369: three numbers or one, the heading says how many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.outline.cells import LONGEST_ROW, NARROWEST, Cell, Line, between_blanks, cell_of, line_at
from kpi.outline.shapes import is_cell, is_number, is_unit, words, year_of

_SHORT_HEAD, _HEAD = re.compile(r"-?\d{1,2}"), re.compile(r"-?\d{1,3}")
_GROUP = re.compile(r"\d{3}(?:\.\d+)?")
_ONE_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
_SERIAL_AND_NAME = 2
_SERIAL = re.compile(r"\d{1,3}")
_UNIT_OF_NAME = re.compile(r"\w\(([^()]{1,8})\)$")


def heading(plain: str, over: Line | None, above: Line, row: Line) -> list[Line]:
    """The line above a row cut at single blanks as the names of its columns, or the two lines; [] where none is.

    乡镇 80-89岁 90岁以上 合计 over 柳河镇 1256 187 1443: as many words, and no number but years. Else two
    lines that make them up together (`_of_two`); else one that leaves out what the row does, or has fewer numbers.
    """
    told = list(_of_names(plain, above, NARROWEST))
    exact = [named for named in told if len(named.cells) == len(row.cells)]
    two = _of_two(plain, over, above, row) if over is not None and not exact else []
    return exact[:1] or two or [named for named in told if _is_over(named, row)][:1]


def _is_over(named: Line, row: Line) -> bool:
    """Whether the row is one cell short, as a total without a serial number, or has blanks in its numbers."""
    counts = words()["code"].match(named.cells[0].text) is not None
    return (counts and len(named.cells) == len(row.cells) + 1) or bool(regrouped(row.cells, len(named.cells)))


def is_row_at(plain: str, start: int) -> bool:
    """Whether the line that begins there is one of a table by its own look: bars, tabs, cells, a name and numbers.

    One wide gap is none: [优抚工作]  全年,… is running text.
    """
    line = line_at(plain, start)
    cut = line.barred or "\t" in plain[line.start : line.end].strip()
    return cut or max(len(line.cells), len(_name_and_numbers(line))) >= NARROWEST


def as_row(plain: str, line: Line, over: Line | None, above: Line | None, rows: Sequence[Line]) -> Line | None:
    """A line whose numbers might be one (东山镇 312 486 102.7), cut as the rows or the heading above are.

    `above` is the line above it, `over` the one above that.
    """
    told = _name_and_numbers(line)
    if len(told) < NARROWEST or (rows and not rows[0].spaced):
        return None
    only = line.cells[0]
    row = replace(line, cells=tuple(between_blanks(plain, only.start, only.end, 1)), spaced=True)
    if rows:
        return row if max(len(rows[0].cells), len(rows[-1].cells)) == len(told) else None
    named = heading(plain, over, above, row) if above is not None else []
    return row if named and (len(named) > 1 or len(named[0].cells) == len(told)) else None


def _name_and_numbers(line: Line) -> list[str]:
    """The words of a line that is one cell, where they are a name and numbers; else [].

    A serial number may stand before the name, a unit behind it.
    """
    told = line.cells[0].text.split(" ") if line.is_single and not line.barred else []
    named = told[1:] if len(told) > _SERIAL_AND_NAME and _SERIAL.fullmatch(told[0]) else told
    is_name = len(named) > 1 and not is_number(named[0]) and is_cell(named[0])
    numbers = named[2:] if len(named) > 2 and is_unit(named[1]) else named[1:]
    return told if is_name and all(map(is_number, numbers)) else []


def _of_two(plain: str, upper: Line, lower: Line, row: Line) -> list[Line]:
    """The two lines above a row, where their names make up its columns': 地 区 人口 比重 / 2020年 2010年."""
    above, below = (next(_of_names(plain, line, 2), None) for line in (upper, lower))
    if above is None or below is None:
        return []
    over = len(above.cells) + len(below.cells) - len(row.cells)
    return [above, below] if 0 < over < len(below.cells) and not len(below.cells) % over else []


def _names(own: str) -> list[str]:
    """The words of a line; 地 区 and 合 计 are one each."""
    told: list[str] = []
    open_ = False
    for word in own.split(" "):
        single = _ONE_CHARACTER.fullmatch(word) is not None
        if single and open_:
            told[-1] += f" {word}"
            open_ = False
        else:
            told.append(word)
            open_ = single
    return told


def _of_names(plain: str, line: Line, fewest: int) -> Iterator[Line]:
    """A line as so many names at least, parted by single blanks; none where one is a number that is no year.

    男 女 may be one name or two.
    """
    own = plain[line.start : line.end].strip()
    if line.barred or len(own) > LONGEST_ROW or words()["caption"].search(own):
        return
    joined, each = _names(own), own.split(" ")
    for names in (joined, each) if joined != each else (each,):
        if len(names) < fewest or not all(
            is_cell(name) and name and (year_of(name) or not is_number(name)) for name in names
        ):
            continue
        at = line.start + plain[line.start : line.end].index(own)
        cells = []
        for name in names:
            cells.append(cell_of(plain, at, at + len(name)))
            at += len(name) + 1
        yield Line(line.start, line.end, tuple(cells), spaced=True)


def account(plain: str, line: Line) -> Line | None:
    """1.上年结余 318.46: a name and a number alone on a line, where the lines above say in which unit."""
    only = line.cells[0]
    name, _, number = only.text.rpartition(" ")
    if not name or is_number(name) or not is_number(number) or not is_cell(name):
        return None
    at = only.end - len(number)
    cells = (cell_of(plain, only.start, at), Cell(at, only.end, number))
    return Line(line.start, line.end, cells, spaced=True)


def names_units(line: Line) -> bool:
    """指标 数量(人): the names of two columns, the second with the unit of its numbers."""
    name, _, measure = line.cells[0].text.partition(" ")
    unit = _UNIT_OF_NAME.search(measure)
    return bool(name) and unit is not None and is_unit(unit[1]) and " " not in measure


def regrouped(row: Sequence[Cell], width: int) -> list[Cell]:
    """3 | 284 | 2 | 917 of two numbers with blanks in them, where that makes `width` cells; else [].

    A blank between 128 and 241 may part two numbers; behind one or two digits it rather parts one.
    """
    pairs = [(left, right) for left, right in pairwise(row[1:]) if _GROUP.fullmatch(right.text)]
    for head in (_SHORT_HEAD, _HEAD):
        ends = {left.end for left, _ in pairs if head.fullmatch(left.text)}
        if len(row) - len(ends) == width < len(row):
            return _joined(row, ends)
    return []


def _joined(row: Sequence[Cell], ends: Collection[int]) -> list[Cell]:
    """The cells, each that ends there with the next one."""
    found: list[Cell] = []
    for cell in row:
        if found and found[-1].end in ends:
            last = found[-1]
            found[-1] = Cell(last.start, cell.end, f"{last.text} {cell.text}", last.indent)
        else:
            found.append(cell)
    return found
