"""Rows of running text: the same measures told of one thing after another, in the same words.

黄石镇745户完成602户,80.8%;沙坪镇588户完成397户,67.5%;…: three numbers a row, whose columns are those of a table.
A row begins with a name; what stands before its other numbers is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kpi.outline.expressions import pattern
from kpi.outline.marks import MARKS
from kpi.relations.figures import Figure, Page, once_a_page

_YUAN = pattern("relations", "words.yuan")
_WIDEST = 6  # numbers of a row
_FEWEST = 2  # rows
_MOST = 60  # rows; a longer list is none that a text tells
_APART = 3  # paragraphs from a row to the next


@dataclass(frozen=True, slots=True)
class Rows:
    """Two or more rows of equally many figures, in text order."""

    rows: tuple[tuple[Figure, ...], ...]

    def column(self, place: int) -> list[Figure]:
        return [row[place] for row in self.rows]


@once_a_page
def rows_of(page: Page) -> list[Rows]:
    """All of a page; a number may stand in several, of other widths. Linear in the figures."""
    return [found for width in range(2, _WIDEST + 1) for found in _of_width(page, width)]


def _of_width(page: Page, width: int) -> Iterator[Rows]:
    figures = page.figures
    signs = [(_measure(one), one.depth) for one in figures]
    at = 0
    while at + width < len(signs):
        end = at
        while end + width < len(signs) and signs[end] == signs[end + width] and _is_near(figures, end, width):
            end += 1
        if end - at >= width * (_FEWEST - 1):
            stretch = figures[at : end + width]
            yield from max((_rows(stretch, start, width) for start in range(width)), key=_many)
        at = end + 1


def _is_near(figures: Sequence[Figure], at: int, width: int) -> bool:
    return figures[at + width].paragraph - figures[at].paragraph <= _APART


def _many(found: Sequence[Rows]) -> int:
    return sum(len(one.rows) for one in found)


def _rows(stretch: Sequence[Figure], start: int, width: int) -> list[Rows]:
    """The rows that begin at a place of the stretch, as far as their words are the same."""
    every = [tuple(stretch[at : at + width]) for at in range(start, len(stretch) - width + 1, width)]
    found = []
    for _, alike in groupby(every, key=lambda row: ([words_of(one) for one in row[1:]], _units(row))):
        rows = tuple(alike)
        names = [MARKS.sub("", row[0].gap).strip() for row in rows]
        if _FEWEST <= len(rows) <= _MOST and all(names) and len(set(names)) == len(rows):
            found.append(Rows(rows))
    return found


def _measure(figure: Figure) -> str:
    """Per cent, money, or a count of whatever it may be: 床垫…张 and 帐篷…顶 are rows of one kind."""
    return figure.base if figure.base == _YUAN or figure.is_percent else ""


def _units(row: Sequence[Figure]) -> list[int]:
    """Which of the numbers are of one unit: of each, the first that is of its own."""
    groups = [one.group for one in row]
    return [groups.index(group) for group in groups]


def words_of(figure: Figure) -> str:
    """What stands before it, without marks."""
    return MARKS.sub("", figure.own).strip()
