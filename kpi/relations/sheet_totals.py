"""Totals of a table: 合计 over or under its rows, 一、 over its 1. and 2., a column 合计 beside its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.columns import Kind
from kpi.outline.shapes import words
from kpi.relations.cues import cues
from kpi.relations.figures import significant
from kpi.relations.sheet_doubts import overlaps
from kpi.relations.sheets import Sheet, Sum, best, sums_of
from kpi.relations.sums import adds_up, slipped, tells, total_of

_ROWS = 40
_FITTING, _FEWEST = 8, 3  # rows below one that may make it up, and how many at least
_TAKEN = 3  # rows, less one, behind an 其中 that it may take in
_LONG = 5  # digits of a whole that no word of a total announces


def down(sheet: Sheet) -> Iterator[Relation]:
    """Down the columns: totals, rows over their parts, splits by name, 其中."""
    columns = sheet.of_kind(Kind.LEVEL) + sheet.of_kind(Kind.CHANGE)
    children = _children(sheet)
    fitting = set()
    for place, reading, proven in _of_totals(sheet, columns):
        yield from sums_of(reading, True, proven)
        if any(adds_up(*one) for one in reading):
            fitting.add(place)
    yield from _of_parents(sheet, columns, children)
    for place, row in enumerate(sheet.rows):
        if place in fitting:
            continue
        yield from _split(sheet, place, columns)
        if words()["sums_next"].search(row.label):
            yield from _next(sheet, place, columns)
        elif not (row.total or row.subtotal or children.get(place)):
            yield from _next_fitting(sheet, place, columns)
    yield from _inner_runs(sheet, columns)
    yield from _inner(sheet, columns)


def _of_totals(sheet: Sheet, columns: Sequence[int]) -> Iterator[tuple[int, list[Sum], bool]]:
    """(row, its sums, whether the table's form says that they hold) of every total: of those above it, or below,
    as most totals of the table are.
    """
    totals = [place for place, row in enumerate(sheet.rows) if row.total or row.subtotal]
    tried = [
        [
            (way, reading)
            for way, rows in _spans(sheet, totals, at)
            if (reading := sheet.in_rows(place, rows, columns))
        ]
        for at, place in enumerate(totals)
    ]
    ways = Counter(way for choices in tried for way in {way for way, reading in choices if _fits(reading)})
    plain = _is_plain(sheet)
    for place, choices in zip(totals, tried, strict=True):
        if choices:
            way, reading = max(choices, key=lambda one: (_fits(one[1]), ways[one[0]]))
            yield place, reading, plain or ways[way] > (_fits(reading) > 0)


def _fits(reading: Sequence[Sum]) -> int:
    return sum(adds_up(*one) for one in reading)


def _of_parents(sheet: Sheet, columns: Sequence[int], children: dict[int, list[int]]) -> Iterator[Relation]:
    """Rows over their parts; where the parts of some are all of them, so are those of the others."""
    places = [place for place, row in enumerate(sheet.rows) if not row.total]
    for spans in (children, {place: _loose(sheet, place, children) for place in places}):
        parents = [place for place in places if len(spans.get(place, ())) > 1]
        readings = [sheet.in_rows(place, spans[place], columns) for place in parents]
        whole = sum(any(adds_up(*one) and tells(*one) for one in reading) for reading in readings)
        for reading in readings:
            proven = whole > 0 and not _fits(reading)
            yield from sums_of(reading, proven, proven)


def _children(sheet: Sheet) -> dict[int, list[int]]:
    """A row → the rows that its ordinals or their setting in make its parts, 其中 aside."""
    found: dict[int, list[int]] = {}
    for place, row in enumerate(sheet.rows):
        if row.parent >= 0 and not row.loose and not row.inner:
            found.setdefault(row.parent, []).append(place)
    return found


def _loose(sheet: Sheet, place: int, children: dict[int, list[int]]) -> list[int]:
    """一、养老机构 / 公办 / 民办: rows without a mark right below one that has an ordinal and no other parts."""
    if not sheet.rows[place].rank or place in children:
        return []
    rows = []
    for row in range(place + 1, len(sheet.rows)):
        if sheet.rows[row].parent != place or not sheet.rows[row].loose:
            break
        rows.append(row)
    return rows


def _spans(sheet: Sheet, totals: Sequence[int], at: int) -> Iterator[tuple[str, list[int]]]:
    """(way, rows) that a total may be of: above or below it, up to the next total, on their highest level."""
    place = totals[at]
    below = range(place + 1, totals[at + 1] if at + 1 < len(totals) else len(sheet.rows))
    above = range(totals[at - 1] + 1 if at else 0, place)
    for way, span in (("above", above), ("below", below)):
        held = {n for n in span if sheet.rows[n].parent in (-1, place) or sheet.rows[sheet.rows[n].parent].total}
        strict = [n for n in span if n in held and not sheet.rows[n].inner and not sheet.rows[n].loose]
        yield way, strict
        wide = [n for n in span if _stands_alone(sheet, n, held)]
        if wide != strict:
            yield f"{way}, wide", wide
    if place in (totals[0], totals[-1]) and len(totals) > 1 and sheet.rows[place].total:
        yield "subtotals", [n for n in totals if n != place and sheet.rows[n].subtotal]
        yield "totals", [n for n in totals if n != place]
        rows = enumerate(sheet.rows)
        yield "rows", [n for n, row in rows if row.parent == -1 and not (row.inner or row.total or row.subtotal)]


def _stands_alone(sheet: Sheet, place: int, held: set[int]) -> bool:
    """Also the rows behind 其中:行业协会 that may be things of their own."""
    row = sheet.rows[place]
    return not row.inner and (place in held if not row.loose else row.parent in held or row.parent == -1)


def _is_plain(sheet: Sheet) -> bool:
    """Rows of one kind: none with an ordinal, none under another, none that may overlap with another."""
    return not any(
        row.rank or row.inner or row.loose or row.parent >= 0 or cues().overlapping.search(row.label)
        for row in sheet.rows
    )


def _split(sheet: Sheet, place: int, columns: Sequence[int]) -> Iterator[Relation]:
    """进出口总额, and further down 出口额 and 进口额."""
    label = sheet.rows[place].label
    for split in cues().splits:
        if split.of is None or not split.of.search(label):
            continue
        below = range(place + 1, min(len(sheet.rows), place + 1 + _ROWS))
        named = [next((n for n in below if name.match(sheet.rows[n].label)), -1) for name in split.parts]
        if -1 not in named:
            yield from sums_of(sheet.in_rows(place, named, columns), True, True)
            return


def _next(sheet: Sheet, place: int, columns: Sequence[int]) -> Iterator[Relation]:
    """货物运输总量 over 公路, 水运: the rows right below, as many as add up or miss by one digit."""
    rows: list[int] = []
    off: list[Sum] = []
    for row in range(place + 1, min(len(sheet.rows), place + 1 + _ROWS)):
        one = sheet.rows[row]
        if one.total or one.inner or words()["sums_next"].search(one.label) or overlaps(one.label):
            break
        rows.append(row)
        sums = sheet.in_rows(place, rows, columns)
        if not sums:
            if len(rows) > 1:
                break
            continue
        fits = [adds_up(*one) for one in sums]
        if all(fits) and any(tells(*one) for one in sums):
            yield from sums_of(sums, False, False)
            return
        if all(fit or slipped(*one) for one, fit in zip(sums, fits, strict=True)) and sum(fits) + 1 >= len(fits):
            off = sums
    for whole, parts in off:
        relation = total_of(whole, parts, complete=False)
        if relation is not None and relation.type is RelationType.SUM:
            yield relation


def _next_fitting(sheet: Sheet, place: int, columns: Sequence[int]) -> Iterator[Relation]:
    """货物周转量 over 公路, 水运, 管道, without a word of a total: rows right below it that give long numbers.

    What an 其中 takes in (床位数 / 医院 / 其中:公立医院 / 基层机构) is no part beside the row above it.
    """
    runs = [run for taken in range(_TAKEN) for run in _below(sheet, place, taken)]
    readings = [sheet.in_rows(place, rows, columns) for rows in runs]
    reading = best([one for one in readings if _is_sure(one)])
    yield from sums_of(reading, False, False)


def _below(sheet: Sheet, place: int, taken: int) -> Iterator[list[int]]:
    """The first rows below one, two or more; an 其中 and the `taken` rows behind it are left out."""
    rows: list[int] = []
    row = place + 1
    while row < min(len(sheet.rows), place + 1 + _FITTING):
        one = sheet.rows[row]
        if one.total or one.subtotal or words()["sums_next"].search(one.label):
            return
        if one.inner:
            row += 1 + taken
            continue
        rows.append(row)
        row += 1
        if len(rows) > 1:
            yield list(rows)


def _is_sure(reading: Sequence[Sum]) -> bool:
    """Long numbers that fit: three parts, or two in several columns."""
    fitting = [one for one in reading if adds_up(*one) and tells(*one)]
    long = [one for one in fitting if significant(one[0]) >= _LONG and len(one[1]) >= _FEWEST]
    return bool(long) or len(fitting) > 1


def _inner_runs(sheet: Sheet, columns: Sequence[int]) -> Iterator[Relation]:
    """人口 / 其中:城镇 / 乡村 / 其中:0-15岁 / 16岁以上: each run behind an 其中 may be all of a row above."""
    for place, row in enumerate(sheet.rows):
        if not row.inner:
            continue
        run = [place]
        while run[-1] + 1 < len(sheet.rows) and len(run) < _FITTING and sheet.rows[run[-1] + 1].loose:
            run.append(run[-1] + 1)
        above = range(place - 1, max(-1, place - 1 - _FITTING), -1)
        readings = [sheet.in_rows(one, run[:size], columns) for size in range(len(run), 1, -1) for one in above]
        reading = best([one for one in readings if any(adds_up(*sums) and tells(*sums) for sums in one)])
        yield from sums_of(reading, False, False)


def _inner(sheet: Sheet, columns: Sequence[int]) -> Iterator[Relation]:
    """其中:护理型 is no more than its whole; told where that holds in all columns."""
    for place, row in enumerate(sheet.rows):
        if not row.inner or row.parent < 0:
            continue
        pairs = [(sheet.adds(row.parent, column), sheet.adds(place, column)) for column in columns]
        told = [(whole, part) for whole, part in pairs if whole is not None and part is not None]
        relations = [total_of(whole, [part], False) for whole, part in told if whole.group == part.group]
        if all(one is None or one.verdict is not RelationVerdict.INCONSISTENT for one in relations):
            yield from (one for one in relations if one is not None)


# --- along the rows -------------------------------------------------------------------------------


def along(sheet: Sheet) -> Iterator[Relation]:
    """A column 合计 and those beside it, 低保户数 and its 其中:城市, 农村; years are no parts of each other."""
    levels = [n for n in sheet.of_kind(Kind.LEVEL) if not _is_time(sheet, n)]
    totals = [n for n in levels if sheet.grid.columns[n].total]
    for place in totals:
        low = max((other for other in totals if other < place), default=-1)
        high = min((other for other in totals if other > place), default=len(sheet.grid.columns))
        before, after = [n for n in levels if low < n < place], [n for n in levels if place < n < high]
        every = [n for n in levels if n not in totals] if len(totals) == 1 else []
        others = [n for n in totals if n != place]
        choices = [sheet.in_columns(place, columns) for columns in (before, after, every, others)]
        reading = best(choices)
        if not any(adds_up(*one) for one in reading):  # 合计 | 其中:城镇 | 农村 | 80岁以上
            firsts = [sheet.in_columns(place, after[:count]) for count in range(2, len(after))]
            reading = max((one for one in firsts if _most_fit(one)), key=len, default=reading)
        yield from sums_of(reading, True, True)
    yield from _of_measures(sheet, levels)
    if not totals and len(levels) > 2:
        yield from _first_of_all(sheet, levels)
        yield from _three_columns(sheet, levels)
    for place in levels:
        opens = words()["sums_next"].search(sheet.grid.columns[place].name)
        if place + 1 in levels and place not in totals and (opens or sheet.grid.columns[place + 1].inner):
            parts = _until(levels, place)
            reading = best([sheet.in_columns(place, parts[:count]) for count in range(len(parts), 1, -1)])
            if sum(adds_up(*one) for one in reading) > 1:
                yield from sums_of(reading, True, False)


def _most_fit(reading: Sequence[Sum]) -> bool:
    fits = _fits(reading)
    return fits > 1 and fits * 3 >= len(reading) * 2


def _of_measures(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    """城市户数 | 城市人数 | 农村户数 | 农村人数 | 合计户数 | 合计人数: each measure has its total."""
    names = {n: sheet.grid.columns[n].name for n in levels}
    for place, name in names.items():
        measure = words()["total_words"].sub("", name, count=1)
        if not measure or not name.endswith(measure) or measure == name:
            continue
        parts = [n for n, other in names.items() if n != place and other.endswith(measure) and other != measure]
        choices = [parts, [n for n in parts if n < place], [n for n in parts if n > place]]
        yield from sums_of(best([sheet.in_columns(place, columns) for columns in choices]), True, False)


def _first_of_all(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    """应参检 | 合格 | 基本合格 | 不合格 | 未参检: the first column of all the others, where most rows say so."""
    reading = sheet.in_columns(levels[0], levels[1:])
    if _most_fit(reading):
        yield from sums_of(reading, True, False)


def _three_columns(sheet: Sheet, levels: Sequence[int]) -> Iterator[Relation]:
    """基金收入 | 基金支出 | 当期结余: of three columns side by side one is the sum of the others on every row."""
    for first, second, third in zip(levels, levels[1:], levels[2:], strict=False):
        for whole, parts in ((first, (second, third)), (third, (first, second))):
            reading = sheet.in_columns(whole, parts)
            fits = [one for one in reading if adds_up(*one) and tells(*one)]
            if len(fits) > 1 and len(fits) * 3 >= len(reading) * 2:
                yield from sums_of(reading, True, False)


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
