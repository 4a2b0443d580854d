"""A heading that joins two names, and the text that tells both: 注销67个、撤销18个 of a column 注销撤销 | 85."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own
from kpi.relations.sheet_names import at_its_time, near
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.sums import total_of_all

_JOINS = expression("relations", "sheet_joined.joins")
_LEAST = 2  # characters of a name
_MOST = 3  # names in a heading


def joined(page: Page) -> Iterator[Relation]:
    """The sum of what the text tells one by one against the cell that tells it at once."""
    for sheet in sheets(page):
        heads = list(_heads(sheet))
        beside = [one for one in near(sheet, page.figures) if counts(page, one)] if heads else []
        for name, row, column, cell in heads:
            alike = [one for one in beside if one.group == cell.group and at_its_time(sheet, row, column, one)]
            for run in _runs(page, alike, name):
                relation = total_of_all(cell, run)
                if relation is not None:
                    yield relation


def _heads(sheet: Sheet) -> Iterator[tuple[str, int, int, Figure]]:
    """(joined name, row, column, cell): a column's in the row of totals, a row's in the only or total column."""
    levels = sheet.of_kind(Kind.LEVEL)
    totals = [n for n, row in enumerate(sheet.rows) if row.total] or ([0] if len(sheet.rows) == 1 else [])
    whole = [n for n in levels if sheet.grid.columns[n].total] or (levels if len(levels) == 1 else [])
    places = [(sheet.grid.columns[n].what, row, n) for row in totals[:1] for n in levels]
    places += [(row.label, n, column) for n, row in enumerate(sheet.rows) for column in whole[:1]]
    for name, row, column in places:
        cell = sheet.adds(row, column)
        if len(name) >= 2 * _LEAST and cell is not None:
            yield _JOINS.sub("", name), row, column, cell


def _runs(page: Page, figures: Sequence[Figure], name: str) -> Iterator[list[Figure]]:
    """Figures side by side in one sentence whose own names make up the joined one."""
    for at, first in enumerate(figures):
        run, said = [first], _piece(own(page, first), name)
        for one in figures[at + 1 : at + _MOST]:
            piece = _piece(own(page, one), name)
            beside = one.index == run[-1].index + 1
            if not said or not piece or not beside or one.quantity.sentence != first.quantity.sentence:
                break
            run, said = [*run, one], said + piece
            if said == name:
                yield run
                break


def _piece(words: str, name: str) -> str:
    """The end of a figure's own words that is a part of the joined name, "" where none is."""
    bare = re.sub(r"\W+", "", words)
    return next((bare[n:] for n in range(len(bare) - _LEAST + 1) if bare[n:] in name), "")
