"""Tables without rules whose every second row is shaded: shaded rows are boxes, the others lie between them."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.grids import Box, Rule
from kpi.documents.printed import Character

_NEAR = 3.0  # points within which two edges are one
_TALL = 1.7  # heights of a shaded row that the one between two of them is at most
_MOST, _TABLES = 60, 20  # rows of one table; tables of one page


def banded(boxes: Sequence[Box], characters: Sequence[Character]) -> list[Box]:
    """The boxes, those of one row each that stand below each other made one, with the rows between them."""
    found: list[list[Box]] = []
    for box in boxes:
        if found and len(found[-1]) < _MOST and _next(found[-1][-1], box):
            found[-1].append(box)
        else:
            found.append([box])
    if sum(len(group) > 1 for group in found) > _TABLES:
        return list(boxes)
    return [_joined(group, characters) if len(group) > 1 else group[0] for group in found]


def _next(above: Box, below: Box) -> bool:
    """Two rows by themselves of the same columns, with room for one row between them."""
    if len(above.ys) != 2 or len(below.ys) != 2 or len(above.xs) != len(below.xs):
        return False
    alike = all(abs(one - other) <= _NEAR for one, other in zip(above.xs, below.xs, strict=True))
    return alike and -_NEAR < below.ys[0] - above.ys[1] < _TALL * (above.ys[1] - above.ys[0])


def _joined(group: Sequence[Box], characters: Sequence[Character]) -> Box:
    xs = group[0].xs
    ys = sorted({y for box in group for y in box.ys})
    ys = [y for at, y in enumerate(ys) if not at or y - ys[at - 1] > _NEAR]
    high = group[0].ys[1] - group[0].ys[0]
    if _is_row(xs, ys[0] - high, ys[0], characters):
        ys.insert(0, ys[0] - high)
    if _is_row(xs, ys[-1], ys[-1] + high, characters):
        ys.append(ys[-1] + high)
    return Box(xs, ys, [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs])


def _is_row(xs: Sequence[float], top: float, bottom: float, characters: Sequence[Character]) -> bool:
    """Whether words stand in most of the columns there, and none of them runs over an edge between two."""
    own = [one for one in characters if top < (one[3] + one[4]) / 2 < bottom and not one[0].isspace()]
    filled = {sum(x <= (one[1] + one[2]) / 2 for x in xs) for one in own}
    over = any(one[1] < x < one[2] for one in own for x in xs[1:-1])
    inside = all(xs[0] - _NEAR <= one[1] and one[2] <= xs[-1] + _NEAR for one in own)
    return bool(own) and inside and not over and len(filled) * 2 > len(xs) - 1
