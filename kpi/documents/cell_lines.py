"""The characters of one printed cell as its text: lines by their height, raised ones told, torn numbers whole."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.printed import Character, typical
from kpi.documents.raised import any_raised, is_raised, told_by
from kpi.documents.stacked import put_together
from kpi.documents.wrapped import joined

_LOWER = 0.6  # of the height of a character
_BESIDE = 0.5  # of the smaller of two characters of one line
_ROOM = 1.2  # of the size: what a full line leaves free, the edges of its cell counted in


def cell_text(characters: Sequence[Character], width: float) -> str:
    """The words of a printed cell in their order, its lines put together, without marks of notes."""
    lines = _lines(characters)
    full = [width - (max(one[2] for one in line) - min(one[1] for one in line)) < _room(line) for line in lines]
    return put_together([_words(line) for line in lines], joined, full)


def _room(line: Sequence[Character]) -> float:
    return _ROOM * typical([one[4] - one[3] for one in line if one[0].strip()])


def _lines(characters: Sequence[Character]) -> list[list[Character]]:
    lines: list[list[Character]] = []
    base: Character | None = None
    for one in characters:
        if base is None or (one[0].strip() and not _is_beside(lines[-1][-1], base, one)):
            lines.append([])
            base = None
        lines[-1].append(one)
        if one[0].strip() and (base is None or one[4] - one[3] >= base[4] - base[3]):
            base = one
    return [line for line in lines if any(one[0].strip() for one in line)]


def _is_beside(last: Character, base: Character, one: Character) -> bool:
    """Whether a character stands on the line of another, at its foot or raised behind the last one."""
    if abs(one[4] - base[4]) <= (one[4] - one[3]) * _LOWER:
        return True
    tall = min(base[4] - base[3], one[4] - one[3])
    overlaps = min(base[4], one[4]) - max(base[3], one[3]) > tall * _BESIDE
    return overlaps and one[1] >= last[1]


def _words(line: Sequence[Character]) -> str:
    printed = [one for one in line if one[0].strip()]
    size, low = max(one[4] - one[3] for one in printed), max(one[4] for one in printed)
    if len(printed) < 2 or not any_raised(printed, size):
        return "".join(one[0] for one in line).strip()
    text, at = "", 0
    while at < len(line):
        if is_raised(line, at, size, low):
            told, at = told_by(line, at, size, low, text)
            text += told
        else:
            text, at = text + line[at][0], at + 1
    return text.strip()
