"""Names of columns folded into many lines, some of them half a line off: each name whole, by place alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpi.documents.printed import Line, Piece, meet
from kpi.documents.wrapped import joined

_FEWEST = 4  # lines: with fewer each one is a row of the header
_FOLD = 1.6  # sizes between two lines of one name at most
_SAME = 0.5  # of the narrower of two pieces: they stand one over the other


@dataclass(slots=True)
class _Name:
    """Lines of one name below each other."""

    piece: Piece
    top: float  # of its first line and of its last one
    last: float
    line: Line

    @property
    def words(self) -> Sequence[Piece]:
        """Those of a name in one line."""
        own = [word for word in self.line.words if self.piece.x0 - 1 <= word.x0 and word.x1 <= self.piece.x1 + 1]
        return own if self.top == self.last and own else [self.piece]

    def is_over(self, other: _Name) -> bool:
        return self.last < other.top and meet(self.piece, other.piece)


def stacked(levels: Sequence[Line]) -> list[Line]:
    """The lines of a header; of many the lines of each name are one, and as few left as stand above each other."""
    blocks: list[list[Line]] = []
    for level in levels:
        if blocks and level.top - blocks[-1][-1].top < _FOLD * level.size:
            blocks[-1].append(level)
        else:
            blocks.append([level])
    return [line for block in blocks for line in (_stacked(block) if len(block) >= _FEWEST else block)]


def _stacked(levels: Sequence[Line]) -> list[Line]:
    names: list[_Name] = []
    for level in levels:
        for piece in level.pieces:
            above = [name for name in names if _goes_on(name, piece, level)]
            below = [one for one in level.pieces if above and meet(above[0].piece, one)]
            if len(above) == 1 and len(below) == 1 and _stands_over(above[0].piece, piece):
                name = above[0]
                text = joined(name.piece.text, piece.text)
                name.piece = Piece(text, min(name.piece.x0, piece.x0), max(name.piece.x1, piece.x1))
                name.last = level.top
            else:
                names.append(_Name(piece, level.top, level.top, level))
    rows: list[list[_Name]] = []
    for name in sorted(names, key=lambda one: one.top):
        at = next((at for at in range(len(rows), 0, -1) if any(one.is_over(name) for one in rows[at - 1])), 0)
        rows[at:] = [[*(rows[at] if at < len(rows) else []), name], *rows[at + 1 :]]
    return [_line(row) for row in rows]


def _goes_on(name: _Name, piece: Piece, level: Line) -> bool:
    return 0 < level.top - name.last < _FOLD * level.size and meet(name.piece, piece)


def _stands_over(one: Piece, other: Piece) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > _SAME * min(one.x1 - one.x0, other.x1 - other.x0)


def _line(names: Sequence[_Name]) -> Line:
    pieces = tuple(sorted((name.piece for name in names), key=lambda piece: piece.x0))
    words = tuple(sorted((word for name in names for word in name.words), key=lambda word: word.x0))
    text = " ".join(piece.text for piece in pieces)
    return replace(
        names[0].line,
        text=text,
        x0=pieces[0].x0,
        x1=pieces[-1].x1,
        top=min(name.top for name in names),
        pieces=pieces,
        words=words if len(words) > len(pieces) else (),
    )
