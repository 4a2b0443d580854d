"""Blocks to flat text, one a line, and the map from its offsets back to places in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from kpi.documents.block import Block, Kind
from kpi.documents.cells import Line
from kpi.documents.continued import together
from kpi.documents.heads import with_headings
from kpi.documents.tables import row_text, table_lines
from kpi.model import Form, Heading, Place, Ruled

_SPACES = re.compile(r"[\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Neither printed nor part of a word: soft hyphens, joiners, marks of direction.
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_DIGITS = re.compile(r"(?<=\d)[\xa0\u2009\u202f](?=\d)|(?<=\d[,，])[\xa0\u2009\u202f](?=\d{3}(?!\d))")
_INDENT = "\u3000"
CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))


@dataclass(slots=True)
class _Flat:
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    at: int = 0
    paragraph: int = 0
    table: int = 0

    def add(self, text: str, place: Place) -> None:
        self.lines.append(text)
        self.places.append(place)
        self.at += len(text) + 1


class Flattened(NamedTuple):
    """The flat text, sorted places, what the document says of its form, stretches guessed from pictures."""

    text: str
    places: tuple[Place, ...]
    form: Form
    pictures: tuple[tuple[int, int], ...]


def flatten(blocks: Iterable[Block]) -> Flattened:
    """The text of blocks; a block without words leaves no line.

    Paragraphs count on through the document, tables too; the rows of a table carry the number of their table.
    """
    flat = _Flat()
    for block in with_headings(together(blocks)):
        begin = flat.at
        if block.kind is Kind.TABLE:
            _table(flat, block)
        elif text := line_of(block.text):
            flat.paragraph += 1
            if block.kind is Kind.HEADING:
                flat.headings.append(Heading(flat.at, max(block.level, 1)))
            elif block.kind is Kind.ITEM:
                flat.items.append(flat.at)
            flat.add(text, Place(flat.at, block.page, flat.paragraph, sheet=block.sheet))
        if block.picture and flat.at > begin:
            flat.pictures.append((begin, flat.at))
    text = "\n".join([*flat.lines, ""]) if flat.lines else ""
    form = Form(tuple(flat.headings), tuple(flat.items), tuple(flat.tables))
    return Flattened(text, tuple(flat.places), form, tuple(flat.pictures))


def line_of(text: str) -> str:
    """A block on one line, without what is not seen; a hair space within a number goes."""
    bare = _SPACES.sub(" ", text).translate(_UNSEEN).translate(_HYPHENS).translate(CONTROLS)
    return _DIGITS.sub("", bare).replace("\xa0", " ").strip()


def _table(flat: _Flat, block: Block) -> None:
    lines = table_lines(block.rows)
    real = sum(not line.single for line in lines) > 1
    flat.table += real
    start, head, body, end = flat.at, -1, -1, -1
    for line in lines:
        if line.form and line.single and real and end >= 0:  # 财务情况（单位：万元） heads the pairs below it
            flat.tables.append(Ruled(start, head, head, end))
            start, head, end = flat.at, -1, -1
        head = flat.at if head < 0 and not line.single else head
        number = block.numbers[line.row] if line.row < len(block.numbers) else line.row + 1
        page = block.pages[line.row] if line.row < len(block.pages) else block.page
        if line.single and not real:
            flat.paragraph += 1
            flat.add(line_of(line.cells[0]), Place(flat.at, page, flat.paragraph, sheet=block.sheet))
        else:
            _row(flat, block, line, number if real else 0, page)
        body = flat.at if line.head else body
        end = end if line.single else flat.at
    if real and head >= 0:
        flat.tables.append(Ruled(start, head, max(body, head), end))


def _row(flat: _Flat, block: Block, line: Line, number: int, page: int) -> None:
    cells = [line_of(cell) for cell in line.cells]
    text = cells[0] if line.single else _INDENT * line.indent + row_text(cells)
    at, found = flat.at, 0
    for column, cell in enumerate(cells, start=1):
        found = text.index(cell, found)
        place = Place(at + found, page, 0, flat.table if number else 0, number, column, block.sheet)
        if cell or column == 1:
            flat.places.append(place._replace(start=at) if column == 1 else place)
        found += len(cell)
    flat.lines.append(text)
    flat.at += len(text) + 1
