"""What a table holds and the text tells again: 婚姻登记 | 5 318 in a table, 办理婚姻登记5318对 below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from kpi.model import Bound, Measure, Relation, RelationVerdict, Role
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.outline.times import span_of
from kpi.relations.figures import Figure, Page, once_a_page, significant
from kpi.relations.restated import meets_cut, told_alike, told_twice
from kpi.relations.rises import with_change
from kpi.relations.sheet_names import (
    Named,
    alike,
    at_its_time,
    is_near,
    named,
    names_of,
    of_another_stretch,
    says_nothing_else,
)
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.slips import near_miss
from kpi.relations.sums import slip

_FEWEST = 3  # digits that tell, and characters of a name
_SHORT = 2  # digits that tell beside a name in full
_BEHIND = 3  # figures behind a level that may say how it changed
_GREW = expression("relations", "sheet_told.grew")
_ELSE = expression("relations", "sheet_told.else")
_APART = expression("relations", "sheet_told.apart")
_THIS_YEAR = expression("relations", "sheet_told.this_year")
_AGAINST = expression("relations", "sheet_told.against")

_Told = dict[tuple[str, Decimal], list[Figure]]
_Masked = dict[tuple[str, Decimal, str], list[Figure]]
_Place = tuple[Figure, int, int]  # a cell, its row and column
_Again = tuple[Sheet, Figure, Figure, int, int]  # a figure of the text, the cell that it tells, its row and column
_NEAR = 60  # rounded figures near a table
_MOST = 8  # figures of one value that are looked at


def told(page: Page) -> Iterator[Relation]:
    """Figures of the text that say what a cell says: one name, one unit, one time."""
    if not page.grids:
        return
    again: set[str] = set()
    for _, figure, cell, _, _ in cells_told(page):
        again |= {figure.id, cell.id}
        yield told_alike(figure, cell)
    masked: _Masked = {}
    for figure in page.figures:
        if _eligible(figure):
            for key in _masks(figure):
                masked.setdefault(key, []).append(figure)
    cut = [figure for figure in page.figures if figure.last_place and figure.factor > 1 and _eligible(figure)]
    for sheet in sheets(page):
        yield from _stale(sheet, _by_value(page), _last_places(page), again)
        yield from _off(sheet, masked, again)
        yield from _off_and_cut(sheet, cut, again)


def told_growth(page: Page) -> Iterator[Relation]:
    """登记社会组织3145个，比上年净增43个，增长1.4%: against the table's growth and its level a year before."""
    for sheet, figure, _, row, column in cells_told(page):
        yield from _changes(sheet, figure, row, column)


@once_a_page
def cells_told(page: Page) -> list[_Again]:
    """Every cell that the text tells again."""
    by_value, rounded = _by_value(page), _last_places(page)
    found = []
    for sheet in sheets(page):
        equal = [*_equal(sheet, by_value), *_rounded(sheet, by_value, rounded)]
        found += [*equal, *_short(sheet, by_value, equal)]
    return found


@once_a_page
def _by_value(page: Page) -> _Told:
    """The figures of the text that may tell a cell, by unit and value."""
    found: _Told = {}
    for figure in page.figures if page.grids else ():
        if _eligible(figure):
            found.setdefault((figure.group, figure.value), []).append(figure)
    return found


def _last_places(page: Page) -> dict[str, set[Decimal]]:
    """To which places they are rounded, by unit."""
    found: dict[str, set[Decimal]] = {}
    for (unit, _), figures in _by_value(page).items():
        found.setdefault(unit, set()).update(one.last_place for one in figures if one.last_place)
    return found


def _masks(figure: Figure) -> Iterator[tuple[str, Decimal, str]]:
    """Its digits with one of them left out, and in order: what is one slip of the pen away has one of them too."""
    if len(figure.digits) >= _SHORT:
        yield figure.group, figure.factor, "".join(sorted(figure.digits))
        for place in range(len(figure.digits)):
            yield figure.group, figure.factor, f"{figure.digits[:place]}*{figure.digits[place + 1 :]}"


