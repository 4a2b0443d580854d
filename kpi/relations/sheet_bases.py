"""Shares that the text tells of cells it names: 塔山村就占全镇低保对象的30.1%, a column and a row.

The base stands behind 占, the part before it, each by the name of its row or column; what one leaves out is as
the other says it, or the total. A rate 参检率 is of columns 参检 and 应参检.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation, Role
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.quotients import by_a_slip
from kpi.relations.restated import bare
from kpi.relations.sheet_axes import IDLE, SHORT, cell_at, cell_or_total, named_in, total_column, total_row
from kpi.relations.sheet_names import near, of_another_stretch
from kpi.relations.sheets import Sheet, sheets

_SHARE = expression("relations", "sheet_bases.share")
_RATE = expression("relations", "sheet_bases.rate")
_ALL = expression("relations", "sheet_bases.all")
_DIGITS = 2  # of a rate
_MOST = 40  # rates of the text near a table


def bases(page: Page) -> Iterator[Relation]:
    """The share of each part in its base, told where it fits or one slip would mend it."""
    rates = [one for one in page.figures if _eligible(one)] if page.grids else []
    for sheet in sheets(page):
        beside = [one for one in near(sheet, rates) if not of_another_stretch(sheet, one)]
        for rate in beside[:_MOST]:
            for part, base in (*_share(page, sheet, rate), *_rate(sheet, rate)):
                relation = by_a_slip(part, base, rate) if part.value <= base.value else None
                if relation is not None:
                    yield relation


def _eligible(figure: Figure) -> bool:
    told = figure.exact and figure.quantity.role is Role.ACTUAL
    return told and figure.quantity.unit == "%" and significant(figure) >= _DIGITS


def _share(page: Page, sheet: Sheet, rate: Figure) -> Iterator[tuple[Figure, Figure]]:
    """A占B的30.1%, or 4086人,占B的30.1%."""
    said = _SHARE.match(rate.left)
    of = named_in(sheet, said["base"]) if said else None
    if said is None or of is None:
        return
    if bare(IDLE.sub("", said["part"])):
        part = named_in(sheet, said["part"])
        if part is None:
            return
        row = of.row if of.row >= 0 else part.row if part.column >= 0 and of.column < 0 else total_row(sheet)
        column = of.column if of.column >= 0 else total_column(sheet)
        base = cell_at(sheet, row, column)
        own = cell_at(sheet, part.row if part.row >= 0 else row, part.column if part.column >= 0 else column)
    else:
        before = page.figures[rate.index - 1] if rate.index else None
        own = before if before is not None and before.quantity.sentence == rate.quantity.sentence else None
        base = cell_or_total(sheet, *of)
    if own is not None and base is not None and own is not base and own.group == base.group:
        yield own, base


def _rate(sheet: Sheet, rate: Figure) -> Iterator[tuple[Figure, Figure]]:
    """参检率94.4% of the columns 参检 and 应参检: of the totals, or of the row that is named."""
    said = _RATE.search(rate.left)
    if said is None:
        return
    what = {n: sheet.grid.columns[n].what for n in sheet.of_kind(Kind.LEVEL)}
    for base, name in what.items():
        noun = _ALL.sub("", name)
        part = next((n for n, other in what.items() if other == noun != name), -1)
        if part < 0 or len(noun) < SHORT or not said["of"].endswith(noun):
            continue
        who = IDLE.sub("", said["of"].removesuffix(noun))
        rows = [n for n, row in enumerate(sheet.rows) if row.label == who] if bare(who) else [total_row(sheet)]
        cells = [cell_at(sheet, row, column) for row in rows[:1] for column in (part, base)]
        if len(cells) > 1 and cells[0] is not None and cells[1] is not None and cells[0].group == cells[1].group:
            yield cells[0], cells[1]
