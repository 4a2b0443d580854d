"""sum.like-segment: two segments side by side that tell the same of two things, in the same words.

床垫新购430张,可用2060张,调出1345张,结存715张;帐篷新购150顶,可用470顶,调出218顶,结存225顶: what adds up in the
one has to add up in the other. Takes the sums that the other rules found; what does not fit is told where a slip
would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own, told
from kpi.relations.slips import FITS

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_FEWEST = 3
_LEAST = 10  # smaller wholes are reached by any parts


def sums_of_like_segments(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    fitting: dict[int, list[list[int]]] = {}  # by segment: the places of a whole and its parts
    for relation in found:
        members = [figures[one] for one in relation.members if one in figures]
        several = len(members) == len(relation.members) >= _FEWEST and not relation.formula
        segments = {page.slots[one.index].segment for one in members}
        if relation.type in _SUMS and relation.verdict in FITS and several and len(segments) == 1:
            fitting.setdefault(segments.pop(), []).append([one.index for one in members])
    for left, right in pairwise(_segments(page)) if fitting else ():
        if _alike(page, left, right):
            for one, other in ((left, right), (right, left)):
                for places in fitting.get(page.slots[one[0].index].segment, ()):
                    members = [other[place - one[0].index] for place in places]
                    if members[0].value >= _LEAST and all(counts(page, member) for member in members):
                        yield from told(members[0], members[1:], sure=False)


def _segments(page: Page) -> Iterator[list[Figure]]:
    for _, figures in groupby(page.figures, key=lambda one: page.slots[one.index].segment):
        yield list(figures)


def _alike(page: Page, left: Sequence[Figure], right: Sequence[Figure]) -> bool:
    """As many figures, and the same words before each but the first, whose words name another thing."""
    same = len(left) == len(right) >= _FEWEST and left[0].paragraph == right[0].paragraph
    words = [(own(page, one), own(page, two)) for one, two in zip(left[1:], right[1:], strict=False)]
    units = all(len({one.group for one in side if not one.is_percent}) == 1 for side in (left, right))
    return same and units and all(one and one == two for one, two in words)
