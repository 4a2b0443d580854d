"""Long numbers of a table that the text tells again, to the digit and in its words, whatever cell bears them.

年内新收行政案件386件, and a table 管理领域 | 件数 whose row 合计 says 386; 下降3.40% beside -3.40. A number that
stands once in all tables and once in the text needs no words. What is rounded or off by a slip is for the rules
that know the name of its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Bound, Relation
from kpi.outline.columns import Kind
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import around, in_common
from kpi.relations.restated import told_alike
from kpi.relations.sheet_names import at_its_time, near, of_another_stretch
from kpi.relations.sheets import Sheet, sheets

_LONG = 3  # digits
_SURE = 5  # digits that need no word in common
_MOST = 60  # figures near a table
_CHANGES = (Kind.GROWTH, Kind.CHANGE)
_KINDS = (Kind.LEVEL, Kind.SHARE, *_CHANGES)


def told_to_the_digit(page: Page) -> Iterator[Relation]:
    if not page.grids:
        return
    in_cells = Counter(abs(cell.value) for cell in page.cells.values())
    in_text = Counter(figure.value for figure in page.figures)
    for sheet in sheets(page):
        cells: dict[Decimal, list[tuple[int, int, Figure]]] = {}
        for column in (place for kind in _KINDS for place in sheet.of_kind(kind)):
            for row, figures in enumerate(sheet.figures):
                cell = figures[column]
                if cell is not None and significant(cell) >= _LONG:
                    cells.setdefault(abs(cell.value), []).append((row, column, cell))
        around_it = [one for one in near(sheet, page.figures) if not of_another_stretch(sheet, one)]
        for figure in around_it[:_MOST]:
            told = cells.get(figure.value, [])
            once = in_cells[figure.value] == in_text[figure.value] == 1
            if len(told) == 1 and figure.exact and _is_told(sheet, *told[0], figure, once):
                yield told_alike(*sorted((figure, told[0][2]), key=lambda one: one.start))


def _is_told(sheet: Sheet, row: int, column: int, cell: Figure, figure: Figure, once: bool) -> bool:
    alike = cell.group in ("", figure.group) and cell.is_percent == figure.is_percent
    if not alike or figure.quantity.bound is not Bound.EXACT:
        return False
    if sheet.grid.columns[column].kind in _CHANGES:
        return once
    if not at_its_time(sheet, row, column, figure):
        return False
    if once:
        return True
    said = sheet.rows[row].label + sheet.grid.columns[column].name + sheet.grid.caption
    return significant(figure) >= _SURE or sheet.rows[row].total or in_common(said, around(sheet.page, figure)) > 0
