"""product.heads-afar: what each gets and what all got, side by side, and how many they are in another place.

孤儿集中养育46人、社会散居168人。… / 集中养育的每人每月1750元,全年96.6万元: the amount by the rate and its months
says how many they must be; of the numbers of the page that is the one with words in common with the two, or of
three digits the only one. Never tells of a difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.intervals import divide, scale
from kpi.model import Interval, Relation, RelationType, RelationVerdict
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.fits.again import context_of, pairs_in
from kpi.relations.fits.near import is_each, same_sentence, settled
from kpi.relations.fits.products import is_count, is_rate, months_named, product

_BESIDE = 2  # figures between a rate and its amount, and one
_SHARP = 50  # times as wide as the number needed says nothing
_FEWEST = 10  # heads
_DIGITS = 3  # of heads that need no name
_SAID = 40  # characters before a rate that say of whom it is


def products_of_heads_afar(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.PRODUCT}
    for rate in page.figures:
        if not (is_rate(rate) and is_each(page, rate)):
            continue
        near = page.figures[max(0, rate.index - _BESIDE) : rate.index + 1 + _BESIDE]
        for amount in near:
            sum_ = amount.base == rate.base and amount.amount and settled(amount) and not is_each(page, amount)
            if sum_ and amount.id not in known and amount.value > rate.value and same_sentence(page, rate, amount):
                told = next(_of(page, rate, amount), None)
                if told is not None:
                    known.add(amount.id)
                    yield told


def _of(page: Page, rate: Figure, amount: Figure) -> Iterator[Relation]:
    low = max(page.slots[rate.index].sentence, min(rate.start, amount.start) - _SAID)
    said = page.text[low : max(rate.end, amount.end)]
    for months in months_named(page, amount, rate):
        needed = divide(amount.interval, scale(rate.interval, Decimal(months)))
        heads = list(_counts_within(page, needed))
        named = [one for one in heads if pairs_in(said, context_of(page, one))]
        alone = heads if len({one.value for one in heads}) == 1 and heads[0].significant >= _DIGITS else []
        for head in (named or alone)[:1]:
            told = product(amount, head, rate, months)
            if told.verdict is RelationVerdict.CONSISTENT:
                yield told


def _counts_within(page: Page, needed: Interval) -> Iterator[Figure]:
    low, high = needed
    if low is None or high is None or low < _FEWEST or (high - low) * _SHARP > high:
        return
    values, counts = _counts(page)
    for at in range(bisect_left(values, low), len(values)):
        if values[at] > high:
            return
        yield counts[at]


@once_a_page
def _counts(page: Page) -> tuple[list[Decimal], list[Figure]]:
    """How many there are of something, by their size."""
    counts = [one for one in (*page.figures, *page.cells.values()) if one.amount and is_count(one)]
    counts.sort(key=lambda one: one.value)
    return [one.value for one in counts], counts
