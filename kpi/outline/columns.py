"""What each column says: a level, how a neighbour grew, its share of a whole, a unit, or only a serial number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from kpi.language.terms import POINTS_WRITTEN, SCALES, TIMES
from kpi.outline.cells import Cell
from kpi.outline.codes import nest
from kpi.outline.expressions import expression
from kpi.outline.expressions import words as word_list
from kpi.outline.shapes import is_day, is_unit, value_of, words, year_of
from kpi.outline.splits import completes

_BRACKET = re.compile(r"\(([^()]{1,12})\)")
_TORN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # 小 计
_BEHIND = re.compile(r"[:/]([^:/()]{1,8})$")
_UNIT = 2  # characters that a unit of people or things has at most: 人次
_COUNTED = expression("outline", "columns.counted")
_UNIT_LED = word_list("outline", "columns.unit_led")[0]


class Kind(Enum):
    LABEL = "label"
    UNIT = "unit"
    CODE = "code"
    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, bare of its unit, and the unit as written; `year` and `before` say of which time it is."""

    name: str
    kind: Kind
    unit: str = ""
    year: int = 0
    before: bool = False  # 上年同期
    total: bool = False
    inner: bool = False
    half: bool = False  # 女 behind 其中:男: with it all of the whole
    holder: int = -1  # the column that an inner one is a part of
    falls: bool = False  # 下降(%): its numbers are positive where things fall
    noun: str = ""  # of a growth or a share: what it says of what, "" where only its place tells

    @property
    def part(self) -> str:
        """男 of 其中:男."""
        return words()["inner"].sub("", self.what)

    @property
    def what(self) -> str:
        """床位数 of 2023年床位数: what it is of, "" where its heading says only when, or that it is a number."""
        return _what(self.name)


@lru_cache(maxsize=256)  # each cell of a column asks for its heading
def _what(name: str) -> str:
    rest = words()["when"].sub("", name, count=1).strip()
    return "" if words()["bare"].match(rest) else rest


def bare_unit(written: str) -> str:
    """万只(片、套) is 万只."""
    return re.split(r"[(,、]", written)[0].strip()


def unit_in(name: str) -> str:
    """The unit in a heading: 金额(亿元), 增减（%）, 人数/人, 接待人次(万); the last of 产值(亿元)增减(%)."""
    for found in reversed([*_BRACKET.finditer(name)]):
        first = bare_unit(found[1].removeprefix(_UNIT_LED).strip())
        if is_unit(first):
            return first
        counted = next((one for at in range(_UNIT) if is_unit(one := name[: found.start()][at - _UNIT :])), "")
        if first in SCALES and counted:
            return first + counted
    behind = _BEHIND.search(name)
    if behind and is_unit(behind[1]):
        return behind[1]
    return "%" if name.endswith("%") else ""


def counted_in(name: str) -> str:
    """The classifier that a name holds: 户数 counts 户, 参保人数 counts 人."""
    found = _COUNTED.search(_BRACKET.sub("", name))
    return next((found[1][at:] for at in range(len(found[1])) if is_unit(found[1][at:])), "") if found else ""


def columns(
    header: Sequence[Cell], rows: Sequence[Sequence[Cell]], width: int, units: Sequence[str] = ()
) -> tuple[Column, ...]:
    """What each column says; `units` are those of the caption."""
    names = [cell.text for cell in header] or [""] * width
    found: list[Column] = []
    labelled = False
    for place, name in enumerate(names):
        cells = [row[place] for row in rows if row[place].text]
        column = _column(name, cells, place, labelled)
        if column.kind is Kind.LABEL and labelled:
            column = Column(column.name, Kind.UNIT if _are_units(cells) else Kind.LABEL, column.unit)
        labelled = labelled or column.kind is Kind.LABEL
        if column.kind is Kind.GROWTH and not column.unit and _are_differences(found, rows, place):
            column = replace(column, kind=Kind.CHANGE)
        found.append(column)
    return tuple(_with_changes(list(_with_holders(found)), rows, units))


def _with_holders(found: Sequence[Column]) -> Iterator[Column]:
    """其中:男 | 女 behind 特困人员: each part with its whole, the level before the parts."""
    holder, last = -1, None
    for place, column in enumerate(found):
        if column.kind is not Kind.LEVEL:
            yield column
            continue
        if last is not None and last.inner and not column.inner and not column.total:
            other = column.unit in ("", last.unit) and completes(last.part, column.part)
            column = replace(column, inner=other, half=other)
        if column.inner:
            after = last is not None and last.inner and completes(last.part, column.part)
            column = replace(column, holder=holder, half=after)
        else:
            holder = place
        last = column
        yield column


