"""Whether every tab of a line ends a cell, or several of them are one gap.

A sheet that was copied has as many tabs in each line, and two in a row where a cell is empty; whoever sets columns
with tabs takes as many as it needs to get there. The lines around tell which: of a sheet the one with the most
tabs has no two in a row, and cutting at gaps would give its rows other widths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAB = "\t"
_GAP = re.compile(r"[ ]*\t[ \t]*")
_AROUND = 12  # lines each way
_LONGEST = 400  # characters of a row


def each_tab(plain: str, start: int, end: int) -> bool:
    """Whether each tab of the line that lies there ends a cell; False also for a line without two in a row."""
    own = plain[start:end]
    if _TAB * 2 not in own.replace(" ", "") and not own.startswith(_TAB):
        return False
    rows = [own, *_before(plain, start), *_behind(plain, end)]
    most = max(row.count(_TAB) for row in rows)
    full = any(row.count(_TAB) == most > 1 and len(_GAP.findall(row.strip())) == most for row in rows)
    return full and len({len(_GAP.findall(row.strip())) for row in rows}) > 1


def _before(plain: str, start: int) -> Iterator[str]:
    """The lines with tabs right before a line."""
    for _ in range(_AROUND):
        low = plain.rfind("\n", max(0, start - 1 - _LONGEST), max(0, start - 1)) + 1
        row = plain[low : start - 1] if start > low else ""
        if _TAB not in row:
            return
        yield row
        start = low


def _behind(plain: str, end: int) -> Iterator[str]:
    """The lines with tabs right behind a line."""
    for _ in range(_AROUND):
        high = plain.find("\n", end + 1, end + 1 + _LONGEST)
        high = high if high >= 0 else min(len(plain), end + 1 + _LONGEST)
        row = plain[end + 1 : high]
        if _TAB not in row:
            return
        yield row
        end = high
