"""rise.named-years: a rate that names the two years whose levels the paragraph lists.

2021年420户,2022年540户,2023年600户;2023年比2022年增长11.1%. Each level is the only one of its unit that its year
leads to; a change against one named year (2023年…,比2022年增长11.1%) is of the level that leads its segment. What
does not fit is told where one slip would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.compared import is_level, is_rate
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, mendable

_COMPARED = expression("relations", "rules_named_years.compared")
_AGAINST = expression("relations", "rules_named_years.against")
_YEAR = expression("relations", "rules_named_years.year")


def rises_of_named_years(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        for place, change in enumerate(figures):
            said = own(page, change)
            both, one = _COMPARED.search(said), _AGAINST.search(said)
            if both is not None:
                yield from _of(page, figures, [change], both["now"], both["then"])
            elif one is not None:
                yield from _of(page, figures, _changes(page, figures[place : place + 2]), "", one["then"])


def _changes(page: Page, told: Sequence[Figure]) -> Sequence[Figure]:
    """比2022年增加616.5万元,增长9.8%: the difference, and the rate of the same years right behind it."""
    segments = {page.slots[one.index].segment for one in told}
    return told if len(told) > 1 and len(segments) == 1 and is_rate(page, told[1]) else told[:1]


def _of(
    page: Page, figures: Sequence[Figure], changes: Sequence[Figure], now: str, then: str
) -> Iterator[Relation]:
    """Without the year of now: of the level that leads the change's own segment."""
    segment = page.slots[changes[0].index].segment

    def is_now(one: Figure) -> bool:
        if now:
            return _year(page, one) == now
        return page.slots[one.index].segment == segment and _is_of_now(page, one, then)

    before = [one for one in figures if one.index < changes[0].index and not one.is_percent]
    of_then = [one for one in before if _year(page, one) == then]
    of_now = [one for one in before if is_now(one)]
    units = {base(one) for one in of_now} & {base(one) for one in of_then}
    levels = [[one for one in of if base(one) in units] for of in (of_then, of_now)]
    if len(units) != 1 or any(len(one) != 1 for one in levels) or levels[0] == levels[1]:
        return
    old, new = levels[0][0], levels[1][0]
    fell = verbs().down.search(own(page, changes[0])) is not None
    for change in changes:
        if change.quantity.bound is Bound.EXACT:
            relation = with_change(page, old, new, change, falls=fell)
            members = [one.quantity for one in (old, new, change)]
            if relation is not None and (relation.verdict in FITS or mendable(relation, members)):
                yield relation


def _is_of_now(page: Page, figure: Figure, then: str) -> bool:
    """Of a year behind the one it is compared with, or of none that its words say."""
    year = _year(page, figure)
    return year > then if year else is_level(page, figure)


def _year(page: Page, figure: Figure) -> str:
    found = _YEAR.findall(own(page, figure))
    return str(found[-1]) if found else ""
