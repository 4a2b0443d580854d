"""Rates of a table that the text tells again: 居民消费价格上涨0.4% of a row 居民消费价格 | 0.4, 大专占37.8%.

The words of the text name the row, and in words of their own what the column says: growth, a share, a rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kpi.arithmetic.intervals import negate
from kpi.model import Relation, Role
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.outline.shapes import words
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.kinds import FALL
from kpi.relations.restated import told_alike, told_twice
from kpi.relations.rises import verbs
from kpi.relations.sheet_names import at_its_time, is_near, names_of, of_another_stretch, said_besides
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.sums import slip

_GREW = expression("relations", "sheet_rates.grew")
_SHARE = expression("relations", "sheet_rates.share")
_EARLIER = expression("relations", "sheet_told.a_year_ago")
_ELSE = expression("relations", "sheet_told.else")
_LONG = 3  # characters of a name that need no long number
_SHORT = 2  # digits
_MOST = 60  # rates of the text near a table
_SAYS = {Kind.GROWTH: _GREW, Kind.SHARE: _SHARE}


def rates_told(page: Page) -> Iterator[Relation]:
    """The same told again, and what one slip makes of it where nothing else can be meant."""
    rates = [one for one in page.figures if one.is_percent and _eligible(one)] if page.grids else []
    for sheet in sheets(page):
        near = [one for one in rates if is_near(sheet, one) and not of_another_stretch(sheet, one)][:_MOST]
        of_row = [_with_name(sheet, row, near) for row in range(len(sheet.rows))]
        for row, column, cell in _cells(sheet):
            said = [one for one in of_row[row] if _is_named(sheet, row, column, one)]
            alike = [one for one in said if _signed(one) == _of_cell(sheet, column, cell)]
            if alike:
                yield from (_told(one, cell, told_alike) for one in alike if _tells(sheet, row, column, one))
            elif len(said) == 1 and _is_off(sheet, row, column, said[0], cell):
                yield _told(said[0], cell, told_twice)


def _told(figure: Figure, cell: Figure, tell: Callable[[Figure, Figure], Relation]) -> Relation:
    """The two as one thing told again; where the text says 下降 and the cell -, the text's below zero."""
    if (figure.value < 0) == (cell.value < 0):
        return tell(figure, cell)
    turned = replace(figure, value=-figure.value, interval=negate(figure.interval))
    return replace(tell(turned, cell), formula=FALL)


def _eligible(figure: Figure) -> bool:
    return figure.quantity.role is Role.ACTUAL and figure.exact


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Figure]]:
    """(row, column, cell) of all rates; a column of levels has some where it is one of rates."""
    for column in (*sheet.of_kind(Kind.GROWTH), *sheet.of_kind(Kind.SHARE), *sheet.of_kind(Kind.LEVEL)):
        for row, figures in enumerate(sheet.figures):
            cell = figures[column]
            if cell is not None and cell.is_percent:
                yield row, column, cell


def _with_name(sheet: Sheet, row: int, near: Sequence[Figure]) -> list[Figure]:
    """The rates whose words hold the name of a row, cheaply."""
    name = words()["total_words"].sub("", sheet.rows[row].label)
    return [one for one in near if name in one.left] if len(name) >= _SHORT else []


def _is_named(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    """Whether the clause of a rate names the row and says what the column does."""
    name, what = names_of(sheet, row, column, figure)
    kind = sheet.grid.columns[column].kind
    says = _SAYS.get(kind)
    if len(name) < _SHORT or name not in figure.left or not at_its_time(sheet, row, column, figure):
        return False
    if says is None:
        return what in figure.left
    left = figure.left.replace(name, "", 1)
    return says.search(left) is not None and not _EARLIER.search(says.sub("", left))


def _tells(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    return significant(figure) >= _SHORT or len(names_of(sheet, row, column, figure)[0]) > _LONG


def _is_off(sheet: Sheet, row: int, column: int, figure: Figure, cell: Figure) -> bool:
    """One slip from the only column of its kind, and no word of the clause that the table does not say."""
    kind = sheet.grid.columns[column].kind
    if significant(figure) < _SHORT or len(sheet.of_kind(kind)) > 1 or _ELSE.search(figure.left):
        return False
    says = _SAYS.get(kind)
    left = says.sub("", figure.left) if says is not None else figure.left
    if said_besides(sheet, row, column, figure, left):
        return False
    same_way = (_signed(figure) < 0) == (_of_cell(sheet, column, cell) < 0)
    return same_way and bool(slip(figure, abs(cell.value)))


def _signed(figure: Figure) -> float:
    """What a rate of the text comes to: 下降2.9% is -2.9."""
    falls = figure.value > 0 and verbs().down.search(figure.left) is not None
    return float(-figure.value if falls else figure.value)


def _of_cell(sheet: Sheet, column: int, cell: Figure) -> float:
    return float(-cell.value if sheet.grid.columns[column].falls else cell.value)
