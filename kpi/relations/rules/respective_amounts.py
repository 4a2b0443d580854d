"""product.respective: heads and what each gets, one after the other, and the amounts in a row behind them.

树葬46例,每例2000元;花坛葬31例,每例1500元;…。以上依次支出9.2万元、6.45万元、8.96万元: as many amounts as pairs
before them, in their order; all of them fit, or all but one. Where the heads add up to a number with an amount of
its own right behind it, the row is that amount. Takes the sums that the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.language.terms import YUAN
from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, in_a_row, is_each
from kpi.relations.fits.products import is_count, months_named, product
from kpi.relations.rules.parts import own
from kpi.relations.rules.parts import told as parts_told
from kpi.relations.slips import FITS, near_miss

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_BACK = 30  # figures before a row
_LINES = 1
_FEWEST, _MOST = 2, 8

Pair = tuple[Figure, Figure]


def products_of_rows(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    fitting = [one for one in found if one.type in _SUMS and one.verdict in FITS]
    sums = {one.members[1:]: one.members[0] for one in fitting}
    by_id = {figure.id: figure for figure in page.figures}
    for first in page.figures:
        if first.base != YUAN or not fit_words("each").search(own(page, first)):
            continue
        row = in_a_row(page, first, _MOST)
        pairs = _pairs(page, first)[-len(row) :]
        if _FEWEST <= len(row) == len(pairs) and _most_fit(page, pairs, row):
            yield from _told(page, pairs, row)
            whole = by_id.get(sums.get(tuple(head.id for head, _ in pairs), ""))
            beside = page.figures[whole.index + 1] if whole is not None else None
            if beside is not None and beside.base == YUAN and beside.amount and beside.index < pairs[0][0].index:
                yield from parts_told(beside, row)


def _pairs(page: Page, first: Figure) -> list[Pair]:
    """(heads, what each gets) before a row, in text order."""
    near = page.figures[max(0, first.index - _BACK) : first.index]
    near = [one for one in near if first.paragraph - one.paragraph <= _LINES]
    pairs = [(head, rate) for head, rate in pairwise(near) if is_count(head) and head.base != YUAN]
    return [(head, rate) for head, rate in pairs if rate.base == YUAN and rate.exact and is_each(page, rate)]


def _most_fit(page: Page, pairs: Sequence[Pair], row: Sequence[Figure]) -> bool:
    fitting = sum(one.verdict in FITS for one in _products(page, pairs, row))
    return fitting >= max(_FEWEST, len(row) - 1)


def _products(page: Page, pairs: Sequence[Pair], row: Sequence[Figure]) -> list[Relation]:
    """Each of the row by its pair, for the number of months that most of them fit."""
    months = dict.fromkeys(n for (_, rate), amount in zip(pairs, row, strict=True)
                           for n in months_named(page, amount, rate))  # fmt: skip
    choices = [
        [product(amount, head, rate, n) for (head, rate), amount in zip(pairs, row, strict=True)] for n in months
    ]
    return max(choices, key=lambda told: sum(one.verdict in FITS for one in told))


def _told(page: Page, pairs: Sequence[Pair], row: Sequence[Figure]) -> Iterator[Relation]:
    for relation, (head, rate), amount in zip(_products(page, pairs, row), pairs, row, strict=True):
        if relation.verdict in FITS or near_miss(relation, [one.quantity for one in (head, rate, amount)]):
            yield relation
