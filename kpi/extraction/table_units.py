"""In which unit a cell of a table counts: said in it, in its column, its row, the caption, or near the table.

A caption of several units (单位：户、人、万元) is shared out by what columns are of: money, rates, things counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from kpi.language.terms import POINTS, YUAN
from kpi.numbers.counting import family_of, group_of
from kpi.numbers.number import Number
from kpi.numbers.numerals import multiplier
from kpi.numbers.units import unit_table
from kpi.outline.columns import Column, Kind, counted_in
from kpi.outline.expressions import expression
from kpi.outline.expressions import words as listed
from kpi.outline.rows import Row
from kpi.outline.shapes import SCALED, is_unit, value_of, words
from kpi.outline.tables import Grid

_PERCENT, _PER_MILLE = "%", "‰"
_RATES = (Kind.GROWTH, Kind.SHARE)
_NEAR = 400  # how far from a table the text may tell the unit of one of its numbers
_PAGES = 2000  # the same for the unit of a column that it names
_TELLING = 2  # digits
_TAIL = 2  # characters of a unit that ends a name: 人次
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER_OF = expression("extraction", "tables.number_of")
_AMOUNT = expression("extraction", "tables.amount")
_NO_LEVELS = listed("extraction", "tables.no_levels")


def unit_of(grid: Grid, row: Row, column: Column, told: str) -> str:
    """The unit as written, "" where nothing says it; `told` is what the text near the table says of the column."""
    if column.unit:
        return column.unit
    if column.kind in _RATES or (_PERCENT in grid.units and words()["rate"].search(column.name)):
        return _PERCENT
    if column.kind is Kind.CHANGE:
        return _of_change(grid, row, column, told)
    return _of_level(grid, row, column, told)


def _of_level(grid: Grid, row: Row, column: Column, told: str) -> str:
    name = column.what or row.label
    if not row.unit and (shared := _of_two(grid, column)):
        return shared
    if not row.unit and column.what and (named := _named(column.what, grid.units)):
        return named
    counted = _counted(column.name) or _counted(row.label)
    units = [unit for unit in grid.units if unit != _PERCENT] or list(grid.units)
    if row.unit or (counted and (not grid.units or counted in grid.units)):
        return row.unit or counted
    if grid.units and all(_is_money(unit) for unit in units) and (own := _counted(name)):
        return own
    if len(units) > 1:
        levels = list(dict.fromkeys(one.what for one in grid.columns if one.kind is Kind.LEVEL))
        close = _head(column.name, units) or _head(row.label, units)
        if named := _named(name, units) or (told if told in units else "") or close:
            return named
        things = [unit for unit in units if not _is_money(unit)] or units
        return units[levels.index(column.what)] if len(levels) == len(units) else things[0]
    return units[0] if units else _of_the_level_before(grid, column) or told


def _of_two(grid: Grid, column: Column) -> str:
    """单位:人、万元 over 生活补贴, 护理补贴, 金额: only the last is money, and the others are what is counted.

    "" where the caption has not one unit of money and one of things, or the columns themselves say what they are.
    """
    money = [unit for unit in grid.units if _is_money(unit)]
    if len(grid.units) != 2 or len(money) != 1:
        return ""
    (thing,) = (unit for unit in grid.units if unit not in money)
    levels = [one.name for one in grid.columns if one.kind is Kind.LEVEL]
    amounts = [one for one in levels if _AMOUNT.fullmatch(one)]
    counts = any(_is_counted_in(one, thing) or counted_in(one) or thing[-1] in one for one in levels)
    if counts or not amounts:
        return ""
    return money[0] if column.name in amounts else thing


def _is_counted_in(name: str, unit: str) -> bool:
    """Whether things of that name are counted in a unit: 床位 in 张."""
    return _end(words().classified.get(unit), name) > 0


def _counted(name: str) -> str:
    """The classifier that a name ends with (人数, 户数); 捐款数 is money, and 床位数 counts 张, no 位."""
    noun, counted = name[:-1], counted_in(name)
    if not counted or _end(words()["money"], noun) == len(noun):
        return ""
    within = len(noun) - len(counted)
    for unit, said in words().classified.items():
        if any(one.end() == len(noun) and one.start() < within for one in said.finditer(noun)):
            return unit
    return counted


def _head(name: str, units: Sequence[str]) -> str:
    """The unit of what a name ends with, of several that it holds: 养老机构床位 counts 张, no 个."""
    ends = {unit: max(name.rfind(unit[-1]) + 1, _end(words().classified.get(unit), name)) for unit in units}
    return max(units, key=ends.__getitem__) if any(ends.values()) else ""


def _end(said: re.Pattern[str] | None, name: str) -> int:
    """Where in a name the last of such words ends, 0 where there is none."""
    return max((found.end() for found in said.finditer(name)), default=0) if said is not None else 0


def _named(name: str, units: Sequence[str]) -> str:
    """What the name of a column says: 人次 at its end, a rate, money where the table has a unit of money."""
    counted = name[-_TAIL:]
    if is_unit(counted) and len(name) > _TAIL and not _counts_all(units, counted):
        return counted
    if words()["rate"].search(name) and (_PERCENT in units or not units or words()["rate_of"].search(name)):
        return _PER_MILLE if _PER_MILLE in units else _PERCENT
    money = [unit for unit in units if _is_money(unit)]
    return money[0] if len(units) > 1 and money and _is_of_money(name, units) else ""


def _is_of_money(name: str, units: Sequence[str]) -> bool:
    """补贴金额; 补贴对象, 补贴人数 and 补贴户数 end with what is counted."""
    name = _BRACKETS.sub("", name)
    money = _end(words()["money"], name)
    things = (_end(words().classified.get(unit), name) for unit in units)
    return money > max(things, default=0) and not _counted(name)


def _counts_all(units: Sequence[str], counted: str) -> bool:
    """困难家庭 under 单位:户 counts 户; 人次 under 人 or 万元 counts 人次."""
    if len(units) != 1 or _is_money(units[0]):
        return False
    alike = family_of(units[0]) == family_of(counted) and group_of(units[0]) != group_of(counted)
    return units[0] != counted and not alike


def _of_change(grid: Grid, row: Row, column: Column, told: str) -> str:
    """资金增减 in the unit of money, 人数增减 in 人; one without a name of its own in that of a level beside.

    Beside levels that print that they are rates (24.76% | 15.78% | 8.98) it is in points.
    """
    noun = words()["changed"].sub("", column.what)
    if noun and (unit := _named(noun, grid.units) or counted_in(noun)):
        return unit
    levels = [one for one in grid.columns if one.kind is Kind.LEVEL]
    same = [one for one in levels if noun and one.what.startswith(noun)]
    before = [one for one in levels if grid.columns.index(one) < grid.columns.index(column)]
    other = next(iter((*same, *reversed(before), *levels)), None)
    unit = unit_of(grid, row, other, told) if other else _of_level(grid, row, column, told)
    return unit or (POINTS if _prints_rates(grid, row) else "")


def _prints_rates(grid: Grid, row: Row) -> bool:
    pairs = zip(row.cells, grid.columns, strict=True)
    levels = [cell.text for cell, column in pairs if column.kind is Kind.LEVEL and cell.number]
    return bool(levels) and all(one.endswith(_PERCENT) for one in levels)


def _is_money(unit: str) -> bool:
    return base_unit(unit)[0] == YUAN


def _of_the_level_before(grid: Grid, column: Column) -> str:
    """社会组织总数(个) | 社会团体, 金额(万元) | 上年同期: parts and earlier times in the unit of a level."""
    if column.inner and column.holder >= 0 and (unit := grid.columns[column.holder].unit):
        others = [one for one in words().classified if one != unit and _is_counted_in(column.part, one)]
        return unit if _is_counted_in(column.part, unit) or not others else ""
    for other in reversed(grid.columns[: grid.columns.index(column)]):
        if other.unit and other.kind is Kind.LEVEL:
            return other.unit if column.before or words()["sums_next"].search(other.name) else ""
    return ""


def told_near(text: str, grid: Grid, numbers: Sequence[Number], starts: Sequence[int]) -> dict[int, str]:
    """The units with which the text around tells the levels: 登记社会组织3,145个 under 社会组织 | 3,145.

    By column, that of a number right behind its name (网格34个) in the pages around; else of each that most of its
    numbers are told in, the first where two are; under -1 the first of all.
    """
    told: dict[Decimal, str] = {}
    for number in _plain(grid, numbers, starts, _NEAR):
        told.setdefault(number.value, number.unit)
    levels = [place for place, column in enumerate(grid.columns) if column.kind is Kind.LEVEL]
    found: dict[int, Counter[str]] = {}
    for row in grid.rows if told else ():
        for place in levels:
            value = value_of(row.cells[place].text)
            if value in told and len(str(value).strip("0.")) >= _TELLING:
                found.setdefault(-1, Counter({told[value]: 1}))
                found.setdefault(place, Counter())[told[value]] += 1
    units = {place: one.most_common(1)[0][0] for place, one in found.items()}
    pages = _plain(grid, numbers, starts, _PAGES) if units else []
    for place in levels if units else ():
        name = _NUMBER_OF.sub("", grid.columns[place].what)
        behind = Counter(one.unit for one in pages if len(name) >= _TAIL and text.endswith(name, 0, one.start))
        if behind:
            units[place] = behind.most_common(1)[0][0]
        elif words()["money"].search(name) and not _is_money(units[-1]):
            units.setdefault(place, "")  # no 支出 | 24.2 in 名
    return units


def _plain(grid: Grid, numbers: Sequence[Number], starts: Sequence[int], reach: int) -> list[Number]:
    """The numbers with a unit so near before and behind a table."""
    around = [
        *numbers[bisect_left(starts, grid.start - reach) : bisect_left(starts, grid.start)],
        *numbers[bisect_left(starts, grid.end) : bisect_left(starts, grid.end + reach)],
    ]
    return [one for one in around if _counts(one)]


def _counts(number: Number) -> bool:
    return bool(number.unit) and number.scale == 1 and not number.chinese and number.unit not in _NO_LEVELS


def base_unit(written: str) -> tuple[str, Decimal]:
    """(canonical unit, multiplier) of a unit as a table prints it: 亿元 → (元, 10^8); ("", 1) where it is none."""
    table = unit_table()
    scaled = SCALED.match(written)
    scale, name = (multiplier(scaled["scale"]), written[scaled.end() :]) if scaled else (Decimal(1), written)
    name = table.canonical(name)
    return (name, scale) if name and table.is_known(name) else ("", Decimal(1))
