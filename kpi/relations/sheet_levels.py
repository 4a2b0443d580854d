"""A cell against a level before that only the text tells: 儿童福利支出比上年的469.2万元增加29.0万元,增长6.2%.

The words of the level before name the cell, or it and the difference behind it are the cell to the digit.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_common
from kpi.relations.rises import verbs, with_change
from kpi.relations.rules.compared import is_then
from kpi.relations.sheet_axes import cell_or_total, named_in
from kpi.relations.sheet_names import is_near
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.slips import near_miss

_BEFORE = expression("relations", "sheet_levels.before")
_SURE = 4  # digits of a level that no other number is by chance
_BEHIND = 2  # figures behind the level before that say how it changed


def changes_told(page: Page) -> Iterator[Relation]:
    """The changes behind a level before, where its words name a cell; told off by little."""
    told = [(one, said["name"]) for one in page.figures if page.grids and (said := _BEFORE.match(one.left))]
    for sheet in sheets(page) if told else ():
        for before, name in told:
            cell = _cell(sheet, name) if is_near(sheet, before) else None
            if cell is not None and cell.group == before.group and before.quantity.bound is Bound.EXACT:
                yield from _told(page, before, cell)
    for before in page.figures if page.grids else ():
        if before.exact and before.significant >= _SURE and is_then(page, before):
            cells = (_of_value(sheet, before) for sheet in sheets(page) if is_near(sheet, before))
            cell = next((one for one in cells if one is not None), None)
            yield from _told(page, before, cell) if cell is not None else ()


def _told(page: Page, before: Figure, cell: Figure) -> Iterator[Relation]:
    for change in _changes(page, before):
        relation = with_change(page, before, cell, change)
        members = [one.quantity for one in (before, cell, change)]
        if relation is not None and (
            relation.verdict is not RelationVerdict.INCONSISTENT or near_miss(relation, members)
        ):
            yield relation


def _of_value(sheet: Sheet, before: Figure) -> Figure | None:
    """The one cell that the level before and the difference right behind it make, of a row that its words name."""
    changes = [one for one in _changes(sheet.page, before) if one.base == before.base]
    if not changes:
        return None
    fell = verbs().down.search(changes[0].left) is not None
    value = before.value - changes[0].value if fell else before.value + changes[0].value
    rows = zip(sheet.rows, sheet.figures, strict=True)
    named = (figures for row, figures in rows if in_common(row.label, before.own))
    found = [one for figures in named for one in figures if one is not None and one.value == value]
    found = [one for one in found if one.group == before.group and one.significant >= _SURE]
    return found[0] if len(found) == 1 else None


def _cell(sheet: Sheet, name: str) -> Figure | None:
    at = named_in(sheet, name)
    return cell_or_total(sheet, *at) if at is not None else None


def _changes(page: Page, before: Figure) -> Iterator[Figure]:
    """Those right behind it in its sentence that say that it rose or fell."""
    for one in page.figures[before.index + 1 : before.index + 1 + _BEHIND]:
        says = verbs().up.search(one.left) or verbs().down.search(one.left)
        if one.quantity.sentence != before.quantity.sentence or not says or one.quantity.bound is not Bound.EXACT:
            return
        yield one
