"""sum.of-shares: parts whose shares of one whole are 100 % together are all of it.

1.捐赠收入41.31万元,占总收入的14.79%。…2.拨款收入220.43万元,占78.89%。…3.其他收入17.66万元,占6.32%: far apart, yet
14.79 + 78.89 + 6.32 = 100, so they make up the 279.40万元 of which each is a share. Takes the shares that others
found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.quotients import make_up_all
from kpi.relations.rules.parts import told
from kpi.relations.sums import adds_up

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
        runs = list(_all_of(_once(sorted(by_part.values(), key=lambda one: one[0].index))))
        # 17%, 4%, 66%, 11% are 98 of 100 as well as rounding goes; with 2% behind them they are all
        parts = min(runs, key=_short_of_all)[0] if runs else []
        parts = parts or _between(page, whole, [part for part, _ in by_part.values()])
        if parts and whole.counts and frozenset([whole_id, *(one.id for one in parts)]) not in known:
            yield from told(whole, parts)


def _once(pairs: Sequence[tuple[Figure, Figure]]) -> list[tuple[Figure, Figure]]:
    """A part with its share that is told again further down is no further part."""
    places: dict[tuple[Decimal, Decimal], int] = {}  # the paragraph that tells it first
    return [
        (part, rate)
        for part, rate in pairs
        if places.setdefault((part.value, rate.value), part.paragraph) == part.paragraph
    ]


def _between(page: Page, whole: Figure, shared: Sequence[Figure]) -> list[Figure]:
    """合格463家,占85.6%;基本合格52家;不合格26家,占4.8%: with those between that have no share, to the digit."""
    first, last = min(one.index for one in shared), max(one.index for one in shared)
    near = page.figures[first : last + 1] if last - first <= _MOST * 2 else []
    parts = [one for one in near if one.group == whole.group and one.counts and not one.depth]
    alike = len(shared) > 1 and len(shared) < len(parts) <= _MOST and len({one.paragraph for one in parts}) == 1
    return parts if alike and significant(whole) >= _SHARP and adds_up(whole, parts) else []


def _short_of_all(run: tuple[list[Figure], Decimal]) -> Decimal:
    return abs(HUNDRED - run[1])


def _all_of(pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[tuple[list[Figure], Decimal]]:
    """One after another, as many as are 100 to the last digit of their rates; with what these come to."""
    for first in range(len(pairs)):
        for last in range(first + 2, min(len(pairs), first + _MOST) + 1):
            rates = [rate for _, rate in pairs[first:last]]
            if make_up_all(rates) and (len(rates) > 2 or all(significant(rate) >= _SHARP for rate in rates)):
                yield [part for part, _ in pairs[first:last]], sum((one.value for one in rates), Decimal(0))
