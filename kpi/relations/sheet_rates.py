"""Rates of a table that the text tells again: 居民消费价格上涨0.4% of a row 居民消费价格 | 0.4, 大专占37.8%.

The words of the text name the row, and in words of their own what the column says: growth, a share, a rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from kpi.arithmetic.intervals import negate
from kpi.model import Relation, Role
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.outline.marks import MARKS
from kpi.outline.shapes import words
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import lead
from kpi.relations.kinds import FALL
from kpi.relations.restated import told_alike, told_twice
from kpi.relations.rises import verbs
from kpi.relations.sheet_names import at_its_time, names_of, near, of_another_stretch, said_besides
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.sums import slip

_GREW = expression("relations", "sheet_rates.grew")
_SHARE = expression("relations", "sheet_rates.share")
_EARLIER = expression("relations", "sheet_told.a_year_ago")
_ELSE = expression("relations", "sheet_told.else")
_IDLE = expression("relations", "sheet_rates.idle")
_LONG = 3  # characters of a name that need no long number
_SHORT = 2  # digits
_MOST = 60  # rates of the text near a table
_SAYS = {Kind.GROWTH: _GREW, Kind.SHARE: _SHARE}


def rates_told(page: Page) -> Iterator[Relation]:
    """The same told again, and what one slip makes of it where nothing else can be meant."""
    rates = [one for one in page.figures if one.is_percent and _eligible(one)] if page.grids else []
    for sheet in sheets(page):
        beside = [one for one in near(sheet, rates) if not of_another_stretch(sheet, one)][:_MOST]
        names = _names(sheet)
        of_row = [_with_name(sheet, row, beside, names) for row in range(len(sheet.rows))]
        for row, column, cell in _cells(sheet):
            said = [one for one in of_row[row] if _is_named(sheet, row, column, one, names)]
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


def _with_name(sheet: Sheet, row: int, beside: Sequence[Figure], names: Set[str]) -> list[Figure]:
    """The rates whose words hold the name of a row, cheaply; those of the row of totals, which none need hold."""
    if sheet.rows[row].total:
        return [one for one in beside if not any(name in one.left for name in names)]
    name = _name(sheet, row)
    return [one for one in beside if name in _lead(sheet, one)] if len(name) >= _SHORT else []


def _name(sheet: Sheet, row: int) -> str:
    return words()["total_words"].sub("", sheet.rows[row].label)


def _names(sheet: Sheet) -> frozenset[str]:
    """Of all rows but those of totals."""
    names = (_name(sheet, n) for n, row in enumerate(sheet.rows) if not row.total)
    return frozenset(name for name in names if len(name) >= _SHORT)


def _lead(sheet: Sheet, figure: Figure) -> str:
    """The words that lead to a rate from the number before it on: 整改率均超过90%,沙浦县最低,仅为74.8%."""
    return figure.left + lead(sheet.page, figure)


def _is_named(sheet: Sheet, row: int, column: int, figure: Figure, names: Set[str]) -> bool:
    """Whether the words of a rate name the row and say what the column does."""
    name, what = names_of(sheet, row, column, figure)
    kind = sheet.grid.columns[column].kind
    says = _SAYS.get(kind)
    if not at_its_time(sheet, row, column, figure):
        return False
    if sheet.rows[row].total:
        return says is None and len(what) >= _SHORT and what in figure.left
    if len(name) < _SHORT:
        return False
    if name not in figure.left:
        return says is None and _is_next_in_line(sheet, name, sheet.grid.columns[column].what, figure, names)
    if says is None:
        return what in figure.left
    left = figure.left.replace(name, "", 1)
    return says.search(left) is not None and not _EARLIER.search(says.sub("", left))


def _is_next_in_line(sheet: Sheet, name: str, what: str, figure: Figure, names: Set[str]) -> bool:
    """Of one row alone, and what it is a rate of said before in its sentence."""
    said = lead(sheet.page, figure)
    others = any(other in said for other in names if other != name)
    sentence = sheet.page.text[figure.sentence : figure.start]
    return name in said and not others and len(what) >= _SHORT and what in sentence


def _tells(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    return significant(figure) >= _SHORT or len(names_of(sheet, row, column, figure)[0]) > _LONG


def _is_off(sheet: Sheet, row: int, column: int, figure: Figure, cell: Figure) -> bool:
    """One slip from the only column of its kind, and no word of the clause that the table does not say."""
    kind = sheet.grid.columns[column].kind
    if significant(figure) < _SHORT or len(_of_rates(sheet, kind)) > 1 or _ELSE.search(figure.left):
        return False
    says = _SAYS.get(kind)
    name, _ = names_of(sheet, row, column, figure)
    said = figure.left if name in figure.left else MARKS.sub("", lead(sheet.page, figure))
    left = says.sub("", said) if says is not None else _IDLE.sub("", said)
    if said_besides(sheet, row, column, figure, left):
        return False
    same_way = (_signed(figure) < 0) == (_of_cell(sheet, column, cell) < 0)
    return same_way and bool(slip(figure, abs(cell.value)))


def _of_rates(sheet: Sheet, kind: Kind) -> list[int]:
    """The columns of a kind that hold rates."""
    return [n for n in sheet.of_kind(kind) if any(one is not None and one.is_percent for one in sheet.column(n))]


def _signed(figure: Figure) -> float:
    """What a rate of the text comes to: 下降2.9% is -2.9."""
    falls = figure.value > 0 and verbs().down.search(figure.left) is not None
    return float(-figure.value if falls else figure.value)


def _of_cell(sheet: Sheet, column: int, cell: Figure) -> float:
    return float(-cell.value if sheet.grid.columns[column].falls else cell.value)
