"""Tables: totals down and along, shares, changes, and what the text tells of them; a rule each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kpi.model import Relation
from kpi.relations.figures import Page
from kpi.relations.sheet_again import told_to_the_digit
from kpi.relations.sheet_balance import balances
from kpi.relations.sheet_bases import bases
from kpi.relations.sheet_behind import rows_summed_up
from kpi.relations.sheet_changes import changes, changes_of_shares
from kpi.relations.sheet_columns import along
from kpi.relations.sheet_doubts import sure
from kpi.relations.sheet_joined import joined
from kpi.relations.sheet_levels import changes_told
from kpi.relations.sheet_near import shares_told, totals_told, wholes_told
from kpi.relations.sheet_parents import parents
from kpi.relations.sheet_portions import portions
from kpi.relations.sheet_products import products
from kpi.relations.sheet_rates import rates_told
from kpi.relations.sheet_shares import shares
from kpi.relations.sheet_spoken import spoken
from kpi.relations.sheet_standards import standards
from kpi.relations.sheet_times import times
from kpi.relations.sheet_told import told, told_growth
from kpi.relations.sheet_totals import totals
from kpi.relations.sheet_within import within
from kpi.relations.sheets import Sheet, sheets

_Find = Callable[[Page], Iterator[Relation]]


def _inside(find: Callable[[Sheet], Iterator[Relation]]) -> _Find:
    """A finder of one table, of every table of the page, without what its form or its note speaks against."""

    def found(page: Page) -> Iterator[Relation]:
        for sheet in sheets(page):
            yield from sure(sheet, find(sheet))

    return found


# Each rule by its id: first what a table says by itself, then what the text tells of it.
TABLES: tuple[tuple[str, _Find], ...] = (
    ("table.total", _inside(totals)),
    ("table.parent", _inside(parents)),
    ("table.within", _inside(within)),
    ("table.along", _inside(along)),
    ("table.times", _inside(times)),
    ("table.balance", _inside(balances)),
    ("table.share", _inside(shares)),
    ("table.growth", _inside(changes)),
    ("table.points", _inside(changes_of_shares)),
    ("table.product", _inside(products)),
    ("table.told", told),
    ("table.told-growth", told_growth),
    ("table.told-level", changes_told),
    ("table.told-rate", rates_told),
    ("table.told-total", totals_told),
    ("table.told-share", shares_told),
    ("table.base", bases),
    ("table.portion", portions),
    ("table.spoken", spoken),
    ("table.standard", standards),
    ("table.whole", wholes_told),
    ("table.summed-up", rows_summed_up),
    ("table.joined", joined),
    ("table.again", told_to_the_digit),
)
