"""A cell against a level before that only the text tells: 儿童福利支出比上年的469.2万元增加29.0万元,增长6.2%."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import verbs, with_change
from kpi.relations.sheet_axes import cell_or_total, named_in
from kpi.relations.sheet_names import is_near
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.slips import near_miss

_BEFORE = expression("relations", "sheet_levels.before")
_BEHIND = 2  # figures behind the level before that say how it changed


def changes_told(page: Page) -> Iterator[Relation]:
    """The changes behind a level before, where its words name a cell; told off by little."""
    told = [(one, said["name"]) for one in page.figures if page.grids and (said := _BEFORE.match(one.left))]
    for sheet in sheets(page) if told else ():
        for before, name in told:
            cell = _cell(sheet, name) if is_near(sheet, before) else None
            if cell is None or cell.group != before.group or before.quantity.bound is not Bound.EXACT:
                continue
            for change in _changes(page, before):
                relation = with_change(page, before, cell, change)
                members = [one.quantity for one in (before, cell, change)]
                if relation is not None and (
                    relation.verdict is not RelationVerdict.INCONSISTENT or near_miss(relation, members)
                ):
                    yield relation


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
