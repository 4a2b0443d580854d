"""share.respective: the shares of a sum's parts, told in a row behind it.

第一产业142.18亿元;…第三产业625.55亿元。第一、二、三产业的比重分别为11.1%、40.3%和48.6%: as many shares as the
sum has parts, in their order, and of 100 together or all but one of them as the parts make them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, settled
from kpi.relations.quotients import by_a_near_miss, quotient
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS

_AHEAD = 10  # figures behind the sum
_ALL = (Decimal(97), Decimal(103))  # a slip in one of them may be as large


def respective_shares(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    sums = (RelationType.SUM, RelationType.PARTIAL)
    fitting = (relation.members for relation in found if relation.type in sums and relation.verdict in FITS)
    for members in dict.fromkeys(fitting):
        if len(members) > 2 and all(member in figures for member in members):
            yield from _of(page, [figures[member] for member in members])


def _of(page: Page, members: Sequence[Figure]) -> Iterator[Relation]:
    whole, *parts = members
    last = max(one.index for one in members)
    for first in page.figures[last + 1 : last + 1 + _AHEAD]:
        if first.is_percent and fit_words("each").search(own(page, first)):
            rates = page.figures[first.index : first.index + len(parts)]
            said = own(page, first)
            share = fit_words("share").search(said)
            grows = share is not None and fit_words("growth").search(said, share.end())
            row = share and not grows and len(rates) == len(parts) and _are_a_row(page, rates)
            if row and (_make_all(rates) or _all_but_one(whole, parts, rates)):
                for part, rate in zip(parts, rates, strict=True):
                    told = by_a_near_miss(part, whole, rate)
                    if told is not None:
                        yield told
            return


def _are_a_row(page: Page, rates: Sequence[Figure]) -> bool:
    alike = all(one.is_percent and settled(one) for one in rates)
    return alike and len({page.slots[one.index].clause for one in rates}) == 1


def _make_all(rates: Sequence[Figure]) -> bool:
    """About 100."""
    return _ALL[0] <= sum(one.value for one in rates) <= _ALL[1]


def _all_but_one(whole: Figure, parts: Sequence[Figure], rates: Sequence[Figure]) -> bool:
    told = (quotient(part, whole, rate, fitting=True) for part, rate in zip(parts, rates, strict=True))
    return len(parts) > 2 and sum(one is not None for one in told) >= len(parts) - 1
