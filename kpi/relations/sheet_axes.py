"""Which row and column of a table a few words of the text name, and where its totals stand."""

from __future__ import annotations

from typing import NamedTuple

from kpi.outline.columns import Kind, counted_in
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure
from kpi.relations.restated import bare
from kpi.relations.sheets import Sheet

IDLE = expression("relations", "sheet_axes.idle")
_NUMBER_OF = pattern("relations", "words.number_of")
SHORT = 2  # characters of a name


class Axes(NamedTuple):
    """The places of a row and a column, -1 where none is named."""

    row: int
    column: int


def named_in(sheet: Sheet, text: str) -> Axes | None:
    """The row and the column whose names make up a text, but for idle words; None where other words are left."""
    rows = {n: row.label for n, row in enumerate(sheet.rows) if not row.total}
    columns = {n: _what(sheet, n) for n in sheet.of_kind(Kind.LEVEL) if not sheet.grid.columns[n].total}
    row, column = _longest(rows, text), _longest(columns, text)
    left = text.replace(rows.get(row, ""), "", 1)
    if column >= 0 and columns[column] not in left:
        column = -1
    left = bare(IDLE.sub("", left.replace(columns.get(column, ""), "", 1)))
    return None if left or (row < 0 and column < 0) else Axes(row, column)


def _what(sheet: Sheet, column: int) -> str:
    """特困 of 特困人数, 结余 of 结余数: what a text says of a column."""
    heading = sheet.grid.columns[column]
    name = heading.what or ("" if heading.year or heading.before else heading.name)  # 决算数
    counted = counted_in(heading.name)
    told = name.removesuffix(f"{counted}{_NUMBER_OF}") if counted else name
    told = told if len(told) >= SHORT else name
    return told.removesuffix(_NUMBER_OF) if len(told) > SHORT else told


def _longest(names: dict[int, str], text: str) -> int:
    """The place of the longest name in a text, -1 where none is or two are as long."""
    found = sorted((len(name), place) for place, name in names.items() if len(name) >= SHORT and name in text)
    if not found or (len(found) > 1 and found[-2][0] == found[-1][0]):
        return -1
    return found[-1][1]


def cell_at(sheet: Sheet, row: int, column: int) -> Figure | None:
    return sheet.figures[row][column] if row >= 0 and column >= 0 else None


def cell_or_total(sheet: Sheet, row: int, column: int) -> Figure | None:
    """The cell at these places; where the words name no row or no column, that of the total stands for it."""
    return cell_at(sheet, row if row >= 0 else total_row(sheet), column if column >= 0 else total_column(sheet))


def total_row(sheet: Sheet) -> int:
    """The one row of totals, or the only row."""
    rows = [n for n, row in enumerate(sheet.rows) if row.total]
    return rows[0] if len(rows) == 1 else 0 if len(sheet.rows) == 1 else -1


def total_column(sheet: Sheet) -> int:
    """The one column of totals, or the only one of levels, or that of the last of several years."""
    columns = sheet.grid.columns
    levels = sheet.of_kind(Kind.LEVEL)
    totals = [n for n in levels if columns[n].total]
    if levels and not totals and all(columns[n].year and not columns[n].what for n in levels):
        totals = [max(levels, key=lambda n: columns[n].year)]
    return totals[0] if len(totals) == 1 else levels[0] if len(levels) == 1 else -1
