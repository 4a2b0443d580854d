"""product.each: so many things, each with so many, and the total right behind.

派出检查组6个,每组7人,合计42人. 享受对象2860人,每人每月90元,全年需257.4万元. Three numbers one after another in one
sentence, the second with 每 or 各, the third in its unit: nothing else can be meant. Told too where a slip would
mend it, if the third says that it is a total and nothing leaves open how many months it covers.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import same_sentence
from kpi.relations.fits.products import is_monthly, months_named, product
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable

_EACH = expression("relations", "rules_each_product.each")
_IN_ALL = expression("relations", "rules_each_product.in_all")


def products_of_each(page: Page) -> Iterator[Relation]:
    for head, rate, amount in zip(page.figures, page.figures[1:], page.figures[2:], strict=False):
        if _are_three(page, head, rate, amount):
            relation = _told(page, head, rate, amount)
            if relation is not None:
                yield relation


def _are_three(page: Page, head: Figure, rate: Figure, amount: Figure) -> bool:
    alike = rate.quantity.unit.partition("/")[0] == amount.quantity.unit.partition("/")[0]
    apart = not head.is_percent and head.quantity.unit.partition("/")[0] != rate.quantity.unit.partition("/")[0]
    together = same_sentence(page, head, rate) and same_sentence(page, rate, amount)
    exact = all(one.quantity.bound is Bound.EXACT and not one.quantity.damaged for one in (head, rate, amount))
    return (
        alike
        and apart
        and together
        and exact
        and amount.value > rate.value
        and bool(_EACH.search(own(page, rate)))
    )


def _told(page: Page, head: Figure, rate: Figure, amount: Figure) -> Relation | None:
    choices = [product(amount, head, rate, months) for months in months_named(page, amount, rate)]
    fitting = next((one for one in choices if one.verdict is not RelationVerdict.INCONSISTENT), None)
    if fitting is not None or not _IN_ALL.search(own(page, amount)):
        return fitting
    open_ = len(choices) > 2 or (is_monthly(page, rate) and len(choices) < 2)
    mended = choices[-1] if mendable(choices[-1], [one.quantity for one in (head, rate, amount)]) else None
    return None if open_ else mended