def _eligible(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        quantity.role in (Role.ACTUAL, Role.BEFORE, Role.TARGET)
        and quantity.bound is Bound.EXACT
        and quantity.subject.measure is Measure.LEVEL
        and not quantity.optional
        and not quantity.damaged
        and not figure.is_percent
        and bool(figure.digits)
    )


def _equal(sheet: Sheet, by_value: _Told) -> Iterator[_Again]:
    for cell, row, column in _cells(sheet):
        for figure in by_value.get((cell.group, cell.value), ())[:_MOST]:
            if _is_said_again(sheet, row, column, figure):
                yield sheet, figure, cell, row, column


def _rounded(sheet: Sheet, by_value: _Told, places: Mapping[str, set[Decimal]]) -> Iterator[_Again]:
    """粮食产量26.85万吨 of a cell 268470: the long name of a cell and its number, cut short."""
    for cell, row, column in _cells(sheet):
        for place in places.get(cell.group, ()):
            value = _to_place(cell.value, place)
            if place <= cell.last_place or value == cell.value:
                continue
            for figure in by_value.get((cell.group, value), ())[:_MOST]:
                told = figure.last_place == place and named(sheet, row, column, figure) is Named.IN_FULL
                if told and significant(figure) >= _FEWEST and _is_said_again(sheet, row, column, figure):
                    yield sheet, figure, cell, row, column


def _short(sheet: Sheet, by_value: _Told, equal: Sequence[_Again]) -> Iterator[_Again]:
    """医院18个,基层机构381个,其他机构4个: numbers of one digit beside others that tell cells of their column."""
    sentences = {(column, figure.quantity.sentence) for _, figure, _, _, column in equal}
    for column in dict.fromkeys(column for column, _ in sentences):
        for row, figures in enumerate(sheet.figures):
            cell = figures[column]
            if cell is None or significant(cell) >= _SHORT or sheet.rows[row].total:
                continue
            for figure in by_value.get((cell.group, cell.value), ())[:_MOST]:
                beside = (column, figure.quantity.sentence) in sentences
                name = names_of(sheet, row, column, figure)[0]
                if (
                    beside
                    and len(name) > 1
                    and figure.name.startswith(name)
                    and at_its_time(sheet, row, column, figure)
                ):
                    yield sheet, figure, cell, row, column


def _off(sheet: Sheet, masked: _Masked, again: set[str]) -> Iterator[Relation]:
    """What is told otherwise, by one slip of the pen, of a cell that nothing else tells of."""
    for cell, row, column in _cells(sheet):
        if cell.id in again:
            continue
        near = {one.id: one for key in _masks(cell) for one in masked.get(key, ())[:_MOST] if one.id not in again}
        meant = [one for one in near.values() if _is_meant(sheet, row, column, one)]
        if len(meant) == 1 and slip(meant[0], cell.value):
            yield told_twice(meant[0], cell)


def _stale(
    sheet: Sheet, by_value: _Told, places: Mapping[str, set[Decimal]], again: set[str]
) -> Iterator[Relation]:
    """年末集中供养4351人 of a row 4186 | 4351: what is told of this year is the cell of the year before.

    Also that cut short (3.99万人 of 39866).
    """
    for cell, row, column in _cells(sheet):
        before = _year_before(sheet, row, column)
        if before is None or cell.id in again or before.value == cell.value or significant(cell) < _FEWEST:
            continue
        cut = [place for place in places.get(before.group, ()) if before.last_place < place < before.value]
        values = {before.value, *(_to_place(before.value, place) for place in cut)}
        values -= {_to_place(cell.value, place) for place in cut}
        equal = [one for value in values for one in by_value.get((before.group, value), ())[:_MOST]]
        told = [one for one in equal if one.id not in again]
        meant = [one for one in told if _THIS_YEAR.search(one.left) and _is_meant(sheet, row, column, one)]
        if len(meant) == 1:
            yield told_twice(meant[0], cell)


