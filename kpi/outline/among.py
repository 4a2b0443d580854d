"""Where the numbers behind 其中 stand and how far they reach; how strongly two numbers are set apart.

社会组织800家,其中社团500家、基金会9家;…: the stretch closes with its segment. Behind a colon, at the opening of a
sentence and in brackets it is wide and goes on behind a semicolon. The next 其中 outside brackets closes it too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, words
from kpi.outline.marks import (
    CLOSE,
    COLON,
    FULL_STOP,
    ITEM_END,
    LINE_END,
    OPEN,
    RANKS,
    SEGMENT_END,
    SENTENCE_END,
    SENTENCE_STOP,
)  # fmt: skip
from kpi.outline.slots import Slot

_CUE = re.compile(alternatives(words("outline", "among.cues")))
_AGAIN = expression("outline", "among.again")
_SEPARATOR = expression("outline", "among.separator")
_OPENERS = frozenset((FULL_STOP, LINE_END, OPEN))
_BRACKET = re.compile(r"\([^()]*\)")
_FIRST_WITHIN = 60  # the first number follows its cue within so many characters
_REACH = 900  # characters
_MOST = 60  # numbers


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the parts stand: numbers `first` to `last` (exclusive), at bracket depth `depth`."""

    cue: int  # where 其中 begins
    first: int
    last: int
    depth: int
    wide: bool  # reaches across semicolons
    opens: bool  # 其中 opens a sentence or a segment
    segment: bool  # the latter


def stretches(plain: str, slots: Sequence[Slot], spans: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """What each 其中 of the plain text opens, in text order."""
    starts = [start for start, _ in spans]
    for found in _CUE.finditer(plain):
        first = bisect_left(starts, found.end())
        if not 0 < first < len(starts) or starts[first] - found.end() > _FIRST_WITHIN:
            continue
        if not SENTENCE_STOP.search(plain, found.end(), starts[first]):
            yield _stretch(plain, slots, starts, found, first)


def _stretch(
    plain: str, slots: Sequence[Slot], starts: Sequence[int], found: re.Match[str], first: int
) -> Stretch:
    cue, after = found.span()
    between = plain[after : starts[first]]
    depth = slots[first].depth - between.count(OPEN) + between.count(CLOSE)
    before = plain[cue - 1 : cue] or LINE_END
    wide = plain[after : after + 1] == COLON or before in _OPENERS or depth > 0
    limit = min(len(plain), after + _REACH)
    stop = SENTENCE_STOP.search(plain, after, limit)
    end = stop.start() if stop else limit
    if depth > 0:
        inside = (one.closing for one in slots[first : first + _MOST] if one.depth == depth and one.bracket < cue)
        end = min(end, next(inside, slots[first].closing))  # 其中甲镇(12人)、乙镇5人: of the outer bracket
    if not wide:
        end = min((at for mark in SEGMENT_END if (at := plain.find(mark, after, end)) >= 0), default=end)
    again = _AGAIN.search(plain, after, end)
    if again and plain.count(OPEN, after, again.start()) == plain.count(CLOSE, after, again.start()):
        end = again.start()
    last = min(bisect_left(starts, end), first + _MOST)
    return Stretch(cue, first, last, depth, wide, before in SEGMENT_END | SENTENCE_END, before in SEGMENT_END)


def separation(between: str) -> int:
    """How strongly numbers with this between them are set apart.

    0 not at all, 1 a mark of items or words, 2 a comma, 3 a semicolon, 4 a full stop; brackets do not count.
    """
    bare = _BRACKET.sub("", between)
    apart = 1 if len(bare) > 1 else 0
    return max((RANKS.get(found[0], 1) for found in _SEPARATOR.finditer(bare)), default=apart)


def is_beside(between: str) -> bool:
    """Whether nothing but measures stand between: 11.41万户17.88万人, 3215户、4628人."""
    return between.strip() in ITEM_END or not _SEPARATOR.search(between)
