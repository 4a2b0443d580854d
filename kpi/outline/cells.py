"""Lines cut into cells: at bars, at tabs, at two blanks or more; or a cell that has its line for itself.

Single blanks cut a line where its end can be nothing but cells: 乡镇级合计 个 1,400, or 青石镇 128 1241; and the
line above such rows where it has as many words as they have cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kpi.outline.barred import BAR, barred
from kpi.outline.expressions import expression
from kpi.outline.shapes import LONGEST, is_blank, is_cell, is_limited, is_number, is_unit, words, year_of
from kpi.outline.tabbed import each_tab

_RULE = re.compile(r"[\s|:+=—-]*$")
_GAPS = re.compile(r"[ ]*\t[ \t]*|[ ]{2,}")
# Two characters that blanks set apart: 合  计, the name of a total spread over its column; 男  女 are two columns.
_SPREAD_NAME = re.compile(
    r"(?P<first>[\u4e00-\u9fff])(?P<blank>[ \t\u3000]+)(?P<second>[\u4e00-\u9fff])(?=[ \t\u3000])"
)
# 残疾人补贴(人) 338   102: a name that fills its column leaves one blank before the first number.
_FULL = re.compile(r"[^\d ]+\)(?P<blank> )[\d,.]+$")
_CODE_AT = 2  # the column of codes, behind that of units
_WORD = re.compile(r"\S+")
_MOST_WORDS = 2  # of a row's name
_LONGEST_ROW = 160  # characters

_ONE_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_SHORT_HEAD, _HEAD = re.compile(r"-?\d{1,2}"), re.compile(r"-?\d{1,3}")
_GROUP = re.compile(r"\d{3}(?:\.\d+)?")
# 大  坪: a name set as wide as those of three characters
_SPREAD = re.compile(r"[\u4e00-\u9fff] {2,4}[\u4e00-\u9fff]")
_ONE_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
_SERIAL_AND_NAME = 2
_SERIAL = re.compile(r"\d{1,3}")
_NARROWEST = 3  # columns of a table whose heading is cut at single blanks
_CODE = re.compile(r"(?<= )[A-Z]{2,6}\d{6,}(?= |$)")  # of an indicator: ZHB011110000
_UNIT_OF_NAME = re.compile(r"\w\(([^()]{1,8})\)$")
_COUNTS_UP = expression("outline", "cells.counts_up")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell without the blanks around it; `indent` counts those before it."""

    start: int
    end: int
    text: str
    indent: int = 0

    @property
    def number(self) -> bool:
        return is_number(self.text) or self.limited

    @property
    def limited(self) -> bool:
        """A number with its bound, or a range; a name of rows or columns may look like one (65以上)."""
        return is_limited(self.text)

    @property
    def blank(self) -> bool:
        return is_blank(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells, or none where it is blank, a rule (|---|) or running text."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    blank: bool = False
    rule: bool = False
    barred: bool = False
    spaced: bool = False  # cut at single blanks

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1

    @property
    def is_single(self) -> bool:
        return len(self.cells) == 1


def empty(at: int) -> Cell:
    """A cell that is not there."""
    return Cell(at, at, "")


def lines(plain: str, low: int = 0, high: int | None = None) -> Iterator[Line]:
    """Every line of a text that begins from `low` up to below `high` (its end), cut."""
    start, looked = low, low
    stop = len(plain) + 1 if high is None else high
    while start < stop:
        found = barred(plain, start, stop) if start >= looked else None
        if found is not None:
            looked = found.end + 1
            for row in found.rows:
                cells = tuple(Cell(at, to, plain[at:to]) for at, to in row)
                fit = all(is_cell(cell.text) for cell in cells)
                yield Line(row[0][0], row[-1][1], cells if fit else (), barred=True)
            if found.rows:
                start = looked
                continue
        end = _end(plain, start)
        yield _line(plain, start, end)
        start = end + 1


def _end(plain: str, start: int) -> int:
    """Where a line ends; of a row with a line for each cell (| 镇 |, 个 |, 28 |), where its last cell does."""
    end = _line_end(plain, start)
    first = plain[start:end].rstrip()
    if not (first.startswith(BAR) and first.endswith(BAR) and first[1:-1].strip() and first.count(BAR) == 2):
        return end
    while end < len(plain):
        behind = _line_end(plain, end + 1)
        cell = plain[end + 1 : behind].rstrip()
        if not cell.endswith(BAR) or cell.count(BAR) > 1:
            return end
        end = behind
    return end


def _line_end(plain: str, start: int) -> int:
    end = plain.find("\n", start)
    return len(plain) if end < 0 else end


def _line(plain: str, start: int, end: int) -> Line:
    text = plain[start:end]
    bare = text.strip()
    if not bare:
        return Line(start, end, (), blank=True)
    if "|" in text:
        if _RULE.match(bare) and ("--" in bare or bare.count("|") != 1 or bare == "|"):
            return Line(start, end, (), rule=True, barred=True)
        cells = tuple(_between_bars(plain, start, end))
        if len(cells) >= _NARROWEST and _COUNTS_UP.fullmatch(" ".join(cell.text for cell in cells if cell.text)):
            return Line(start, end, (), rule=True, barred=True)
        fit = all(is_cell(cell.text) for cell in cells)
        return Line(start, end, cells if fit else (), barred=True)
    if ("\t" in text or "  " in bare) and not words()["caption"].search(bare) and not _SPREAD.fullmatch(bare):
        own = text.strip(" \r")
        low = start + text.index(own)
        if each_tab(plain, start, end):
            cells = tuple(_between_tabs(plain, start, end))
        else:
            cells = tuple(_between_gaps(plain, low, low + len(own), low - start))
    elif len(bare) > _LONGEST_ROW:
        return Line(start, end, ())
    elif (code := _CODE.search(bare)) and (coded := tuple(_around_code(start + text.index(bare), bare, code))):
        return Line(start, end, coded, spaced=True)
    elif (labels := _labels_before_blanks(bare.split(" "))) and not words()["caption"].search(bare):
        low = start + text.index(bare)
        cells = tuple(_between_blanks(plain, low, low + len(bare), labels))
        return Line(start, end, cells if all(is_cell(cell.text) for cell in cells) else (), spaced=True)
    elif len(bare) > LONGEST:
        return Line(start, end, ())
    elif _COUNTS_UP.fullmatch(bare):
        return Line(start, end, (), rule=True)  # 甲 乙 1 2 3 below the names of the columns
    else:
        cells = (_cell(plain, start, end),)
    return Line(start, end, cells if all(is_cell(cell.text) for cell in cells) else ())


def _between_bars(plain: str, start: int, end: int) -> Iterator[Cell]:
    """| a | b | and a | b alike: the bars around a row hold nothing outside, and the blank behind the first sets
    nothing in (of one table only the rows whose last cell is empty may have such bars).
    """
    places = [start - 1, *(at for at in range(start, end) if plain[at] == "|"), end]
    last = len(places) - 2
    opened = not plain[start : places[1]].strip()
    for number, (low, high) in enumerate(pairwise(places)):
        cell = _cell(plain, low + 1, high)
        if cell.text or number not in (0, last):
            yield replace(cell, indent=cell.indent - 1) if number == 1 and opened and cell.indent else cell


def _between_tabs(plain: str, start: int, end: int) -> Iterator[Cell]:
    places = [start - 1, *(at for at in range(start, end) if plain[at] == "\t"), end]
    return (_cell(plain, low + 1, high) for low, high in pairwise(places))


def _between_gaps(plain: str, start: int, end: int, indent: int) -> Iterator[Cell]:
    gaps = [gap.span() for gap in _GAPS.finditer(plain, start, end)]
    full = _FULL.match(plain, start, gaps[0][0]) if gaps else None
    if full is not None and all(is_number(plain[at:end].split(None, 1)[0]) for _, at in gaps):
        gaps.insert(0, full.span("blank"))
    at = start
    spread = _SPREAD_NAME.match(plain, start, end)
    if spread is not None and len(gaps) > 1 and gaps[0] == spread.span("blank") and _is_total(spread):
        yield _cell(plain, start, gaps[1][0], indent)
        at, gaps = gaps[1][1], gaps[2:]
    for low, high in gaps:
        yield _cell(plain, at, low, indent if at == start else 0)
        at = high
    yield _cell(plain, at, end, indent if at == start else 0)


def _is_total(spread: re.Match[str]) -> bool:
    name = spread["first"] + spread["second"]
    return any(words()[total].search(name) for total in ("total", "subtotal"))


def _around_code(start: int, bare: str, code: re.Match[str]) -> Iterator[Cell]:
    """1.社会福利 万元 ZHB011211000 352,560.6 228,682.6: a name, a unit or none, the code, and numbers, if any."""
    numbers = [*_WORD.finditer(bare, code.end())]
    label, _, unit = bare[: code.start()].rstrip().rpartition(" ")
    if not (label and is_unit(unit)):
        label, unit = bare[: code.start()].rstrip(), ""
    if not is_cell(label) or not all(is_number(one[0]) or is_blank(one[0]) for one in numbers):
        return
    at = start + code.start() - 1
    yield Cell(start, start + len(label), label)
    yield Cell(at - len(unit), at, unit) if unit else empty(at)
    yield from (Cell(start + one.start(), start + one.end(), one[0]) for one in (code, *numbers))


def is_coded(row: Sequence[Cell]) -> bool:
    """A row whose code tells which columns are in front of its numbers."""
    return len(row) > _CODE_AT and _CODE.search(f" {row[_CODE_AT].text}") is not None


def _labels_before_blanks(words_: list[str]) -> int:
    """How many words between single blanks are the row's name, where a unit and numbers or two numbers follow it.

    0 for any other line. The line of the columns' names is one where 单位 is among them.
    """
    numbers = 0
    while numbers < len(words_) and (is_number(words_[-1 - numbers]) or is_blank(words_[-1 - numbers])):
        numbers += 1
    if numbers == len(words_) >= _NARROWEST and year_of(words_[0]):
        numbers -= 1  # 2021 6.51 -4.8 3.27 4.8: a row of that year
    labels = len(words_) - numbers
    if numbers > 1 and _ONE_NUMBER.fullmatch(" ".join(words_[labels:])):
        return 0  # 31 460 may be one number
    if numbers and labels > 1 and is_unit(words_[labels - 1]):
        return labels - 1 if labels - 1 <= _MOST_WORDS else 0
    spread = labels == _MOST_WORDS and all(_ONE_CHARACTER.fullmatch(word) for word in words_[:labels])
    if numbers > 1 and (labels == 1 or spread):  # 全 县 is one name
        return labels
    if numbers > 1 and labels == _SERIAL_AND_NAME and _SERIAL.fullmatch(words_[0]):
        return 1  # 1 柳河镇 1256 187: the serial number is a cell of its own
    heads = not numbers and len(words_) > _MOST_WORDS and words()["unit"].search(words_[1])
    return 1 if heads else 0


def _between_blanks(plain: str, start: int, end: int, labels: int) -> Iterator[Cell]:
    """The name of `labels` words, then a cell for every word behind it."""
    at = start
    for place, gap in enumerate(re.finditer(" ", plain[start:end]), 1):
        if place >= labels:
            yield _cell(plain, at, start + gap.start())
            at = start + gap.end()
    yield _cell(plain, at, end)


def heading(plain: str, over: Line | None, above: Line, row: Line) -> list[Line]:
    """The line above a row cut at single blanks as the names of its columns, or the two lines; [] where none is.

    乡镇 80-89岁 90岁以上 合计 over 柳河镇 1256 187 1443: as many words, and no number but years. Else two
    lines that make them up together (`_of_two`); else one that leaves out what the row does, or has fewer numbers.
    """
    told = list(_of_names(plain, above, _NARROWEST))
    exact = [named for named in told if len(named.cells) == len(row.cells)]
    two = _of_two(plain, over, above, row) if over is not None and not exact else []
    return exact[:1] or two or [named for named in told if _is_over(named, row)][:1]


def _is_over(named: Line, row: Line) -> bool:
    """Whether the row is one cell short, as a total without a serial number, or has blanks in its numbers."""
    counts = words()["code"].match(named.cells[0].text) is not None
    return (counts and len(named.cells) == len(row.cells) + 1) or bool(regrouped(row.cells, len(named.cells)))


def is_row_at(plain: str, start: int) -> bool:
    """Whether the line that begins there is one of a table by its own look: bars, tabs, cells, a name and numbers.

    One wide gap is none: [优抚工作]  全年,… is running text.
    """
    line = _line(plain, start, _line_end(plain, start))
    cut = line.barred or "\t" in plain[line.start : line.end].strip()
    return cut or max(len(line.cells), len(_name_and_numbers(line))) >= _NARROWEST


def as_row(plain: str, line: Line, over: Line | None, above: Line | None, rows: Sequence[Line]) -> Line | None:
    """A line whose numbers might be one (东山镇 312 486 102.7), cut as the rows or the heading above are.

    `above` is the line above it, `over` the one above that.
    """
    told = _name_and_numbers(line)
    if len(told) < _NARROWEST or (rows and not rows[0].spaced):
        return None
    only = line.cells[0]
    row = replace(line, cells=tuple(_between_blanks(plain, only.start, only.end, 1)), spaced=True)
    if rows:
        return row if max(len(one.cells) for one in rows) == len(told) else None
    named = heading(plain, over, above, row) if above is not None else []
    return row if named and (len(named) > 1 or len(named[0].cells) == len(told)) else None


def _name_and_numbers(line: Line) -> list[str]:
    """The words of a line that is one cell, where they are a name and numbers; else [].

    A serial number may stand before the name, a unit behind it.
    """
    told = line.cells[0].text.split(" ") if line.is_single and not line.barred else []
    named = told[1:] if len(told) > _SERIAL_AND_NAME and _SERIAL.fullmatch(told[0]) else told
    is_name = len(named) > 1 and not is_number(named[0]) and is_cell(named[0])
    numbers = named[2:] if len(named) > 2 and is_unit(named[1]) else named[1:]
    return told if is_name and all(map(is_number, numbers)) else []


def _of_two(plain: str, upper: Line, lower: Line, row: Line) -> list[Line]:
    """The two lines above a row, where their names make up its columns': 地 区 人口 比重 / 2020年 2010年."""
    above, below = (next(_of_names(plain, line, 2), None) for line in (upper, lower))
    if above is None or below is None:
        return []
    over = len(above.cells) + len(below.cells) - len(row.cells)
    return [above, below] if 0 < over < len(below.cells) and not len(below.cells) % over else []


def _names(own: str) -> list[str]:
    """The words of a line; 地 区 and 合 计 are one each."""
    told: list[str] = []
    open_ = False
    for word in own.split(" "):
        single = _ONE_CHARACTER.fullmatch(word) is not None
        if single and open_:
            told[-1] += f" {word}"
            open_ = False
        else:
            told.append(word)
            open_ = single
    return told


def _of_names(plain: str, line: Line, fewest: int) -> Iterator[Line]:
    """A line as so many names at least, parted by single blanks; none where one is a number that is no year.

    男 女 may be one name or two.
    """
    own = plain[line.start : line.end].strip()
    if line.barred or len(own) > _LONGEST_ROW or words()["caption"].search(own):
        return
    joined, each = _names(own), own.split(" ")
    for names in (joined, each) if joined != each else (each,):
        if len(names) < fewest or not all(
            is_cell(name) and name and (year_of(name) or not is_number(name)) for name in names
        ):
            continue
        at = line.start + plain[line.start : line.end].index(own)
        cells = []
        for name in names:
            cells.append(_cell(plain, at, at + len(name)))
            at += len(name) + 1
        yield Line(line.start, line.end, tuple(cells), spaced=True)


def account(plain: str, line: Line) -> Line | None:
    """1.上年结余 318.46: a name and a number alone on a line, where the lines above say in which unit."""
    only = line.cells[0]
    name, _, number = only.text.rpartition(" ")
    if not name or is_number(name) or not is_number(number) or not is_cell(name):
        return None
    at = only.end - len(number)
    cells = (_cell(plain, only.start, at), Cell(at, only.end, number))
    return Line(line.start, line.end, cells, spaced=True)


def names_units(line: Line) -> bool:
    """指标 数量(人): the names of two columns, the second with the unit of its numbers."""
    name, _, measure = line.cells[0].text.partition(" ")
    unit = _UNIT_OF_NAME.search(measure)
    return bool(name) and unit is not None and is_unit(unit[1]) and " " not in measure


def regrouped(row: Sequence[Cell], width: int) -> list[Cell]:
    """3 | 284 | 2 | 917 of two numbers with blanks in them, where that makes `width` cells; else [].

    A blank between 128 and 241 may part two numbers; behind one or two digits it rather parts one.
    """
    pairs = [(left, right) for left, right in pairwise(row[1:]) if _GROUP.fullmatch(right.text)]
    for head in (_SHORT_HEAD, _HEAD):
        ends = {left.end for left, _ in pairs if head.fullmatch(left.text)}
        if len(row) - len(ends) == width < len(row):
            return _joined(row, ends)
    return []


def _joined(row: Sequence[Cell], ends: Collection[int]) -> list[Cell]:
    """The cells, each that ends there with the next one."""
    found: list[Cell] = []
    for cell in row:
        if found and found[-1].end in ends:
            last = found[-1]
            found[-1] = Cell(last.start, cell.end, f"{last.text} {cell.text}", last.indent)
        else:
            found.append(cell)
    return found


def _cell(plain: str, low: int, high: int, indent: int = 0) -> Cell:
    text = plain[low:high]
    bare = text.strip()
    before = len(text) - len(text.lstrip()) if bare else 0
    return Cell(low + before, low + before + len(bare), bare, before + indent)


def ruled_row(plain: str, start: int, end: int) -> list[Cell]:
    """The cells of a line that the document itself calls a row, however long they are."""
    return list(_between_bars(plain, start, end))
