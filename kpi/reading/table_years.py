"""The year that the tables of a report are of, where nothing else says it: the latest among their names.

2023年 | 2024年 are of 2024; 2025年目标 says nothing.
"""

from __future__ import annotations

from kpi.outline.expressions import expression
from kpi.reading.lines import Line

_BAR = "|"
_COLUMN = expression("reading", "table_years.column")
_ROW = expression("reading", "table_years.row")


def year_of_tables(plain: str, lines: list[Line]) -> int:
    """0 where no table names a year."""
    found = [0]
    behind = False  # whether the line before is one of a table
    for line in lines:
        text = plain[line.start : line.end]
        if _BAR in text:
            cells = [cell.strip() for cell in text.strip(f" {_BAR}").split(_BAR)]
            named = [_ROW.fullmatch(cells[0])] if behind else [_COLUMN.match(cell) for cell in cells]
            found += [int(one["year"]) for one in named if one]
        behind = _BAR in text
    return max(found)


def without_tables(plain: str, lines: list[Line]) -> str:
    """The words of lines that are no rows, without blanks."""
    told = (plain[line.start : line.end] for line in lines)
    return "".join("".join(text.split()) for text in told if _BAR not in text)