def _off_and_cut(sheet: Sheet, cut: Sequence[Figure], again: set[str]) -> Iterator[Relation]:
    """粮食产量26.58万吨 of a cell 268470: as it would be told, in 万, one slip apart."""
    near = [one for one in cut if one.id not in again and is_near(sheet, one)][:_NEAR]
    for cell, row, column in _cells(sheet) if near else ():
        alike = [one for one in near if one.group == cell.group and one.last_place > cell.last_place]
        off = [
            one for one in alike if slip(one, _to_place(cell.value, one.last_place)) and not meets_cut(one, cell)
        ]
        if not off or cell.id in again:
            continue
        meant = [one for one in alike if _is_meant(sheet, row, column, one)]
        if len(meant) == 1 and meant[0] in off:
            yield told_twice(meant[0], cell)


def _to_place(value: Decimal, place: Decimal) -> Decimal:
    return (value / place).quantize(Decimal(1), ROUND_HALF_UP) * place


def _cells(sheet: Sheet) -> Iterator[_Place]:
    """The levels, those of the time reviewed first."""
    columns = sheet.of_kind(Kind.LEVEL)
    for place in range(len(sheet.rows)):
        for column in columns:
            figure = sheet.figures[place][column]
            if figure is not None and significant(figure) >= _SHORT and not figure.is_percent:
                yield figure, place, column


def _is_said_again(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    """Whether an equal number is that of the cell: the fewer its digits, the more of the cell must be named."""
    how, near = named(sheet, row, column, figure), is_near(sheet, figure)
    digits = significant(figure)
    if how is Named.IN_FULL:
        length = sum(map(len, names_of(sheet, row, column, figure)))
        enough = digits >= _SHORT and length > 1 if near else digits >= _FEWEST and length > _FEWEST
    else:
        enough = near and how is not Named.NOT and digits >= _FEWEST
    return (enough or alike(sheet, row, column, figure)) and at_its_time(sheet, row, column, figure)


def _is_meant(sheet: Sheet, row: int, column: int, figure: Figure) -> bool:
    """Whether an unequal number can only be that of the cell: its names and no others, at its time."""
    how, digits = named(sheet, row, column, figure), significant(figure)
    length = sum(map(len, names_of(sheet, row, column, figure)))
    surely = how is Named.IN_FULL and is_near(sheet, figure) and length > 1
    if digits >= _FEWEST:
        surely = surely or (how is Named.IN_FULL and length > _FEWEST) or alike(sheet, row, column, figure)
    if not surely or not says_nothing_else(sheet, row, column, figure):
        return False
    if _APART.match(sheet.page.text, figure.end):
        return False
    return at_its_time(sheet, row, column, figure) and not of_another_stretch(sheet, figure)


def _changes(sheet: Sheet, figure: Figure, row: int, column: int) -> Iterator[Relation]:
    behind = sheet.page.figures[figure.index + 1 : figure.index + 1 + _BEHIND]
    columns = sheet.grid.columns
    months = span_of(columns[column].name)  # 1—5月销售额: of its growth, not that of 5月
    grown = [n for n in sheet.of_kind(Kind.GROWTH) if n > column and span_of(columns[n].name) in (None, months)][
        :1
    ]
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
                relation.verdict is not RelationVerdict.INCONSISTENT or near_miss(relation, members)
            ):
                yield relation
        elif not change.is_percent:
            return


def _year_before(sheet: Sheet, row: int, column: int) -> Figure | None:
    """The same a year ago: the column 上年同期 or of the year before, or the row of that year."""
    columns, year, what = sheet.grid.columns, sheet.grid.columns[column].year, sheet.grid.columns[column].what
    if sheet.rows[row].year:
        rows = [n for n, one in enumerate(sheet.rows) if one.year == sheet.rows[row].year - 1]
        return sheet.figures[rows[0]][column] if rows else None
    old = [n for n in sheet.of_kind(Kind.LEVEL) if (year and columns[n].year == year - 1) or columns[n].before]
    old = [n for n in old if columns[n].what == what] or old
    return sheet.figures[row][old[0]] if len(old) == 1 else None
