"""sum.siblings: a measure of a list of which two other measures add up.

补贴6.47万户7.93万人,支出0.57亿元(其中困难补贴3.08万户3.72万人2455万元;护理补贴3.39万户4.12万人3214万元):
households and money add up, so nothing is left out and nobody is in both; then the persons have to add up as
well. Takes the sums that the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import family
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up, sum_of

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_AGREEING = 2  # other measures that add up
_REACH = 4  # figures between a part and its other measure
_NEARLY = Decimal("0.1")  # of the whole: further off it is another whole


def sums_of_siblings(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    sums = [(one, members) for one in found if (members := _members(one, figures))]
    fitting: dict[tuple[int, int], list[list[Figure]]] = {}  # by how many, and where the whole stands
    for one, members in sums:
        if one.verdict in FITS:
            fitting.setdefault((len(members), members[0].index), []).append(members)
    for relation, members in sums:
        whole, parts = members[0], members[1:]
        gap = abs(whole.value - sum(part.value for part in parts))
        if relation.type is RelationType.PARTIAL and gap <= whole.value * _NEARLY:
            near = range(whole.index - _REACH, whole.index + _REACH + 1)
            others = (other for place in near for other in fitting.get((len(members), place), ()))
            beside = {family(other[0]) for other in others if _are_beside(members, other)} - {family(whole)}
            if len(beside) >= _AGREEING:
                fits = adds_up(whole, parts)
                yield sum_of(whole, parts, RelationVerdict.CONSISTENT if fits else RelationVerdict.INCONSISTENT)


def _members(relation: Relation, figures: dict[str, Figure]) -> list[Figure]:
    """The figures of a sum of several parts; [] for any other relation, and where some are cells of a table."""
    members = [figures[one] for one in relation.members if one in figures]
    whole = relation.type in _SUMS and len(members) == len(relation.members) > _AGREEING
    return members if whole else []


def _are_beside(members: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Each of the other's figures stands near its counterpart, before the next of the members."""
    if any(abs(one.index - two.index) > _REACH for one, two in zip(members, other, strict=True)):
        return False
    return all(low.index < two.index for low, two in zip(members, other[1:], strict=False)) and all(
        two.index < high.index for (_, high), two in zip(pairwise(members), other, strict=False)
    )
