"""Pages set in two columns of running text: the left one is read before the right one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kpi.documents.printed import Line, Page, Piece, Table, typical

_LEFT, _RIGHT = 0.53, 0.47  # of the width: where a left column ends at most, a right one begins at least
_FEWEST, _LONG = 3, 10  # lines of a column, and characters of one on average
_APART, _INDENT = 3.0, 3.0  # of the size: between two lines of one column; that one of them may be set in
_DEEPEST = 20  # stretches of columns on one page, one within what stands around another
_LARGER = 1.15  # of the column's type: a heading

Item = Line | Table


def parts_of(page: Page, within: int = 0) -> list[Page]:
    """The page as it is; of two columns what stands over both, the left, the right, and what stands under both.

    The right column tells where they stand: a run of its lines one below the other, with the headings and tables
    close above and below it; no line or table goes across. What stands over or under them may have columns too.
    """
    items = [
        part for item in page.items for part in (_parted(item, page.width) if isinstance(item, Line) else [item])
    ]
    over = sorted(one.top for one in items if not _is_left(one, page) and not _is_right(one, page))
    run = _column([one for one in items if isinstance(one, Line) and _is_right(one, page)], over)
    if not run or within > _DEEPEST:
        return [page]
    right = _grown(run, [one for one in items if _is_right(one, page)], over)
    top, bottom = right[0].top, right[-1].bottom
    own = set(map(id, right))
    across = [one for one in items if not (_is_left(one, page) or id(one) in own)]
    if any(top < (one.top + one.bottom) / 2 < bottom for one in across):
        return [page]
    low = max((one.top for one in across if one.top <= top), default=-1.0)
    high = min((one.top for one in across if one.top >= bottom), default=page.height + 1)
    left = [one for one in items if _is_left(one, page) and low < one.top < high]
    while left and _is_heading(left[-1], left) and left[-1].top > bottom:
        left.pop()  # the heading of what stands under both
    if not _is_column(_lines(left)) or max(map(_end, left)) > min(map(_start, right)):
        return [page]
    own |= set(map(id, left))
    others = [one for one in items if id(one) not in own]
    above, below = [one for one in others if one.top < bottom], [one for one in others if one.top >= bottom]
    columns = [replace(page, items=list(part)) for part in (left, right)]
    around = [parts_of(replace(page, items=list(part)), within + 1) if part else [] for part in (above, below)]
    return [*around[0], *columns, *around[1]]


def _start(item: Item) -> float:
    return item.x0 if isinstance(item, Line) else item.xs[0]


def _end(item: Item) -> float:
    return item.x1 if isinstance(item, Line) else item.xs[-1]


def _is_left(item: Item, page: Page) -> bool:
    return _end(item) <= page.width * _LEFT


def _is_right(item: Item, page: Page) -> bool:
    return _start(item) >= page.width * _RIGHT


def _lines(items: Sequence[Item]) -> list[Line]:
    return [one for one in items if isinstance(one, Line)]


def _is_heading(item: Item, column: Sequence[Item]) -> bool:
    return isinstance(item, Line) and item.size > _LARGER * typical([one.size for one in _lines(column)])


def _grown(run: Sequence[Line], items: Sequence[Item], over: Sequence[float]) -> list[Item]:
    """A run of lines with what stands close above and below it: headings, captions, tables, lines set in."""

    def close(upper: Item, lower: Item) -> bool:
        return lower.top - upper.bottom <= far and not _between(over, upper.top, lower.top)

    far = _APART * typical([one.size for one in run])
    ordered = sorted(items, key=lambda one: one.top)
    places = [at for at, one in enumerate(ordered) if one is run[0] or one is run[-1]]
    first, last = places[0], places[-1]
    while first and close(ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and close(ordered[last], ordered[last + 1]):
        last += 1
    return ordered[first : last + 1]


def _column(lines: Sequence[Line], over: Sequence[float]) -> list[Line]:
    """The longest run of lines below each other that begin alike; none where it is no column of running text.

    What stands over both columns, of which `over` are the tops, ends a run.
    """
    best: list[Line] = []
    run: list[Line] = []
    for line in sorted(lines, key=lambda one: one.top):
        near = run and line.top - run[-1].bottom <= _APART * line.size
        near = near and not _between(over, run[-1].top, line.top)
        run = [*run, line] if near and abs(line.x0 - run[-1].x0) <= _INDENT * line.size else [line]
        best = run if len(run) > len(best) else best
    return best if _is_column(best) else []


def _between(over: Sequence[float], low: float, high: float) -> bool:
    """Whether any of sorted places lies between two."""
    return bisect_right(over, low) < bisect_left(over, high)


def _is_column(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    words = sum(character > "\u2e7f" or character.isalpha() for character in text)  # a column of a table has few
    return len(lines) >= _FEWEST and len(text) >= _LONG * len(lines) and words * 2 > len(text)


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
    return replace(line, text=text, x0=pieces[0].x0, x1=pieces[-1].x1, pieces=pieces, words=())
