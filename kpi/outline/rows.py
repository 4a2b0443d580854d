"""How rows stand to each other: totals, ordinals (一、 over 1.), 其中, rows set in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kpi.numbers.ordinals import ordinal_spans
from kpi.outline.cells import Cell
from kpi.outline.codes import ranked
from kpi.outline.columns import Column, Kind, bare_unit, unit_in
from kpi.outline.shapes import is_blank, is_unit, value_of, words, year_of
from kpi.outline.splits import completes

_FIGURES = (Kind.LEVEL, Kind.GROWTH, Kind.CHANGE, Kind.SHARE)
_BACK = 60  # rows that are looked back over
_NOTE = re.compile(r"\[\d+\]|\s+")
_KINDS = re.compile(r"\([^()、]{1,4}、[^()]{1,8}\)$")  # 妇幼保健院(所、站) is one of these, and counted in none
_BRACKET = re.compile(r"\(([^()]{1,12})\)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its name (bare of ordinal and 其中) and the row that it is a part of, -1 where none is told.

    `loose`: no mark of its own says so: behind 其中:护理型 the next row may be another part or a thing of its own.
    """

    cells: tuple[Cell, ...]
    label: str
    unit: str = ""
    parent: int = -1
    rank: int = 0  # 1 for 一、, 2 for （一） …; 0 without an ordinal
    indent: int = 0
    total: bool = False
    subtotal: bool = False
    inner: bool = False
    loose: bool = False
    year: int = 0
    first: bool = False  # （一）, 1.: the first of its ordinals
    follows: bool = False  # a part as the 其中 above it is, by its name or its setting
    half: bool = False  # 女 behind 其中:男: with it all of the whole
    group: str = ""  # the name that stands in a column of its own for several rows
    coded: bool = False  # its code says below which row it stands, or that it is below none

    @property
    def only_opens(self) -> bool:
        """其中: on a line of its own, with nothing beside it."""
        return self.inner and not self.label and not any(cell.number for cell in self.cells)


