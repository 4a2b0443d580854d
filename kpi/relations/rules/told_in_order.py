"""restated.in-order: two or more numbers told again one behind the other.

其中咨询2157件,同比增长2%,环比下降7.1%. … / 共受理咨询2157件,同比增长2%,环比下降7.1%: a run of equal numbers is
the same told again, whatever it is called. Of three of which two are equal the third is told where a slip makes it
another.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Relation
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import settled
from kpi.relations.restated import told_alike, told_twice
from kpi.relations.sums import slip

_ENOUGH = 5  # digits of the numbers that are equal
_SURE = 6  # … where a third one is not
_STEPS = ((0, 1, 2), (0, 2, 1), (1, 2, 0))  # of three numbers two that are equal, and the third
_Key = tuple[str, Decimal, str, Decimal]


def told_in_order(page: Page) -> Iterator[Relation]:
    yield from _runs(page)
    for first, second, third in _STEPS:
        yield from _slips(page, first, second, third)


def _runs(page: Page) -> Iterator[Relation]:
    seen: dict[_Key, tuple[Figure, Figure]] = {}
    for one, other in zip(page.figures, page.figures[1:], strict=False):
        if not _may_be_told(one, other) or significant(one) + significant(other) < _ENOUGH:
            continue
        key = (one.group, one.value, other.group, other.value)
        before = seen.get(key)
        if before is not None and before[1].sentence != one.sentence:
            yield told_alike(before[0], one)
            yield told_alike(before[1], other)
        seen[key] = (one, other)


def _slips(page: Page, first: int, second: int, third: int) -> Iterator[Relation]:
    seen: dict[tuple[_Key, str], Figure] = {}
    for run in zip(page.figures, page.figures[1:], page.figures[2:], strict=False):
        one, other, odd = run[first], run[second], run[third]
        sure = significant(one) + significant(other) >= _SURE and run[0].sentence == run[2].sentence
        if not sure or not _may_be_told(*run):
            continue
        key = ((one.group, one.value, other.group, other.value), odd.group)
        before = seen.get(key)
        apart = before is not None and before.sentence != odd.sentence and before.value != odd.value
        alike = before is not None and apart and before.factor == odd.factor and slip(before, odd.value)
        if before is not None and alike and not _stand_by_others(page, before, odd):
            yield told_twice(before, odd)
        seen[key] = odd


def _stand_by_others(page: Page, before: Figure, odd: Figure) -> bool:
    """184件354人,下降…; 190件356人,下降…: what stands beside them differs too, so that they are of two things."""
    for step in (-1, 1):
        places = before.index + step, odd.index + step
        if min(places) < 0 or max(places) >= len(page.figures):
            continue
        one, other = (page.figures[place] for place in places)
        inside = one.sentence == before.sentence and other.sentence == odd.sentence
        if inside and one.group == other.group and one.value != other.value:
            return True
    return False


def _may_be_told(*run: Figure) -> bool:
    return all(one.exact and settled(one) and one.digits and not one.depth for one in run)
