"""rise.reached: the level before, by how much it changed, and the level that it reached.

与上年8381人相比,低保对象增加了2084人,达到10465人. 比上年的42张增加6张,达到48张: side by side, the last with
nothing but 达到 and the like. What does not fit is told if it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import same_sentence
from kpi.relations.rises import with_change
from kpi.relations.rules.compared import is_difference, is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_REACHED = expression("relations", "rules_reached.reached")
_AGAINST = expression("relations", "rules_reached.against")


def rises_reached(page: Page) -> Iterator[Relation]:
    for then, change, now in zip(page.figures, page.figures[1:], page.figures[2:], strict=False):
        if _REACHED.fullmatch(own(page, now)) and _is_row(page, then, change, now):
            relation = with_change(page, then, now, change)
            members = [one.quantity for one in (then, now, change)]
            wrong = relation is not None and relation.verdict is RelationVerdict.INCONSISTENT
            if relation is not None and (relation.verdict in FITS or (wrong and near_miss(relation, members))):
                yield relation


def _is_row(page: Page, then: Figure, change: Figure, now: Figure) -> bool:
    alike = then.base == now.base and then.depth == change.depth == now.depth
    together = same_sentence(page, then, change) and same_sentence(page, change, now)
    compared = _AGAINST.search(own(page, then)) is not None and is_then(page, then)
    return alike and together and compared and is_difference(page, change, now)
