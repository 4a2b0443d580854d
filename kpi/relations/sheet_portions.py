"""Shares in the text of a total of the table: 南塘社区6012人,占街道的29.5%, 专任教师中,…4086人,占75.5%.

A number that tells a cell is a part of the total of its column; one behind 某某中 is a part of what that names.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.quotients import by_a_slip
from kpi.relations.sheet_axes import cell_at, cell_or_total, named_in, total_row
from kpi.relations.sheet_names import near, of_another_stretch
from kpi.relations.sheet_told import cells_told
from kpi.relations.sheets import Sheet, sheets

_OF_ALL = expression("relations", "sheet_portions.of_all")
_BARE = expression("relations", "sheet_portions.bare")
_AMONG = expression("relations", "sheet_portions.among")
_DIGITS = 2  # of a rate
_MOST = 40  # rates of the text near a table
_OPENING = 80  # characters from the opening of a segment to a rate


def portions(page: Page) -> Iterator[Relation]:
    """Each such share, told where it fits or one slip would mend it."""
    for part, base, rate in (*_of_cells(page), *_among(page)):
        relation = by_a_slip(part, base, rate) if base.group == part.group and part.value < base.value else None
        if relation is not None:
            yield relation


def _of_cells(page: Page) -> Iterator[tuple[Figure, Figure, Figure]]:
    """(a number that tells a cell, the total of its column, the rate behind it)."""
    for sheet, figure, _, row, column in cells_told(page):
        rate = _rate_behind(page, figure)
        base = cell_at(sheet, total_row(sheet), column)
        if rate is not None and base is not None and not sheet.rows[row].total and _OF_ALL.fullmatch(rate.left):
            yield figure, base, rate


def _rate_behind(page: Page, figure: Figure) -> Figure | None:
    """The percentage right behind a number in its sentence."""
    behind = page.figures[figure.index + 1 : figure.index + 2]
    return behind[0] if behind and _is_rate(behind[0]) and _together(figure, behind[0]) else None


def _is_rate(figure: Figure) -> bool:
    return figure.quantity.unit == "%" and figure.exact and significant(figure) >= _DIGITS


def _together(figure: Figure, rate: Figure) -> bool:
    return figure.quantity.sentence == rate.quantity.sentence and figure.depth == rate.depth


def _among(page: Page) -> Iterator[tuple[Figure, Figure, Figure]]:
    """(the number before a bare 占, the cell that the opening of its sentence names, the rate)."""
    rates = [one for one in page.figures if _is_rate(one) and _BARE.fullmatch(one.left)] if page.grids else []
    for sheet in sheets(page):
        beside = [one for one in near(sheet, rates) if not of_another_stretch(sheet, one)]
        for rate in beside[:_MOST]:
            before = page.figures[rate.index - 1] if rate.index else None
            base = _base(page, sheet, rate)
            if before is not None and base is not None and _together(before, rate):
                yield before, base, rate


def _base(page: Page, sheet: Sheet, rate: Figure) -> Figure | None:
    sentence = page.slots[rate.index].sentence
    said = _AMONG.match(page.text, sentence, min(rate.start, sentence + _OPENING))
    at = named_in(sheet, said["base"]) if said else None
    return cell_or_total(sheet, *at) if at is not None else None
