"""Which characters of a printed line are set above it, and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.documents.marks import superscript
from kpi.documents.printed import WIDE, Character
from kpi.documents.terms import term

# (height, how far above the foot of the line), of the line's size: smaller and higher, a mark of a note or a power
_SMALL_AND_HIGH = ((0.8, 0.12), (0.92, 0.3))
_TOUCHING, _LEVEL = 0.15, 0.1  # of the size: to the digit before; of two feet that are one
_LIFTED = (0.2, 0.7)  # of the size, type as large as the line's
_BEHIND = 8  # characters that are looked at behind


def any_raised(printed: Sequence[Character], size: float) -> bool:
    """Whether some characters of a line do not stand on its foot."""
    low = max((one[4] for one in printed), default=0.0)
    return any(one[4] < low - size * _SMALL_AND_HIGH[0][1] for one in printed)


def is_raised(characters: Sequence[Character], at: int, size: float, low: float) -> bool:
    """Whether a character of a line, with that size and foot, is set above it: small, or lifted behind a digit."""
    one = characters[at]
    if not term("raisable").match(one[0]):
        return False
    tall, above = one[4] - one[3], low - one[4]
    if any(tall < size * small and above > size * high for small, high in _SMALL_AND_HIGH):
        return True
    before = characters[at - 1] if at else None
    if before is None or not (one[0].isdigit() and before[0].isdigit()):
        return False
    beside = one[1] - before[2] < size * _TOUCHING and abs(low - before[4]) < size * _LEVEL
    return beside and size * _LIFTED[0] < above < size * _LIFTED[1]


def told_by(characters: Sequence[Character], at: int, size: float, low: float, before: str) -> tuple[str, int]:
    """(what the raised characters from one on say behind the text `before`, where they end)."""
    end = at + 1
    while end < len(characters) and _goes_on(characters, end, at, size, low):
        end += 1
    behind, last = "", characters[end - 1][2]
    for one in characters[end : end + _BEHIND]:
        if one[1] - last > size * WIDE:
            break  # another column
        behind, last = behind + one[0], max(last, one[2])
    return superscript("".join(one[0] for one in characters[at:end]), before, behind), end


def _goes_on(characters: Sequence[Character], end: int, at: int, size: float, low: float) -> bool:
    one, first = characters[end], characters[at]
    level = abs(one[4] - first[4]) < size * _LEVEL and one[0].isdigit()
    return not one[0].strip() or level or is_raised(characters, end, size, low)
