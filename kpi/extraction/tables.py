"""What the numbers of a table measure: unit, multiplier, subject and time from header, row and caption.

产品名称 | 计量单位 | 2021年 | 比上年增长(%)
水泥 | 吨 | 7316292 | -2.9
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kpi.extraction.table_signs import minus_marks
from kpi.extraction.table_units import base_unit, told_near, unit_of
from kpi.language.terms import POINTS, SCALES
from kpi.model import Bound, Ruled
from kpi.numbers.number import Number
from kpi.outline.columns import Column, Kind
from kpi.outline.expressions import expression, mapping
from kpi.outline.rows import Row
from kpi.outline.shapes import NUMBER, bound_of, digits_of, is_below, power_of, words
from kpi.outline.tables import Grid, grids
from kpi.outline.times import part_of_year

_FIGURES = (Kind.LEVEL, Kind.GROWTH, Kind.CHANGE, Kind.SHARE)
_KNOWN_BY = 2  # characters that a whole opens with
_YEARS = expression("extraction", "tables.years")
_NAMED = mapping("extraction", "tables.named")


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table, and what it measures; `unit` is "" where it is a code or nothing tells its unit."""

    number: Number
    unit: str
    subject: str
    kind: Kind
    grows: bool = False
    year: int = 0  # of its column or row, 0 where none is named
    before: bool = False  # of the same time a year ago (上年同期)
    heading: str = ""  # of its column
    asked: bool = False  # its column tells what was asked, not what came out
    when: str = ""  # the part of a year that its row is named after


def table_cells(scanned: str, numbers: Sequence[Number], ruled: tuple[Ruled, ...] = ()) -> list[Cell]:
    """The numbers of all tables of a text, in its order; `numbers` are those of the whole text, `ruled` the tables
    that the document itself has."""
    starts = [number.start for number in numbers]
    found: list[Cell] = []
    for grid in grids(scanned, ruled):
        told = told_near(scanned, grid, numbers, starts)
        first, minus = "" if grid.units else told.get(-1, ""), minus_marks(scanned, grid)
        head = ""  # 床位数(张) / 医院 / 公立医院: the unit of a row is that of the rows below it which name none
        for row, name in zip(grid.rows, _names(grid), strict=True):
            head = row.unit or head
            rate = words()["rate"].search(row.label)
            other = first or ("" if grid.units or rate else head)
            found += _row(grid, row, name, [told.get(place, other) for place in range(len(grid.columns))], minus)
    return sorted(found, key=lambda cell: cell.number.start)


def _row(grid: Grid, row: Row, name: str, told: Sequence[str], minus: Collection[str] = ()) -> Iterator[Cell]:
    level = when = ""
    month = _time_of(row)
    asked_year = _year_named(grid.caption)
    times = (
        sum(column.kind is Kind.LEVEL for column in grid.columns) > 1
    )  # 本季 | 上年同季: only the time parts them
    for cell, column, unit_told in zip(row.cells, grid.columns, told, strict=True):
        if column.kind is Kind.LEVEL:
            level = _asked_of(_in_full(grid, column) if column.inner else column.what)
            when = column.name if not level and times and words()["time"].search(column.name) else ""
        printed = NUMBER.fullmatch(cell.text) if cell.number else None
        if printed is None or column.kind is Kind.LABEL:
            continue
        if column.kind not in _FIGURES:
            yield Cell(_number(cell.start, printed, "", Decimal(1)), "", "", column.kind)
            continue
        written = printed["unit"] or ""
        if not written or written in SCALES:
            unit = unit_of(grid, row, column, unit_told)
            written += unit.lstrip("".join(SCALES)) if written else unit  # 12万 under 万元 says its own scale
        unit, scale = base_unit(written)
        if unit == "%" and column.kind is Kind.CHANGE and not printed["unit"] and not column.unit:
            unit = POINTS  # by how much a share or a rate changed
        rate = unit == "%" and (column.kind is Kind.CHANGE or bool(words()["growth"].search(grid.caption)))
        grows = column.kind is Kind.GROWTH or rate
        said = _said(column)
        asked = column.kind is Kind.LEVEL and _asked_of(column.name) != column.name
        subject = name + (column.noun or level) + (when if column.kind is Kind.LEVEL else said) or month
        year = column.year or row.year or _year_in(month) or (asked_year if asked or month else 0)
        for number in _ends(_number(cell.start, printed, unit, scale, minus), cell.start, printed):
            yield Cell(number, unit, subject, column.kind, grows, year, column.before, column.name, asked, month)


