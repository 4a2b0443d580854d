"""Codes that nest tell the rank of their rows: 20802 below 208 is a part of it, as if it were set in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.outline.cells import Cell

_FEWEST = 3  # rows with a code
_CODE = re.compile(r"\d{2,20}")
_DIGIT = re.compile(r"\d")
_SHORTEST = 3  # digits where nothing but their look says that they are codes
_LONGER = 2  # digits that a rank adds at least: ranks and serial numbers (1, 10, 100) add one
_NAMED = re.compile(r"\[?(\d{3,20})\]?[\s-]?(?=[\u4e00-\u9fff])")  # 20802 民政管理事务
_YEAR_LONG = 4  # digits: 2024全年 is named after a year


def ranked(cut: Sequence[Sequence[Cell]], places: Sequence[int], names: Sequence[str]) -> dict[int, int]:
    """A row → the row that its code puts it under, -1 at the first rank; {} where no codes nest.

    `places` are the columns of codes: one of them tells, or they do together (208 | 02 | 01), or the rows' names.
    """
    single = [[row[place].text for row in cut] for place in places]
    tried = [*single, _joined([one for one in single if not _counts_up(one)]), [*_in_names(names)]]
    return next((found for codes in tried if (found := holders(codes))), {})


def holders(codes: Sequence[str]) -> dict[int, int]:
    """The same of the codes of each row."""
    told = [(place, code) for place, code in enumerate(codes) if _DIGIT.search(code)]  # no code: 合计
    if len(told) < _FEWEST or not all(_CODE.fullmatch(code) for _, code in told):
        return {}
    above: dict[str, int] = {}
    found: dict[int, int] = {}
    for place, code in told:
        begins = (above.get(code[:size], -1) for size in range(len(code) - _LONGER, 1, -1))
        found[place] = next((over for over in begins if over >= 0), -1)
        above[code] = place
    return found if any(over >= 0 for over in found.values()) else {}


def nest(cells: Sequence[Cell]) -> bool:
    """Whether a column that says nothing of itself holds such codes: none twice, and in their order."""
    codes = [cell.text for cell in cells if _DIGIT.search(cell.text)]
    return min(map(len, codes), default=0) >= _SHORTEST and codes == sorted(set(codes)) and bool(holders(codes))


def _joined(columns: Sequence[Sequence[str]]) -> list[str]:
    """A rank that only stands where it changes (208 | 02, then nothing | 05) holds for the rows below."""
    found: list[str] = []
    last = [""] * len(columns)
    for parts in zip(*columns, strict=True):
        told = [at for at, part in enumerate(parts) if _DIGIT.search(part)]
        if told:
            last = [part or (last[at] if at <= told[-1] else "") for at, part in enumerate(parts)]
        found.append("".join(last) if told else "")
    return found


def _in_names(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        found = _NAMED.match(name)
        yield found[1] if found and len(found[1]) != _YEAR_LONG else ""


def _counts_up(codes: Sequence[str]) -> bool:
    told = [code for code in codes if _DIGIT.search(code)]
    return told == [str(n) for n in range(1, len(told) + 1)]
