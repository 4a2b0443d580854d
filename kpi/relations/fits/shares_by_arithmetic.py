"""share.arithmetic: a percentage that a count before it is of a count anywhere on the page.

全国人口141178万人…。（四）…男性人口为72334万人,占51.24%: the base may stand paragraphs before its share, or behind
it. Tried are the count right before the percentage and the one that a bracket belongs to, of those counts that the
percentage names (占全区常住人口16%), then of the others of its family, the nearest first. How many it may try the
digits of the percentage say: see `chance`. It tells only what holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.chance import is_improbable, values_apart
from kpi.relations.fits.near import around, before, fit_words, is_han, pairs_of, settled
from kpi.relations.quotients import quotient
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS

_PARTS = 2
_BACK = 4
_FAR = 80  # figures on both sides
_NAMED = 2  # pairs of characters
_LEAST = 20  # of so few anything is some per cent


def shares_by_arithmetic(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in told if one.type is RelationType.SHARE and one.verdict in FITS}
    for rate in page.percents:
        if rate.id not in known and _is_share(page, rate):
            relation = _first(page, rate)
            if relation is not None:
                yield relation


def _is_share(page: Page, rate: Figure) -> bool:
    if not rate.exact or not settled(rate) or not 0 < rate.value < 100 or not rate.digits:
        return False
    said = own(page, rate)
    return fit_words("share").search(said) is not None and not fit_words("growth").search(said)


def _first(page: Page, rate: Figure) -> Relation | None:
    tried = 0
    for part in _parts(page, rate):
        for whole, named in _wholes(page, part, rate):
            tried += 1
            relation = quotient(part, whole, rate, across=True, fitting=True)
            if relation is None or relation.verdict not in FITS[:1] or relation.computed is None:
                continue
            apart = values_apart(rate, relation.computed)
            if not named and part.quantity.unit != whole.quantity.unit:
                continue
            return relation if is_improbable(apart, tried, named and tried == 1) else None
    return None


def _parts(page: Page, rate: Figure) -> list[Figure]:
    """The counts right before it in its sentence; of a percentage in brackets what they belong to."""
    near = [one for one in before(page, rate, _BACK) if one.counts and one.sentence == rate.sentence]
    found = [one for one in near if one.depth <= rate.depth][:_PARTS]
    name = own(page, rate)[:_NAMED]  # 农村人数占75.5%: the part that bears the name, of those before
    line = before(page, rate, _BACK * 2) if is_han(name) and len(name) == _NAMED else []
    bear = [one for one in line if one.counts and one not in found and name in one.label]
    return [*found, *bear[:_PARTS]]


def _wholes(page: Page, part: Figure, rate: Figure) -> Iterator[tuple[Figure, bool]]:
    low, high = max(0, part.index - _FAR), part.index + _FAR
    near = [one for one in page.figures[low:high] if one.family == part.family and one.value > part.value]
    near = [one for one in near if one.counts and one.value >= _LEAST and one.index != part.index]
    near.sort(key=lambda one: (abs(one.index - part.index), one.index > part.index))
    said = set(pairs_of(own(page, rate)))
    names = [len(said.intersection(pairs_of(around(page, one)))) >= _NAMED for one in near]
    yield from ((one, True) for one, is_named in zip(near, names, strict=True) if is_named)
    yield from ((one, False) for one, is_named in zip(near, names, strict=True) if not is_named)