def rows(cut: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> tuple[Row, ...]:
    """Each row with the row above that holds it: the nearest of higher rank, less set in, or before its 其中."""
    labels = _labels(columns)
    unit_at = next((place for place, column in enumerate(columns) if column.kind is Kind.UNIT), -1)
    levels = [place for place, column in enumerate(columns) if column.kind is Kind.LEVEL]
    codes = [place for place, column in enumerate(columns) if column.kind is Kind.CODE]
    found: list[Row] = []
    outer = ""
    names = [_named(cells, labels) for cells in cut]
    texts = [named[-1].text if named else "" for named in names]
    over = ranked(cut, codes, texts)
    for named, count, cells in zip(names, _counts(texts), cut, strict=True):
        if len(labels) > 1:
            outer = cells[labels[0]].text or outer
        set_in = len(labels) < 2  # where names stand in two columns, an empty first one sets nothing in
        indent = (named[0].indent if named else found[-1].indent if found else 0) if set_in else 0
        raw = named[-1].text[count:] if named else ""
        row = _row(tuple(cells), raw, indent)
        label = row.label if len(labels) < 2 or not outer or outer == raw else outer + row.label
        unit = bare_unit(cells[unit_at].text) if unit_at >= 0 else row.unit
        unit = unit if is_unit(unit) else row.unit
        row = replace(row, label=label, unit=unit, group=outer if len(labels) > 1 else "")
        row = _as_part(row, found)
        if _opens(row, found):
            found[-1] = _beside(found)
        holder = over.get(len(found)) if not row.total else None
        parent, loose = (holder, False) if holder is not None else _parent(row, found, levels)
        if over and holder is None and not (row.total or row.inner or row.rank):
            parent, loose = -1, True  # one without a code among others that have one
        found.append(replace(row, parent=parent, loose=loose, coded=holder is not None))
    return tuple(found)


def _named(cells: Sequence[Cell], labels: Sequence[int]) -> list[Cell]:
    """The cells that name a row; 小计 may stand in another column."""
    named = [cells[place] for place in labels if not is_blank(cells[place].text)]
    return named or [cell for cell in cells[:2] if cell.text and not cell.number and not cell.blank]


def _counts(names: Sequence[str]) -> list[int]:
    """How much of each name is a number that counts the rows and no mark follows: 1 东镇, 2 西镇, 3 南镇."""
    told = dict(ordinal_spans("\n".join(names)))
    starts = accumulate((len(name) + 1 for name in names[:-1]), initial=0)
    ends = (told.get(start, start) - start for start in starts)
    return [len(name) - len(name[end:].lstrip()) for name, end in zip(names, ends, strict=True)]


def _labels(columns: Sequence[Column]) -> list[int]:
    """The columns that name the rows: those left of the figures, if there are any (指标 | 2024年 | 属性)."""
    found = [place for place, column in enumerate(columns) if column.kind is Kind.LABEL]
    first = next((n for n, column in enumerate(columns) if column.kind in _FIGURES), len(columns))
    return [place for place in found if place < first] or found


def _row(cells: tuple[Cell, ...], raw: str, indent: int) -> Row:
    said = words()
    inner = said["inner"].match(raw)
    text = raw[inner.end() :].strip() if inner else raw
    rank, first = 0, False
    for place, expression in enumerate(said.ranks, 1):
        ordinal = expression.match(text)
        if ordinal:
            first = said["first"].fullmatch(ordinal[0].strip()) is not None
            rank, text = place, text[ordinal.end() :].strip()
            break
    if not inner and said["inner"].match(text):
        inner = said["inner"].match(text)
        text = text[inner.end() :].strip() if inner else text
    text = _NOTE.sub("", text)
    unit = "" if _KINDS.search(text) else unit_in(text)
    label = _BRACKET.sub("", text) if unit else text
    return Row(
        cells,
        label,
        unit,
        rank=rank,
        indent=indent,
        total=bool(said["total"].search(label) or said["total_before"].search(label)),
        subtotal=bool(said["subtotal"].search(label)),
        inner=inner is not None,
        year=year_of(raw),
        first=first,
    )


def _as_part(row: Row, above: Sequence[Row]) -> Row:
    """男 below a line that only says 其中, 女 behind 其中:男, what is set in below an 其中: parts, unsaid."""
    if not above or row.inner or row.total or row.subtotal:
        return row
    last = above[-1]
    if last.only_opens:
        return replace(row, inner=True)
    if not last.inner or row.rank or row.unit != last.unit:
        return row
    half = completes(last.label, row.label)
    set_in = row.indent > last.indent or (last.follows and row.indent == last.indent > 0)
    return replace(row, inner=True, follows=True, half=half) if half or set_in else row


def _opens(row: Row, above: Sequence[Row]) -> bool:
    """人均消费支出 over （一）食品烟酒: the first of some ordinals right below a row that has none."""
    if not row.first or not above:
        return False
    over = above[-1]
    return not (over.rank or over.inner or over.total or over.subtotal) and over.unit == row.unit


def _beside(above: Sequence[Row]) -> Row:
    """The last row, no part of the one before it where that has an ordinal: it opens ordinals of its own."""
    last = above[-1]
    if not last.loose or not above[last.parent].rank:
        return last
    return replace(last, parent=-1, loose=False)


def _parent(row: Row, above: Sequence[Row], levels: Sequence[int]) -> tuple[int, bool]:
    """(the row that holds it, whether that is only likely)."""
    last = len(above) - 1
    if last < 0 or row.total:
        return -1, False
    if row.inner:
        place = _whole(row, above, levels)
        same = place >= 0 and (row.only_opens or above[place].unit == row.unit)
        return (place if same else -1), False
    if _opens(row, above):
        return last, False
    if row.first and above[last].inner and not above[last].rank and _may_hold(above[last], row, levels):
        return last, False  # 其中:最低生活保障 / A 城市 / B 农村
    if row.rank:
        for place in range(last, max(-1, last - _BACK), -1):
            one = above[place]
            if one.total or (one.rank and one.rank < row.rank):
                return place, False
            if one.rank == row.rank:
                return one.parent, False
        return -1, False
    if row.indent > above[last].indent and not above[last].inner and not above[last].subtotal:
        return last, False
    if row.indent != above[last].indent:
        return _less(row, above), above[last].loose
    headed = row.unit and row.unit != above[last].unit and not above[last].rank
    if headed or words()["whole"].search(row.label):
        return -1, False
    if (row.subtotal or above[last].subtotal) and above[last].loose and _is_behind_inner(above):
        holder = above[above[last].parent]  # a subtotal takes in what an 其中 above it is a part of
        return holder.parent, holder.loose
    loose = above[last].inner or above[last].loose
    over = above[last].parent
    if loose and over >= 0 and not above[last].rank and _is_more(row, above[over], levels):
        return above[over].parent, above[over].loose  # 医院1490 / #综合医院991 / 基层机构28815: no part of it
    if above[last].inner:
        return over, True
    return (last, True) if above[last].rank else (over, above[last].loose)


def _is_behind_inner(above: Sequence[Row]) -> bool:
    """Whether the last row is only likely a part, because an 其中 stands below the row that holds it."""
    holder = above[-1].parent
    return holder >= 0 and above[holder + 1].inner


def _whole(row: Row, above: Sequence[Row], levels: Sequence[int]) -> int:
    """What 其中 is a part of: the row above, or, where that is itself likely a part, the one that holds it.

    出口额 / 其中:一般贸易 / 加工贸易 / 其中:机电产品: more than 加工贸易, so of 出口额, as are those behind.
    """
    last = len(above) - 1
    if above[last].inner:
        return above[last].parent
    if not above[last].loose:
        return last
    holder = above[last].parent
    turns = [n for n in range(max(holder + 1, last - _BACK), last) if _turns(above[n], holder)]
    return holder if len(turns) > 1 or not _may_hold(above[last], row, levels) else last


def _turns(row: Row, holder: int) -> bool:
    """An 其中 of its own of the same whole."""
    return row.inner and not row.follows and row.parent == holder


def _may_hold(whole: Row, part: Row, levels: Sequence[int]) -> bool:
    pairs = [(value_of(whole.cells[n].text), value_of(part.cells[n].text)) for n in levels]
    told = [(most, own) for most, own in pairs if most is not None and own is not None]
    return all(own <= most for most, own in told) and bool(told)


def _is_more(part: Row, whole: Row, levels: Sequence[int]) -> bool:
    """Whether a row is more than another in some column: no part of it, then."""
    pairs = [(value_of(whole.cells[n].text), value_of(part.cells[n].text)) for n in levels]
    return any(own > most for most, own in pairs if most is not None and own is not None)


def _less(row: Row, above: Sequence[Row]) -> int:
    """The holder of the row that is set in as far."""
    for one in reversed(above[-_BACK:]):
        if one.indent <= row.indent and not one.inner:
            return one.parent
    return -1
