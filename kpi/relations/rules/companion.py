"""restated.companion: two numbers told side by side in two places, the one the same, the other not.

接待当事人1654对,劝和463对。…全年接待1654对、成功劝和436对: the number that both places have says that they tell
one thing, so the one beside it has to be the same, too. It is told where they are called alike and one is the
other by a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpi.model import Relation
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, in_common
from kpi.relations.restated import told_twice
from kpi.relations.sums import slip

_SURE, _FEWEST = 3, 2  # digits of what both places have, and of what differs
_APART = 4  # figures from one place to the other, at least
_MOST = 6  # equal numbers that are looked at
_BESIDE = (1, -1)
_NAMED = 1  # pairs of characters in common


def companions(page: Page) -> Iterator[Relation]:
    seen: dict[tuple[str, Decimal], list[Figure]] = {}
    for figure in page.figures:
        if not figure.amount or figure.significant < _SURE or not figure.digits:
            continue
        equal = seen.setdefault((figure.group, figure.value), [])
        for one in equal[-_MOST:]:
            apart = figure.index - one.index >= _APART and one.sentence != figure.sentence
            if apart and in_common(around(page, one), around(page, figure)):
                yield from _beside(page, one, figure)
        equal.append(figure)


def _beside(page: Page, one: Figure, figure: Figure) -> Iterator[Relation]:
    for step in _BESIDE:
        first, second = (_next(page, whole, step) for whole in (one, figure))
        if first is None or second is None or first.group != second.group or first.value == second.value:
            continue
        named = in_common(around(page, first), around(page, second)) >= _NAMED
        long = min(first.significant, second.significant) >= _FEWEST
        slipped = slip(first, second.value)
        if named and long and slipped and first.factor == second.factor:
            yield told_twice(first, second)


def _next(page: Page, figure: Figure, step: int) -> Figure | None:
    at = figure.index + step
    one = page.figures[at] if 0 <= at < len(page.figures) else None
    return one if one is not None and one.amount and one.sentence == figure.sentence else None
