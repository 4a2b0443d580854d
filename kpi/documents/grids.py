"""Ruled tables of a page: a grid from its straight lines, characters into the cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kpi.documents.block import Cell
from kpi.documents.cell_lines import cell_text
from kpi.documents.printed import Character, Table

Segment = tuple[float, float, float, float]

_SHORTEST = 6.0  # points of a rule
_NEAR = 3.0  # points within which two lines are one, or touch
_FEWEST_CELLS = 4
_MOST = 4_000_000  # pairs of lines: beyond, the page is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at one coordinate, from low to high along the other."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Box:
    """The lines of one table, y downwards: its columns lie between `xs`, its rows between `ys`."""

    xs: list[float]
    ys: list[float]
    across: list[Rule] = field(default_factory=list)  # horizontal
    down: list[Rule] = field(default_factory=list)  # vertical


def sorted_rules(segments: Iterable[Segment]) -> tuple[list[Rule], list[Rule]]:
    """All level and all upright lines among straight pieces (x0, y0, x1, y1)."""
    across: list[Rule] = []
    down: list[Rule] = []
    for x0, y0, x1, y1 in segments:
        if abs(y1 - y0) <= 1 and abs(x1 - x0) >= _SHORTEST:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 1 and abs(y1 - y0) >= _SHORTEST:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down


def grids(across: list[Rule], down: list[Rule]) -> list[Box]:
    """The ruled tables of a page, from the top down."""
    if len(across) < 2 or len(down) < 2 or len(across) * len(down) > _MOST:
        return []
    across, down = _merged(across), _merged(down)
    found = [box for group in _touching(across, down) if (box := _box(*group)) is not None]
    return sorted(_outer(found), key=lambda box: box.ys[0])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line as one: those at nearly the same place that overlap or touch."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if rows and rule.at - rows[-1][-1].at <= _NEAR / 2 and rule.at - rows[-1][0].at <= _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found: list[Rule] = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        low = high = None
        for rule in sorted(row, key=lambda one: one.low):
            if low is None or high is None or rule.low > high + _NEAR:
                if low is not None and high is not None:
                    found.append(Rule(at, low, high))
                low, high = rule.low, rule.high
            else:
                high = max(high, rule.high)
        if low is not None and high is not None:
            found.append(Rule(at, low, high))
    return found


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, row in enumerate(across):
        for j, column in enumerate(down):
            meets = (
                row.low - _NEAR <= column.at <= row.high + _NEAR
                and column.low - _NEAR <= row.at <= column.high + _NEAR
            )
            if meets:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(parent)):
        rows, columns = groups.setdefault(root(at), ([], []))
        if at < len(across):
            rows.append(across[at])
        else:
            columns.append(down[at - len(across)])
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _box(across: list[Rule], down: list[Rule]) -> Box | None:
    xs, ys = _places(rule.at for rule in down), _places(rule.at for rule in across)
    if (len(xs) - 1) * (len(ys) - 1) < _FEWEST_CELLS or len(xs) < 3 or len(ys) < 2:
        return None
    return Box(xs, ys, across, down)


def _places(coordinates: Iterable[float]) -> list[float]:
    found: list[float] = []
    for at in sorted(coordinates):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _outer(boxes: Sequence[Box]) -> list[Box]:
    """Without the boxes that lie within another one."""
    return [
        box
        for box in boxes
        if not any(
            other is not box
            and other.xs[0] - _NEAR <= box.xs[0]
            and box.xs[-1] <= other.xs[-1] + _NEAR
            and other.ys[0] - _NEAR <= box.ys[0]
            and box.ys[-1] <= other.ys[-1] + _NEAR
            for other in boxes
        )
    ]


def table_of(box: Box, characters: Sequence[Character]) -> Table | None:
    """The cells with their characters; None where fewer than two cells of one row hold any."""
    rows, columns = len(box.ys) - 1, len(box.xs) - 1
    owner = _owners(box, rows, columns)
    texts: dict[tuple[int, int], list[Character]] = {}
    for one in characters:
        x, y = (one[1] + one[2]) / 2, (one[3] + one[4]) / 2
        row = min(max(bisect_right(box.ys, y) - 1, 0), rows - 1)
        column = min(max(bisect_right(box.xs, x) - 1, 0), columns - 1)
        texts.setdefault(owner[row][column], []).append(one)
    found = []
    most = 0
    for row in range(rows):
        cells = []
        for column in range(columns):
            if owner[row][column] == (row, column):
                tall = sum(1 for down in range(row, rows) if owner[down][column] == (row, column))
                wide = sum(1 for right in range(column, columns) if owner[row][right] == (row, column))
                width = box.xs[column + wide] - box.xs[column]
                cells.append(Cell(cell_text(texts.get((row, column), []), width), tall, wide))
        most = max(most, sum(bool(cell.text) for cell in cells))
        found.append(tuple(cells))
    return Table(found, box.xs, box.ys[0], box.ys[-1]) if most > 1 else None


def _owners(box: Box, rows: int, columns: int) -> list[list[tuple[int, int]]]:
    """For every field of the grid the upper left one of its cell: fields without a line between are one."""
    owner = [[(row, column) for column in range(columns)] for row in range(rows)]
    beside = [_at(box.down, x) for x in box.xs]
    above = [_at(box.across, y) for y in box.ys]
    for row in range(rows):
        y = (box.ys[row] + box.ys[row + 1]) / 2
        for column in range(columns):
            x = (box.xs[column] + box.xs[column + 1]) / 2
            if column and not _ruled(beside[column], y):
                owner[row][column] = owner[row][column - 1]
            elif row and not _ruled(above[row], x):
                owner[row][column] = owner[row - 1][column]
    return owner


def _at(rules: Sequence[Rule], at: float) -> list[Rule]:
    return [rule for rule in rules if abs(rule.at - at) <= _NEAR]


def _ruled(rules: Sequence[Rule], through: float) -> bool:
    return any(rule.low <= through <= rule.high for rule in rules)
