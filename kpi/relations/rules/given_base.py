"""share.given-base: the base stands within the phrase that ends in the share.

重点村456个,占全市1857个行政村总数的24.6%. 受理案件44件65人,分别占同期案件737件1164人的6.0%和5.6%: as many parts
as bases and shares, in their order, each part of the family of its base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_a_row, settled
from kpi.relations.quotients import by_a_near_miss, told
from kpi.relations.rules.parts import own

_TAKES = expression("relations", "rules_given_base.takes")
_OF_IT = expression("relations", "rules_given_base.of_it")
_BETWEEN = expression("relations", "rules_given_base.between")
_MOST = 6  # shares in a row
_BACK = 6  # figures before the first base


def shares_of_given_bases(page: Page) -> Iterator[Relation]:
    seen = -1
    for first in page.percents:
        if first.index <= seen or not settled(first) or not _OF_IT.fullmatch(own(page, first)):
            continue
        rates = in_a_row(page, first, _MOST)
        seen = rates[-1].index
        bases = page.figures[max(0, first.index - len(rates)) : first.index]
        if len(bases) == len(rates) and _are_given(page, bases, first):
            for part, base, rate in zip(_parts(page, bases), bases, rates, strict=False):
                relation = _told(part, base, rate)
                if relation is not None:
                    yield relation


def _are_given(page: Page, bases: Sequence[Figure], rate: Figure) -> bool:
    """占全市737件1164人的: a word that takes a share of them, and nothing but their units between them."""
    if not _TAKES.search(own(page, bases[0])):
        return False
    alike = all(one.amount and one.depth == rate.depth and one.sentence == rate.sentence for one in bases)
    return alike and all(_BETWEEN.fullmatch(own(page, one)) for one in bases[1:])


def _parts(page: Page, bases: Sequence[Figure]) -> list[Figure]:
    """The numbers right before the phrase, rates left out; [] where they are not of the bases' families."""
    near = page.figures[max(0, bases[0].index - _BACK - len(bases)) : bases[0].index]
    segment = page.slots[bases[0].index].segment
    near = [one for one in near if page.slots[one.index].segment == segment]
    near = [one for one in near if not one.is_percent and one.depth == bases[0].depth]
    parts = near[-len(bases) :]
    alike = [one.family for one in parts] == [one.family for one in bases]
    return parts if alike and all(map(settled, parts)) else []


def _told(part: Figure, base: Figure, rate: Figure) -> Relation | None:
    exact = part.exact and base.exact and rate.exact
    return by_a_near_miss(part, base, rate) if exact else told(part, base, rate)
