"""table.summed-up: the line right behind a table adds its rows up.

1. 社会救助  8214人次 / 2. 养老服务  11367人次 / … / 以上五项合计31684人次. The line opens with a total, and where
it says of how many, the rows are as many. Told where one slip would mend it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kpi.model import Relation
from kpi.numbers.numerals import whole_number
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, told
from kpi.relations.sheet_doubts import lists_some
from kpi.relations.sheet_near import parts_of_column
from kpi.relations.sheets import Sheet, sheets

_TOTAL = expression("relations", "sheet_behind.total")
_FEW = 6  # figures of the line that are looked at
_LEAST = 20  # smaller totals are reached by any rows


def rows_summed_up(page: Page) -> Iterator[Relation]:
    starts = [figure.start for figure in page.figures]
    for sheet in sheets(page):
        if any(row.total for row in sheet.rows) or lists_some(sheet):
            continue
        at = bisect_left(starts, sheet.grid.end)
        for whole in page.figures[at : at + _FEW]:
            if _adds_up_rows(page, whole, sheet):
                for column in sheet.of_kind(Kind.LEVEL):
                    parts = parts_of_column(sheet, column)
                    if len(parts) == len(sheet.rows) and parts[0].group == whole.group:
                        yield from told(whole, parts, sure=False)


def _adds_up_rows(page: Page, whole: Figure, sheet: Sheet) -> bool:
    """Whether the line right behind the table opens with the total of so many rows."""
    line = page.slots[whole.index].line
    if page.text[sheet.grid.end : line].strip() or not counts(page, whole) or whole.value < _LEAST:
        return False
    found = _TOTAL.fullmatch(page.text, line, whole.start)
    if found is None:
        return False
    return not found["count"] or whole_number(found["count"]) == len(sheet.rows)
