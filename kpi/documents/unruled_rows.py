"""Rows of tables without rules made whole: what stands beside their numbers, and the lines of folded names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.documents.printed import Line, Piece, Table, is_number
from kpi.documents.terms import term
from kpi.documents.unruled_folds import FOLD, NONE, Column, Fold, folds_of
from kpi.documents.unruled_parts import (
    Level,
    Part,
    column_at,
    columns_of,
    is_across,
    is_apart,
    levels_of,
    pieces_in,
)
from kpi.documents.unruled_stacks import stacked
from kpi.documents.wrapped import joined

_LONGEST, _ALIKE = 40, 1.35  # characters of a line of a folded name; times a size that is another
_HEAD, _NAME = 4.0, 12  # sizes between two lines of the header; characters of one by itself
Item = Line | Table


def whole_rows(items: Sequence[Item]) -> list[Item]:
    """The items, each row of a table without rules one line with all of its cells, in the order of the page."""
    found: list[Item] = []
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        found += [*_whole(lines), item]
        lines = []
    return [*found, *_whole(lines)]


def _whole(lines: list[Line]) -> list[Line]:
    if not any(is_number(piece.text) for line in lines for piece in line.words or line.pieces):
        return lines
    levels = levels_of(lines)
    if not any(level.anchor for level in levels):
        return lines
    for first, last in _stretches(levels):
        begin = _head(levels, first)
        rows = _rows(levels[first:last], _pitch(levels, first, last))
        if rows is None and _is_in_order(lines, levels[begin:first]):
            continue
        head = stacked([_together(level) for level in levels[begin:first]])
        own = [line for level in levels[first:last] for line in level.lines]
        old = [*(line for level in levels[begin:first] for line in level.lines), *own]
        lines = _replaced(lines, old, [*head, *(own if rows is None else rows)])
    return lines


def _is_in_order(lines: Sequence[Line], head: Sequence[Level]) -> bool:
    """Whether the lines of a header are printed from the top down."""
    level_of = {id(line): at for at, level in enumerate(head) for line in level.lines}
    order = [level_of[id(line)] for line in lines if id(line) in level_of]
    return order == sorted(order)


def _stretches(levels: Sequence[Level]) -> Iterator[tuple[int, int]]:
    """Rows of numbers with lines between them and around them that stand in none of their columns."""
    anchors = [level for level in levels if level.anchor]
    of_rows = [level.anchor or _may_fold(level, anchors) for level in levels]
    start = 0
    while start < len(levels):
        end = start
        while end < len(levels) and of_rows[end] and (end == start or _is_near(levels, end)):
            end += 1
        if any(level.anchor for level in levels[start:end]):
            yield from _cut(levels, start, end)
        start = max(end, start + 1)


def _cut(levels: Sequence[Level], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without the lines that go across two of its columns."""
    across = [at for at in range(start, end) if not levels[at].anchor and is_across(levels[at], levels[start:end])]
    for low, high in pairwise([start - 1, *across, end]):
        if any(level.anchor for level in levels[low + 1 : high]):
            yield low + 1, high


def _is_near(levels: Sequence[Level], at: int) -> bool:
    """Rows stand as far apart as they like; a line of a name is near to one or to another line."""
    upper, lower = levels[at - 1], levels[at]
    return (upper.anchor and lower.anchor) or lower.mid - upper.mid < 2 * FOLD * lower.size


def _may_fold(level: Level, anchors: Sequence[Level]) -> bool:
    near = min(anchors, key=lambda one: abs(one.mid - level.mid))
    alike = max(near.size, level.size) < _ALIKE * min(near.size, level.size)
    told = [part.text for part in level.parts]
    short = all(len(text) <= _LONGEST and not term("no_row").match(text) for text in told)
    return alike and short and is_apart(level, anchors)


def _pitch(levels: Sequence[Level], first: int, last: int) -> float:
    """The smallest distance of two rows of a stretch, or from one of them to the next beyond."""
    own = [level.mid for level in levels[first:last] if level.anchor]
    above = [level.mid for level in levels[:first] if level.anchor][-1:]
    below = [level.mid for level in levels[last:] if level.anchor][:1]
    return min((lower - upper for upper, lower in pairwise([*above, *own, *below])), default=0.0)


