"""share.chained: shares one behind the other, of one base.

常住人口316.24万人…60岁以上71.47万人,占22.6%,其中65岁以上53.02万人,占16.8%: a whole that is followed by its own
share hands its base on to the parts that 其中 opens, since nobody means 16.8 % of the 71.47. Takes the shares
that the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_near_miss
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_SHARE = expression("relations", "rules_chained.share")
_AHEAD = 6  # figures behind a share that 其中 may open


def chained_shares(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    shares = [one for one in found if one.type is RelationType.SHARE and len(one.members) == 3]
    known = {one.members[-1] for one in shares if one.verdict in FITS}
    for relation in shares:
        if relation.verdict is RelationVerdict.CONSISTENT and all(one in figures for one in relation.members):
            whole, base, share = (figures[one] for one in relation.members)
            if share.index == whole.index + 1:
                yield from _of(page, whole, base, share, known)


def _of(page: Page, whole: Figure, base: Figure, share: Figure, known: set[str]) -> Iterator[Relation]:
    """The parts of `whole`, which is `share` per cent of `base`."""
    for part, rate in _parts_behind(page, whole, share):
        told = by_a_near_miss(part, base, rate) if rate.id not in known and rate.value < share.value else None
        if told is not None:
            yield told


def _parts_behind(page: Page, whole: Figure, share: Figure) -> Iterator[tuple[Figure, Figure]]:
    """(part, its share) in the sentence of a whole and its own share, from 其中 on."""
    opened = False
    near = page.figures[share.index + 1 : share.index + 1 + _AHEAD]
    for part, rate in pairwise(near):
        if part.sentence != share.sentence or rate.sentence != share.sentence:
            return
        opened = opened or OPENS.search(own(page, part)) is not None
        alike = part.group == whole.group and part.value < whole.value and counts(page, part)
        if opened and alike and rate.quantity.unit == "%" and _SHARE.fullmatch(own(page, rate)):
            yield part, rate
