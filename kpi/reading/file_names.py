"""The period that a name of a file tells (2024-h1, 总结2024): for reports whose text names no year."""

from __future__ import annotations

import re
from functools import cache

from kpi.outline.expressions import expression, tables, words

_YEAR = expression("reading", "file_names.year")
_UNCLEAR = expression("reading", "file_names.unclear")
_OF_YEAR = words("reading", "file_names.of_year")[0]


def period_told(name: str) -> str:
    """The period in the words of a title (2024年上半年), "" where the name tells none.

    2024-q2 may be of one quarter or of two.
    `name` may have folders, of which the innermost that tells a year counts.
    """
    parts = name.lower().split("/")
    year = next((found[-1] for part in reversed(parts) if (found := _YEAR.findall(part))), "")
    part = next((part for part, told in _parts() if told.search(parts[-1])), "")
    if not year or (not part and _UNCLEAR.search(parts[-1])):
        return ""
    return f"{year}{_OF_YEAR}{part}"


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = tables("reading", "file_names.parts")
    return tuple((part, re.compile("|".join(ways))) for part, ways in told.items())
