"""Names of columns above a table without rules: in several lines, over several columns, folded cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.documents.block import Cell
from kpi.documents.printed import Line, Piece
from kpi.documents.terms import term
from kpi.documents.unruled_stacks import stacked
from kpi.documents.wrapped import joined

_WIDEST = 60  # columns
_MOST = 12  # lines of names that are put together
_LEVEL = 0.3  # of the size: two lines of one level
_SAME = 0.5  # of the narrower of two pieces: they stand one over the other
_HALF = 1.3  # sizes between the tops of a name by itself and of the line that it stands beside

_SEVERAL = 2  # pieces of a line that share out the columns among them

Run = tuple[int, int]  # the first and the last of columns side by side
Columns = Sequence[Sequence[float]]


def heads(rows: Sequence[Line], columns: Columns) -> list[tuple[Cell, ...]]:
    """The cells of the lines above the first row of numbers, from the top down."""
    levels: list[Line] = []
    for row in sorted(rows, key=lambda line: line.top):
        if levels and row.top - levels[-1].top < _LEVEL * row.size:
            pieces = sorted((*levels[-1].pieces, *row.pieces), key=lambda piece: piece.x0)
            words = sorted((*_words(levels[-1]), *_words(row)), key=lambda piece: piece.x0)
            levels[-1] = replace(levels[-1], pieces=tuple(pieces), words=tuple(words))
        else:
            levels.append(row)
    levels = [_in_words(level, columns, _named(levels[at + 1 :], columns)) for at, level in enumerate(levels)]
    levels = _without_halves(stacked(levels), columns)
    return [_spread(level, columns, _named(levels[at + 1 :], columns)) for at, level in enumerate(levels)]


def _named(levels: Sequence[Line], columns: Columns) -> frozenset[int]:
    """The columns, behind that of the rows' names, that one of the levels has a piece for."""
    return frozenset(column_of(piece, columns) for level in levels for piece in level.pieces) - {0}


def _words(row: Line) -> tuple[Piece, ...]:
    return row.words or row.pieces


def _in_words(level: Line, columns: Columns, below: frozenset[int]) -> Line:
    """Names set so close that no wide gap parts them all: as many words as columns, one above each.

    Of names in some columns, `below` which there are no others: one above each of columns side by side.
    """
    places = [column_of(word, columns) for word in level.words] if len(level.words) == len(columns) else []
    if places == list(range(len(columns))):
        return replace(level, pieces=level.words)
    if len(columns) > _WIDEST or not level.words:
        return level
    pieces = [part for piece in level.pieces for part in _cut(piece, level, columns, below)]
    return replace(level, pieces=tuple(pieces))


def _cut(piece: Piece, level: Line, columns: Columns, below: frozenset[int]) -> Sequence[Piece]:
    words = [word for word in level.words if piece.x0 - 1 <= word.x0 and word.x1 <= piece.x1 + 1]
    places = [column_of(word, columns) for word in words]
    side_by_side = places == list(range(places[0], places[0] + len(places))) if places else False
    return words if len(words) > 1 and side_by_side and not below & {*places} else [piece]


def _without_halves(levels: Sequence[Line], columns: Columns) -> list[Line]:
    """Without levels of one piece that is half of a name elsewhere, or the name of a column that has no other."""
    kept = list(levels)
    waiting = [level for level in levels if len(level.pieces) == 1 and not term("unit_line").match(level.text)]
    while len(columns) <= _WIDEST and waiting and 1 < len(kept) <= _MOST:
        level = waiting.pop(0)
        others = [one for one in kept if one is not level]
        own, last = _covered(level.pieces[0], columns)
        if own < last:
            continue
        mended = (own and _with_half(level, others)) or _with_name(level, own, others, columns)
        if mended:
            old, new = mended
            kept = [new if one is old else one for one in others]
            waiting = [new if one is old else one for one in waiting]
    return kept


