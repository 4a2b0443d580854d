"""sum.age-bands: bands of age that follow each other up to an open end are all who are as old as the first begins.

80周岁以上老人4.71万人,其中80—89岁4.11万人,90—99岁5677人,100岁以上127人. Whatever is told between them. Also where
all bands stand before all numbers (0-17岁、18-59岁、60岁及以上人口分别为…); those from 0 on are everybody, and so
are those from 35岁以下 on: 委员186名,其中男64人,女122人,35岁以下97人,36至45岁58人,46岁以上31人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_a_row, in_common
from kpi.relations.rules.parts import counts, own, told

_BAND = expression("relations", "rules_age_bands.band")
_OPEN = expression("relations", "rules_age_bands.open")
_BELOW = expression("relations", "rules_age_bands.below")
_RETIRE = (59, 60)  # the last year of working age, as one counts it
_FEW = 2  # bands
_NAMED = 2  # pairs of characters
_BACK = 16  # figures before the first band among which the whole is
_AHEAD = 30  # figures in which the bands follow each other


def sums_of_age_bands(page: Page) -> Iterator[Relation]:
    for first in page.figures:
        yield from _respective(page, first)
        if not counts(page, first):
            continue
        yield from _from_the_youngest(page, first)
        band = _BAND.search(own(page, first))
        if band is None or int(band["high"]) <= int(band["low"]):
            continue
        parts = _bands(page, first, int(band["high"]))
        whole = _whole(page, first, int(band["low"])) if parts else None
        if whole is not None and whole.value > max(one.value for one in parts):
            yield from told(whole, parts)


def _respective(page: Page, first: Figure) -> Iterator[Relation]:
    """0-17岁、18-34岁、35-59岁、60岁及以上户籍人口分别为16204人、17118人、42375人和22763人."""
    said = own(page, first)
    bands = list(_BAND.finditer(said))
    end = _OPEN.search(said, bands[-1].end()) if len(bands) > 1 and counts(page, first) else None
    if end is None:
        return
    starts = [int(one["low"]) for one in (*bands, end)]
    parts = in_a_row(page, first, len(starts))
    if len(parts) == len(starts) and starts[1:] == [int(one["high"]) + 1 for one in bands]:
        noun = said[end.end() :]
        whole = _whole(page, first, starts[0]) if starts[0] else _everybody(page, parts, noun)
        if whole is not None:
            yield from told(whole, parts)


def _from_the_youngest(page: Page, first: Figure) -> Iterator[Relation]:
    """35岁以下97人,36至45岁58人,46岁以上31人: of all in their sentence, or whom its opening names."""
    below = _BELOW.search(own(page, first))
    if below is None:
        return
    youngest = int(below["high"])
    parts = _bands(page, first, youngest) or _bands(page, first, youngest - 1)
    if len(parts) > _FEW:
        near = page.figures[max(0, first.index - _BACK) : first.index]
        near = [one for one in near if one.paragraph == first.paragraph and one.family == first.family]
        whole = max(_of_them(page, first, near), key=lambda one: one.value, default=None)
        if whole is not None and whole.value > max(one.value for one in parts):
            yield from told(whole, parts, sure=_OPEN.search(own(page, parts[-1])) is not None)


def _of_them(page: Page, first: Figure, near: Sequence[Figure]) -> list[Figure]:
    """Those of the sentence of the bands, else those before that its opening names (新当选的委员中,)."""
    inside = [one for one in near if one.sentence == first.sentence and counts(page, one)]
    opening = page.text[page.slots[first.index].sentence : first.start]
    return inside or [one for one in near if counts(page, one) and in_common(own(page, one), opening) >= _NAMED]


def _everybody(page: Page, parts: Sequence[Figure], noun: str) -> Figure | None:
    """The nearest number before of the same people: that with most of the noun, greater than each of the parts."""
    first, most = parts[0], max(one.value for one in parts)
    near = page.figures[max(0, first.index - _BACK) : first.index]
    alike = [
        one for one in reversed(near) if one.family == first.family and counts(page, one) and one.value > most
    ]
    best = max(alike, key=lambda one: in_common(noun, own(page, one)), default=None)
    return best if best is not None and in_common(noun, own(page, best)) > 1 else None


def _bands(page: Page, first: Figure, high: int) -> list[Figure]:
    """The band and those that follow it without a gap, up to the one without an end, or to that of those who
    retire (46-59岁); else []."""
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
    return parts if high in _RETIRE else []


def _whole(page: Page, first: Figure, low: int) -> Figure | None:
    """The nearest number before of all from that age on."""
    for one in reversed(page.figures[max(0, first.index - _BACK) : first.index]):
        said: re.Match[str] | None = _OPEN.search(own(page, one))
        if said is not None and int(said["low"]) == low and one.family == first.family and counts(page, one):
            return one
    return None
