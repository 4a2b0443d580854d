"""Tables of communiqués: lines of cells between bars, the unit in the heading of a column, a column or the title.

产品名称 | 计量单位 | 2021年 | 比上年增长(%)
水泥 | 吨 | 7316292 | -2.9
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kpi.numbers.numerals import multiplier
from kpi.numbers.units import unit_table

_BLOCK = re.compile(r"(?:^[^\n|]*(?:\|[^\n|]*)+\n?){2,}", re.M)
_NUMBER = re.compile(r"\s*(-?)(\d[\d,]*(?:\.\d+)?)\s*$")
_BRACKET = re.compile(r"\(([^()]{1,8})\)\s*$")
_TITLE_UNIT = re.compile(r"单位:\s*([^\s()|]{1,8})")
_SCALE = re.compile(r"^(万亿|亿|千万|百万|十万|万|千|百)(?!瓦|米|克)(.+)$")
_GROWTH = re.compile(r"增长|增速|增幅|涨|±")
_CHANGES = re.compile(r"涨跌|增速|增幅|增长")
_DATED = re.compile(r"((?:19|20)\d\d)年?$")
# A row under another: 其中:一般贸易.
_INNER = re.compile(r"\s*其中")
# A row that the rows below it are parts of, up to the next such row: 出口额 | 其中:一般贸易 | 加工贸易.
_WHOLE = re.compile(r"(?:额|总量|周转量|吞吐量|合计|总计)$")
_YEAR = re.compile(r"(?:19|20)\d\d年?|绝对数|绝对值|绝对量|指标值|金额|数量|本年|全年")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a number in a table measures."""

    unit: str
    scale: Decimal
    subject: str
    grows: bool
    negative: bool
    year: int = 0  # of the column, 0 where its heading names none


def table_cells(scanned: str) -> dict[int, Cell]:
    """Offset of a number's first digit → its cell, for all tables of a text."""
    if "|" not in scanned:
        return {}
    cells: dict[int, Cell] = {}
    for block in _BLOCK.finditer(scanned):
        before = scanned[max(0, block.start() - 120) : block.start()].rstrip("\n").rsplit("\n", 1)[-1]
        cells.update(_read_block(block[0], block.start(), before))
    return cells


def _read_block(block: str, offset: int, title: str) -> Iterator[tuple[int, Cell]]:
    heading, *rows = block.rstrip("\n").split("\n")
    names = [name.strip() for name in heading.split("|")]
    titled = _TITLE_UNIT.search(title) or _TITLE_UNIT.search(heading)
    changes = bool(_CHANGES.search(title))
    at = offset + len(heading) + 1
    parent = ""
    for row in rows:
        parts = row.split("|")
        if len(parts) == len(names):
            label = _first(parts)
            whole = not _INNER.match(label) and bool(_WHOLE.search(_row_name(label)))
            parent = "" if whole else parent
            yield from _read_row(parts, names, parent, at, titled[1] if titled else "", changes)
            parent = _row_name(label) if whole else parent
        at += len(row) + 1


def _first(parts: list[str]) -> str:
    """The row's label: a row may open with a bar."""
    return next((part for part in parts if part.strip()), "")


def _row_name(cell: str) -> str:
    return re.sub(r"^[#\s]*(?:[一二三四五六七八九十]+、|其中:)?|\[\d+\]", "", cell).strip()


def _read_row(
    parts: list[str], names: list[str], parent: str, at: int, titled: str, changes: bool
) -> Iterator[tuple[int, Cell]]:
    subject = parent + _row_name(_first(parts))
    column = next((part.strip() for part in parts[1:] if _unit(part.strip())[0]), "")
    before = ""
    for part, name in zip(parts, names, strict=True):
        number = _NUMBER.match(part)
        if number:
            bracket = _BRACKET.search(name)
            written = (bracket[1] if bracket else "") or ("%" if _GROWTH.search(name) else column) or titled
            unit, scale = _unit(written)
            grows = changes or bool(_GROWTH.search(name))
            level = "" if _YEAR.match(name) or _GROWTH.search(name) else _BRACKET.sub("", name)
            what = before if _GROWTH.search(name) else level
            before = what
            dated = _DATED.match(name)
            if unit:
                label = f"{subject}{what}{'增长' if _GROWTH.search(name) else ''}"
                year = int(dated[1]) if dated else 0
                yield at + number.start(2), Cell(unit, scale, label, grows, bool(number[1]), year)
        at += len(part) + 1


def _unit(written: str) -> tuple[str, Decimal]:
    """(canonical unit, multiplier) of a unit as a table prints it: 亿元 → (元, 10^8); ("", 1) where it is none."""
    written = re.split(r"[(,、]", written)[0].strip()
    table = unit_table()
    scaled = _SCALE.match(written)
    scale, name = (multiplier(scaled[1]), scaled[2]) if scaled else (Decimal(1), written)
    name = table.canonical(name)
    if not name or not table.is_known(name):
        return "", Decimal(1)
    return name, scale
