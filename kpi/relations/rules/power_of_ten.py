"""product.power-of-ten: heads told before, a rate for each, and an amount of their digits and another size.

改造12840户…。按户均3000元补助,共投入3.852亿元: 12840 × 3000 is 3852万元. So many equal digits are no
coincidence; the heads are counted in what the rate is for (户均, 每人), and no other count before the amount fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import before, fit_words, same_sentence
from kpi.relations.fits.products import is_amount, is_count, is_monthly, is_rate, product
from kpi.relations.rules.parts import own

_PERSON = pattern("relations", "words.person")
_BACK, _LINES = 12, 2
_AMOUNT, _HEADS = 4, 3  # significant digits
_TENS = [Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3)]


def products_by_power_of_ten(page: Page) -> Iterator[Relation]:
    for rate, amount in zip(page.figures, page.figures[1:], strict=False):
        if not (is_rate(rate) and is_amount(amount) and same_sentence(page, rate, amount)):
            continue
        each = fit_words("each_of").search(own(page, rate)) or "/" in rate.quantity.unit
        if not each or is_monthly(page, rate) or significant(amount) < _AMOUNT:
            continue
        heads = [one for one in before(page, rate, _BACK, _LINES) if is_count(one)]
        told = [product(amount, head, rate, 1) for head in heads]
        if any(one.verdict is not RelationVerdict.INCONSISTENT for one in told):
            continue
        off = [one for one, head in zip(told, heads, strict=True) if _of_the_digits(amount, head, rate)]
        if len(off) == 1:
            yield off[0]


def _of_the_digits(amount: Figure, head: Figure, rate: Figure) -> bool:
    said = f"{rate.own}{rate.quantity.unit}"
    counted = head.quantity.unit[-1:] in said or (head.group == _PERSON and _PERSON in said)
    times = amount.value / (head.value * rate.value)
    return counted and significant(head) >= _HEADS and times in _TENS
