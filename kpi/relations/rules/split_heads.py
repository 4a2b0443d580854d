"""product.split-heads: heads that are split before their rate, and the amount behind it.

低保对象547人,A类63人、B类284人、C类200人,月人均补差420元,每月发放22.97万元: the rate is of all of them. Takes the
sums that the other rules found, and tells only what fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import fit_words
from kpi.relations.fits.products import is_count, months_named, product
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_LONG = 3  # digits of the amount


def products_of_split_heads(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    for one in found:
        members = [figures[member] for member in one.members if member in figures]
        if one.type not in _SUMS or len(members) != len(one.members) or len(members) <= 2:
            continue
        last = max(members, key=lambda figure: figure.index)
        behind = page.figures[last.index + 1 : last.index + 3]
        if len(behind) == 2 and last is not members[0] and all(each.sentence == last.sentence for each in behind):
            yield from _of(page, members[0], behind[0], behind[1])


def _of(page: Page, head: Figure, rate: Figure, amount: Figure) -> Iterator[Relation]:
    money = rate.base == amount.base and rate.base != head.base and rate.exact and amount.exact
    each = fit_words("average").search(own(page, rate)) or fit_words("each_of").search(own(page, rate))
    if not (money and each and is_count(head)) or significant(amount) < _LONG or amount.value <= rate.value:
        return
    for months in months_named(page, amount, rate):
        relation = product(amount, head, rate, months)
        if relation.verdict in FITS:
            yield relation
            return
