"""Names alone between the rows of a table without rules: parents of the rows below."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.printed import Line, Table, is_row
from kpi.documents.terms import term

_FAR = 3.0  # sizes between the tops of such a name and of the lines beside it
_SET_IN = 3.0  # sizes by which it may begin further left or right than the names of rows
_MOST = 2  # of them below each other
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
