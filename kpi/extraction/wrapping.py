"""Hard-wrapped lines: texts taken from pages set in lines of one width, with breaks inside words and numbers."""

from __future__ import annotations

import re
from statistics import quantiles

_BROKEN = re.compile(
    r"^(?![一二三四五六七八九十]+、|\(|\d+[.、]|[图表]\s?\d)[^\n|]{18,}[^\n|。;:!?)”](?=\n[\u4e00-\u9fff\d])", re.M
)
FEWEST_LINES = 15
WIDTHS_APART = 8


def join_hard_wraps(scanned: str) -> str:
    """`scanned` with a space for every line break inside a sentence; same length, so offsets agree.

    Only where many lines of nearly one width end without a stop: elsewhere a line without one is a heading.
    """
    broken = list(_BROKEN.finditer(scanned))
    if len(broken) < FEWEST_LINES:
        return scanned
    first, _, third = quantiles([len(match[0]) for match in broken], n=4)
    if third - first > WIDTHS_APART:
        return scanned
    parts, at = [], 0
    for match in broken:
        parts.append(scanned[at : match.end()])
        at = match.end() + 1
    return " ".join([*parts, scanned[at:]])
