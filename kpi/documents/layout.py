"""Printed lines to paragraphs, from where they stand: for pdf, ofd and pictures, which know no paragraphs.

Points, y downwards. A line goes on in the next where the next one's first word would not have fitted behind it and
the next is not indented; page numbers, running heads and footnotes are taken out first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kpi.documents.block import Block, Cell, Kind
from kpi.documents.columns import parts_of
from kpi.documents.furniture import without_furniture
from kpi.documents.joining import Edges, edges_of, goes_on, setting_of
from kpi.documents.printed import Line, Page, Table
from kpi.documents.terms import term
from kpi.documents.unruled import with_columns
from kpi.documents.wrapped import joined

_DECIMALS = re.compile(r"[.．]\d+\s*\D|[%％]")
_NEAR = 4.0  # points within which lines between columns are the same
_SMALLER = 0.93  # of the body's size: a footnote


def paragraphs(pages: Sequence[Page]) -> tuple[list[Block], int]:
    """All blocks of a document, and how many footnotes were taken out."""
    without_furniture(pages, _body_size(pages))
    size = _body_size(pages)
    notes = sum(_without_notes(page, size) for page in pages)
    pages = [part for page in pages for part in parts_of(page)]
    return _blocks(pages, size), notes


def _body_size(pages: Sequence[Page]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_notes(page: Page, size: float) -> int:
    """Take out the footnotes: smaller lines at the foot of a page, the first behind a mark, with body above."""
    lines = page.lines
    first = next((at for at, line in enumerate(lines) if line.top >= page.notes_below), len(lines))
    if first == len(lines) or not term("footnote").match(lines[first].text.lstrip()):
        first = len(lines)
    while first and lines[first - 1].size < size * _SMALLER and lines[first - 1].top > page.height * 0.4:
        first -= 1
    small = lines[first:]
    if not first or not small or not term("footnote").match(small[0].text.lstrip()):
        return 0
    page.items = [item for item in page.items if not any(item is line for line in small)]
    return sum(bool(term("footnote").match(line.text.lstrip())) for line in small)


def _blocks(pages: Sequence[Page], size: float) -> list[Block]:
    """Paragraphs over the ends of pages; tables, also those that go on on the next page."""
    found: list[Block] = []
    last: tuple[Line, Edges] | None = None
    above: Table | None = None
    setting = setting_of(pages, size)
    for page in pages:
        edges = edges_of(page)
        for item in with_columns(page):
            if isinstance(item, Table):
                rows = _going_on(above, item) if above and found[-1].pages[-1] < page.number else None
                if rows is not None:
                    pages_of = (*found[-1].pages, *(page.number for _ in rows))
                    found[-1] = replace(found[-1], rows=(*found[-1].rows, *rows), pages=pages_of)
                else:
                    numbers = (page.number,) * len(item.rows)
                    found.append(Block(Kind.TABLE, rows=tuple(item.rows), page=page.number, pages=numbers))
                    above = item
                last = None
                continue
            above = None
            torn = _torn_number(found, item.text)
            if torn is not None:
                found[torn] = replace(found[torn], text=joined(found[torn].text, item.text))
            elif last is not None and goes_on(last[0], item, last[1], edges, setting):
                found[-1] = replace(
                    found[-1], text=joined(found[-1].text, item.text), bold=found[-1].bold and item.bold
                )
            else:
                found.append(Block(Kind.PARAGRAPH, item.text, page=page.number, size=item.size, bold=item.bold))
            last = (item, edges)
    return found


def _torn_number(found: Sequence[Block], text: str) -> int | None:
    """Which of the last paragraphs ends in the number whose decimals open this line, even behind a box."""
    if not _DECIMALS.match(text):
        return None
    places = range(len(found) - 1, max(len(found) - 4, -1), -1)
    return next((at for at in places if found[at].text[-1:].isdigit()), None)


def _going_on(above: Table, below: Table) -> list[tuple[Cell, ...]] | None:
    """The rows of a table's second half with the columns of the first; None where it is another table."""
    places = [min(range(len(above.xs)), key=lambda at, x=x: abs(above.xs[at] - x)) for x in below.xs]  # type: ignore[misc]
    near = all(abs(above.xs[at] - x) < _NEAR for at, x in zip(places, below.xs, strict=True))
    if not near or places[0] or places[-1] != len(above.xs) - 1 or len(set(places)) < len(places):
        return None
    found = []
    for row in below.rows:
        cells, at = [], 0
        for cell in row:
            end = min(at + cell.columns, len(places) - 1)
            cells.append(replace(cell, columns=max(1, places[end] - places[at])))
            at = end
        found.append(tuple(cells))
    return found
