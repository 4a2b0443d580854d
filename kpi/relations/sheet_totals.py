"""Totals of a table: 合计 over or under its rows, 小计 of some of them, 总计 of those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation
from kpi.outline.columns import Kind
from kpi.outline.shapes import words
from kpi.relations.cues import cues
from kpi.relations.sheets import Sheet, Sum, Total, sums_of
from kpi.relations.slips import or_by_a_slip, or_near_miss
from kpi.relations.sums import adds_up, total_of

_RUN = 8  # rows that may make up the one above them
_NAME = 2  # characters
_SURE = 3  # lines that add up by no chance
_RIGHT_ABOVE = "right above"  # 新收, 结转, 公开, 不公开, 办结总计: of the rows from one of them on


def totals(sheet: Sheet) -> Iterator[Relation]:
    """Every row of totals in every column."""
    for total in of_totals(sheet):
        yield from sums_of(total.sums, True, total.proven)
        yield from _of_shares(sheet, total)


def _of_shares(sheet: Sheet, total: Total) -> Iterator[Relation]:
    """占比 of the rows that add up: the hundred of the total row is theirs."""
    places = {figure.id: place for place, row in enumerate(sheet.figures) for figure in row if figure is not None}
    parts = next((parts for whole, parts in total.sums if adds_up(whole, parts)), [])
    if not parts or any(part.id not in places for part in parts):
        return
    for column in sheet.of_kind(Kind.SHARE):
        hundred = sheet.figures[total.row][column]
        told = [one for part in parts if (one := sheet.figures[places[part.id]][column]) is not None]
        if hundred is None or hundred.value != HUNDRED or len(told) < len(parts):
            continue
        if any(one.value >= HUNDRED for one in told):
            continue  # 占预算%: of what each row was to come to
        more = sum(one.value for one in told) > HUNDRED  # less may be a row that is left out
        judge = or_near_miss if more else or_by_a_slip
        relation = judge(total_of(hundred, told, complete=True), [one.quantity for one in (hundred, *told)])
        if relation is not None:
            yield relation


def of_totals(sheet: Sheet) -> list[Total]:
    """The totals of a table and what they are of, read once a table."""
    if sheet.totals is None:
        sheet.totals = list(_of_totals(sheet))
    return sheet.totals


def _of_totals(sheet: Sheet) -> Iterator[Total]:
    """Every total: of those above it, or below, as most totals of the table are."""
    columns = moving(sheet)
    totals = [place for place, row in enumerate(sheet.rows) if row.total or row.subtotal]
    tried = [
        [
            (way, reading)
            for way, rows in _spans(sheet, totals, at)
            if (reading := sheet.in_rows(place, rows, columns)) and (way != _RIGHT_ABOVE or _hold(reading))
        ]
        for at, place in enumerate(totals)
    ]
    ways = Counter(way for choices in tried for way in {way for way, reading in choices if fits(reading)})
    plain = is_plain(sheet)
    for place, choices in zip(totals, tried, strict=True):
        if choices:
            way, reading = max(choices, key=lambda one: (fits(one[1]), ways[one[0]]))
            alike = [one for other, one in choices if other == way == _RIGHT_ABOVE and fits(one) == fits(reading)]
            if len(alike) > 1:  # of which rows cannot be told: nothing is held against either
                reading = [one for one in alike[-1] if adds_up(*one)]
            yield Total(place, reading, plain or ways[way] > (fits(reading) > 0))


def moving(sheet: Sheet) -> list[int]:
    """The columns of levels and of amounts that they changed by: both add up."""
    return sheet.of_kind(Kind.LEVEL) + sheet.of_kind(Kind.CHANGE)


def fits(reading: Sequence[Sum]) -> int:
    """How many of the lines add up."""
    return sum(adds_up(*one) for one in reading)


def _spans(sheet: Sheet, totals: Sequence[int], at: int) -> Iterator[tuple[str, list[int]]]:
    """(way, rows) that a total may be of: above or below it, up to the next total, on their highest level."""
    place = totals[at]
    below = range(place + 1, totals[at + 1] if at + 1 < len(totals) else len(sheet.rows))
    above = range(totals[at - 1] + 1 if at else 0, place)
    for way, span in (("above", above), ("below", below)):
        nested = _nested(sheet, span)
        held = {n for n in span if sheet.rows[n].parent in (-1, place) or sheet.rows[sheet.rows[n].parent].total}
        strict = [n for n in span if n in held and not sheet.rows[n].inner and not sheet.rows[n].loose]
        if nested:
            yield f"{way}, nested", [n for n in strict if n not in nested]
        yield way, strict
        wide = [n for n in span if _stands_alone(sheet, n, held)]
        if wide != strict:
            yield f"{way}, wide", wide
        if way == "above":
            yield from ((_RIGHT_ABOVE, strict[low:]) for low in range(1, len(strict) - 1)[-_RUN:])
        tops = _tops(sheet, strict)
        if tops != strict:
            yield f"{way}, tops", tops
    if at and sheet.rows[place].total:  # 本年收入合计 / 转移性收入 / 收入总计
        between = [n for n in range(totals[at - 1] + 1, place) if not sheet.rows[n].inner]
        yield "total and next", [totals[at - 1], *between[:1]]
        yield "total and rest", [totals[at - 1], *between]
        yield "total and tops", [totals[at - 1], *_tops(sheet, between)]
    group = _group(sheet, place)
    if group:
        yield "group", group
    named = _bear_its_name(sheet, place)
    if len(named) > 1:
        yield "named", named
    head = sheet.rows[place].parent
    if head >= 0 and sheet.rows[place].subtotal:  # 三、办理结果 / (一)… (五)… (六)小计
        yield "siblings", [n for n in range(head + 1, place) if sheet.rows[n].parent == head]
    if place in (totals[0], totals[-1]) and len(totals) > 1 and sheet.rows[place].total:
        yield "subtotals", [n for n in totals if n != place and sheet.rows[n].subtotal]
        yield "totals", [n for n in totals if n != place]
        rows = enumerate(sheet.rows)
        yield "rows", [n for n, row in rows if row.parent == -1 and not (row.inner or row.total or row.subtotal)]


def _hold(reading: Sequence[Sum]) -> bool:
    """Whether they are sums by no chance: more than two lines of them, of more than one number each, and most."""
    sums = [one for one in reading if sum(part.value > 0 for part in one[1]) > 1]
    return fits(sums) >= _SURE and fits(reading) * 3 >= len(reading) * 2


def _tops(sheet: Sheet, span: Sequence[int]) -> list[int]:
    """Of a stretch the rows that those right below them do not make up: 上级补助 over 税收返还, 追加补助."""
    levels = sheet.of_kind(Kind.LEVEL)
    tops: list[int] = []
    at = 0
    while at < len(span):
        tops.append(span[at])
        runs = (span[at + 1 : end] for end in range(at + 2, min(len(span), at + _RUN) + 1))
        at += 1 + next((len(run) for run in runs if _make_up(sheet, span[at], run, levels)), 0)
    return tops


def _make_up(sheet: Sheet, place: int, run: Sequence[int], levels: Sequence[int]) -> bool:
    """Whether a run of rows makes up the row above it in every column; a single row with a number tells alone."""
    lines = 0
    for column in levels:
        whole = sheet.adds(place, column)
        parts = [one for row in run if (one := sheet.adds(row, column)) is not None]
        if whole is None or not parts:
            continue
        if not (adds_up(whole, parts) or (len(parts) == 1 and parts[0].value == whole.value)):
            return False
        lines += 1
    return lines > 0


def _group(sheet: Sheet, place: int) -> list[int]:
    """儿童福利 beside 孤儿, 事实无人抚养儿童, 合计: the rows above a total with its name in the first column."""
    name, low = sheet.rows[place].group, place
    while low and name and sheet.rows[low - 1].group == name and not _is_total(sheet, low - 1):
        low -= 1
    return [n for n in range(low, place) if not (sheet.rows[n].inner or sheet.rows[n].loose)]


def _bear_its_name(sheet: Sheet, place: int) -> list[int]:
    """城市低保人数, 农村低保人数 over 低保人数合计: the rows above whose names end with what is added up."""
    name = words()["total_words"].sub("", sheet.rows[place].label, count=1)
    ends = enumerate(sheet.rows[:place]) if len(name) >= _NAME else ()
    return [n for n, row in ends if row.label.endswith(name) and row.label != name and not _is_total(sheet, n)]


def _is_total(sheet: Sheet, place: int) -> bool:
    return sheet.rows[place].total or sheet.rows[place].subtotal


def _nested(sheet: Sheet, span: Sequence[int]) -> set[int]:
    """医院 / 公立医院 / 民营医院: rows named after the one right above them that make it up in most columns."""
    found: set[int] = set()
    for place in span:
        run = kinds_below(sheet, place, span[-1])
        sums = sheet.in_rows(place, run, moving(sheet)) if len(run) > 1 else []
        if sums and fits(sums) * 3 >= len(sums) * 2:
            found |= set(run)
    return found


def kinds_below(sheet: Sheet, place: int, last: int) -> list[int]:
    """The rows right below one, up to `last`, whose names end with its own."""
    name = sheet.rows[place].label
    run = []
    for row in range(place + 1, last + 1):
        label = sheet.rows[row].label
        if len(name) < _NAME or label == name or not label.endswith(name):
            break
        run.append(row)
    return run


def _stands_alone(sheet: Sheet, place: int, held: set[int]) -> bool:
    """Also the rows behind 其中:行业协会 that may be things of their own."""
    row = sheet.rows[place]
    return not row.inner and (place in held if not row.loose else row.parent in held or row.parent == -1)


def is_plain(sheet: Sheet) -> bool:
    """Rows of one kind: no ordinal, none under another but by its code, none that may overlap with another."""
    return not any(
        row.rank
        or row.inner
        or row.loose
        or (row.parent >= 0 and not row.coded)
        or cues().overlapping.search(row.label)
        for row in sheet.rows
    )
