"""Whether every tab of a run of lines ends a cell, or several of them are one gap.

A sheet that was copied has as many tabs in each line, and two in a row where a cell is empty; whoever sets columns
with tabs takes as many as it needs to get there. The lines together tell which: of a sheet the one with the most
tabs has no two in a row, and cutting at gaps would give its rows other widths.
"""

from __future__ import annotations

import re

_TAB = "\t"
_GAP = re.compile(r"[ ]*\t[ \t]*")
_LINES, _LONGEST = 2_000, 400  # of one run, and characters of a row


def tabbed_run(plain: str, start: int) -> tuple[int, bool]:
    """Where the lines with tabs end that begin there, and whether each tab of theirs ends a cell."""
    rows: list[str] = []
    while len(rows) < _LINES:
        end = plain.find("\n", start, start + _LONGEST)
        end = min(len(plain), start + _LONGEST) if end < 0 else end
        row = plain[start:end]
        if _TAB not in row:
            break
        rows.append(row)
        start = end + 1
    gaps = [len(_GAP.findall(row.strip())) for row in rows]
    most = max((row.count(_TAB) for row in rows), default=0)
    full = any(row.count(_TAB) == most == gap > 1 for row, gap in zip(rows, gaps, strict=True))
    return start, full and len(set(gaps)) > 1
