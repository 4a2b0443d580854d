"""Points of a list one after another, which are one paragraph although each is a line.

● 托养床位40张 / ● 日均在托31人,使用率77.5%: lists of points break the line where prose would set a comma. A blank
line, a line without a point and a numbered item begin anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kpi.outline.heads import ITEM_HEAD

_SHORT = 60  # characters of a point
_POINTS = ("dot", "dash")


@lru_cache(maxsize=1)
def paragraph_of(plain: str) -> Mapping[int, int]:
    """Where the paragraph of a line begins that goes on with the one before, by where that line begins. Linear."""
    found: dict[int, int] = {}
    before, first, start = False, 0, 0
    for line in plain.split("\n"):
        point = _is_point(line)
        if point and before:
            found[start] = first
        else:
            first = start
        before = point
        start += len(line) + 1
    return found


def _is_point(line: str) -> bool:
    head = ITEM_HEAD.match(line) if len(line) <= _SHORT else None
    return head is not None and head.lastgroup in _POINTS
