"""restated.other-scale: one number told again in another multiplier.

留存本市2962.98万元。…留存本市的2962.98亿元: the same four or more digits, ten thousand times as much, of what is
called alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Bound, Relation
from kpi.outline.expressions import pattern
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.again import pairs_in
from kpi.relations.fits.near import around, settled
from kpi.relations.restated import told_twice
from kpi.relations.slips import MYRIAD

_YUAN = pattern("relations", "words.yuan")
_FEWEST = 4  # significant digits
_ALIKE = 2  # pairs of characters in common
_MOST = 4  # numbers of the same digits that are looked at


def told_in_other_scales(page: Page) -> Iterator[Relation]:
    seen: dict[str, list[Figure]] = {}
    for figure in page.amounts:
        exact = figure.quantity.bound is Bound.EXACT and settled(figure) and bool(figure.digits)
        if not exact or figure.base != _YUAN or "/" in figure.quantity.unit or significant(figure) < _FEWEST:
            continue
        alike = seen.setdefault(figure.digits, [])
        for one in alike[:_MOST]:
            times = {one.factor / figure.factor, figure.factor / one.factor}
            if MYRIAD in times and pairs_in(around(page, figure), around(page, one)) >= _ALIKE:
                yield told_twice(one, figure)
                break
        alike.append(figure)
