"""sum.of-shares: parts whose shares of one whole are 100 % together are all of it.

1.捐赠收入41.31万元,占总收入的14.79%。…2.拨款收入220.43万元,占78.89%。…3.其他收入17.66万元,占6.32%: far apart, yet
14.79 + 78.89 + 6.32 = 100, so they make up the 279.40万元 of which each is a share. Takes the shares that others
found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.quotients import make_up_all
from kpi.relations.rules.parts import told

_SHARE = 3  # members: part, whole, rate
_MOST = 12  # parts
_SHARP = 3  # digits of two rates that are all of it


def sums_of_shares(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    known = {frozenset(one.members) for one in found}
    shares: dict[str, dict[str, tuple[Figure, Figure]]] = {}  # by whole and part: the part and its rate
    for relation in found:
        members = [figures[member] for member in relation.members if member in figures]
        if relation.type is RelationType.SHARE and len(members) == _SHARE and members[2].exact:
            part, whole, rate = members
            if part.group == whole.group and part.counts:
                shares.setdefault(whole.id, {})[part.id] = (part, rate)
    for whole_id, by_part in shares.items():
        whole = figures[whole_id]
        parts = next(_all_of(sorted(by_part.values(), key=lambda one: one[0].index)), [])
        if parts and whole.counts and frozenset([whole_id, *(one.id for one in parts)]) not in known:
            yield from told(whole, parts)


def _all_of(pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[list[Figure]]:
    """One after another, as many as are 100 to the last digit of their rates."""
    for first in range(len(pairs)):
        for last in range(first + 2, min(len(pairs), first + _MOST) + 1):
            rates = [rate for _, rate in pairs[first:last]]
            if make_up_all(rates) and (len(rates) > 2 or all(significant(rate) >= _SHARP for rate in rates)):
                yield [part for part, _ in pairs[first:last]]
