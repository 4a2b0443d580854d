"""What stands on a printed page: characters, lines with their pieces, ruled tables. Points, y downwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

from kpi.documents.block import Cell

WIDE = 1.3  # heights: a gap that parts columns
_NUMBER = re.compile(r"[-−(（▲▼△▽↑↓]?[\d,.，]+[)）]?[%％]?|[-—–]+")

# A character and where it stands: x0, x1, top, bottom; its number on the page. "\n" ends a line.
Character = tuple[str, float, float, float, float, int]
Part = tuple[str, float, float]  # a text from x0 to x1


class Wide(Protocol):
    """What goes from one place of a line to another."""

    x0: float
    x1: float


def meet(one: Wide, other: Wide) -> bool:
    """Whether two things stand over one another."""
    return one.x0 < other.x1 and other.x0 < one.x1


@dataclass(slots=True)
class Piece:
    """A run of characters without a wide gap in it."""

    text: str
    x0: float
    x1: float


@dataclass(slots=True)
class Line:
    """A printed line; `size` is the height of its type."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    pieces: tuple[Piece, ...] = ()
    words: tuple[Piece, ...] = ()  # cut at every gap, where there are more of them
    bold: bool = False
    ends: tuple[int, int] = (-1, -1)  # the numbers of its first and last character


@dataclass(slots=True)
class Table:
    """A ruled table: rows of cells, and where they stand."""

    rows: list[tuple[Cell, ...]]
    xs: list[float]  # of the lines between its columns, the outer ones too
    top: float
    bottom: float


@dataclass(slots=True)
class Page:
    """What stands on one page, in reading order; `number` counts from 1."""

    number: int
    width: float
    height: float
    items: list[Line | Table] = field(default_factory=list)
    picture: bool = False
    struck: str = ""  # what a line runs through
    unseen: str = ""  # what runs askew over the page or is drawn in no colour or white on white: left out
    notes_below: float = 1e9  # footnotes stand under this

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]


def pieces_of(parts: Sequence[Part], size: float, wide: float = WIDE) -> tuple[Piece, ...]:
    """Runs of (text, x0, x1) from left to right, joined where no gap as wide (in sizes) parts them."""
    runs = ((text.strip(), x0, x1) for text, x0, x1 in runs_of(parts, wide * size))
    return tuple(Piece(*run) for run in runs if run[0])


def runs_of(parts: Sequence[Part], gap: float) -> list[Part]:
    """Parts joined where no gap so wide is between them."""
    found: list[Part] = []
    told: list[str] = []
    start = end = 0.0
    for text, x0, x1 in parts:
        if told and x0 - end < gap:
            told.append(text)
            end = x1 if x1 > end else end
            continue
        if told:
            found.append(("".join(told), start, end))
        told, start, end = [text], x0, x1
    return [*found, ("".join(told), start, end)] if told else found


def is_row(line: Line) -> bool:
    """Whether a piece behind the first one of a line is a number, as in a row of a table."""
    return any(is_number(piece.text) for piece in line.pieces[1:])


def is_number(text: str) -> bool:
    """Whether a piece is a number and nothing else, or the dash that stands for one."""
    return _NUMBER.fullmatch(text.strip()) is not None


def typical(values: Sequence[float]) -> float:
    return median(values) if values else 0.0
