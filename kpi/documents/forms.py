"""Tables that are forms: a name and its value, and beside them another name and its value.

核定床位 | 180张 | 护理型床位 | 108张 are two lines of a table without names of columns. Where a row names them
(收入 | 预算数 | 支出 | 预算数) the table has two halves, and is no form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.documents.cells import Line, is_told, is_value
from kpi.documents.terms import term

_PAIR, _FEWEST = 2, 3  # cells of a pair; rows with values in two pairs
_NEARLY_ALL = 0.9  # of the rows with values


def is_form(grid: Sequence[Sequence[str]]) -> bool:
    """Whether names and values stand in turn, and nothing names the columns; rows of one width."""
    width = len(grid[0])
    if width % _PAIR or width < 2 * _PAIR:
        return False
    values = [[at for at, text in enumerate(row) if is_value(text)] for row in grid]
    told = [places for places in values if places]
    turned = sum(1 for places in told if all(at % _PAIR for at in places))
    several = sum(1 for places in told if len(places) > 1)
    if several < _FEWEST or turned < len(told) * _NEARLY_ALL:
        return False
    first = next(at for at, places in enumerate(values) if places)
    return not any(map(_names_columns, grid[:first]))


def _names_columns(row: Sequence[str]) -> bool:
    """收入 | 预算数 | 支出 | 预算数; 指标 | 上年 | 指标 | 本年: one side of every pair says the same."""
    sides = [set(row[side::_PAIR]) for side in range(_PAIR)]
    apart = all(row[at] != row[at + 1] for at in range(0, len(row), _PAIR))  # no cell that covers a pair
    return apart and "" not in row and any(len(side) == 1 for side in sides)


def form_lines(grid: Sequence[Sequence[str]]) -> list[Line]:
    """Each name with its value a line; what is no pair stands alone, and heads those below it."""
    found: list[Line] = []
    rows: list[tuple[int, list[Sequence[str]]]] = []
    for at, row in enumerate(grid):
        distinct = [text for text in dict.fromkeys(row) if text]
        if len(distinct) == 1 or any(map(is_told, distinct)):
            found += _pairs(rows)
            rows = []
            found += [Line(at, (text,), single=True, form=True) for text in distinct]
        else:
            rows.append((at, [row[place : place + _PAIR] for place in range(0, len(row), _PAIR)]))
    return [*found, *_pairs(rows)]


def _pairs(rows: Sequence[tuple[int, Sequence[Sequence[str]]]]) -> Iterator[Line]:
    """Row by row; column by column where each column ends with a total of its own (收入合计, 支出合计)."""
    told = [(at, number, pair) for at, row in rows for number, pair in enumerate(row) if any(pair)]
    if len(rows) > 1 and all(term("total").search(name) for name, _ in rows[-1][1]):
        told.sort(key=lambda one: one[1])
    for at, _, (name, value) in told:
        if name and value and name != value:
            yield Line(at, (name, value), form=True)
        elif any(map(str.isdigit, name or value)):  # 核定床位180张 right across both cells
            yield Line(at, (name or value,), single=True)
