"""sum.long: two numbers of many digits anywhere on the page that add up to a third, to the last of them.

收入总计12846730.55元。…支出总计10538612.90元。…结余2308117.65元: which words lead from one to the others is open.
All pairs are tried, so only numbers of which no pair is a sum by chance are looked at: see `chance`. It tells only
what holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kpi.model import Relation, RelationType, RelationVerdict, Role
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.chance import is_improbable, values_apart
from kpi.relations.sums import sum_of

_LONG = 6  # significant digits
_MOST = 60  # figures of one kind


def sums_of_long_numbers(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[0] for one in told if one.type in (RelationType.SUM, RelationType.PARTIAL)}
    kinds: dict[tuple[str, str], list[Figure]] = {}
    for one in page.amounts:
        if one.significant >= _LONG and one.quantity.role in (Role.ACTUAL, Role.BEFORE):
            kinds.setdefault((one.family, one.quantity.unit.partition("/")[2]), []).append(one)
    for alike in kinds.values():
        if 2 < len(alike) <= _MOST:
            yield from _pairs(alike, known)


def _pairs(alike: Sequence[Figure], known: set[str]) -> Iterator[Relation]:
    wholes: dict[Decimal, Figure] = {}
    for one in alike:
        wholes.setdefault(one.value, one)
    tried = len(alike) * len(alike) // 2
    for parts in combinations(alike, 2):
        whole = wholes.get(parts[0].value + parts[1].value)
        if whole is None or whole.id in known:
            continue
        if is_improbable(values_apart(whole, whole.interval, parts), tried):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)
