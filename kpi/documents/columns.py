"""Pages set in two columns of running text: the left one is read before the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.documents.printed import Line, Page, Piece

_LEFT, _RIGHT = 0.53, 0.47  # of the width: where a left column ends at most, a right one begins at least
_FEWEST, _LONG = 6, 10  # lines of a column, and characters of one on average


def parts_of(page: Page) -> list[Page]:
    """The page as it is; of two columns what stands over both, the left, the right, and what stands under both."""
    if len(page.items) != len(page.lines):
        return [page]
    lines = [part for line in page.lines for part in _parted(line, page.width)]
    left = [line for line in lines if line.x1 <= page.width * _LEFT]
    right = [line for line in lines if line.x0 >= page.width * _RIGHT]
    if not _is_column(left) or not _is_column(right) or max(one.x1 for one in left) > min(one.x0 for one in right):
        return [page]
    over = [line for line in lines if line not in left and line not in right]
    top, bottom = (edge(line.top for line in (*left, *right)) for edge in (min, max))
    if any(top < line.top < bottom for line in over):
        return [page]
    above, below = [line for line in over if line.top <= top], [line for line in over if line.top >= bottom]
    return [replace(page, items=list(part)) for part in (above, left, right, below) if part]


def _is_column(lines: Sequence[Line]) -> bool:
    return len(lines) >= _FEWEST and sum(len(line.text) for line in lines) >= _LONG * len(lines)


def _parted(line: Line, width: float) -> list[Line]:
    """A line that goes through both columns as its two halves."""
    at = next(
        (
            at
            for at in range(1, len(line.pieces))
            if line.pieces[at - 1].x1 <= width * _LEFT and line.pieces[at].x0 >= width * _RIGHT
        ),
        None,
    )
    return [line] if at is None else [_of(line, line.pieces[:at]), _of(line, line.pieces[at:])]


def _of(line: Line, pieces: tuple[Piece, ...]) -> Line:
    text = " ".join(piece.text for piece in pieces)
    return replace(line, text=text, x0=pieces[0].x0, x1=pieces[-1].x1, pieces=pieces)
