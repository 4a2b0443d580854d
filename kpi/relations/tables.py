"""Tables: totals down and along, shares, changes, and what the text tells of them."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.relations.figures import Page
from kpi.relations.sheet_balance import balances
from kpi.relations.sheet_changes import changes
from kpi.relations.sheet_doubts import sure
from kpi.relations.sheet_joined import joined
from kpi.relations.sheet_near import near
from kpi.relations.sheet_shares import shares
from kpi.relations.sheet_times import times
from kpi.relations.sheet_told import told
from kpi.relations.sheet_totals import along, down
from kpi.relations.sheets import sheet


def tables(page: Page) -> Iterator[Relation]:
    """Every grid by its structure, whatever it is about."""
    sheets = [sheet(page, grid) for grid in page.grids]
    for one in sheets:
        for find in (down, along, times, balances, shares, changes):
            yield from sure(one, find(one))
    yield from told(page, sheets)
    yield from near(page, sheets)
    yield from joined(page, sheets)
