"""Long numbers of a table that the text tells again, to the digit and in its words, whatever cell bears them.

年内新收行政案件386件, and a table 管理领域 | 件数 whose row 合计 says 386: what is rounded or off by a slip is for
the rules that know the name of its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Bound, Relation
from kpi.outline.columns import Kind
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import around, in_common
from kpi.relations.restated import told_alike
from kpi.relations.sheet_names import at_its_time, is_near, of_another_stretch
from kpi.relations.sheets import Sheet, sheets

_LONG = 3  # digits
_SURE = 5  # digits that need no word in common
_MOST = 60  # figures near a table


def told_to_the_digit(page: Page) -> Iterator[Relation]:
    for sheet in sheets(page):
        cells: dict[Decimal, list[tuple[int, int, Figure]]] = {}
        for column in (*sheet.of_kind(Kind.LEVEL), *sheet.of_kind(Kind.SHARE)):
            for row, figures in enumerate(sheet.figures):
                cell = figures[column]
                if cell is not None and significant(cell) >= _LONG:
                    cells.setdefault(cell.value, []).append((row, column, cell))
        near = [one for one in page.figures if is_near(sheet, one) and not of_another_stretch(sheet, one)]
        for figure in near[:_MOST]:
            told = cells.get(figure.value, [])
            if len(told) == 1 and figure.exact and _is_told(sheet, *told[0], figure):
                yield told_alike(*sorted((figure, told[0][2]), key=lambda one: one.start))


def _is_told(sheet: Sheet, row: int, column: int, cell: Figure, figure: Figure) -> bool:
    alike = cell.group in ("", figure.group) and cell.is_percent == figure.is_percent
    if not alike or figure.quantity.bound is not Bound.EXACT or not at_its_time(sheet, row, column, figure):
        return False
    said = sheet.rows[row].label + sheet.grid.columns[column].name + sheet.grid.caption
    return significant(figure) >= _SURE or sheet.rows[row].total or in_common(said, around(sheet.page, figure)) > 0
