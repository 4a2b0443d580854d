"""Quarters and months that make up a year, in columns or in rows: 一季度 | 二季度 | 三季度 | 四季度 | 全年."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kpi.model import Relation
from kpi.outline.columns import Kind
from kpi.outline.times import Span, span_of, tilings
from kpi.relations.sheets import Sheet, Sum, best, sums_of


def times(sheet: Sheet) -> Iterator[Relation]:
    """What is told of a stretch of time and of each of its parts; 合计 is of all that are told."""
    columns, rows = sheet.grid.columns, sheet.rows
    across = _spans({n: columns[n].name for n in sheet.of_kind(Kind.LEVEL)})
    down = _spans({n: row.label for n, row in enumerate(rows)})
    totals = [n for n in sheet.of_kind(Kind.LEVEL) if columns[n].total and n not in across]
    yield from _along(across, totals, sheet.in_columns)
    totals = [n for n, row in enumerate(rows) if (row.total or row.subtotal) and n not in down]
    yield from _along(down, totals, sheet.in_rows)
    yield from _years(sheet)


def _years(sheet: Sheet) -> Iterator[Relation]:
    """2021年 | 2022年 | 2023年 | 三年合计, each year right behind the one before."""
    columns = sheet.grid.columns
    levels = sheet.of_kind(Kind.LEVEL)
    years = [n for n in levels if columns[n].year and not columns[n].what]
    told = [columns[n].year for n in years]
    totals = [n for n in levels if columns[n].total and not columns[n].year]
    if len(totals) == 1 and len(years) > 1 and told == list(range(told[0], told[0] + len(told))):
        yield from sums_of(sheet.in_columns(totals[0], years), True, True)


def _spans(names: Mapping[int, str]) -> dict[int, Span]:
    return {place: span for place, name in names.items() if (span := span_of(name)) is not None}


def _along(
    spans: dict[int, Span], totals: Sequence[int], read: Callable[[int, Sequence[int]], list[Sum]]
) -> Iterator[Relation]:
    for place, whole in spans.items():
        for parts in tilings(spans, whole):
            yield from sums_of(read(place, parts), True, True)
    of = {span.of for span in spans.values()}
    if len(of) == 1 and len(totals) == 1:
        whole = Span(min(s.first for s in spans.values()), max(s.last for s in spans.values()), of.pop())
        yield from sums_of(best([read(totals[0], parts) for parts in tilings(spans, whole)]), True, True)
