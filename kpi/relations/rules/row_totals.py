"""row.totals: numbers in the order of the rows before or behind them, each the total of its column.

生活补贴1846人,22.152万元;护理补贴3097人,37.164万元。南屏:生活412人49440元,护理705人84600元;北渚:…: what stands
in a row's order and units, near it, and adds up in two columns or in one of many digits, is the row of totals; a
column that misses its total by what one slip or an old figure makes is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.parts import told
from kpi.relations.rules.rows import Rows, rows_of
from kpi.relations.sums import adds_up, sum_of

_BACK, _AHEAD = 24, 12  # figures before and behind the rows among which their totals are looked for
_LEAST = 10  # smaller totals are reached by any parts
_SURE = 5  # digits of the totals that fit, taken together
_ALONE = 4  # … of one that fits alone


def totals_of_rows(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    """What nothing else has told of these numbers: the rules of one list know more of it."""
    known = {frozenset(one.members) for one in found}
    for rows in rows_of(page):
        columns = [place for place in range(len(rows.rows[0])) if all(one.counts for one in rows.column(place))]
        for totals in _in_order(page, rows) if len(columns) > 1 else ():
            yield from (one for one in _of(rows, columns, totals) if frozenset(one.members) not in known)


def _in_order(page: Page, rows: Rows) -> Iterator[Sequence[Figure]]:
    """As many figures, one after another, in the units of a row."""
    first, last = rows.rows[0], rows.rows[-1]
    groups = [one.group for one in first]
    low, high = first[0].index, last[-1].index + 1
    for stretch in (page.figures[max(0, low - _BACK) : low], page.figures[high : high + _AHEAD]):
        for at in range(len(stretch) - len(first) + 1):
            found = stretch[at : at + len(first)]
            if [one.group for one in found] == groups:
                yield found


def _of(rows: Rows, columns: Sequence[int], totals: Sequence[Figure]) -> Iterator[Relation]:
    counted = [place for place in columns if totals[place].counts and totals[place].value >= _LEAST]
    fit = [place for place in counted if adds_up(totals[place], rows.column(place))]
    digits = [significant(totals[place]) for place in fit]
    if not fit or (sum(digits) < _SURE and max(digits) < _ALONE) or 2 * len(fit) < len(counted):
        return
    for place in counted:
        if place in fit:
            yield sum_of(totals[place], rows.column(place), RelationVerdict.CONSISTENT)
        else:
            yield from told(totals[place], rows.column(place), sure=len(fit) > 1)
