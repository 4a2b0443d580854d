"""Lines cut into cells: at bars, at tabs, at two blanks or more; or a cell that has its line for itself.

Single blanks cut a line where its end can be nothing but cells: 乡镇级合计 个 1,400, or 青石镇 128 1241.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kpi.outline.expressions import expression
from kpi.outline.shapes import LONGEST, is_blank, is_cell, is_number, is_unit, words

BAR = "|"
_RULE = re.compile(r"[\s|:+=—-]*$")
_GAPS = re.compile(r"[ ]*\t[ \t]*|[ ]{2,}")
# 残疾人补贴(人) 338   102: a name that fills its column leaves one blank before the first number.
_FULL = re.compile(r"[^\d ]+\)(?P<blank> )[\d,.]+$")
_MOST_WORDS = 2  # of a row's name

_ONE_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
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
        return is_number(self.text)

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
    start = low
    while start < (len(plain) + 1 if high is None else high):
        end = plain.find("\n", start)
        end = len(plain) if end < 0 else end
        yield _line(plain, start, end)
        start = end + 1


def _line(plain: str, start: int, end: int) -> Line:
    text = plain[start:end]
    bare = text.strip()
    if not bare:
        return Line(start, end, (), blank=True)
    if "|" in text:
        if _RULE.match(bare) and ("--" in bare or bare.count("|") != 1 or bare == "|"):
            return Line(start, end, (), rule=True, barred=True)
        cells = tuple(_between_bars(plain, start, end))
        fit = all(is_cell(cell.text) for cell in cells)
        return Line(start, end, cells if fit else (), barred=True)
    if ("\t" in text or "  " in bare) and not words()["caption"].search(bare):
        own = text.strip(" \r")
        low = start + text.index(own)
        cells = tuple(_between_gaps(plain, low, low + len(own), low - start))
    elif len(bare) > LONGEST:
        return Line(start, end, ())
    elif (labels := _labels_before_blanks(bare.split(" "))) and not words()["caption"].search(bare):
        low = start + text.index(bare)
        cells = tuple(_between_blanks(plain, low, low + len(bare), labels))
        return Line(start, end, cells if all(is_cell(cell.text) for cell in cells) else (), spaced=True)
    elif _COUNTS_UP.fullmatch(bare):
        return Line(start, end, (), rule=True)  # 甲 乙 1 2 3 below the names of the columns
    else:
        cells = (_cell(plain, start, end),)
    return Line(start, end, cells if all(is_cell(cell.text) for cell in cells) else ())


def _between_bars(plain: str, start: int, end: int) -> Iterator[Cell]:
    """| a | b | and a | b alike: the bars around a row hold nothing outside."""
    places = [start - 1, *(at for at in range(start, end) if plain[at] == "|"), end]
    last = len(places) - 2
    for number, (low, high) in enumerate(pairwise(places)):
        cell = _cell(plain, low + 1, high)
        if cell.text or number not in (0, last):
            yield cell


def _between_gaps(plain: str, start: int, end: int, indent: int) -> Iterator[Cell]:
    gaps = [gap.span() for gap in _GAPS.finditer(plain, start, end)]
    full = _FULL.match(plain, start, gaps[0][0]) if gaps else None
    if full is not None and all(is_number(plain[at:end].split(None, 1)[0]) for _, at in gaps):
        gaps.insert(0, full.span("blank"))
    at = start
    for low, high in gaps:
        yield _cell(plain, at, low, indent if at == start else 0)
        at = high
    yield _cell(plain, at, end, indent if at == start else 0)


def _labels_before_blanks(words_: list[str]) -> int:
    """How many words between single blanks are the row's name, where a unit and numbers or two numbers follow it.

    0 for any other line. The line of the columns' names is one where 单位 is among them.
    """
    numbers = 0
    while numbers < len(words_) and (is_number(words_[-1 - numbers]) or is_blank(words_[-1 - numbers])):
        numbers += 1
    labels = len(words_) - numbers
    if numbers > 1 and _ONE_NUMBER.fullmatch(" ".join(words_[labels:])):
        return 0  # 31 460 may be one number
    if numbers and labels > 1 and is_unit(words_[labels - 1]):
        return labels - 1 if labels - 1 <= _MOST_WORDS else 0
    if numbers > 1 and labels == 1:
        return labels
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


def _cell(plain: str, low: int, high: int, indent: int = 0) -> Cell:
    text = plain[low:high]
    bare = text.strip()
    before = len(text) - len(text.lstrip()) if bare else 0
    return Cell(low + before, low + before + len(bare), bare, before + indent)


def ruled_row(plain: str, start: int, end: int) -> list[Cell]:
    """The cells of a line that the document itself calls a row, however long they are."""
    return list(_between_bars(plain, start, end))