def _with_changes(
    found: Sequence[Column], rows: Sequence[Sequence[Cell]], units: Sequence[str]
) -> Iterator[Column]:
    """增减 is an amount, unless per cent is said and said of no other column, or its numbers are no whole ones."""
    rates = any(column.unit == "%" or column.kind is Kind.SHARE or _is_rate(column.name) for column in found)
    for place, column in enumerate(found):
        if column.kind is Kind.GROWTH and not column.unit and words()["plain_change"].search(column.name):
            cells = [row[place].text for row in rows if row[place].number]
            amount = ("%" not in units or rates) if units else not any("." in text for text in cells)
            amount = amount and not any("%" in text for text in cells)
            yield replace(column, kind=Kind.CHANGE) if amount else column
        else:
            yield column


def _is_rate(name: str) -> bool:
    grows = words()["growth"].search(name) and not words()["plain_change"].search(name)
    return bool(grows or words()["rate"].search(name))


def _are_differences(before: Sequence[Column], rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """上年 | 本年 | 增减 with 52 | 50 | -2: most of its bare numbers are what the two levels before differ by."""
    levels = [n for n, column in enumerate(before) if column.kind is Kind.LEVEL][-2:]
    if len(levels) < 2:
        return False
    bare = [row for row in rows if row[place].text[-1:].isdigit()]
    told = [[value for n in (*levels, place) if (value := value_of(row[n].text)) is not None] for row in bare]
    full = [row for row in told if len(row) == 3]
    return sum(abs(row[0] - row[1]) == abs(row[2]) for row in full) * 2 > len(full)


def _column(name: str, cells: Sequence[Cell], place: int, labelled: bool) -> Column:
    """`labelled`: a column before it names the rows; else 60-69, 70-79, 80以上 do."""
    said = words()
    name = _TORN.sub("", name)
    if said["code"].search(name) or (not place and _count_up(cells)) or (not labelled and nest(cells)):
        return Column(name, Kind.CODE)
    days = sum(is_day(cell.text) for cell in cells)
    if days * 2 > len(cells) and (said["times"].search(name) or any(not cell.number for cell in cells)):
        return Column(name, Kind.CODE if place else Kind.LABEL)
    told = [cell for cell in cells if labelled or not cell.limited]
    numbers = sum((cell.number or cell.blank) and not (place == 0 and year_of(cell.text)) for cell in told)
    if numbers * 2 <= len(cells):
        return Column(name, Kind.UNIT if said["unit"].match(name) and place else Kind.LABEL)
    unit = unit_in(name)
    bare = _BRACKET.sub("", name) if unit else name
    kind = _kind(name, unit)
    noun = said["filler"].sub("", bare).rstrip("%") if kind is not Kind.LEVEL else ""
    return Column(
        bare,
        kind,
        unit,
        _year_in(name),
        bool(said["before"].search(name)) and kind is Kind.LEVEL,
        kind is Kind.LEVEL and bool(said["total"].search(bare) or said["subtotal"].search(bare)),
        bool(said["inner"].match(name)),
        falls=kind in (Kind.GROWTH, Kind.CHANGE) and bool(said["fall"].search(name)),
        noun=noun,
    )


def _year_in(name: str) -> int:
    """2023 of 2023年床位数 and of 2023年1-6月."""
    found = words()["when"].match(name)
    return int(found["year"]) if found and found["year"] else 0


def _kind(name: str, unit: str) -> Kind:
    said = words()
    if said["share"].search(name):
        return Kind.SHARE
    if said["change"].search(name) and unit != "%":
        return Kind.CHANGE
    if said["growth"].search(name):
        return Kind.GROWTH if unit in ("", "%", "‰", *POINTS_WRITTEN, TIMES) else Kind.CHANGE
    return Kind.LEVEL


def _are_units(cells: Sequence[Cell]) -> bool:
    return bool(cells) and sum(is_unit(bare_unit(cell.text)) for cell in cells) * 2 > len(cells)


def _count_up(cells: Sequence[Cell]) -> bool:
    """1, 2, 3 … before the names."""
    values = [cell.text for cell in cells if cell.number]
    return len(values) > 2 and values == [str(n) for n in range(1, len(values) + 1)]
