"""Tables whose cells each stand on a line of their own.

乡镇 / 户数 / 人数 / 青石镇 / 128 / 241 / 白河镇 / 97 / 183: words and numbers alternate, so three columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.language.terms import YEAR
from kpi.outline.block import NEAR, Block, fit
from kpi.outline.cells import Cell, Line, empty
from kpi.outline.shapes import is_cell, words, year_of
from kpi.outline.upper_heads import in_one_line

_FIRST = "1"  # serial number
_YEARS = 4  # characters of a heading of years: 年份
_ALIKE = 2  # last characters of the headings of two tables side by side
_HALF = 2  # characters of half a name
_REGULAR = 0.75  # rows that must be alike
_RUN, _ROWS = 9, 3  # cells of one line that may be a whole table, and its rows
_NAME = 14  # characters of a cell of it
_WORD = re.compile(r"\S+")


def of_stack(cells: Sequence[Cell], before: Sequence[str]) -> Iterator[Block]:
    """A caption among the cells opens another table."""
    starts, full = [0], False
    for place, cell in enumerate(cells):
        if full and words()["caption"].search(cell.text):
            starts.append(place)
            full = False
        full = full or _value(cell)
    for low, high in zip(starts, [*starts[1:], len(cells)], strict=True):
        yield from _one_stack(cells[low:high], before if not low else ())


def run_on(plain: str, line: Line) -> tuple[Cell, ...]:
    """乡镇 户数 人数 青石镇 128 241 白河镇 97 183 on one line: names come back behind numbers, again and again.

    Cut at its bars, or at its blanks; () where it is no such line.
    """
    cells = line.cells
    if not cells and not line.barred and plain.count(" ", line.start, line.end) >= _RUN - 1:
        words_ = _WORD.finditer(plain, line.start, line.end)
        cells = tuple(Cell(*one.span(), one[0]) for one in words_)
        if not all(len(one.text) <= _NAME and is_cell(one.text) for one in cells):
            return ()
    back = sum(_value(one) and not _value(two) for one, two in pairwise(cells)) if len(cells) >= _RUN else 0
    return cells if back >= _ROWS - 1 else ()


def _one_stack(cells: Sequence[Cell], before: Sequence[str]) -> Iterator[Block]:
    caption = max((n for n, c in enumerate(cells) if words()["caption"].search(c.text)), default=-1)
    captions, cells = [*before[-NEAR:], *(cell.text for cell in cells[: caption + 1])], cells[caption + 1 :]
    captions = captions[-NEAR - 1 :]
    coded = next((n for n, cell in enumerate(cells[: NEAR + 1]) if words()["code"].match(cell.text)), -1)
    if coded >= 0:
        captions = [*captions, *(cell.text for cell in cells[:coded])][-NEAR - 1 :]
        block = _numbered(in_one_line(cells[coded:]), captions)
    else:
        block = _alternating(cells, captions, caption >= 0)
    if block is not None:
        yield block


def _value(cell: Cell) -> bool:
    return cell.number or cell.blank


def _numbered(cells: Sequence[Cell], captions: list[str]) -> Block | None:
    """序号 / 县区 / 户数 / 1 / 东岸区 / 312 / 2 / 西岸区 / 268 / 合计 / 580: a total has no serial number.

    Behind the number there may be several names: 序号 / 指标 / 单位 / 数量. The total may stand first.
    """
    width = next((place for place, cell in enumerate(cells) if cell.number), 0)
    headed = (
        width > 1 and cells[width].text != _FIRST and words()["total"].search(cells[width - 1].text) is not None
    )
    width -= headed
    groups = _groups(cells[width + (not headed) :])
    labels = len(groups[-1][0]) if groups else 0
    values = width - 1 - labels
    if width < 3 or values < 1:
        return None
    rows: list[list[Cell]] = []
    serial = empty(cells[width].start) if headed else cells[width]
    for label, numbers in groups:
        rest = numbers[values:]
        if len(label) not in (labels, 1) or len(numbers) < values or len(rest) > 1:
            break
        left_out = [empty(label[-1].end)] * (labels - len(label))
        rows.append([serial, *label, *left_out, *numbers[:values]])
        serial = rest[0] if rest else empty(numbers[-1].end)
    return Block(captions, list(cells[:width]), rows) if len(rows) > 1 else None


def _alternating(cells: Sequence[Cell], captions: list[str], named: bool) -> Block | None:
    groups = _groups(cells)
    if not groups:
        return None
    values = Counter(len(numbers) for _, numbers in groups).most_common(1)[0][0]
    labels = Counter(len(label) for label, _ in groups[1:]).most_common(1)[0][0] if len(groups) > 1 else 1
    alike = sum(1 for _, numbers in groups if len(numbers) == values)
    width = labels + values
    header = groups[0][0][:-labels]
    if len(groups) % 2 == 0 and labels == 1 and _are_two(header, width):
        return _side_by_side(header, groups, values, captions)
    if labels > 2 or alike < _REGULAR * len(groups) or (len(groups) == 1 and (len(header) != width or values < 2)):
        return None
    if len(header) > width and named:
        header = _in_whole(header, width)
    if len(header) > width and not named:
        captions, header = [*captions, header[-width - 1].text][-NEAR - 1 :], header[-width:]
    if len(header) < width - 1 and not named:
        return None
    block = Block(captions, fit(header, width) if width - 1 <= len(header) <= width else [])
    for place, (label, numbers) in enumerate(groups):
        if place:
            block.rows += [[cell, *(empty(cell.end) for _ in range(width - 1))] for cell in label[:-labels]]
        row = label[-labels:]
        if len(row) < labels:
            row = [*(empty(row[0].start) for _ in range(labels - len(row))), *row]
        fits = len(numbers) == values
        block.torn = block.torn or not fits  # a cell that was merged with another
        block.rows.append([*row, *(numbers if fits else (empty(numbers[-1].end) for _ in range(values)))])
    return block


def _in_whole(header: list[Cell], width: int) -> list[Cell]:
    """A header whose names narrow columns broke in two (按摩 / 保健), where the halves fit in one way only.

    Two short words side by side are one name; a run of them pairs off in one way only if none is left over.
    """
    pairs: list[int] = []
    place = 1  # the corner names the rows
    while place < len(header):
        stop = place
        while stop < len(header) and _is_half(header[stop]):
            stop += 1
        if (stop - place) % 2 and stop - place > 1:
            return header
        pairs += range(place, stop - 1, 2)
        place = max(stop, place) + 1
    if len(header) - len(pairs) != width:
        return header
    joined: list[Cell] = []
    for at, cell in enumerate(header):
        if at - 1 in pairs:
            joined[-1] = replace(joined[-1], end=cell.end, text=joined[-1].text + cell.text)
        else:
            joined.append(cell)
    return joined


def _is_half(cell: Cell) -> bool:
    return (
        len(cell.text) == _HALF and not words()["rest"].match(cell.text) and not words()["total"].search(cell.text)
    )


def _are_two(header: Sequence[Cell], width: int) -> bool:
    """Whether a header names the columns of two tables, those of both alike."""
    names = [cell.text[-_ALIKE:] for cell in header]
    return len(names) == 2 * width and any(one == other for one, other in zip(names, names[width:], strict=False))


def _side_by_side(
    header: list[Cell], groups: Sequence[tuple[list[Cell], list[Cell]]], values: int, captions: list[str]
) -> Block | None:
    """收入项目 / 金额 / 支出项目 / 金额: two tables in one, whose rows stand beside each other."""
    if any(len(label) != 1 or len(numbers) != values for label, numbers in groups[1:]):
        return None
    halves = [[label[-1], *numbers] for label, numbers in groups]
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return Block(captions, header, [[*left, *right] for left, right in pairs])


def _groups(cells: Sequence[Cell]) -> list[tuple[list[Cell], list[Cell]]]:
    """Words and the numbers behind them, over and over; words that no number follows belong to no table.

    Where the first number is a year, it and its followers name their rows: 年份 / 国内 / 2019 / 31 / 2020 / 28.
    """
    groups: list[tuple[list[Cell], list[Cell]]] = []
    first = next((place for place, cell in enumerate(cells) if cell.number), 0)
    headed = any(YEAR in cell.text and len(cell.text) <= _YEARS for cell in cells[:first])
    year = year_of(cells[first].text) if headed else 0
    for cell in cells:
        names = bool(year) and year_of(cell.text) == year
        if names or not _value(cell):
            year += names
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(cell)
        elif groups:
            groups[-1][1].append(cell)
    return [group for group in groups if any(cell.number for cell in group[1])]
