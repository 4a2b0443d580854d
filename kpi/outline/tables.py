"""Tables as grids: a caption, one header, rows under it, and what each row and column is.

乡镇 | 2022年 | 2023年 | 增长(%) / 合计 | 225 | 240 | 6.7: measures always go down the columns; a table that tells
them line by line (年销量 | 92.7 | 88.4, then 同比增速 | 15.3 | -4.6) is turned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kpi.language.terms import YUAN
from kpi.model import Ruled
from kpi.outline.block import Block, rectangular
from kpi.outline.blocks import blocks
from kpi.outline.cells import Cell, empty
from kpi.outline.columns import Column, Kind, columns
from kpi.outline.marks import COLON
from kpi.outline.rows import Row, rows
from kpi.outline.shapes import is_unit, words, year_of

_WIDEST = 60  # columns
_TWICE = 4  # columns of the narrowest table that is two
_NAMES = (Kind.LABEL, Kind.CODE, Kind.UNIT)
_BRACKETED = re.compile(r"\([^()]{1,12}\)$")
_LAST_BRACKET = re.compile(r"\(([^()]{1,8})\)\s*[:：]?\s*\|?$")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. `units` are those of its caption, as written; `turned`: its rows were printed as columns.

    `torn`: a row with numbers could not be placed.
    """

    start: int
    end: int
    caption: str
    units: tuple[str, ...]
    header: tuple[Cell, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    turned: bool = False
    torn: bool = False

    @property
    def unit(self) -> str:
        return self.units[0] if self.units else ""


@lru_cache(maxsize=1)  # extraction and relations each ask for the same text's, one after the other
def grids(plain: str, ruled: tuple[Ruled, ...] = ()) -> tuple[Grid, ...]:
    """All tables of a plain text, in its order; linear in its size. `ruled` are those that the document has."""
    halves = (half for block in blocks(plain, ruled) for half in _halves(rectangular(block)))
    return tuple(grid for half in halves if (grid := _grid(half)) is not None)


def _halves(block: Block) -> list[Block]:
    """收入项目 | 预算数 | 支出项目 | 预算数 are two tables side by side: names behind figures, headed alike."""
    header, cut = block.header, block.rows
    if len(header) < _TWICE or not cut or len(cut[0]) != len(header):
        return [block]
    kinds = [column.kind for column in columns(header, cut, len(header))]
    starts = [0]
    first = kinds.index(Kind.LABEL) if Kind.LABEL in kinds[:2] else -1  # 受理总量 may stand before both, once
    for at in range(2, len(header) - 1):
        # 季度 | 月份 | 人次: two names may stand before the first numbers
        figures = [kind not in _NAMES for kind in kinds[at + 1 : at + 3]]
        behind = kinds[at] is Kind.LABEL and kinds[at - 1] not in _NAMES and any(figures)
        last = starts[-1] or first
        if behind and first >= 0 and at > first and _are_headed_alike([cell.text for cell in header], last, at):
            starts.append(at)
    if len(starts) == 1:
        return [block]
    ends = [*starts[1:], len(header)]
    parts = [(header[a:b], [row[a:b] for row in cut]) for a, b in zip(starts, ends, strict=True)]
    return [
        Block(block.captions, head, [row for row in rows_of if any(cell.text for cell in row)], block.torn)
        for head, rows_of in parts
    ]


def _are_headed_alike(names: list[str], last: int, at: int) -> bool:
    """收入项目 and 支出项目, or 收入 and 支出 each with the same names of columns behind them."""
    before, behind = names[last + 1 : at], names[at + 1 : 2 * at - last]
    return names[at][-2:] == names[last][-2:] != "" or (any(behind) and before == behind)


def _grid(block: Block) -> Grid | None:
    header, cut = block.header, block.rows
    width = len(cut[0]) if cut else 0
    if not 2 <= width <= _WIDEST:
        return None
    units = _units([*block.captions, *(cell.text for cell in header[:1])])
    turned = len(cut) <= _WIDEST and _is_turned(header, cut)
    if turned:
        header, cut = _turned(header, cut)
        width = len(header)
    told = columns(header, cut, width, units)
    if not any(column.kind not in _NAMES for column in told):
        return None
    cells = [cell for row in (header, *cut) for cell in row]
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    caption = " ".join(block.captions)
    return Grid(start, end, caption, units, tuple(header), told, rows(cut, told), turned, block.torn)


def _units(lines: list[str]) -> tuple[str, ...]:
    """单位:万元、% in a caption or the corner, or the bracket that closes one; 填报单位:民政局 tells none."""
    for line in reversed(lines):
        told = [_LAST_BRACKET.search(line), *words()["caption_unit"].finditer(line)]
        for found in reversed(told):
            if found is not None and (units := _units_in(found[1])):
                return units
    return ()


def _units_in(told: str) -> tuple[str, ...]:
    """床位单位:张,人员单位:人 are two; 元/平方米 is one."""
    each = (one.rpartition(COLON)[2] for one in re.split(r"[、,/]", told))
    units = tuple(one for one in each if is_unit(one))
    if units or told.startswith(f"{YUAN}/"):
        return units or (told,)
    return (told,) if is_unit(told) else ()


def _is_turned(header: list[Cell], cut: list[list[Cell]]) -> bool:
    """A row named 同比增速 or 占比, and no column named so."""
    measure = words()["measure"]
    if any(measure.match(cell.text) for cell in header[1:]) or any(not cell.text for cell in header[1:]):
        return False
    told = any(measure.match(row[0].text) and row[1].text for row in cut) or _tells_growth(header, cut)
    return told and all(cell.number or cell.blank for row in cut for cell in row[1:])


def _tells_growth(header: list[Cell], cut: list[list[Cell]]) -> bool:
    """合计 | 738 | 885, and 合计增速 | 8.4 | 19.9, below years: a row named as the growth of another."""
    if not header or not all(year_of(cell.text) for cell in header[1:]):
        return False
    names = [_BRACKETED.sub("", row[0].text) for row in cut]
    ends = [[at for at in range(2, len(name)) if words()["measure"].match(name[at:])] for name in names]
    return any(name[:at] in names for name, places in zip(names, ends, strict=True) for at in places)


def _turned(header: list[Cell], cut: list[list[Cell]]) -> tuple[list[Cell], list[list[Cell]]]:
    width = len(cut[0])
    names = header or [empty(cut[0][0].start) for _ in range(width)]
    return [names[0], *(row[0] for row in cut)], [[names[n], *(row[n] for row in cut)] for n in range(1, width)]
