"""sum.each-year: what is told year by year, and split year by year further down.

2021年受理412件,其中离婚128件;2022年…;2023年…。/ 2021年:判决51件,调解70件,撤诉7件;2022年:…;2023年:…. The
wholes are the numbers in one place of their years that all but one of the splits make up; the last one is told if
it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, told
from kpi.relations.sums import adds_up

_YEAR = expression("relations", "rules_each_year.year")
_FEWEST = 3  # years
_PARTS = 2
_BACK = 60  # figures before the splits among which their wholes are


def sums_of_each_year(page: Page) -> Iterator[Relation]:
    for _, figures in groupby(page.amounts, key=lambda one: one.paragraph):
        splits = _by_year(page, list(figures))
        parts = {year: alike for year, alike in splits.items() if _is_split(alike)}
        if len(parts) >= _FEWEST:
            yield from _of(page, parts)


def _by_year(page: Page, figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The numbers of each segment that a year opens."""
    found: dict[str, list[Figure]] = {}
    for segment, alike in groupby(figures, key=lambda one: page.slots[one.index].segment):
        members = [one for one in alike if counts(page, one) and not one.depth]
        opened = _YEAR.match(page.text, segment)
        if members and opened is not None:
            found.setdefault(opened["year"], []).extend(members)
    return found


def _is_split(parts: Sequence[Figure]) -> bool:
    one_thing = len({one.group for one in parts}) == 1 and len({one.sentence for one in parts}) == 1
    return len(parts) >= _PARTS and one_thing


def _of(page: Page, parts: Mapping[str, Sequence[Figure]]) -> Iterator[Relation]:
    first = min(one.index for alike in parts.values() for one in alike)
    before = _by_year(page, [one for one in page.figures[max(0, first - _BACK) : first] if one.amount])
    for place in range(max(map(len, before.values()), default=0)):
        wholes = {year: alike[place] for year, alike in before.items() if place < len(alike)}
        pairs = [(wholes[year], alike) for year, alike in parts.items() if year in wholes]
        pairs = [(whole, alike) for whole, alike in pairs if whole.group == alike[0].group]
        held = sum(adds_up(whole, alike) for whole, alike in pairs)
        if len(pairs) >= _FEWEST and held >= len(pairs) - 1:
            for whole, alike in pairs:
                yield from told(whole, alike)
            return
