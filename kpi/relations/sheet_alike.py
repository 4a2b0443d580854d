"""Blocks of rows with the same names: where one row is the sum of those below it, so is the other.

货物运输总量 / 公路 / 水运 / 铁路 / 管道, and further down 货物周转量 / 公路 / 水运 / 铁路 / 管道.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.relations.sheet_totals import fits
from kpi.relations.sheets import Sheet, sums_of
from kpi.relations.sums import adds_up, tells

_FEWEST, _MOST = 3, 12  # rows of a block


def like_blocks(sheet: Sheet, columns: Sequence[int]) -> Iterator[Relation]:
    """What does not add up below a row, where the same rows below another one do."""
    last: dict[str, int] = {}
    for place, row in enumerate(sheet.rows):
        before = last.get(row.label, -1)
        last[row.label] = place
        if not row.label or before < 1 or place - before <= _FEWEST:
            continue
        if sheet.rows[before - 1].label == sheet.rows[place - 1].label:
            continue  # not the first of its block
        yield from _of_pair(sheet, columns, before, place)


def _of_pair(sheet: Sheet, columns: Sequence[int], first: int, second: int) -> Iterator[Relation]:
    for size in range(_alike(sheet, first, second), _FEWEST - 1, -1):
        readings = [sheet.in_rows(start - 1, range(start, start + size), columns) for start in (first, second)]
        sure = [any(adds_up(*one) and tells(*one) for one in reading) for reading in readings]
        whole = [bool(reading) and fits(reading) == len(reading) for reading in readings]
        for proven, other in ((0, 1), (1, 0)):
            if sure[proven] and whole[proven]:
                if not whole[other]:
                    yield from sums_of(readings[other], True, True)
                return


def _alike(sheet: Sheet, first: int, second: int) -> int:
    """How many rows from two places on bear the same names."""
    size = 0
    while size < _MOST and second + size < len(sheet.rows) and first + size < second - 1:
        if sheet.rows[first + size].label != sheet.rows[second + size].label:
            break
        size += 1
    return size
