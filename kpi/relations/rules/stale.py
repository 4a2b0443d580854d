"""restated.stale: what is told of now is the number of the time before, that other relations know.

年末在册困境儿童428名,比上年末减少23名。…对年末在册的451名困境儿童全部建档: the level of the year before was left
standing. 年初21件,新制定2件,废止5件,年末18件。…全部现行有效的21件: the same of an opening balance. The words of
the number have to say that it is of now or all there is, and to name what the level of now counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Relation, RelationType, Role
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.again import shared
from kpi.relations.fits.near import around, lead
from kpi.relations.restated import told_twice
from kpi.relations.rises import OF_TWO_LEVELS
from kpi.relations.slips import FITS

_NOW = expression("relations", "rules_stale.now")
_THEN = expression("relations", "rules_stale.then")
_MONTH_END = expression("relations", "rules_stale.month_end")
_WORDS = 2  # pairs of characters in common
_SHORT = 2  # digits
_MOST = 40  # equal numbers that are looked at
_BALANCE = "sum.balance"


def stale(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    pairs = dict.fromkeys(pair for one in found for pair in _pairs(one))
    known = [(figures[now], figures[then]) for now, then in pairs if now in figures and then in figures]
    if not known:
        return
    equal: dict[tuple[str, Decimal], list[Figure]] = {}
    for figure in page.figures:
        if _may_be_told(figure):
            equal.setdefault((figure.group, figure.value), []).append(figure)
    told: set[str] = set()
    for now, then in known:
        for one in equal.get((now.group, then.value), [])[:_MOST]:
            if one.id not in told and one is not now and _is_left_standing(page, now, one):
                told.add(one.id)
                yield told_twice(now, one)


def _pairs(relation: Relation) -> Iterator[tuple[str, str]]:
    """(level of now, level before) of a rise between two levels, or of a balance."""
    if relation.verdict not in FITS:
        return
    if relation.type is RelationType.RISE and relation.formula in OF_TWO_LEVELS:
        yield relation.members[1], relation.members[0]
    elif relation.rule == _BALANCE and relation.type is RelationType.SUM:
        yield relation.members[0], relation.members[1]


def _may_be_told(figure: Figure) -> bool:
    told = figure.exact and figure.quantity.role is not Role.BEFORE and not figure.is_percent
    return told and "/" not in figure.quantity.unit and significant(figure) >= _SHORT


def _is_left_standing(page: Page, now: Figure, one: Figure) -> bool:
    """Behind the level of now, in a sentence of its own, of the same thing, and said to be of now."""
    said = around(page, one)
    if one.index < now.index or one.sentence == now.sentence or one.value == now.value:
        return False
    if set(_MONTH_END.findall(said)) - set(_MONTH_END.findall(lead(page, now))):
        return False  # 3月末5906人…2月末在册5931人
    return bool(_NOW.search(said)) and not _THEN.search(said) and shared(page, now, one) >= _WORDS
