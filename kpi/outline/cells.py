"""Lines cut into cells: at bars, at tabs, at two blanks or more; or a cell that has its line for itself.

Single blanks cut a line where its end can be nothing but cells: 乡镇级合计 个 1,400, or 青石镇 128 1241. What
only the lines around it tell is `spaced`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kpi.outline.barred import BAR, barred
from kpi.outline.expressions import expression
from kpi.outline.shapes import LONGEST, is_blank, is_cell, is_limited, is_number, is_unit, words, year_of
from kpi.outline.tabbed import tabbed_run

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
LONGEST_ROW = 160  # characters

_ONE_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
# 大  坪: a name set as wide as those of three characters
_SPREAD = re.compile(r"[\u4e00-\u9fff] {2,4}[\u4e00-\u9fff]")
_ONE_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
_SERIAL_AND_NAME = 2
_SERIAL = re.compile(r"\d{1,3}")
NARROWEST = 3  # columns of a table whose heading is cut at single blanks
_CODE = re.compile(r"(?<= )[A-Z]{2,6}\d{6,}(?= |$)")  # of an indicator: ZHB011110000
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
    run_end, each_tab = low, False  # lines with tabs, and whether each of these ends a cell
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
        if start >= run_end and plain.find("\t", start, end) >= 0:
            run_end, each_tab = tabbed_run(plain, start)
        yield _line(plain, start, end, each_tab and start < run_end)
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


def _line(plain: str, start: int, end: int, each_tab: bool = False) -> Line:
    text = plain[start:end]
    bare = text.strip()
    if not bare:
        return Line(start, end, (), blank=True)
    if "|" in text:
        if _RULE.match(bare) and ("--" in bare or bare.count("|") != 1 or bare == "|"):
            return Line(start, end, (), rule=True, barred=True)
        cells = tuple(_between_bars(plain, start, end))
        if len(cells) >= NARROWEST and _COUNTS_UP.fullmatch(" ".join(cell.text for cell in cells if cell.text)):
            return Line(start, end, (), rule=True, barred=True)
        fit = all(is_cell(cell.text) for cell in cells)
        return Line(start, end, cells if fit else (), barred=True)
    if ("\t" in text or "  " in bare) and not words()["caption"].search(bare) and not _SPREAD.fullmatch(bare):
        own = text.strip(" \r")
        low = start + text.index(own)
        if each_tab and "\t" in text:
            cells = tuple(_between_tabs(plain, start, end))
        else:
            cells = tuple(_between_gaps(plain, low, low + len(own), low - start))
    elif len(bare) > LONGEST_ROW:
        return Line(start, end, ())
    elif (code := _CODE.search(bare)) and (coded := tuple(_around_code(start + text.index(bare), bare, code))):
        return Line(start, end, coded, spaced=True)
    elif (labels := _labels_before_blanks(bare.split(" "))) and not words()["caption"].search(bare):
        low = start + text.index(bare)
        cells = tuple(between_blanks(plain, low, low + len(bare), labels))
        return Line(start, end, cells if all(is_cell(cell.text) for cell in cells) else (), spaced=True)
    elif len(bare) > LONGEST:
        return Line(start, end, ())
    elif _COUNTS_UP.fullmatch(bare):
        return Line(start, end, (), rule=True)  # 甲 乙 1 2 3 below the names of the columns
    else:
        cells = (cell_of(plain, start, end),)
    return Line(start, end, cells if all(is_cell(cell.text) for cell in cells) else ())


def _between_bars(plain: str, start: int, end: int) -> Iterator[Cell]:
    """| a | b | and a | b alike: the bars around a row hold nothing outside, and the blank behind the first sets
    nothing in (of one table only the rows whose last cell is empty may have such bars).
    """
    places = [start - 1, *(at for at in range(start, end) if plain[at] == "|"), end]
    last = len(places) - 2
    opened = not plain[start : places[1]].strip()
    for number, (low, high) in enumerate(pairwise(places)):
        cell = cell_of(plain, low + 1, high)
        if cell.text or number not in (0, last):
            yield replace(cell, indent=cell.indent - 1) if number == 1 and opened and cell.indent else cell


def _between_tabs(plain: str, start: int, end: int) -> Iterator[Cell]:
    places = [start - 1, *(at for at in range(start, end) if plain[at] == "\t"), end]
    return (cell_of(plain, low + 1, high) for low, high in pairwise(places))


def _between_gaps(plain: str, start: int, end: int, indent: int) -> Iterator[Cell]:
    gaps = [gap.span() for gap in _GAPS.finditer(plain, start, end)]
    full = _FULL.match(plain, start, gaps[0][0]) if gaps else None
    if full is not None and all(is_number(plain[at:end].split(None, 1)[0]) for _, at in gaps):
        gaps.insert(0, full.span("blank"))
    at = start
    spread = _SPREAD_NAME.match(plain, start, end)
    if spread is not None and len(gaps) > 1 and gaps[0] == spread.span("blank") and _is_total(spread):
        yield cell_of(plain, start, gaps[1][0], indent)
        at, gaps = gaps[1][1], gaps[2:]
    for low, high in gaps:
        yield cell_of(plain, at, low, indent if at == start else 0)
        at = high
    yield cell_of(plain, at, end, indent if at == start else 0)


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
    if numbers == len(words_) >= NARROWEST and year_of(words_[0]):
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


def between_blanks(plain: str, start: int, end: int, labels: int) -> Iterator[Cell]:
    """The name of `labels` words, then a cell for every word behind it."""
    at = start
    for place, gap in enumerate(re.finditer(" ", plain[start:end]), 1):
        if place >= labels:
            yield cell_of(plain, at, start + gap.start())
            at = start + gap.end()
    yield cell_of(plain, at, end)


def cell_of(plain: str, low: int, high: int, indent: int = 0) -> Cell:
    text = plain[low:high]
    bare = text.strip()
    before = len(text) - len(text.lstrip()) if bare else 0
    return Cell(low + before, low + before + len(bare), bare, before + indent)


def line_at(plain: str, start: int) -> Line:
    """The line that begins there, cut."""
    return _line(plain, start, _line_end(plain, start))


def ruled_row(plain: str, start: int, end: int) -> list[Cell]:
    """The cells of a line that the document itself calls a row, however long they are."""
    return list(_between_bars(plain, start, end))
