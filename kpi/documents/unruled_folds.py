"""Names folded beside the numbers of their rows: which lines of one column belong to which row, by place alone.

A folded name stands with its middle, its first line or its last line at the height of its numbers. Its lines are
set closer to each other than to the names above and below it, or no line of it stands at that height at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

FOLD = 1.95  # sizes between two lines of one name at most
_EVEN = 1.3  # times the smallest distance of two lines of one name is the largest
_OFF = 0.33  # of the size: the middle of a name off the middle of its numbers
_APART = 1.08  # times the distance of its lines: from there to another name
_TIGHT = 0.9  # of the distance of rows: two lines of a name at the end of a table
_MOST = 12  # lines above the numbers, or below them
_MIDDLE, _TOP, _BOTTOM = range(3)
Fold = tuple[int, int]  # lines above the numbers and below them that belong to a row
NONE: Fold = (0, 0)


@dataclass(slots=True)
class Column:
    """Heights in one column of text: of rows, of the lines between them (one more list than rows)."""

    rows: list[float]
    own: list[bool]  # whether a row has words in the column at its own height
    between: list[list[float]]
    size: float
    pitch: float  # the smallest distance of two rows


def folds_of(column: Column) -> list[Fold]:
    """For every row the lines right above it and right below it that are of its name."""
    if not any(column.between):
        return [NONE] * len(column.rows)
    best: tuple[float, list[Fold]] = (0.0, [NONE] * len(column.rows))
    for kind in (_MIDDLE, _TOP, _BOTTOM):
        best = max(best, _assigned(column, kind), key=lambda told: round(told[0], 3))
    return best[1]


def _assigned(column: Column, kind: int) -> tuple[float, list[Fold]]:
    """(how well the lines fit, the folds) with all names set alike."""
    told = _best(column, kind, False)
    folded = any(fold[0] and not own for fold, own in zip(told[1], column.own, strict=True))
    return _best(column, kind, True) if folded else told


def _best(column: Column, kind: int, close: bool) -> tuple[float, list[Fold]]:
    """The best of all ways to share out the lines; `close`: names may touch, their lines all as far apart."""
    states: dict[Fold, tuple[float, list[Fold]]] = {}
    for at in range(len(column.rows)):
        following: dict[Fold, tuple[float, list[Fold]]] = {}
        for fold in _choices(column, at, kind):
            cost = _misfit(column, at, fold)
            if cost is None:
                continue
            gain = sum(fold) - cost
            if not at:
                if close or _is_apart(column, -1, NONE, fold):
                    following[fold] = (gain, [fold])
                continue
            ways = [
                (score + gain, [*folds, fold])
                for last, (score, folds) in states.items()
                if last[1] + fold[0] <= len(column.between[at])
                and (close or _is_apart(column, at - 1, last, fold))
            ]
            if ways:
                following[fold] = max(ways, key=lambda way: way[0])
        states = following
    ends = [told for last, told in states.items() if close or _is_apart(column, len(column.rows) - 1, last, NONE)]
    return max(ends, key=lambda told: told[0], default=(0.0, [NONE] * len(column.rows)))


def _choices(column: Column, at: int, kind: int) -> list[Fold]:
    above, below = min(len(column.between[at]), _MOST), min(len(column.between[at + 1]), _MOST)
    if kind == _MIDDLE:
        return [(many, many) for many in range(min(above, below) + 1)]
    if not column.own[at]:
        return [NONE]
    return [(0, many) for many in range(below + 1)] if kind == _TOP else [(many, 0) for many in range(above + 1)]


def _heights(column: Column, at: int, fold: Fold) -> list[float]:
    """Of the lines of a row's name, from the top."""
    own = [column.rows[at]] if column.own[at] else []
    above = column.between[at][len(column.between[at]) - fold[0] :]
    return [*above, *own, *column.between[at + 1][: fold[1]]]


def _misfit(column: Column, at: int, fold: Fold) -> float | None:
    """How far lines are from being one name; None where they are none."""
    if fold == NONE:
        return 0.0
    heights = _heights(column, at, fold)
    steps = [lower - upper for upper, lower in pairwise(heights)]
    if max(steps) > FOLD * column.size or max(steps) > _EVEN * min(steps):
        return None
    off = abs((heights[0] + heights[-1]) / 2 - column.rows[at]) / column.size if fold[0] == fold[1] else 0.0
    return off if off <= _OFF else None


def _is_apart(column: Column, at: int, upper: Fold, lower: Fold) -> bool:
    """Whether the names of row `at` and of the one below it, folded so, are further apart than their lines.

    A line between them that is of neither is too; where both have lines above and below their numbers, or a name
    has no line beside them, they may touch.
    """
    last, first = at >= 0, at + 1 < len(column.rows)
    ends = _heights(column, at, upper) if last else []
    starts = _heights(column, at + 1, lower) if first else []
    between = column.between[at + 1]
    left = between[upper[1] : len(between) - lower[0]]
    if all((*upper, *lower)) and not left:
        return True  # both around their numbers
    return _ends_apart(column, at, upper, ends, (left or starts)[:1]) and _ends_apart(
        column, at + 1, lower, starts, (left or ends)[-1:]
    )


def _ends_apart(column: Column, at: int, fold: Fold, heights: Sequence[float], other: Sequence[float]) -> bool:
    if fold == NONE or not column.own[at]:
        return True
    step = max(lower - upper for upper, lower in pairwise(heights))
    if other:
        return min(abs(other[0] - heights[0]), abs(other[0] - heights[-1])) > _APART * step
    return fold[0] == fold[1] or step < _TIGHT * column.pitch
