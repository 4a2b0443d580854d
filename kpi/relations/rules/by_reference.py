"""product.by-reference: what is paid by the standard of another group, which another place tells.

散居孤儿每月1300元、集中供养孤儿每月2080元。… / 其他儿童参照孤儿标准,散养144人、集中供养5人,发放115万元:
the rates are those of the group that is referred to; two of them belong to the two kinds of those who are paid.
Heads change over the months, so that it never tells of a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.products import is_paid, is_rate, kind_of, paid_product
from kpi.relations.spans import months_of

_REFERS = expression("relations", "rules_by_reference.refers")
_PERSON = pattern("relations", "words.person")
_HEADS_BACK = 6  # figures between those who are paid and the amount
_BESIDE = 24  # characters between two rates of one standard


def products_by_reference(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.PRODUCT}
    rates = [figure for figure in page.figures if is_rate(figure)]
    for paragraph in page.paragraphs if rates else ():
        for amount in paragraph:
            if amount.id in known or not is_paid(amount):
                continue
            told = _told(page, amount, [rate for rate in rates if rate.paragraph != amount.paragraph])
            if told is not None and told.verdict is not RelationVerdict.INCONSISTENT:
                yield told


def _told(page: Page, amount: Figure, rates: Sequence[Figure]) -> Relation | None:
    refers = _referred(page, amount)
    months = months_of(page, amount) if refers else 0
    of_those = [rate for rate in rates if refers and refers["whose"] in rate.quantity.subject.text]
    if not months or not of_those:
        return None
    near = page.figures[max(0, amount.index - _HEADS_BACK) : amount.index]
    heads = [one for one in near if one.group == _PERSON and one.paragraph == amount.paragraph]
    pairs = _by_kind(page, heads, of_those) or _alone(heads, of_those)
    return paid_product(amount, pairs, months) if pairs else None


def _referred(page: Page, amount: Figure) -> re.Match[str] | None:
    """参照孤儿标准: the last reference of the paragraph before the amount."""
    opens = page.paragraphs[amount.paragraph][0]
    said = page.text[page.slots[opens.index].sentence : amount.start]
    return next(reversed(list(_REFERS.finditer(said))), None)


def _by_kind(page: Page, heads: Sequence[Figure], rates: Sequence[Figure]) -> tuple[tuple[Figure, Figure], ...]:
    """散居 with 散养, 集中 with 机构: two rates side by side, and the last two heads."""
    for first, second in pairwise(heads[-2:]):
        for low, high in pairwise(rates):
            kinds = [kind_of(one.left) for one in (first, second, low, high)]
            if high.start - low.end > _BESIDE or 0 in kinds or kinds[0] == kinds[1]:
                continue
            if kinds[:2] == kinds[2:]:
                return (first, low), (second, high)
            if kinds[:2] == kinds[:1:-1]:
                return (first, high), (second, low)
    return ()


def _alone(heads: Sequence[Figure], rates: Sequence[Figure]) -> tuple[tuple[Figure, Figure], ...]:
    """All heads by the only rate."""
    return ((heads[-1], rates[0]),) if len(heads) == 1 and len(rates) == 1 else ()
