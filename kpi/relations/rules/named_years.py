"""rise.named-years: a rate that names the two years whose levels the paragraph lists.

2021年420户,2022年540户,2023年600户;2023年比2022年增长11.1%. Each level is the only one of its unit that its year
leads to. What does not fit is told where one slip would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable

_COMPARED = expression("relations", "rules_named_years.compared")
_YEAR = expression("relations", "rules_named_years.year")


def rises_of_named_years(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        for change in figures:
            named = _COMPARED.search(own(page, change))
            if named is None or change.quantity.bound is not Bound.EXACT:
                continue
            relation = _of(page, figures, change, named["now"], named["then"])
            if relation is not None:
                yield relation


def _of(page: Page, figures: list[Figure], change: Figure, now: str, then: str) -> Relation | None:
    before = [one for one in figures if one.index < change.index and not one.is_percent]
    of_now = [one for one in before if _year(page, one) == now]
    of_then = [one for one in before if _year(page, one) == then]
    units = {base(one) for one in of_now} & {base(one) for one in of_then}
    levels = [[one for one in of if base(one) in units] for of in (of_then, of_now)]
    if len(units) != 1 or any(len(one) != 1 for one in levels):
        return None
    old, new = levels[0][0], levels[1][0]
    fell = verbs().down.search(own(page, change)) is not None
    relation = with_change(page, old, new, change, falls=fell)
    wrong = relation is not None and relation.verdict is RelationVerdict.INCONSISTENT
    if relation is None or (wrong and not mendable(relation, [one.quantity for one in (old, new, change)])):
        return None
    return relation


def _year(page: Page, figure: Figure) -> str:
    found = _YEAR.findall(own(page, figure))
    return str(found[-1]) if found else ""
