"""product.other-months: heads and a monthly rate that give the amount, for other months than are said.

前三季度,月均发放5240人、每人每月86元,累计发放270.38万元: of six months and not of nine. Heads, rate and amount
stand one after another, and the words before them say how many months there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation, RelationVerdict
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.products import is_amount, is_count, is_monthly, is_rate, product
from kpi.relations.spans import months_said

_SURE = 4  # significant digits of the amount
_YEAR = 12


def products_of_other_months(page: Page) -> Iterator[Relation]:
    for first, second, amount in zip(page.figures, page.figures[1:], page.figures[2:], strict=False):
        head, rate = (first, second) if is_rate(second) else (second, first)
        beside = first.sentence == second.sentence == amount.sentence and first.depth == amount.depth
        if not (beside and _may_be(page, head, rate, amount)):
            continue
        months = months_said(page, amount)
        if not months or _fits(amount, head, rate, months) or _fits(amount, head, rate, 1):
            continue
        if any(_fits(amount, head, rate, other) for other in range(2, _YEAR + 1)):
            yield product(amount, head, rate, months)


def _may_be(page: Page, head: Figure, rate: Figure, amount: Figure) -> bool:
    told = is_count(head) and is_rate(rate) and is_monthly(page, rate)
    return told and is_amount(amount) and significant(amount) >= _SURE


def _fits(amount: Figure, head: Figure, rate: Figure, months: int) -> bool:
    return product(amount, head, rate, months).verdict is RelationVerdict.CONSISTENT
