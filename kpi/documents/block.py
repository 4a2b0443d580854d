"""What a document consists of before it is text: blocks in reading order, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kpi.errors import Problem


class Kind(StrEnum):
    """What a block is. A box is text that floats beside the running text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with the rows and columns that it covers; `head`: the document itself says heading.

    `indent` is how far its format sets it in, in characters; blanks before its text count besides.
    """

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text, or a table as rows of cells (a cell stands in the row and column where it begins).

    `page` counts from 1, 0 where the kind of document has no pages; `numbers` are the rows' own numbers where the
    document has them (a sheet), else they count from 1; `sheet` names the sheet of a workbook; `picture`: the
    characters were guessed from a picture; `pages` are those of the rows of a table that goes on over pages;
    `level` is that of a heading, 1 the outermost; `size` is that of the type, in the measure of its kind, 0 where
    nothing is known of it; `bold`: all of it is.
    """

    kind: Kind
    text: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    page: int = 0
    numbers: tuple[int, ...] = ()
    sheet: str = ""
    picture: bool = False
    pages: tuple[int, ...] = ()
    level: int = 0
    size: float = 0.0
    bold: bool = False


@dataclass(slots=True)
class Content:
    """What a reader of one kind gives: blocks, what the page says of the whole, and what was lost or left out.

    `front` is what stands above the text and belongs to it (title and date of a web page), a line each.
    """

    blocks: list[Block] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    front: Sequence[str] = ()
