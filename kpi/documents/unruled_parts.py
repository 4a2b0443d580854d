"""What stands side by side on a page without rules: parts of lines at one height, which of them hold numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.documents.printed import Line, Piece, is_number, is_row, meet
from kpi.documents.terms import term

_LEVEL = 0.3  # of the size: two lines at one height
_MOST = 1_500  # lines of a page
_LONGEST = 60  # characters of a row
_SEVERAL, _ROUNDED = 3, 1.5  # numbers below each other that end alike; points
_FAR = 12.0  # sizes to a row that still says where a line may stand
_CLOSE = 0.6  # of the size: between two lines of one name
_NEAR = 6  # rows above and below one that are asked what stands in its columns


@dataclass(slots=True)
class Part:
    """A word, with what stands between it and the one before it in its piece: None where it begins one."""

    text: str
    x0: float
    x1: float
    number: bool
    blank: str | None = None
    ends: bool = True  # its piece


@dataclass(slots=True)
class Level:
    """Lines at one height, from the left."""

    lines: list[Line]
    mid: float
    size: float
    parts: list[Part]
    anchor: bool = False  # holds the numbers of a row

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def numbers(self) -> list[Part]:
        return [part for part in self.parts if part.number]


def levels_of(lines: Sequence[Line]) -> list[Level]:
    """Lines by height, those beside each other together; told which of them are rows with numbers.

    None of a page with more lines than any table has.
    """
    found: list[Level] = []
    if len(lines) > _MOST:
        return found
    for line in sorted(lines, key=lambda one: (one.top + one.bottom) / 2):
        mid = (line.top + line.bottom) / 2
        last = found[-1] if found else None
        if (
            last
            and mid - last.mid < _LEVEL * min(line.size, last.size)
            and not any(meet(line, other) for other in last.lines)
        ):
            last.lines = sorted([*last.lines, line], key=lambda one: one.x0)
        else:
            found.append(Level([line], mid, line.size, []))
    for level in found:
        level.parts = [part for line in level.lines for part in _parts(line)]
        level.anchor = _is_anchor(level)
    _find_glued(found)
    return found


def _parts(line: Line) -> list[Part]:
    """The pieces of a line, cut at every gap."""
    found: list[Part] = []
    for piece in line.pieces:
        words = [word for word in line.words if piece.x0 - 1 <= word.x0 and word.x1 <= piece.x1 + 1] or [piece]
        at = 0
        for word in words:
            start = piece.text.find(word.text, at)
            blank = None if word is words[0] else " " * (start > at)
            found.append(Part(word.text, word.x0, word.x1, is_number(word.text), blank, word is words[-1]))
            at = start + len(word.text)
    return found


def _is_anchor(level: Level) -> bool:
    """Numbers behind a name with a wide gap between, or nothing but numbers."""
    pieces = tuple(piece for line in level.lines for piece in line.pieces)
    if all(part.number for part in level.parts):
        return len(level.parts) > 1
    first = level.lines[0]
    row = Line(level.text, first.x0, level.lines[-1].x1, first.top, first.bottom, first.size, pieces)
    return is_row(row)


def _find_glued(levels: Sequence[Level]) -> None:
    """Rows whose numbers stand where those of other rows stand, with a name close beside them or none at all."""
    told = [level for level in levels if level.numbers and (level.anchor or _is_short(level))]
    values = [_behind(level) if level.anchor else [] for level in told]
    for order in (range(len(told)), range(len(told) - 1, -1, -1)):
        for at in order:
            if told[at].anchor:
                continue
            near = [part for one in values[max(0, at - _NEAR) : at + _NEAR + 1] for part in one]
            values[at] = [part for part in told[at].numbers if any(meet(part, other) for other in near)]
            if not values[at]:
                values[at] = _aligned(told[at], told)
            told[at].anchor = bool(values[at])


def _behind(level: Level) -> list[Part]:
    """The numbers of a row but the first of several parts, which may only count."""
    return [part for part in level.parts[1:] or level.parts if part.number]


def _is_short(level: Level) -> bool:
    return len(level.text) <= _LONGEST and not term("clause_mark").search(level.text)


def _aligned(level: Level, others: Sequence[Level]) -> list[Part]:
    """The numbers behind other words that end right above or below those of other lines."""
    behind = [part for one in others for part in _behind(one)]
    return [
        part for part in _behind(level) if sum(abs(other.x1 - part.x1) < _ROUNDED for other in behind) >= _SEVERAL
    ]


def lines_of_rows(lines: Sequence[Line]) -> set[int]:
    """The lines, by id, at the height of several numbers printed apart, or of a name folded beside them."""
    levels = levels_of(lines)
    places = [at for at, level in enumerate(levels) if len(level.lines) > 1 and len(level.numbers) >= _SEVERAL]
    found = set(places)
    for step in (-1, 1):
        for at in places:
            while 0 <= at + step < len(levels) and _touches(levels[at], levels[at + step]):
                at += step
                found.add(at)
    return {id(line) for at in found for line in levels[at].lines}


def _touches(one: Level, other: Level) -> bool:
    apart = abs(other.mid - one.mid) - (_height(one) + _height(other)) / 2
    return apart < _CLOSE * other.size


def _height(level: Level) -> float:
    return max(line.bottom - line.top for line in level.lines)


def is_apart(level: Level, anchors: Sequence[Level]) -> bool:
    """Whether nothing of a level stands where the nearest of rows have their numbers."""
    near = sorted(anchors, key=lambda one: abs(one.mid - level.mid))[:_NEAR]
    near = [one for one in near if one is near[0] or abs(one.mid - level.mid) < _FAR * level.size]
    blocked = [part for one in near[:2] for part in one.numbers if _holds_numbers(part, near)]
    return not any(meet(part, other) for part in level.parts for other in blocked)


def is_across(level: Level, levels: Sequence[Level]) -> bool:
    """Whether a line stands in two columns of the rows around it."""
    rows = [one.parts for one in levels if one.anchor]
    if not any(sum(meet(part, other) for other in row) > 1 for part in level.parts for row in rows):
        return False
    others = columns_of([part for one in levels if one is not level for part in one.parts])
    return any(sum(part.x0 < high and low < part.x1 for low, high in others) > 1 for part in level.parts)


def _holds_numbers(part: Part, anchors: Sequence[Level]) -> bool:
    over = [other.number for one in anchors for other in one.parts if meet(other, part)]
    return sum(over) * 2 > len(over)


def columns_of(parts: Sequence[Part]) -> list[tuple[float, float]]:
    """From where to where the parts go that stand over one another, from the left.

    Words of one piece that all stand apart alike are in two columns where one is of numbers, or another line has
    words in one of the two alone.
    """
    found: list[list[Part]] = []
    for part in sorted(parts, key=lambda one: one.x0):
        if found and part.x0 < max(one.x1 for one in found[-1]):
            found[-1].append(part)
        else:
            found.append([part])
    columns: list[list[Part]] = []
    for group in found:
        if columns and not _is_parted(columns[-1], group):
            columns[-1] += group
        else:
            columns.append(group)
    return [(group[0].x0, max(part.x1 for part in group)) for group in columns]


def _is_parted(left: Sequence[Part], right: Sequence[Part]) -> bool:
    apart = any(part.ends for part in left) and any(part.blank is None for part in right)
    return apart or _is_of_numbers(left) or _is_of_numbers(right)


def _is_of_numbers(group: Sequence[Part]) -> bool:
    several = len(group) > 1 or any(part.ends or part.blank is None for part in group)
    return several and sum(part.number for part in group) * 2 > len(group)


def column_at(part: Part, columns: Sequence[tuple[float, float]]) -> int:
    return next(at for at, (low, high) in enumerate(columns) if low <= part.x0 and part.x1 <= high)


def pieces_in(level: Level, columns: Sequence[tuple[float, float]]) -> list[Piece]:
    """The pieces of a row, cut where a column ends."""
    found: list[Piece] = []
    last = -1
    for part in level.parts:
        at = column_at(part, columns)
        if part.blank is not None and at == last:
            found[-1] = Piece(found[-1].text + part.blank + part.text, found[-1].x0, part.x1)
        else:
            found.append(Piece(part.text, part.x0, part.x1))
        last = at
    return found
