"""The lines of one cell as its text: a number that a narrow cell tears is whole again, numbers below each other
are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kpi.documents.cells import APART, is_number
from kpi.documents.wrapped import is_torn

_POINT_OPEN = re.compile(r"[-−–(（]?\d[\d,，]+[.．]")
_DECIMALS = re.compile(r"\d{1,4}(?!\d)[)）]?\s*[^\d\s.．、]?")
_GOES_ON = re.compile(r"[,，.．]\d")


def cell_of(lines: Sequence[str]) -> str:
    """The text of a cell from its paragraphs."""
    return put_together(lines, lambda first, second: f"{first} {second}")


def put_together(lines: Sequence[str], glue: Callable[[str, str], str], full: Sequence[bool] = ()) -> str:
    """The text of a cell from its lines; `full` tells of which ones no more would have fitted beside."""
    text = last = ""
    for at, line in enumerate(line.strip() for line in lines):
        if not line:
            continue
        if not text:
            text = line
        elif _is_torn(text, line) or (at <= len(full) and full[at - 1] and _is_one(last, line)):
            text += line
        else:
            text = text + APART + line if is_number(last) and is_number(line) else glue(text, line)
        last = line
    return text


def _is_torn(first: str, second: str) -> bool:
    """1,2 over 34; 12345. over 67; 1,234 over ,567: no two numbers look so."""
    if not first[-1:].isdigit() and first[-1:] not in ".．,，":
        return False
    if first[-1:].isdigit() and _GOES_ON.match(second):
        return True
    if _POINT_OPEN.fullmatch(first):
        return _DECIMALS.fullmatch(second) is not None
    return second[:1].isdigit() and is_torn(first, second)


def _is_one(first: str, second: str) -> bool:
    return first[-1:].isdigit() and second[:1].isdigit() and is_number(first) and is_number(second)