def _rows(levels: Sequence[Level], pitch: float) -> list[Line] | None:
    """The lines of a stretch with its rows made whole; None where they are as they were."""
    columns = columns_of([part for level in levels for part in level.parts])
    anchors = [at for at, level in enumerate(levels) if level.anchor]
    texts = {at for at, column in enumerate(columns) if _is_folded(levels, column)}
    folds = {at: folds_of(_column(levels, anchors, columns, at, pitch)) for at in texts}
    pieces = [pieces_in(level, columns) for level in levels]
    cut = any(
        sum(len(line.pieces) for line in levels[at].lines) < len(pieces[at]) or len(levels[at].lines) > 1
        for at in anchors
    )
    if not cut and all(fold == NONE for told in folds.values() for fold in told):
        return None
    lines = {at: [_together(level)] for at, level in enumerate(levels) if not level.anchor}
    for row, at in enumerate(anchors):
        for column, told in folds.items():
            _take(levels, at, column, columns, told[row], pieces)
        lines[at] = [_line(levels[at], pieces[at])]
    for at, level in enumerate(levels):
        if not level.anchor and len(pieces[at]) < len(pieces_in(level, columns)):
            lines[at] = [_line(level, pieces[at])] if pieces[at] else []
    return [line for at in range(len(levels)) for line in lines[at]]


def _is_folded(levels: Sequence[Level], column: tuple[float, float]) -> bool:
    """Whether lines between rows stand in a column."""
    return any(_in(part, column) for level in levels if not level.anchor for part in level.parts)


def _in(part: Part | Piece, column: tuple[float, float]) -> bool:
    return column[0] <= part.x0 and part.x1 <= column[1]


def _column(
    levels: Sequence[Level],
    anchors: Sequence[int],
    columns: Sequence[tuple[float, float]],
    column: int,
    pitch: float,
) -> Column:
    between: list[list[float]] = [[]]
    own = []
    for level in levels:
        inside = any(column_at(part, columns) == column for part in level.parts)
        if level.anchor:
            own.append(inside)
            between.append([])
        elif inside:
            between[-1].append(level.mid)
    size = sum(levels[at].size for at in anchors) / len(anchors)
    return Column([levels[at].mid for at in anchors], own, between, size, pitch)


def _take(
    levels: Sequence[Level],
    row: int,
    column: int,
    columns: Sequence[tuple[float, float]],
    fold: Fold,
    pieces: list[list[Piece]],
) -> None:
    """Move the pieces of a folded name into its row."""
    wanted = [*_places(levels, row, -1, columns[column], fold[0])[::-1], row,
              *_places(levels, row, 1, columns[column], fold[1])]  # fmt: skip
    if len(wanted) == 1:
        return
    whole: Piece | None = None
    for at in wanted:
        for piece in [one for one in pieces[at] if _in(one, columns[column])]:
            pieces[at].remove(piece)
            text = joined(whole.text, piece.text) if whole else piece.text
            whole = Piece(text, min(whole.x0, piece.x0), max(whole.x1, piece.x1)) if whole else piece
    if whole:
        pieces[row] = sorted([*pieces[row], whole], key=lambda one: one.x0)


def _places(levels: Sequence[Level], row: int, step: int, column: tuple[float, float], most: int) -> list[int]:
    """The nearest levels above or below a row that have a part in a column."""
    found: list[int] = []
    at = row + step
    while len(found) < most:
        if any(_in(part, column) for part in levels[at].parts):
            found.append(at)
        at += step
    return found


def _line(level: Level, pieces: Sequence[Piece]) -> Line:
    first = level.lines[0]
    return replace(
        first,
        text=" ".join(piece.text for piece in pieces),
        x0=min(piece.x0 for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        top=min(line.top for line in level.lines),
        bottom=max(line.bottom for line in level.lines),
        pieces=tuple(pieces),
        words=(),
        bold=all(line.bold for line in level.lines),
    )


def _head(levels: Sequence[Level], first: int) -> int:
    """Where the lines of the header above the first row begin."""
    at = first
    while at and levels[at].mid - levels[at - 1].mid < _HEAD * levels[at - 1].size:
        level = levels[at - 1]
        if level.anchor or (len(level.parts) < 2 and len(level.text) > _NAME):
            break
        at -= 1
    return at


def _together(level: Level) -> Line:
    """The lines of one height as one."""
    if len(level.lines) == 1:
        return level.lines[0]
    pieces = [piece for line in level.lines for piece in line.pieces]
    words = tuple(word for line in level.lines for word in line.words or line.pieces)
    return replace(_line(level, pieces), words=words if len(words) > len(pieces) else ())


def _replaced(lines: list[Line], old: Sequence[Line], new: Sequence[Line]) -> list[Line]:
    """The lines, those of a table in its order where the first of them stood; what is drawn among them apart."""
    gone = {id(line) for line in old}
    places = [at for at, line in enumerate(lines) if id(line) in gone]
    low, high = places[0], places[-1] + 1
    among = [line for line in lines[low:high] if id(line) not in gone]
    top = min(line.top for line in old)
    above, below = [line for line in among if line.top < top], [line for line in among if line.top >= top]
    return [*lines[:low], *above, *new, *below, *lines[high:]]
