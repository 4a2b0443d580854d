"""sum.increments: what a whole grew by, and what its parts grew by, behind each of them or behind all in a row.

参保684.3万人,比上年末增加28.5万人,其中职工472.8万人,离退休211.5万人,分别增加24.9万人和3.6万人: where the levels
add up, the differences have to; so with 床位46820张,增加1840张,其中公办13254张,增加210张;…. Takes the sums that
the other rules found; told where it fits or is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import fit_words, is_beside
from kpi.relations.rises import verbs
from kpi.relations.rules.compared import is_difference
from kpi.relations.rules.parts import own, told
from kpi.relations.slips import FITS

_SUMS = (RelationType.SUM, RelationType.PARTIAL)


def sums_of_increments(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    for relation in found:
        if relation.type in _SUMS and relation.verdict in FITS and len(relation.members) > 2:
            yield from _of(page, relation, figures)


def _of(page: Page, relation: Relation, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    members = [figures[one] for one in relation.members if one in figures]
    if len(members) < len(relation.members):
        return
    whole, *parts = members
    behind = page.figures[whole.index + 1 : whole.index + 2]
    last = max(members, key=lambda one: one.index)
    changes = page.figures[last.index + 1 : last.index + len(parts) + 1]
    if not behind or not is_difference(page, behind[0], whole):
        return
    difference = behind[0]
    yield from _each_behind_its_part(page, difference, parts)
    if len(changes) < len(parts):
        return
    each = fit_words("each").search(own(page, changes[0])) and is_difference(page, changes[0], whole)
    row = all(is_beside(page, one, other) for one, other in pairwise(changes))
    alike = all(one.base == whole.base and one.sentence == last.sentence for one in changes)
    if each and row and alike and _falls(page, difference) == _falls(page, changes[0]):
        yield from told(difference, changes)


def _each_behind_its_part(page: Page, difference: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    changes = [one for part in parts for one in page.figures[part.index + 1 : part.index + 2]]
    alike = len(changes) == len(parts) and all(
        is_difference(page, one, part) and _falls(page, one) == _falls(page, difference)
        for one, part in zip(changes, parts, strict=True)
    )
    if alike:
        yield from told(difference, changes)


def _falls(page: Page, change: Figure) -> bool:
    return verbs().down.search(own(page, change)) is not None
