"""Tables that are forms: a name and its value, and beside them another name and its value.

核定床位 | 180张 | 护理型床位 | 108张 are two lines of a table without names of columns. Where a row names them
(收入 | 预算数 | 支出 | 预算数) the table has two halves, and is no form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.documents.cells import Line, is_told, is_value
from kpi.documents.terms import term

_PAIR, _FEWEST = 2, 3  # cells of a pair; rows with values in two pairs
_DIGITS = "-+0123456789.,，( "
_BRACKET = re.compile(r"[（(][^（()）]+[)）]$")
_NEARLY_ALL = 0.9  # of the rows with values


def is_form(grid: Sequence[Sequence[str]]) -> bool:
    """Whether names and values stand in turn, and nothing names the columns; rows of one width."""
    width = len(grid[0])
    if width % _PAIR:
        return False
    return _opens_with_pairs(grid) or (width > _PAIR and _stands_in_pairs(grid))


def _opens_with_pairs(grid: Sequence[Sequence[str]]) -> bool:
    """项目名称 | 养老设施 above 预算数 | 350万元 and 执行率 | 91.6%.

    The first row answers names of forms, and what stands below an answer is measured in several units, as no
    column is.
    """
    opening = next((row for row in grid if len(set(filter(None, row))) > 1), ())
    told = [(at, row) for row in grid for at, text in enumerate(row) if is_value(text)]
    if not opening or not told or any(at % _PAIR == 0 for at, _ in told):
        return False
    pairs = [opening[at : at + _PAIR] for at in range(0, len(opening), _PAIR)]
    if not all(map(_is_answered, pairs)):
        return False
    units: dict[int, set[str]] = {}
    for at, row in told:
        units.setdefault(at, set()).add(_unit(row[at - 1], row[at]))
    return len(told) == 1 or any(len(found) > 1 for found in units.values())


def _is_answered(pair: Sequence[str]) -> bool:
    name, answer = pair
    if not term("form_name").fullmatch(name) or name == answer:
        return not any(pair)
    return not term("form_name").fullmatch(answer) and not term("column_name").search(answer)


def _unit(name: str, value: str) -> str:
    """What tells the unit of a value, beside its digits: 张 of 180张, （万元） of 财政拨款（万元）."""
    behind = value.lstrip(_DIGITS).strip()
    return behind or next(iter(_BRACKET.findall(name)), "")


def _stands_in_pairs(grid: Sequence[Sequence[str]]) -> bool:
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
