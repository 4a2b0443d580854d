"""share.base-kept: the base that the same words had in a line before.

热线24.8万件。/ 咨询10.5万件,占总数的42.0%;求助7.7万件,占总数的30.7%。/ 白天10.1万件,占总数的40.7%. What 占总数
is of was said once; what says the same words in the lines after it, of numbers of the same unit, is of that base
too. One that does not fit is told where another one of its own line does, and it is a near miss. So is one that
says no words, between two of one base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, figures_by_id, significant
from kpi.relations.quotients import by_a_near_miss, quotient
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_SAYS = expression("relations", "rules_base_kept.says")
_BARE = expression("relations", "rules_base_kept.bare")
_STEP = 2  # from a share to the next, with one number between
_LINES = 3  # paragraphs
_ENOUGH = 2  # shares of the base that say those words
_SHARP = 3  # digits of a share
_MEMBERS = 3


def shares_of_bases_kept(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    by_id = figures_by_id(page)
    known: dict[str, Figure] = {}  # by the share's id
    for one in found:
        if one.type is RelationType.SHARE and one.verdict in FITS and len(one.members) == _MEMBERS:
            known[one.members[-1]] = by_id[one.members[1]]
    told = {one.members[-1] for one in found if one.type is RelationType.SHARE}
    before: dict[str, list[Figure]] = {}  # shares that are known, by what they say
    for rate in page.percents:
        if rate.id not in known and _BARE.fullmatch(own(page, rate)) is not None:
            yield from _between(page, rate, known)
            continue
        says = _says(page, rate)
        if not says:
            continue
        if rate.id in known:
            before.setdefault(says, []).append(rate)
            continue
        near = [one for one in before.get(says, ()) if rate.paragraph - one.paragraph <= _LINES]
        if rate.id not in told and near:
            relation = _kept(page, rate, near, known)
            if relation is not None:
                if relation.verdict in FITS:
                    known[rate.id] = by_id[relation.members[1]]
                    before[says].append(rate)
                yield relation


def _between(page: Page, rate: Figure, known: dict[str, Figure]) -> Iterator[Relation]:
    """6120人,占流动儿童总数的18.0%,306人,占0.9%,1.7万人,占50.0%: of the base of the shares on both its sides."""
    part, *beside = (_at(page, rate.index + step) for step in (-1, -_STEP, _STEP))
    bases = {known[one.id].id for one in beside if one is not None and one.id in known}
    around = [one for one in beside if one is not None and one.sentence == rate.sentence and one.id in known]
    if part is None or len(around) < len(beside) or len(bases) != 1:
        return
    base = known[around[0].id]
    if (
        part.sentence == rate.sentence
        and part.family == base.family
        and counts(page, part)
        and part.value < base.value
    ):
        relation = by_a_near_miss(part, base, rate)
        if relation is not None:
            yield relation


def _at(page: Page, place: int) -> Figure | None:
    return page.figures[place] if 0 <= place < len(page.figures) else None


def _says(page: Page, rate: Figure) -> str:
    said = _SAYS.search(own(page, rate))
    return said["says"] if said is not None and rate.quantity.bound is Bound.EXACT else ""


def _kept(page: Page, rate: Figure, near: Sequence[Figure], known: dict[str, Figure]) -> Relation | None:
    base = known[near[-1].id]
    part = page.figures[rate.index - 1] if rate.index > 0 else None
    if part is None or part.sentence != rate.sentence or part.group != base.group or not counts(page, part):
        return None
    of_it = [one for one in near if known[one.id] is base and significant(one) >= _SHARP]
    if len(of_it) < _ENOUGH or part.value >= base.value or significant(rate) < _SHARP:
        return None
    relation = quotient(part, base, rate)
    if relation is not None and relation.verdict in FITS:
        return relation
    beside = any(one.paragraph == rate.paragraph for one in of_it)
    relation = by_a_near_miss(part, base, rate) if beside else None
    return relation if relation is not None and relation.verdict is RelationVerdict.INCONSISTENT else None
