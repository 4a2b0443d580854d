"""What a table holds and the text tells again: 婚姻登记 | 5 318 in a table, 办理婚姻登记5318对 below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Bound, Measure, Relation, RelationVerdict, Role
from kpi.numbers.counting import group_of
from kpi.outline.columns import Kind, counted_in
from kpi.outline.expressions import expression
from kpi.outline.expressions import words as word_list
from kpi.outline.shapes import words
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.restated import bare, core, partial, qualifiers, told_alike, told_twice
from kpi.relations.rises import with_change
from kpi.relations.sheets import Sheet
from kpi.relations.slips import mendable
from kpi.relations.sums import slip

_NEAR = 800  # characters around a table in which the text speaks of it
_FEWEST = 3  # digits that tell
_BEHIND = 3  # figures behind a level that may say how it changed
# What the text says of a part that the table says by its place.
_IN_TABLES = set(word_list("relations", "sheet_told.in_tables"))
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_EARLIER = expression("relations", "sheet_told.earlier")
_GREW = expression("relations", "sheet_told.grew")
_ELSE = expression("relations", "sheet_told.else")
_AGAINST = expression("relations", "sheet_told.against")

_Told = dict[tuple[str, Decimal], list[Figure]]
_Masked = dict[tuple[str, Decimal, str], list[Figure]]
_MOST = 8  # figures of one value that are looked at


def told(page: Page, sheets: Sequence[Sheet]) -> Iterator[Relation]:
    """Figures of the text that say what a cell says: one name, one unit, one time."""
    if not sheets:
        return
    by_value: _Told = {}
    masked: _Masked = {}
    for figure in page.figures:
        if _eligible(figure):
            by_value.setdefault((figure.group, figure.value), []).append(figure)
            for key in _masks(figure):
                masked.setdefault(key, []).append(figure)
    for sheet in sheets:
        yield from _of_sheet(sheet, by_value, masked)


def _masks(figure: Figure) -> Iterator[tuple[str, Decimal, str]]:
    """Its digits with one of them left out, and in order: what is one slip of the pen away has one of them too."""
    if significant(figure) >= _FEWEST:
        yield figure.group, figure.factor, "".join(sorted(figure.digits))
        for place in range(len(figure.digits)):
            yield figure.group, figure.factor, f"{figure.digits[:place]}*{figure.digits[place + 1 :]}"


def _eligible(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        quantity.role is Role.ACTUAL
        and quantity.bound is Bound.EXACT
        and quantity.subject.measure is Measure.LEVEL
        and not quantity.optional
        and not quantity.damaged
        and not figure.is_percent
        and bool(figure.digits)
        and not _EARLIER.search(figure.left[-8:])
    )


def _of_sheet(sheet: Sheet, by_value: _Told, masked: _Masked) -> Iterator[Relation]:
    again: set[str] = set()
    found: list[tuple[Figure, int, int]] = []
    cells = list(_cells(sheet))
    for cell, row, column in cells:
        for figure in by_value.get((cell.group, cell.value), ())[:_MOST]:
            if _same(sheet, row, column, figure, near=_is_near(sheet, figure)):
                again |= {figure.id, cell.id}
                found.append((figure, row, column))
                yield told_alike(figure, cell)
    for figure, row, column in found:
        yield from _changes(sheet, figure, row, column)
    for cell, row, column in cells:
        if cell.id in again:
            continue
        alike = {one.id: one for key in _masks(cell) for one in masked.get(key, ())[:_MOST] if one.id not in again}
        named = [one for one in alike.values() if _same(sheet, row, column, one, _is_near(sheet, one), off=True)]
        if len(named) == 1 and slip(named[0], cell.value):
            yield told_twice(named[0], cell)


def _is_near(sheet: Sheet, figure: Figure) -> bool:
    return sheet.grid.start - _NEAR < figure.start < sheet.grid.end + _NEAR


def _cells(sheet: Sheet) -> Iterator[tuple[Figure, int, int]]:
    """The levels of the time reviewed: of the last year, where years are told."""
    columns = [n for n in sheet.of_kind(Kind.LEVEL) if not sheet.grid.columns[n].before]
    last_column = max((sheet.grid.columns[n].year for n in columns), default=0)
    last_row = max((row.year for row in sheet.rows), default=0)
    for place, row in enumerate(sheet.rows):
        for column in columns:
            figure = sheet.figures[place][column]
            now = sheet.grid.columns[column].year in (0, last_column) and row.year in (0, last_row)
            if figure is not None and now and significant(figure) >= _FEWEST:
                yield figure, place, column


def _same(sheet: Sheet, row: int, column: int, figure: Figure, near: bool, off: bool = False) -> bool:
    """Whether the words around a figure name the row and the column of a cell. One that is `off` takes more:
    all of the names, or four digits and the better part of them.
    """
    around = figure.quantity.subject.text + figure.name
    label, heading = sheet.rows[row], sheet.grid.columns[column]
    own = set(partial().findall(label.label + heading.name))
    if qualifiers(sheet.page, figure) - _IN_TABLES != own - _IN_TABLES:
        return False
    name = "" if label.year else words()["total_words"].sub("", label.label)
    what = "" if heading.total else heading.what
    what = "" if group_of(counted_in(heading.name)) == figure.group else what
    if not name and not what:
        return near and not off and _pairs(sheet.grid.caption, around) > 0
    if name in around and what in around:
        said = len(name) + len(what)
        if said >= (_FEWEST + 1 if off else 2) and (near or said > _FEWEST):
            return True
    shorter, longer = sorted((bare(name + what), core(sheet.page, figure)), key=len)
    pairs = _pairs(shorter, longer)
    return significant(figure) > _FEWEST and (pairs > 1 or (pairs > 0 and shorter in longer))


def _pairs(left: str, right: str) -> int:
    """How many pairs of characters they have in common."""
    return len(set(_PAIR.findall(left)) & set(_PAIR.findall(right)))


def _changes(sheet: Sheet, figure: Figure, row: int, column: int) -> Iterator[Relation]:
    """登记社会组织3145个，比上年净增43个，增长1.4%: against the table's growth and its level a year before."""
    behind = sheet.page.figures[figure.index + 1 : figure.index + 1 + _BEHIND]
    grown = [n for n in sheet.of_kind(Kind.GROWTH) if n > column][:1]
    for change in behind:
        if change.quantity.sentence != figure.quantity.sentence or change.quantity.bound is not Bound.EXACT:
            return
        if change.is_percent and _GREW.search(change.left):
            cell = sheet.figures[row][grown[0]] if grown else None
            if cell is not None and cell.value == change.value:
                yield told_alike(change, cell)
            elif (
                cell is not None and cell.value > 0 and slip(change, cell.value) and not _ELSE.search(change.left)
            ):
                yield told_twice(change, cell)
            return
        elif change.quantity.unit == figure.quantity.unit and _AGAINST.match(change.left):
            before = _year_before(sheet, row, column)
            relation = with_change(sheet.page, before, figure, change) if before is not None else None
            members = [one.quantity for one in (before, figure, change) if one is not None]
            if relation is not None and (
                relation.verdict is not RelationVerdict.INCONSISTENT or mendable(relation, members)
            ):
                yield relation
        elif not change.is_percent:
            return


def _year_before(sheet: Sheet, row: int, column: int) -> Figure | None:
    """The same a year ago: the column 上年同期 or of the year before, or the row of that year."""
    columns, year = sheet.grid.columns, sheet.grid.columns[column].year
    if sheet.rows[row].year:
        rows = [n for n, one in enumerate(sheet.rows) if one.year == sheet.rows[row].year - 1]
        return sheet.figures[rows[0]][column] if rows else None
    old = [n for n in sheet.of_kind(Kind.LEVEL) if (year and columns[n].year == year - 1) or columns[n].before]
    return sheet.figures[row][old[0]] if len(old) == 1 else None
