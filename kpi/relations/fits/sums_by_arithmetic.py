"""sum.arithmetic: figures somewhere on the page that add up to one, where that is no coincidence.

基金收入计1486.2亿元…。养老保险基金收入1398.6亿元…。失业…42.8亿元…。工伤…44.8亿元: which words lead from one to the
other is open, and so is how far apart they stand. Tried are, the likeliest first: the run behind the whole in
its sentence, runs that begin or end beside it, figures called like it that are no parts of one another, and runs
in one sentence farther off. Short numbers are printed in the whole's own unit, and all called alike.

How many it may try the number says (see `chance`): the bound for a false sum is one in a hundred for each whole.
It tells only what holds; with another digit it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from kpi.arithmetic.intervals import add, meets
from kpi.model import Measure, Relation, RelationType, RelationVerdict, Role
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once
from kpi.relations.fits.chance import is_improbable, values_apart
from kpi.relations.fits.near import fit_words
from kpi.relations.rules.parts import own
from kpi.relations.sums import sum_of

_LONGEST = 9  # parts
_MANY = 1000  # values from which units of one family may differ
_FAR = 40  # figures of its kind on both sides
_ALIKE = 10  # figures called alike
_TRIES = 100
_NEARLY = 0.01
_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_NOUN = 2  # characters

Kind = tuple[str, str, bool, bool]


def sums_by_arithmetic(page: Page, told: Sequence[Relation]) -> Iterator[Relation]:
    kinds: dict[Kind, list[Figure]] = {}
    for figure in page.figures:
        if _may_add(figure):
            kinds.setdefault(_kind(figure), []).append(figure)
    sums = [one for one in told if one.type in (RelationType.SUM, RelationType.PARTIAL)]
    wholes: dict[str, set[str]] = {}  # of each part the wholes that it is known to be of
    for one in sums:
        for part in one.members[1:]:
            wholes.setdefault(part, set()).add(one.members[0])
    sizes = [float(one.value) for one in page.figures]
    known = {frozenset(one.members) for one in sums}
    by_part: dict[str, list[Relation]] = {}
    for one in sums:
        by_part.setdefault(one.members[1], []).append(one)
    for alike in kinds.values():
        for place, whole in enumerate(alike):
            for parts in _found(page, alike, place, wholes, sizes):
                if not _is_told(whole, parts, by_part, known):
                    yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed=False)


def _is_told(
    whole: Figure, parts: Sequence[Figure], by_part: Mapping[str, Sequence[Relation]], known: Set[frozenset[str]]
) -> bool:
    """Whether the sum is known with one of its parts, where here that part's own parts stand."""
    members = frozenset((whole.id, *(one.id for one in parts)))
    of_parts = (one for part in parts for one in by_part.get(part.id, ()) if one.members[0] != whole.id)
    inner = (one for one in of_parts if members.issuperset(one.members[1:]))
    return any(members.difference(one.members[1:]) | {one.members[0]} in known for one in inner)


def _may_add(figure: Figure) -> bool:
    quantity = figure.quantity
    told = figure.exact and figure.value > 0 and quantity.role is not Role.BEFORE and bool(figure.digits)
    return told and not figure.is_percent and quantity.unit not in cues().not_additive_units


def _kind(figure: Figure) -> Kind:
    """What may add up: of one family, all of them changes or none, all planned or none."""
    quantity = figure.quantity
    changed = quantity.subject.measure is Measure.CHANGE
    return figure.family, quantity.unit.partition("/")[2], changed, quantity.role is Role.TARGET


def _found(
    page: Page, alike: Sequence[Figure], place: int, wholes: dict[str, set[str]], sizes: Sequence[float]
) -> Iterator[Sequence[Figure]]:
    """The runs of parts that make up the whole, as far as so many tries leave no room for chance."""
    whole = alike[place]
    most = values_apart(whole, whole.interval)
    stated = float(whole.value)
    used: set[int] = set()
    for tried, (parts, likely) in enumerate(_runs(page, alike, place, wholes), 1):
        near = abs(sum(sizes[one.index] for one in parts) - stated) <= stated * _NEARLY
        if near and not used.intersection(one.index for one in parts) and _adds_up(whole, parts):
            used.update(one.index for one in parts)
            apart = values_apart(whole, add(one.interval for one in parts), parts)
            sure = apart >= _MANY or (_one_unit(whole, parts) and (likely or _one_noun(page, whole, parts)))
            if sure and is_improbable(apart, tried, likely):
                yield parts
        if tried >= _TRIES or not is_improbable(most, tried, tried == 1):
            return


