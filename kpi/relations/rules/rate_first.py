"""share.rate-first: a rate and right behind it the amount that it gives of a base told before.

销售福利彩票2.86亿元,按综合公益金率29.5%计提公益金8437.6万元. 床位2860张,护理型占55%,即1573张. 留归地方4218.8万元.
省级30%为1265.64万元. 629名特困人员中,80.4%(506人). The nearest amount before it that fits is the base. Told where
one slip would mend it and the base stands right before the rate in its sentence. A row of rates gives a row of
amounts, in their order (1.69亿元按50%、20%、30%分成,中央8450万元,省级3380万元,市级5070万元): all, or all but one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kpi.model import Relation, Role
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, in_a_row, lead, same_sentence
from kpi.relations.quotients import by_a_slip, quotient
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS

_GIVES = expression("relations", "rules_rate_first.gives")
_OF_BASE = expression("relations", "rules_rate_first.of_base")
_AMONG = expression("relations", "rules_rate_first.among")
_BESIDE = expression("relations", "rules_rate_first.beside")
_ALONE = expression("relations", "rules_rate_first.alone")
_MOST = 8  # rates in a row
_BACK = 6  # figures before the rate
_LINES = 1
_LEAST = Decimal(20)  # of what a rate is taken


def shares_told_first(page: Page) -> Iterator[Relation]:
    for rate, amount in pairwise(page.figures):
        if rate.quantity.unit != "%" or not (rate.exact and amount.amount):
            continue
        if not (_is_given(page, rate, amount) or _is_bracketed(page, rate, amount)):
            continue
        if not fit_words("growth").search(lead(page, rate)) and amount.quantity.role is not Role.BEFORE:
            yield from _of(page, rate, amount)
    yield from _rows(page)
    yield from _in_pairs(page)


def _is_given(page: Page, rate: Figure, amount: Figure) -> bool:
    beside = same_sentence(page, rate, amount) and rate.depth == amount.depth
    return beside and _GIVES.fullmatch(page.text, rate.end, amount.start) is not None


def _is_bracketed(page: Page, rate: Figure, amount: Figure) -> bool:
    """24.6%(456家)."""
    slot = page.slots[amount.index]
    return slot.owner == rate.index == amount.index - 1 and _ALONE.fullmatch(own(page, amount)) is not None


def _in_pairs(page: Page) -> Iterator[Relation]:
    """首期40%,34.4万元;中期30%,25.8万元: two pairs or more of one sentence, of one base: all, or all but one."""
    for sentence in page.sentences:
        pairs = [(one, two) for one, two in pairwise(sentence) if _is_pair(page, one, two)]
        if len(pairs) > 1 and len({amount.group for _, amount in pairs}) == 1:
            yield from _row(page, [rate for rate, _ in pairs], [amount for _, amount in pairs])


def _is_pair(page: Page, rate: Figure, amount: Figure) -> bool:
    bare = rate.quantity.unit == "%" and rate.exact and amount.amount and rate.depth == amount.depth
    return bare and _BESIDE.fullmatch(page.text, rate.end, amount.start) is not None


def _rows(page: Page) -> Iterator[Relation]:
    seen = -1
    for first in page.percents:
        if first.index <= seen:
            continue
        rates = in_a_row(page, first, _MOST)
        seen = rates[-1].index
        amounts = page.figures[seen + 1 : seen + 1 + len(rates)]
        together = all(one.amount and same_sentence(page, one, first) for one in amounts)
        if 1 < len(rates) == len(amounts) and together and len({one.group for one in amounts}) == 1:
            yield from _row(page, rates, amounts)


def _row(page: Page, rates: Sequence[Figure], amounts: Sequence[Figure]) -> Iterator[Relation]:
    near = page.figures[max(0, rates[0].index - _BACK) : rates[0].index]
    for base in (one for one in reversed(near) if _may_be_base(one, max(amounts, key=_size), rates[0])):
        told = [by_a_slip(amount, base, rate) for rate, amount in zip(rates, amounts, strict=True)]
        fitting = sum(one is not None and one.verdict in FITS for one in told)
        if fitting > 1 and fitting >= len(rates) - 1:
            yield from (one for one in told if one is not None)
            return


def _size(figure: Figure) -> Decimal:
    return figure.value


def _of(page: Page, rate: Figure, amount: Figure) -> Iterator[Relation]:
    near = page.figures[max(0, rate.index - _BACK) : rate.index]
    bases = [one for one in reversed(near) if _may_be_base(one, amount, rate)]
    for base in bases:
        relation = quotient(amount, base, rate)
        if relation is not None and relation.verdict in FITS:
            yield relation
            return
    beside = bases and bases[0].index == rate.index - 1 and same_sentence(page, bases[0], rate)
    if beside and (_OF_BASE.search(lead(page, rate)) or _AMONG.fullmatch(page.text, bases[0].end, rate.start)):
        relation = by_a_slip(amount, bases[0], rate)
        if relation is not None:
            yield relation


def _may_be_base(base: Figure, amount: Figure, rate: Figure) -> bool:
    alike = base.group == amount.group and base.amount and base.depth <= rate.depth
    return alike and base.value > max(amount.value, _LEAST) and rate.paragraph - base.paragraph <= _LINES
