"""share.rate-first: a rate and right behind it the amount that it gives of a base told before.

销售福利彩票2.86亿元,按综合公益金率29.5%计提公益金8437.6万元. 床位2860张,护理型占55%,即1573张. 留归地方4218.8万元.
省级30%为1265.64万元. The nearest amount before it that fits is the base. Told where one slip would mend it and the
base stands right before the rate in its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Relation, Role
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, lead, same_sentence
from kpi.relations.quotients import by_a_slip, quotient
from kpi.relations.slips import FITS

_GIVES = expression("relations", "rules_rate_first.gives")
_OF_BASE = expression("relations", "rules_rate_first.of_base")
_BACK = 6  # figures before the rate
_LINES = 1
_LEAST = Decimal(20)  # of what a rate is taken


def shares_told_first(page: Page) -> Iterator[Relation]:
    for rate, amount in zip(page.figures, page.figures[1:], strict=False):
        if rate.quantity.unit != "%" or not (rate.exact and amount.amount and same_sentence(page, rate, amount)):
            continue
        if not _GIVES.fullmatch(page.text, rate.end, amount.start) or rate.depth != amount.depth:
            continue
        if not fit_words("growth").search(lead(page, rate)) and amount.quantity.role is not Role.BEFORE:
            yield from _of(page, rate, amount)


def _of(page: Page, rate: Figure, amount: Figure) -> Iterator[Relation]:
    near = page.figures[max(0, rate.index - _BACK) : rate.index]
    bases = [one for one in reversed(near) if _may_be_base(one, amount, rate)]
    for base in bases:
        relation = quotient(amount, base, rate)
        if relation is not None and relation.verdict in FITS:
            yield relation
            return
    beside = bases and bases[0].index == rate.index - 1 and same_sentence(page, bases[0], rate)
    if beside and _OF_BASE.search(lead(page, rate)):
        relation = by_a_slip(amount, bases[0], rate)
        if relation is not None:
            yield relation


def _may_be_base(base: Figure, amount: Figure, rate: Figure) -> bool:
    alike = base.group == amount.group and base.amount and base.depth <= rate.depth
    return alike and base.value > max(amount.value, _LEAST) and rate.paragraph - base.paragraph <= _LINES
