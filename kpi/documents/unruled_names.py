"""Names alone between the rows of a table without rules: parents of the rows below, halves of folded names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.documents.printed import Line, Piece, Table, is_row, typical
from kpi.documents.terms import term
from kpi.documents.wrapped import joined

_FAR = 3.0  # sizes between the tops of such a name and of the lines beside it
_SET_IN = 3.0  # sizes by which it may begin further left or right than the names of rows
_MOST = 2  # of them below each other
_FOLDED = 0.75  # of the usual distance of two rows: nearer to one of them a name is a half of its own
_LONGEST = 40  # characters

Item = Line | Table


def is_name(items: Sequence[Item], at: int) -> bool:
    """Whether a line by itself, with a row of the table right above it, is a name with a row of numbers below."""
    for place in range(at, min(len(items) - 1, at + _MOST)):
        line, above, below = items[place], items[place - 1], items[place + 1]
        if not (isinstance(line, Line) and isinstance(above, Line) and isinstance(below, Line)):
            return False
        near = all(0 < lower.top - upper.top < _FAR * line.size for upper, lower in ((above, line), (line, below)))
        if not near or len(line.text) > _LONGEST or _is_no_row(line.text):
            return False
        if len(below.pieces) > 1:
            return is_row(below) and abs(line.x0 - below.pieces[0].x0) < _SET_IN * line.size
    return False


def _is_no_row(text: str) -> bool:
    return bool(term("no_row").match(text) or term("clause_mark").search(text) or term("goes_on").fullmatch(text))


def unfolded(rows: Sequence[Line]) -> list[Line]:
    """The lines of a table, names that are set nearer to a row than rows are to each other put into its own."""
    pitch = typical([lower.top - upper.top for upper, lower in pairwise(rows) if is_row(upper) and is_row(lower)])
    found: list[Line] = []
    lead = ""  # the first half of the next row's name
    for at, row in enumerate(rows):
        if len(row.pieces) == 1 and pitch and 0 < at < len(rows) - 1:
            up, down = row.top - rows[at - 1].top, rows[at + 1].top - row.top
            if down <= up and down < _FOLDED * pitch and is_row(rows[at + 1]):
                lead = joined(lead, row.text)
                continue
            if up < _FOLDED * pitch and is_row(found[-1]):
                found[-1] = _named(found[-1], joined(found[-1].pieces[0].text, row.text))
                continue
        found.append(_named(row, joined(lead, row.pieces[0].text)) if lead else row)
        lead = ""
    return found


def _named(row: Line, name: str) -> Line:
    first, *others = row.pieces
    return replace(row, pieces=(Piece(name, first.x0, first.x1), *others))
