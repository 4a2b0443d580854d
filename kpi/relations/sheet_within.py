"""Parts behind 其中, in rows and in columns: no more than their whole, all of it where a known split says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.columns import Kind
from kpi.outline.rows import Row
from kpi.relations.figures import Figure
from kpi.relations.sheet_totals import moving
from kpi.relations.sheets import Sheet, Sum, best, sums_of
from kpi.relations.slips import or_by_a_slip
from kpi.relations.sums import adds_up, total_of, whole_split

_MORE = 3  # parts behind the two sides of a split
_Pair = tuple[Figure | None, Figure | None]


def within(sheet: Sheet) -> Iterator[Relation]:
    """其中:护理型 is no more than its whole; 其中:男 and 女 are all of it."""
    yield from _of_rows(sheet)
    yield from _of_columns(sheet)


def _of_rows(sheet: Sheet) -> Iterator[Relation]:
    columns = moving(sheet)
    for place, row in enumerate(sheet.rows):
        if row.parent < 0 or not (row.inner or _is_set_in(row, sheet.rows[row.parent])):
            continue
        found = list(_held([(sheet.adds(row.parent, n), sheet.adds(place, n)) for n in columns]))
        # What is only set in may be something else: it is told where all lines hold.
        if row.inner or all(one.verdict is not RelationVerdict.INCONSISTENT for one in found):
            yield from found
        if row.half:
            more = [n for n in range(place + 1, len(sheet.rows)) if sheet.rows[n].parent == row.parent]
            yield from _all_of([sheet.in_rows(row.parent, run, columns) for run in _runs(place, more)])


def _is_set_in(row: Row, whole: Row) -> bool:
    return (row.coded or row.indent > whole.indent) and not row.loose and not row.subtotal


def _of_columns(sheet: Sheet) -> Iterator[Relation]:
    levels = [n for n in sheet.of_kind(Kind.LEVEL) if not sheet.grid.columns[n].total]
    every = range(len(sheet.rows))
    for place, column in enumerate(sheet.grid.columns):
        if not column.inner or column.holder < 0:
            continue
        yield from _held([(sheet.adds(n, column.holder), sheet.adds(n, place)) for n in every])
        if column.half:
            more = [n for n in levels if n > place]
            found = _all_of([sheet.in_columns(column.holder, run) for run in _runs(place, more)])
            unread = place + 1 in levels and not any(sheet.column(place + 1))  # 公建民营, in no unit that is told
            yield from (one for one in found if not unread or one.verdict is not RelationVerdict.INCONSISTENT)


def _runs(place: int, more: Sequence[int]) -> list[list[int]]:
    """公办 and 民办, then with 公建民营 behind them, as far as it goes on without a gap."""
    runs = [[place - 1, place]]
    for at in more[:_MORE]:
        if at != runs[-1][-1] + 1:
            break
        runs.append([*runs[-1], at])
    return runs


def _all_of(readings: Sequence[Sequence[Sum]]) -> Iterator[Relation]:
    """The two sides of a split, or with what stands behind them where that fits better.

    Where they fit on none of several lines, something else is there that no column tells (结婚, 离婚, not 补领).
    """
    reading = best(readings)
    known = len(reading) == 1 and whole_split(*reading[0])
    if known or any(adds_up(*one) for one in reading):
        yield from sums_of(reading, True, True)


def _held(pairs: Sequence[_Pair]) -> Iterator[Relation]:
    """Told where it holds on all lines, or on most of them; where it holds on none the whole is another.

    A line that stands alone is told as wrong where one slip of the pen mends it.
    """
    told = [(whole, part) for whole, part in pairs if whole is not None and part is not None]
    found = [
        (relation, [whole.quantity, part.quantity])
        for whole, part in told
        if whole.group == part.group and (relation := total_of(whole, [part], False)) is not None
    ]
    off = sum(relation.verdict is RelationVerdict.INCONSISTENT for relation, _ in found)
    if len(found) == off == 1:
        relation = or_by_a_slip(*found[0])
        yield from [relation] if relation is not None else []
    elif off * 2 <= len(found):
        yield from (relation for relation, _ in found)
