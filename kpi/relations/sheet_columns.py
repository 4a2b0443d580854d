"""Totals along the rows: a column 合计 beside its parts, 低保户数 and its 其中:城市, 农村."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.columns import Kind
from kpi.outline.shapes import words
from kpi.relations.sheet_totals import fits
from kpi.relations.sheets import Sheet, Sum, best, sums_of
from kpi.relations.sums import adds_up, tells

_FEW = 2  # groups of columns that may be two tables side by side
_MOST = 8  # columns beside one that may make it up
_LEAST, _MANY = 20, 4  # wholes that are reached by chance, rows on which that does not happen


def along(sheet: Sheet) -> Iterator[Relation]:
    """A column 合计 and those beside it, 低保户数 and its 其中:城市, 农村; years are no parts of each other."""
    yield from _of_levels(sheet, [n for n in sheet.of_kind(Kind.LEVEL) if not _is_time(sheet, n)])
    columns = sheet.grid.columns
    years = {column.year for column in columns if column.year and column.total}  # 2024年低保, 2024年合计
    for year in sorted(years):
        yield from _of_levels(sheet, [n for n in sheet.of_kind(Kind.LEVEL) if columns[n].year == year])


def _of_levels(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    totals = [n for n in levels if sheet.grid.columns[n].total]
    headed = {place: reading for place in totals if (reading := _under_one_head(sheet, levels, place))}
    for place in totals:
        if place in headed:
            yield from sums_of(headed[place], True, True)
            continue
        low = max((other for other in totals if other < place), default=-1)
        high = min((other for other in totals if other > place), default=len(sheet.grid.columns))
        before, after = [n for n in levels if low < n < place], [n for n in levels if place < n < high]
        every = [n for n in levels if n not in totals] if len(totals) == 1 else []
        others = [n for n in totals if n != place]
        spans = (before, after, every, others)
        alike = [[n for n in columns if _counts_alike(sheet, n, place)] for columns in spans]
        choices = [sheet.in_columns(place, columns) for columns in (*spans, *alike)]
        reading = best(choices)
        if not any(adds_up(*one) for one in reading):  # 合计 | 其中:城镇 | 农村 | 80岁以上
            firsts = [sheet.in_columns(place, after[:count]) for count in range(2, len(after))]
            fitting = max((one for one in firsts if _most_fit(one)), key=len, default=[])
            amid = any(sheet.grid.columns[n].inner for n in levels if low < n < high)
            reading = fitting or ([] if amid else reading)  # 其中 need not be all of it
        yield from sums_of(reading, True, True)
    yield from _of_measures(sheet, levels)
    yield from _of_groups(sheet, levels, totals)
    if not totals and len(levels) > 2:
        yield from _first_of_all(sheet, levels)
    yield from _side_by_side(sheet, [n for n in levels if n not in totals])
    for place in levels:
        opens = words()["sums_next"].search(sheet.grid.columns[place].name)
        if place + 1 in levels and place not in totals and (opens or sheet.grid.columns[place + 1].inner):
            parts = _until(levels, place)
            reading = best([sheet.in_columns(place, parts[:count]) for count in range(len(parts), 1, -1)])
            if sum(adds_up(*one) for one in reading) > 1:
                yield from sums_of(reading, True, False)


def _under_one_head(sheet: Sheet, levels: Sequence[int], place: int) -> list[Sum]:
    """参保人数合计 | 参保人数成年 | 参保人数学生: the columns with its heading; totals take in the others."""
    columns = sheet.grid.columns
    head = words()["total_name"].sub("", columns[place].name)
    alike = [n for n in levels if n != place and columns[n].name.startswith(head)] if len(head) > 1 else []
    beside = [n for n in alike if all(other in (place, *alike) for other in range(min(n, place), max(n, place)))]
    inner = [n for n in beside if columns[n].total]
    reading = sheet.in_columns(place, inner or beside) if len(inner or beside) > 1 else []
    return reading if _most_fit(reading) else []


def _counts_alike(sheet: Sheet, column: int, other: int) -> bool:
    """低保户数（户） | 低保人数（人） | 特困人数（人） | 人数小计（人）: the households are no part."""
    pairs = ((row[column], row[other]) for row in sheet.figures)
    return all(one.group == two.group for one, two in pairs if one is not None and two is not None)


def _most_fit(reading: Sequence[Sum]) -> bool:
    fitting = fits(reading)
    return fitting > 1 and fitting * 3 >= len(reading) * 2


def _of_groups(sheet: Sheet, levels: Sequence[int], totals: Sequence[int]) -> Iterator[Relation]:
    """合计 | 男 | 女 | 小计 | 男 | 女 | 小计 | 男 | 女: the first group is the sum of the others, each column."""
    if len(totals) <= _FEW:
        return
    ends = [*totals[1:], levels[-1] + 1]
    groups = [[n for n in levels if low <= n < high] for low, high in zip(totals, ends, strict=True)]
    if len({len(group) for group in groups}) > 1:
        return
    for whole, *parts in zip(*groups, strict=True):
        reading = sheet.in_columns(whole, parts)
        if _is_proven(reading):
            yield from sums_of(reading, True, False)


def _of_measures(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    """城市户数 | 城市人数 | 农村户数 | 农村人数 | 合计户数 | 人数合计: each measure has its total."""
    names = {n: sheet.grid.columns[n].name for n in levels}
    for place, name in names.items():
        measure = words()["total_words"].sub("", name, count=1)
        if not measure or measure == name or not (name.startswith(measure) or name.endswith(measure)):
            continue
        parts = [n for n, other in names.items() if n != place and other.endswith(measure) and other != measure]
        choices = [parts, [n for n in parts if n < place], [n for n in parts if n > place]]
        yield from sums_of(best([sheet.in_columns(place, columns) for columns in choices]), True, False)


def _first_of_all(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    """应参检 | 合格 | 不合格 | 未参检: the first column of the others of its measure, where most rows say so."""
    rest = list(levels)
    while rest:
        first, rest = rest[0], rest[1:]
        alike = [n for n in rest if _counts_alike(sheet, n, first)]
        rest = [n for n in rest if n not in alike]
        reading = sheet.in_columns(first, alike) if len(alike) > 1 else []
        if _most_fit(reading):
            yield from sums_of(reading, True, False)


def _side_by_side(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    """基金收入 | 基金支出 | 当期结余, or 人数 | 疾病 | 残疾 | 缺劳力: one column is the sum of those beside it.

    Without a header a row that is too short may lack any of its cells.
    """
    headed = any(column.name for column in sheet.grid.columns)
    rows = [n for n, row in enumerate(sheet.rows) if headed or row.cells[-1].text]
    for place, whole in enumerate(levels):
        behind, before = levels[place + 1 : place + 1 + _MOST], levels[max(0, place - _MOST) : place]
        runs = [behind[:count] for count in range(2, len(behind) + 1)]
        runs += [before[-count:] for count in range(2, len(before) + 1)]
        reading = best([one for run in runs if _is_proven(one := sheet.in_columns(whole, run, rows))])
        yield from sums_of(reading, True, False)


def _is_proven(reading: Sequence[Sum]) -> bool:
    """Long numbers on two rows, or numbers of two digits on four."""
    fitting = [one for one in reading if adds_up(*one) and one[0].value >= _LEAST]
    sure = sum(tells(*one) for one in fitting) > 1 or len(fitting) >= _MANY
    return sure and len(fitting) * 3 >= len(reading) * 2


def _until(levels: Sequence[int], place: int) -> list[int]:
    parts = []
    for column in range(place + 1, place + 1 + len(levels)):
        if column not in levels:
            break
        parts.append(column)
    return parts


def _is_time(sheet: Sheet, place: int) -> bool:
    column = sheet.grid.columns[place]
    return bool(column.year or column.before)
