"""rise.each: levels, their differences and their rates, each side by side and in one order.

城市低保对象1.86万户、2.73万人,比上年末减少0.12万户、0.21万人,分别下降6.1%和7.1%.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.outline.expressions import words as word_list
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.changes import is_change
from kpi.relations.fits.near import before, fit_words, lead
from kpi.relations.increments import increment
from kpi.relations.rises import base
from kpi.relations.slips import or_near_miss

_MOST = 4
_SIDE = frozenset(word_list("relations", "rules_each_rise.side"))


def rises_of_each(page: Page) -> Iterator[Relation]:
    for first in page.percents:
        if not fit_words("each").search(lead(page, first)):
            continue
        rates = _chain(page, first)
        near = before(page, first, 2 * _MOST)[: 2 * len(rates)]
        near.reverse()
        if len(rates) < 2 or len(near) < 2 * len(rates):
            continue
        levels, differences = near[: len(rates)], near[len(rates) :]
        pairs = list(zip(levels, differences, strict=True))
        alike = all(base(left) == base(right) and right.value * 2 < left.value for left, right in pairs)
        if alike and is_change(page, differences[0]) and not is_change(page, levels[0]):
            yield from _told(page, levels, differences, rates)


def _chain(page: Page, first: Figure) -> list[Figure]:
    chain = [first]
    for one in page.figures[first.index + 1 : first.index + _MOST]:
        if one.quantity.unit != "%" or page.text[chain[-1].end : one.start].strip() not in _SIDE:
            break
        chain.append(one)
    return chain


def _told(
    page: Page, levels: Sequence[Figure], differences: Sequence[Figure], rates: Sequence[Figure]
) -> Iterator[Relation]:
    for level, difference, rate in zip(levels, differences, rates, strict=True):
        told = increment(page, level, difference, rate, falls=is_fall(page, differences[0]))
        told = or_near_miss(told, [one.quantity for one in (level, difference, rate)])
        if told is not None:
            yield told


def is_fall(page: Page, difference: Figure) -> bool:
    """What the words before the first of several differences say holds for all of them."""
    return fit_words("falls").search(lead(page, difference)) is not None
