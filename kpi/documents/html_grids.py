"""Tables of a page that are no <table>: rows of <div> or <ul> below each other, each of as many short cells."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from kpi.documents.cells import clean, is_number
from kpi.documents.html_text import is_shown
from kpi.documents.terms import term

_ROWS = frozenset(("div", "ul", "section", "li"))
_CELLS = frozenset(("div", "span", "li", "b", "strong", "em"))
_FEWEST, _MOST = 3, 60  # rows; columns
_LONGEST = 24  # characters of a cell


def rows_at(children: Sequence[LexborNode], at: int) -> tuple[list[list[str]], int]:
    """The rows of cells of the table that begins with a child, and the child behind them.

    No rows where what begins there, up to that child, is none.
    """
    rows: list[list[str]] = []
    end = at
    for place in range(at, len(children)):
        child = children[place]
        if child.tag == "-text" and not (child.text_content or "").strip():
            continue
        row = _cells(child)
        if not row or (rows and (len(row) != len(rows[0]) or child.tag != children[at].tag)):
            break
        rows.append(row)
        end = place + 1
    numbered = sum(any(map(is_number, row[1:])) for row in rows)
    names = sum(not is_number(row[0]) for row in rows)
    headed = bool(rows) and not any(map(is_number, rows[0]))
    if len(rows) < _FEWEST or not headed or numbered * 2 < len(rows) or names * 2 < len(rows):
        return [], end
    return rows, end


def _cells(row: LexborNode) -> list[str]:
    """The texts of a row's cells; none where it is no row."""
    if row.tag not in _ROWS or not is_shown(row):
        return []
    found: list[str] = []
    for one in row.iter(include_text=True):
        if one.tag == "-text" and not (one.text_content or "").strip():
            continue
        text = clean(one.text() or "") if one.tag in _CELLS and is_shown(one) else ""
        if not text or len(text) > _LONGEST or term("clause_mark").search(text) or len(found) == _MOST:
            return []
        if one.css_first("a, table, img, p") is not None:
            return []
        found.append(text)
    return found if len(found) > 1 else []
