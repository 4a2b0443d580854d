"""Hard-wrapped lines: texts taken from pages set in lines of one width, with breaks inside words and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from statistics import quantiles

from kpi.outline.expressions import expression
from kpi.outline.marks import SEGMENT_END, SENTENCE_END

_BREAK = re.compile(r"\n(?=[\u4e00-\u9fff\d])")
_NUMBERED = expression("extraction", "wrapping.numbered")
_STOPS = (SENTENCE_END | SEGMENT_END | frozenset(":)”|")) - {"\n"}
FEWEST_LINES, SHORTEST = 15, 19
WIDTHS_APART = 8


@lru_cache(maxsize=1)  # extraction and relations each ask for the same report's, one after the other
def join_hard_wraps(scanned: str) -> str:
    """`scanned` with a space for every line break inside a sentence; same length, so offsets agree.

    Only where many lines of nearly one width end without a stop: elsewhere a line without one is a heading.
    """
    broken = _broken_lines(scanned)
    if len(broken) < FEWEST_LINES:
        return scanned
    first, _, third = quantiles([end - start for start, end in broken], n=4)
    if third - first > WIDTHS_APART:
        return scanned
    parts, at = [], 0
    for _, end in broken:
        parts.append(scanned[at:end])
        at = end + 1
    return " ".join([*parts, scanned[at:]])


def _broken_lines(scanned: str) -> list[tuple[int, int]]:
    """(start, end) of the long lines, no headings and no rows of a table, that end without a stop."""
    found: list[tuple[int, int]] = []
    for match in _BREAK.finditer(scanned):
        end = match.start()
        start = scanned.rfind("\n", 0, end) + 1
        if (
            end - start >= SHORTEST
            and scanned[end - 1] not in _STOPS
            and scanned.find("|", start, end) < 0
            and not _is_row(scanned, end + 1)
            and not _NUMBERED.match(scanned, start)
        ):
            found.append((start, end))
    return found


def _is_row(scanned: str, start: int) -> bool:
    """The line at `start` is a row of a table, whose caption stands before it."""
    end = scanned.find("\n", start)
    return scanned.find("|", start, end if end >= 0 else len(scanned)) >= 0
