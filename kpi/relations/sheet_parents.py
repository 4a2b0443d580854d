"""Rows over their parts: 一、 over its 1. and 2., 总量 over the rows below, splits by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.arithmetic.intervals import add, exceeds
from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.rows import Row
from kpi.outline.shapes import words
from kpi.relations.cues import Split, cues
from kpi.relations.figures import significant
from kpi.relations.scopes import mean
from kpi.relations.sheet_alike import like_blocks
from kpi.relations.sheet_doubts import overlaps
from kpi.relations.sheet_totals import fits, kinds_below, moving, of_totals
from kpi.relations.sheets import Sheet, Sum, best, sums_of
from kpi.relations.sums import adds_up, one_slip_off, slipped, sum_of, tells, total_of

_ROWS = 40
_BARE = 2  # characters of a part that names its kind alone
_FITTING, _FEWEST = 8, 3  # rows below one that may make it up, and how many at least
_TAKEN = 3  # rows, less one, behind an 其中 that it may take in
_LONG = 5  # digits of a whole that no word of a total announces


def parents(sheet: Sheet) -> Iterator[Relation]:
    """Down the columns: rows over their parts, told by ordinals, by setting, by name or by what adds up."""
    columns = moving(sheet)
    children = _children(sheet)
    fitting = {total.row for total in of_totals(sheet) if fits(total.sums)}
    yield from _of_parents(sheet, columns, children)
    for place, row in enumerate(sheet.rows):
        if place in fitting:
            continue
        yield from _split(sheet, place, columns)
        if words()["sums_next"].search(row.label):
            yield from _next(sheet, place, columns)
        elif not (row.total or row.subtotal or children.get(place)):
            run = kinds_below(sheet, place, len(sheet.rows) - 1)
            reading = sheet.in_rows(place, run, columns) if len(run) > 1 else []
            if fits(reading) > 1:
                yield from sums_of(reading, True, False)
            else:
                yield from _next_fitting(sheet, place, columns)
    for place, row in enumerate(sheet.rows):
        parts = children.get(place) or (_loose(sheet, place, children) if not row.total else [])
        if len(parts) >= _FEWEST and not fits(sheet.in_rows(place, parts, columns)):
            yield from _several_splits(sheet, place, parts, columns)
    yield from _inner_runs(sheet, columns)
    yield from like_blocks(sheet, columns)


def _of_parents(sheet: Sheet, columns: Sequence[int], children: dict[int, list[int]]) -> Iterator[Relation]:
    """Rows over their parts; where the parts of some are all of them, so are those of the others."""
    places = [place for place, row in enumerate(sheet.rows) if not row.total]
    for place, parts in children.items():  # amounts a head: no total is named, so alone a misfit says nothing
        reading = sheet.in_rows(place, parts, columns, per_one=True) if sheet.is_per_one(place) else []
        yield from sums_of(reading if fits(reading) else [], False, False)
    for spans in (children, {place: _loose(sheet, place, children) for place in places}):
        parents = [place for place in places if len(spans.get(place, ())) > 1]
        readings = [sheet.in_rows(place, spans[place], columns) for place in parents]
        whole = sum(any(adds_up(*one) and tells(*one) for one in reading) for reading in readings)
        for reading in readings:
            proven = whole > 0 and (not fits(reading) or any(adds_up(*one) and tells(*one) for one in reading))
            yield from sums_of(reading, proven, proven)
            yield from () if proven else _more_than(sheet, reading)


def _several_splits(sheet: Sheet, place: int, parts: Sequence[int], columns: Sequence[int]) -> Iterator[Relation]:
    """医院 over 公立, 民营, then 三级, 二级, 一级: runs of its rows that each make it up, in most columns."""
    at = 0
    while at < len(parts) - 1:
        runs = (parts[at:end] for end in range(at + 2, min(len(parts), at + _FITTING) + 1))
        readings = [(run, sheet.in_rows(place, run, columns)) for run in runs]
        proven = [one for one in readings if _fit_in_most(one[1])]
        run, reading = max(proven, key=lambda one: (fits(one[1]), len(one[0])), default=([], []))
        yield from sums_of(reading, True, False)
        at += max(1, len(run))


def _fit_in_most(reading: Sequence[Sum]) -> bool:
    return fits(reading) > 1 and fits(reading) * 3 >= len(reading) * 2


def _more_than(sheet: Sheet, reading: Sequence[Sum]) -> Iterator[Relation]:
    """Rows that their codes put below one lie beside each other: together no more than it, be some left out."""
    places = {figure.id: at for at, row in enumerate(sheet.figures) for figure in row if figure is not None}
    for whole, parts in reading:
        first, last = places[whole.id], max(places[part.id] for part in parts)
        # What has no code, or another group, may begin anew: its codes are of another whole.
        one = all(row.coded and row.group == sheet.rows[first].group for row in sheet.rows[first : last + 1])
        apart = all(part.value >= 0 and not overlaps(sheet.rows[places[part.id]].label) for part in parts)
        if one and apart and exceeds(add(part.interval for part in parts), whole.interval):
            yield sum_of(whole, parts, RelationVerdict.INCONSISTENT, closed=False)


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


def _split(sheet: Sheet, place: int, columns: Sequence[int]) -> Iterator[Relation]:
    """进出口总额, and further down 出口额 and 进口额; 人均消费支出, and what it is made up of for each head."""
    of_averages = _named(sheet, place, cues().splits_of_averages) if sheet.is_per_one(place) else []
    if of_averages:
        reading = sheet.in_rows(place, of_averages, columns, per_one=True)
        yield from sums_of([(mean(whole), [mean(part) for part in parts]) for whole, parts in reading], True, True)
    elif named := _named(sheet, place, cues().splits):
        reading = sheet.in_rows(place, named, columns)
        of_it = any(_have_pairs_alike(sheet.rows[place].label, sheet.rows[row].label) for row in named)
        yield from sums_of(reading if of_it else [one for one in reading if adds_up(*one)], True, True)


def _have_pairs_alike(whole: str, part: str) -> bool:
    """农村低保 is named as a part of 低保对象, and not of 特困供养."""
    return len(part) <= _BARE or any(part[at : at + 2] in whole for at in range(len(part) - 1))


def _named(sheet: Sheet, place: int, splits: Sequence[Split]) -> list[int]:
    """The rows below that bear the names of all parts of a split of this one; [] where there is none."""
    for split in splits:
        if split.of is not None and split.of.search(sheet.rows[place].label):
            below = range(place + 1, min(len(sheet.rows), place + 1 + _ROWS))
            named = [next((n for n in below if name.match(sheet.rows[n].label)), -1) for name in split.parts]
            if -1 not in named:
                return named
    return []


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
        fitting = [adds_up(*one) for one in sums]
        if all(fitting) and any(tells(*one) for one in sums):
            yield from sums_of(sums, False, False)
            return
        if all(fit or slipped(*one) for one, fit in zip(sums, fitting, strict=True)) and sum(fitting) + 1 >= len(
            fitting
        ):
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
    """Long numbers that fit: three parts, or two in several columns, or in one and the others are a slip away."""
    fitting = [one for one in reading if adds_up(*one) and tells(*one)]
    long = [one for one in fitting if significant(one[0]) >= _LONG and len(one[1]) >= _FEWEST]
    slips = bool(fitting) and all(adds_up(*one) or one_slip_off(*one) for one in reading)
    return bool(long) or len(fitting) > 1 or (slips and len(reading) > 1)


def _inner_runs(sheet: Sheet, columns: Sequence[int]) -> Iterator[Relation]:
    """人口 / 其中:城镇 / 乡村 / 其中:0-15岁 / 16岁以上: each run behind an 其中 may be all of a row above."""
    for place, row in enumerate(sheet.rows):
        if not row.inner or row.follows:
            continue
        run = [place]
        while run[-1] + 1 < len(sheet.rows) and len(run) < _FITTING and _goes_on(sheet.rows[run[-1] + 1]):
            run.append(run[-1] + 1)
        above = range(place - 1, max(-1, place - 1 - _FITTING), -1)
        readings = [sheet.in_rows(one, run[:size], columns) for size in range(len(run), 1, -1) for one in above]
        reading = best([one for one in readings if any(adds_up(*sums) and tells(*sums) for sums in one)])
        yield from sums_of(reading or _of_total(sheet, run, columns), False, False)


def _goes_on(row: Row) -> bool:
    """A row behind an 其中 that may be another part."""
    return row.loose or row.follows


def _of_total(sheet: Sheet, run: Sequence[int], columns: Sequence[int]) -> list[Sum]:
    """养老机构总数 / 其中:公办 / 民办: short numbers too, where the row above is called a total and all fit."""
    above = run[0] - 1
    if above < 0 or not words()["sums_next"].search(sheet.rows[above].label):
        return []
    readings = (sheet.in_rows(above, run[:size], columns) for size in range(len(run), 1, -1))
    return next((one for one in readings if fits(one) == len(one) > 1), [])
