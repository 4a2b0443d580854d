"""Short lines one after another, which are one paragraph although each ends like one.

● 托养床位40张 / ● 日均在托31人,使用率77.5%. 月初在册3128户。 / 月末在册3161户。: briefs and lists of points break the
line where prose would set a comma. A blank line, a heading and a numbered item begin anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kpi.outline.heads import ITEM_HEAD
from kpi.outline.marks import SENTENCE_END

_SHORT = 60  # characters of a line
_POINTS = ("dot", "dash")


@lru_cache(maxsize=1)
def paragraph_of(plain: str) -> Mapping[int, int]:
    """Where the paragraph of a line begins that goes on with the line before, by where that line begins. Linear."""
    found: dict[int, int] = {}
    before, first, start = "", 0, 0
    for line in plain.split("\n"):
        kind = _kind(line)
        if kind and kind == before:
            found[start] = first
        else:
            first = start
        before = kind
        start += len(line) + 1
    return found


def _kind(line: str) -> str:
    """Whether a short line is a point of a list or a sentence with a number; "" for any other."""
    said = line.strip()
    if not said or len(said) > _SHORT:
        return ""
    head = ITEM_HEAD.match(line)
    if head is not None:
        return _POINTS[0] if head.lastgroup in _POINTS else ""
    return "sentence" if said[-1] in SENTENCE_END and any(char.isdecimal() for char in said) else ""
