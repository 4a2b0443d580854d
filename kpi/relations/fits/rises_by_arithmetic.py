"""rise.arithmetic: a difference and its rate side by side, of a level told somewhere before them.

总收入581.45万元,其中本年收入390.55万元,…。较2020年度决算数减少175.26万元,下降31%: the sentence that compares has
no level of its own. Tried are the levels of the difference's unit before it, the nearest first, and which way it
went as the words say; how many, the digits of the rate say: see `chance`. It tells only what holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.chance import is_improbable, values_apart
from kpi.relations.fits.changes import is_change, names_another
from kpi.relations.fits.near import before, fit_words, is_parallel, lead
from kpi.relations.increments import increment
from kpi.relations.rises import base
from kpi.relations.slips import FITS

_BACK = 24
_LINES = 4


def rises_by_arithmetic(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in told if one.type is RelationType.RISE and one.verdict in FITS}
    for change, rate in pairwise(page.figures):
        if rate.id not in known and _is_pair(page, change, rate):
            relation = _first(page, change, rate)
            if relation is not None:
                yield relation


def _is_pair(page: Page, change: Figure, rate: Figure) -> bool:
    if rate.quantity.unit != "%" or change.is_percent or change.sentence != rate.sentence:
        return False
    told = change.exact and rate.exact and is_change(page, change) and is_change(page, rate)
    if not told or is_parallel(page, rate):
        return False
    return not names_another(page, rate) and not fit_words("yearly").search(lead(page, rate))


def _first(page: Page, change: Figure, rate: Figure) -> Relation | None:
    levels = [one for one in before(page, change, _BACK, _LINES) if base(one) == base(change)]
    levels = [one for one in levels if not is_change(page, one) and one.value > 0]
    for tried, level in enumerate(levels, 1):
        relation = increment(page, level, change, rate)
        if relation is None or relation.verdict not in FITS[:1] or relation.computed is None:
            continue
        apart = values_apart(rate, relation.computed)
        return relation if is_improbable(apart, tried, tried == 1) else None
    return None
