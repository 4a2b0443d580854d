"""What is done for so many people: 为6000名农村适龄妇女开展两癌筛查 is of check-ups, as 两癌筛查6210人 is."""

from __future__ import annotations

from kpi.matching.words import canonical, content
from kpi.outline.expressions import expression, words

_FOR_WHOM = expression("matching", "given.for_whom")
_GIVEN = expression("matching", "given.given")
_DIMENSIONS = words("matching", "given.dimensions")
REACH = 48  # characters behind the number


def given(clause: str, behind: str, dimension: str) -> str:
    """The words of what the people counted get, whose number stands between the two; "" for any other number."""
    if dimension not in _DIMENSIONS or not _FOR_WHOM.search(clause):
        return ""
    found = _GIVEN.match(behind)
    return content(canonical(found["thing"])) if found else ""