def _with_half(level: Line, others: Sequence[Line]) -> tuple[Line, Line] | None:
    """The level with a name right above the piece, or else right below it, as it was and with the piece joined."""
    (half,) = level.pieces
    above = [one for one in others if one.top < level.top]
    for one in (*reversed(above), *others[len(above) :]):
        for number, piece in enumerate(one.pieces):
            shared = min(piece.x1, half.x1) - max(piece.x0, half.x0)
            if shared > _SAME * min(piece.x1 - piece.x0, half.x1 - half.x0):
                text = joined(piece.text, half.text) if one.top < level.top else joined(half.text, piece.text)
                whole = Piece(text, min(piece.x0, half.x0), max(piece.x1, half.x1))
                return one, replace(one, pieces=(*one.pieces[:number], whole, *one.pieces[number + 1 :]))
    return None


def _with_name(level: Line, own: int, others: Sequence[Line], columns: Columns) -> tuple[Line, Line] | None:
    """The nearest level, as it was and with the name of a column that no level has a piece for."""
    near = min(others, key=lambda one: abs(one.top - level.top))
    named = any(column_of(piece, columns) == own for one in others for piece in one.pieces)
    if named or abs(near.top - level.top) >= _HALF * level.size:
        return None
    return near, replace(near, pieces=tuple(sorted((*near.pieces, *level.pieces), key=lambda piece: piece.x0)))


def _spread(row: Line, columns: Columns, named: frozenset[int]) -> tuple[Cell, ...]:
    """A line of the header: a piece in the middle over several columns covers them; `named`: below the line."""
    if not len(row.pieces) < len(columns) <= _WIDEST:
        return cells_of(row, columns)
    owner: list[int] = [-1] * len(columns)
    for number, (low, high) in enumerate(_widened([_covered(piece, columns) for piece in row.pieces], named)):
        if any(one >= 0 for one in owner[low : high + 1]):
            return cells_of(row, columns)
        owner[low : high + 1] = [number] * (high + 1 - low)
    found, at = [], 0
    while at < len(columns):
        wide = 1
        while owner[at] >= 0 and at + wide < len(columns) and owner[at + wide] == owner[at]:
            wide += 1
        found.append(Cell(row.pieces[owner[at]].text if owner[at] >= 0 else "", 1, wide))
        at += wide
    return tuple(found)


def _widened(runs: Sequence[Run], named: frozenset[int]) -> Sequence[Run]:
    """2024年 over the middle one of 预算 | 决算 | 增长 is over all three: wider on both sides, as far as no other
    piece stands, the narrowest first; only where so every name below the line comes to stand under a piece.
    """
    if len(runs) < _SEVERAL:
        return runs
    grown = list(runs)
    for number in sorted(range(len(runs)), key=lambda one: runs[one][1] - runs[one][0]):
        taken = {at for other, run in enumerate(grown) if other != number for at in range(run[0], run[1] + 1)}
        low, high = grown[number]
        while {*range(low - 1, high + 2)} <= named - taken:
            low, high = low - 1, high + 1
        grown[number] = low, high
    covered = {at for low, high in grown for at in range(low, high + 1)}
    return grown if named <= covered else runs


def _covered(piece: Piece, columns: Columns) -> tuple[int, int]:
    """The run of columns whose middle is nearest to that of the piece, the one that it stands over among them."""
    own, middle = column_of(piece, columns), (piece.x0 + piece.x1) / 2
    runs = [(low, high) for low in range(own + 1) for high in range(own, len(columns)) if low or not high]
    return min(
        runs, key=lambda run: (round(abs((columns[run[0]][0] + columns[run[1]][1]) / 2 - middle)), run[1] - run[0])
    )


def cells_of(row: Line, columns: Columns) -> tuple[Cell, ...]:
    """The pieces of a line, each in its column."""
    texts = [""] * len(columns)
    for piece in row.pieces:
        at = column_of(piece, columns)
        texts[at] = f"{texts[at]} {piece.text}".strip()
    return tuple(map(Cell, texts))


def column_of(piece: Piece, columns: Columns) -> int:
    """The column that a piece shares most with, else the nearest."""

    def apart(at: int) -> float:
        low, high = columns[at]
        return (
            max(low - piece.x1, piece.x0 - high)
            if piece.x1 < low or high < piece.x0
            else -(min(high, piece.x1) - max(low, piece.x0))
        )

    return min(range(len(columns)), key=apart)