def _in_full(grid: Grid, column: Column) -> str:
    """特困人员男 of 其中:男 behind 特困人员."""
    over = grid.columns[column.holder] if column.holder >= 0 else None
    if over is None or over.total or _says(column.part, over.what):
        return column.part
    return over.what + column.part


def _says(part: str, whole: str) -> bool:
    """护理型床位 and 城市低保 below 床位 and 低保对象: the part names its whole itself."""
    known = whole[:_KNOWN_BY]
    return part.endswith(whole) or (len(known) == _KNOWN_BY and known in part[1:])


def _ends(number: Number, at: int, printed: re.Match[str]) -> Iterator[Number]:
    """Both ends of a range (300-350), else the number."""
    if not printed["to"]:
        yield number
        return
    value, places = digits_of(printed, "to") * number.scale, len(printed["to"].partition(".")[2])
    start, end = at + printed.start("to"), at + printed.end("to")
    low = at + printed.end("digits")
    yield replace(number, end=low, digits_end=low, range_part="low", bound=Bound.AT_LEAST)
    place = number.scale * Decimal(1).scaleb(-places)
    yield replace(number, start=start, end=max(end, number.end), first_digit=-1, digits_end=end, value=value,
                  last_place=place, range_part="high", bound=Bound.AT_MOST)  # fmt: skip


def _year_named(caption: str) -> int:
    """The year that the line next to a table names alone: 2026 of 2026年目标."""
    told = [years for line in caption.split() if (years := {int(found) for found in _YEARS.findall(line)})]
    return told[-1].pop() if told and len(told[-1]) == 1 else 0


@lru_cache(maxsize=256)  # each cell of a column asks for its heading
def _asked_of(name: str) -> str:
    """床位 of 床位目标: what a column asks for."""
    return words()["asked"].sub("", name)


def _said(column: Column) -> str:
    """How a column says that it tells a change or a share: 同比增减 of 同比增减(%)."""
    named = words()["told_as"].search(column.name)
    return named[0] if named else _NAMED.get(column.kind.value, "")


def _names(grid: Grid) -> Iterator[str]:
    """出口额一般贸易: each row with the one that holds it, or the total (额, 总量) that it stands under."""
    carried = ""
    for row in grid.rows:
        over = grid.rows[row.parent] if row.parent >= 0 and not row.loose else None
        whole = bool(words()["whole"].search(row.label)) and not row.inner
        if over is not None:
            own = row.label.removeprefix(row.group) if row.group == over.group else row.label
            yield row.label if over.total or _says(row.label, over.label) else over.label + own
        elif row.year or (when := _time_of(row)) == row.label != "":
            yield ""
        elif when:
            yield row.group
        else:
            yield row.label if row.rank or row.total or whole else carried + row.label
        carried = row.label if whole else carried


def _time_of(row: Row) -> str:
    """2024年12月, also in the second of two columns (甲镇 | 1月)."""
    return part_of_year(row.label) or (part_of_year(row.label.removeprefix(row.group)) if row.group else "")


def _year_in(name: str) -> int:
    found = _YEARS.match(name)
    return int(found[0]) if found else 0


def _number(at: int, printed: re.Match[str], unit: str, scale: Decimal, minus: Collection[str] = ()) -> Number:
    """The number of a cell with its sign: -9.9, (0.3), ↓3.1% and what `minus` marks are below nought."""
    value, places = digits_of(printed) * scale, len(printed["digits"].partition(".")[2])
    first = at + printed.start("digits")
    start = at + printed.start("sign") if printed["sign"] in ("-", "–") else first
    digits_end = at + printed.end("power" if printed["power"] else "digits")
    end = at + printed.end("unit") if printed["unit"] else digits_end
    return Number(
        start,
        end,
        -value if is_below(printed, minus) else value,
        scale * Decimal(10) ** power_of(printed) * Decimal(1).scaleb(-places),
        unit,
        multiplied=scale > 1 or bool(places) or bool(power_of(printed)) or unit in ("%", "‰"),
        digits_end=digits_end,
        scale=scale,
        bound=bound_of(printed),
        first_digit=first if start != first else -1,
    )
