"""share.structure: the shares of a sum's parts, told as one ratio behind it.

生产总值24.44亿元…第一产业6.29亿元、第二产业6.56亿元、第三产业11.60亿元。…三次产业结构为25.7:26.8:47.5. The
n-th number of the ratio is the share of the n-th part; where all but one of them hold, the other is told if it is
a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_near_miss, quotient
from kpi.relations.rules.proportions import SECTORS, is_done, is_near, is_ratio
from kpi.relations.slips import FITS

_AHEAD = 40  # figures behind the sum


def shares_of_structures(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    sums = (RelationType.SUM, RelationType.PARTIAL)
    fitting = (one.members for one in found if one.type in sums and one.verdict in FITS)
    for members in dict.fromkeys(fitting):
        if len(members) == SECTORS + 1 and all(member in figures for member in members):
            yield from _of(page, [figures[member] for member in members])


def _of(page: Page, members: Sequence[Figure]) -> Iterator[Relation]:
    whole, *parts = sorted(members, key=lambda one: (one is not members[0], one.index))
    last = max(one.index for one in members)
    for at in range(last + 1, min(last + 1 + _AHEAD, len(page.figures) - SECTORS + 1)):
        shares = page.figures[at : at + SECTORS]
        if not (is_near(shares) and is_ratio(page, shares) and all(map(is_done, shares))):
            continue
        hold = [quotient(*three, fitting=True) is not None for three in _threes(whole, parts, shares)]
        if sum(hold) >= SECTORS - 1:
            for part, base, share in _threes(whole, parts, shares):
                told = by_a_near_miss(part, base, share)
                if told is not None and not _made_up(told, shares, share):
                    yield told
            return


def _made_up(relation: Relation, shares: Sequence[Figure], share: Figure) -> bool:
    """1.8:34.0:64.2 of 1.82, 34.03 and 64.14: the last place of one was raised, so that all are 100."""
    if relation.verdict in FITS or relation.computed is None or relation.computed.low is None:
        return False
    together = sum(one.value for one in shares) == HUNDRED
    return together and abs(relation.computed.low - share.value) < 2 * share.last_place


def _threes(
    whole: Figure, parts: Sequence[Figure], shares: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure, Figure]]:
    return ((part, whole, share) for part, share in zip(parts, shares, strict=True))
