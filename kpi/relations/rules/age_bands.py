"""sum.age-bands: bands of age that follow each other up to an open end are all who are as old as the first begins.

80周岁以上老人4.71万人,其中80—89岁4.11万人,90—99岁5677人,100岁以上127人. Whatever is told between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own, told

_BAND = expression("relations", "rules_age_bands.band")
_OPEN = expression("relations", "rules_age_bands.open")
_BACK = 16  # figures before the first band among which the whole is
_AHEAD = 30  # figures in which the bands follow each other


def sums_of_age_bands(page: Page) -> Iterator[Relation]:
    for first in page.figures:
        band = _BAND.search(own(page, first)) if counts(page, first) else None
        if band is None or int(band["high"]) <= int(band["low"]):
            continue
        parts = _bands(page, first, int(band["high"]))
        whole = _whole(page, first, int(band["low"])) if parts else None
        if whole is not None and whole.value > max(one.value for one in parts):
            yield from told(whole, parts)


def _bands(page: Page, first: Figure, high: int) -> list[Figure]:
    """The band and those that follow it without a gap, up to the one without an end; else []."""
    parts = [first]
    for one in page.figures[first.index + 1 : first.index + _AHEAD]:
        if one.family != first.family or not counts(page, one):
            continue
        band, end = _BAND.search(own(page, one)), _OPEN.search(own(page, one))
        if band is not None and int(band["low"]) == high + 1:
            parts.append(one)
            high = int(band["high"])
        elif end is not None and int(end["low"]) == high + 1:
            return [*parts, one]
    return []


def _whole(page: Page, first: Figure, low: int) -> Figure | None:
    """The nearest number before of all from that age on."""
    for one in reversed(page.figures[max(0, first.index - _BACK) : first.index]):
        said: re.Match[str] | None = _OPEN.search(own(page, one))
        if said is not None and int(said["low"]) == low and one.family == first.family and counts(page, one):
            return one
    return None