def _adds_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    return meets(add(one.interval for one in parts), whole.interval)


def _one_unit(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Printed alike, the scale aside: 12金 and 8银 are counted in one unit and are not."""
    return all(one.unit_text == whole.unit_text or one.factor != whole.factor for one in parts) and all(
        one.quantity.unit == whole.quantity.unit for one in parts
    )


def _one_noun(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    return len({_noun(page, one) for one in (whole, *parts)}) == 1


def _runs(
    page: Page, alike: Sequence[Figure], place: int, wholes: dict[str, set[str]]
) -> Iterator[tuple[Sequence[Figure], bool]]:
    """The runs of figures that may be the whole's parts, the likeliest first, and whether one is likely."""
    whole = alike[place]
    ahead = alike[place + 1 : place + 1 + _LONGEST]
    inside = [one for one in ahead if _holder(page, one) == whole.index]
    together = [one for one in ahead if one.sentence == whole.sentence and one.depth == whole.depth]
    for run in (inside, together):
        if len(run) > 1:
            yield run, run[0].index == whole.index + 1 or run is inside
    behind = [one for one in alike[place + 1 : place + 1 + _FAR] if one.depth == whole.depth]
    before = [one for one in alike[max(0, place - _FAR) : place] if one.depth == whole.depth]
    yield from ((run, False) for run in _beside(page, behind, 1))
    yield from ((run, False) for run in _beside(page, before, -1))
    noun = _noun(page, whole)
    named = [one for one in (*behind, *before) if _noun(page, one) == noun]
    ids = {one.id for one in named}
    top = [one for one in named if not wholes.get(one.id, set()) & ids][:_ALIKE]
    yield from ((run, False) for run in _windows(top))
    for listed in _sentences(page, [*behind, *reversed(before)]):
        yield from ((run, False) for run in _windows(listed))
        yield from ((run, False) for run in _without_inner(listed[: _LONGEST - 1]))


def _holder(page: Page, one: Figure) -> int:
    """The figure that a bracket belongs to: 146件提案,满意率达100%(满意144件,基本满意2件) are the 146."""
    owner = page.slots[one.index].owner
    return owner - 1 if owner > 0 and page.figures[owner].is_percent else owner


def _beside(page: Page, figures: Sequence[Figure], way: int) -> Iterator[Sequence[Figure]]:
    """Runs that begin right behind a whole or end right before it, in one sentence or of one name."""
    near = figures[: _LONGEST - 1] if way > 0 else figures[1 - _LONGEST :]
    for size in range(2, len(near) + 1):
        run = near[:size] if way > 0 else near[-size:]
        if len({one.sentence for one in run}) > 1 and len({_noun(page, one) for one in run}) > 1:
            return
        yield run


def _without_inner(run: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """A run without some figures within it, one after another: parts of a part."""
    for size in range(1, len(run) - 1):
        for start in range(1, len(run) - size):
            left = [*run[:start], *run[start + size :]]
            if len(left) > 1:
                yield left


def _windows(run: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """All runs of two or more within one, the whole of it first."""
    if 1 < len(run) < _LONGEST:
        yield run
    for size in range(2, min(len(run), _LONGEST)):
        yield from (run[start : start + size] for start in range(len(run) - size + 1))


def _sentences(page: Page, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures of each sentence in turn, in text order."""
    runs: dict[int, list[Figure]] = {}
    for one in figures:
        runs.setdefault(page.slots[one.index].sentence, []).append(one)
    for run in runs.values():
        if len(run) > 1:
            yield sorted(run, key=lambda one: one.index)


@once
def _noun(page: Page, figure: Figure) -> str:
    """The last characters of a figure's own words, but for 计, 达到 and the like."""
    said = _HAN.sub("", fit_words("reaching").sub("", own(page, figure)))
    return said[-_NOUN:]
