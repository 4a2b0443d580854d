"""sum.complement: the part that a rate is of, and the other one of its known split.

特困人员2107人…。入住机构集中供养538人,居家分散供养1569人,集中供养率25.5%: the rate says whose part the first
is; 集中 and 分散 leave nobody out, so with the figure beside it they make up that whole. Takes the shares that the
other rules found; a sum that does not fit is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.parts import SURE, counts, told
from kpi.relations.slips import FITS
from kpi.relations.sums import named_split

_REACH = 2  # figures between the two parts


def sums_of_complements(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    for relation in found:
        if relation.type is not RelationType.SHARE or relation.verdict not in FITS:
            continue
        members = [figures[one] for one in relation.members if one in figures]
        if len(members) == len(relation.members):
            part, whole, _ = members
            for other in _others(page, part, whole):
                yield from told(whole, sorted((part, other), key=lambda one: one.index))


def _others(page: Page, part: Figure, whole: Figure) -> Iterator[Figure]:
    if part.group != whole.group or significant(whole) < SURE or not counts(page, whole):
        return
    near = page.figures[max(0, part.index - _REACH) : part.index + _REACH + 1]
    for one in near:
        beside = one.sentence == part.sentence and one.depth == part.depth and one.group == part.group
        if beside and one is not part and one is not whole and counts(page, one) and named_split([part, one]):
            yield one
