"""What stands on the pages and is none of the text: running heads, page numbers, lines of a table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.documents.printed import Line, Page, is_row
from kpi.documents.terms import term
from kpi.documents.unruled_parts import lines_of_rows
from kpi.documents.wrapped import is_page_number

_EDGE = 0.14  # of a page's height, where running heads and page numbers stand
_BAND = 20.0  # points within which running heads stand at one height
_LEVEL = 3.0  # points within which those of left and right pages do
_SMALLER = 0.8  # of the body's size: the type of a running head that only one page has
_CLOSE = 3.0  # sizes between the tops of the names of columns and of the row below them
_HALF = 1.3  # the same of a name that stands half a line above others
_SHARE = 0.3  # of the pages

Key = tuple[str, int]
Places = Sequence[tuple[Page, Line]]


def without_furniture(pages: Sequence[Page], size: float) -> None:
    """Take out what stands at the same height of many pages with other numbers, and lone numbers at the edges.

    The names of columns, which programs print again on each page of a table, and the unit above them stay; `size`
    is that of the running text.
    """
    for page in pages:
        page.items = [
            item for item in page.items if not (isinstance(item, Line) and term("leaders").search(item.text))
        ]
    edges = [(page, line) for page in pages for line in _at_edges(page)]
    told = _outside_rows(_repeated(edges, max(2, len(pages) * _SHARE)))
    lone = [(page, line) for page, line in edges if _counts_pages(page, line)]
    alone = _like(told, edges, size)
    gone = {id(line) for line in (*(line for _, line in told), *(line for _, line in lone), *alone)}
    for page in pages:
        page.items = [item for item in page.items if id(item) not in gone]


def _repeated(edges: Places, enough: float) -> Places:
    """What stands on as many pages; of the names of columns and 续表 nothing, of a unit all but the first."""
    pages_of: dict[Key, set[int]] = {}
    apart: set[Key] = set()  # what stands by itself on any page
    names: dict[int, set[int]] = {}
    for page, line in edges:
        if page.number not in names:
            names[page.number] = _names_of_columns(page)
        key = _key(page, line)
        pages_of.setdefault(key, set()).add(page.number)
        if id(line) not in names[page.number]:
            apart.add(key)
    found: list[tuple[Page, Line]] = []
    units: set[Key] = set()
    for page, line in edges:
        key = _key(page, line)
        first = bool(term("unit_line").match(line.text)) and key not in units
        units.add(key)
        stays = first or key not in apart or term("goes_on").fullmatch(line.text)
        if len(pages_of[key]) >= enough and not stays:
            found.append((page, line))
    return found


def _outside_rows(told: Places) -> Places:
    """What is no part of a row of numbers: programs print a row cell by cell, and a folded name line by line."""
    pages = {page.number: page for page, line in told if not is_page_number(line.text)}
    rows = {number: lines_of_rows(page.lines) for number, page in pages.items()}
    return [(page, line) for page, line in told if id(line) not in rows.get(page.number, ())]


def _names_of_columns(page: Page) -> set[int]:
    """The lines of pieces, by id, close below which a row of numbers stands, or another such line."""
    found: set[int] = set()
    for lower, upper in pairwise(reversed(page.items)):
        if not (isinstance(upper, Line) and isinstance(lower, Line)) or is_row(upper):
            continue
        close = _CLOSE if len(upper.pieces) > 1 else _HALF
        if 0 < lower.top - upper.top < close * upper.size and (is_row(lower) or id(lower) in found):
            found.add(id(upper))
    return found


def _like(told: Places, edges: Places, size: float) -> Iterator[Line]:
    """Where the running heads of other pages stand, in their small type: those of left and right pages differ."""
    heights: Counter[tuple[bool, int, int]] = Counter()
    for page, line in told:
        if term("worded").search(line.text) and line.size < size * _SMALLER:
            heights[_height(page, line)] += 1
    for page, line in edges:
        high, at, of = _height(page, line)
        near = ((high, at + up, of + more) for up in (-1, 0, 1) for more in (-1, 0, 1))
        if line.size < size * _SMALLER and any(one in heights for one in near):
            yield line


def _height(page: Page, line: Line) -> tuple[bool, int, int]:
    """At the head or the foot, how far from the edge, how large."""
    high = line.top < page.height / 2
    return high, round((line.top if high else page.height - line.bottom) / _LEVEL), round(line.size)


def _counts_pages(page: Page, line: Line) -> bool:
    lone = bool(term("lone_number").fullmatch(line.text)) and _outermost(page, line)
    return lone or is_page_number(line.text)


def _key(page: Page, line: Line) -> Key:
    from_edge = min(line.top, page.height - line.bottom)  # pages may be turned
    return term("counted").sub("#", "".join(line.text.split())), round(from_edge / _BAND)


def _at_edges(page: Page) -> list[Line]:
    band = page.height * _EDGE
    return [line for line in page.lines if line.bottom < band or line.top > page.height - band]


def _outermost(page: Page, line: Line) -> bool:
    """Nothing stands beyond it, and nothing beside it."""
    others = [other for other in page.items if other is not line]
    low = line.top > page.height / 2
    beside = any(other.top < line.bottom and line.top < other.bottom for other in others)
    beyond = any((other.bottom > line.bottom) if low else (other.top < line.top) for other in others)
    return not beside and not beyond
