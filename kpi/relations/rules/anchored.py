"""rise.anchored: a level before with its change behind it, and the level of now that its sentence or name says.

争取资金1846万元,其中中央1124万元、…,比上年的1538万元增加308万元: of the number that its sentence opens with, not
of the parts of it. 火化遗体3862具,火化率91.6%。火化量比上年的3974具增加112具: of the one told before that is
called most alike, else of the first of its paragraph. Told where the change is a near miss, or goes the other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import in_common, opening, settled
from kpi.relations.rises import OF_TWO_LEVELS, verbs, with_change
from kpi.relations.rules.compared import is_difference, is_level, is_rate, is_then
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS, near_miss

_THEN = expression("relations", "rules_anchored.then")
_AGO = expression("relations", "rules_anchored.ago")
_NET = expression("relations", "rules_anchored.net")
_OPENS = expression("relations", "rules_anchored.opens")
_BACK, _LINES = 16, 1
_SURE = 2  # significant digits
_LINE = 60  # figures of a line whose first one may be meant


def rises_anchored(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.RISE and _is_told(one)}
    for first, second in zip(page.figures, page.figures[1:], strict=False):
        # 净增46个,而上年末为1230个: the change may come first
        net = _NET.search(own(page, first)) is not None
        then, change = (second, first) if net else (first, second)
        if then.sentence != change.sentence or not _is_then(page, then) or not is_difference(page, change, then):
            continue
        behind = page.figures[second.index + 1 : second.index + 2]
        rates = [one for one in behind if is_rate(page, one) and one.sentence == change.sentence]
        changes = [one for one in (change, *rates) if one.id not in known]
        now = (_first_of_all(page, then) if net else _now(page, then)) if changes else None
        if now is not None and significant(now) >= _SURE and now.depth == then.depth:
            yield from _told(page, then, now, change, changes)


def _is_told(relation: Relation) -> bool:
    """A change between two levels that fits, or is told already."""
    return relation.formula in OF_TWO_LEVELS or relation.verdict not in FITS


def _is_then(page: Page, figure: Figure) -> bool:
    """Said to be of a time before by more than its year: 2023年…,2024年… are told one after the other."""
    said = own(page, figure)
    return figure.exact and (_THEN.search(said) is not None or (is_then(page, figure) and bool(_AGO.search(said))))


def _now(page: Page, then: Figure) -> Figure | None:
    """The level of now that the sentence of the level before is of."""
    near = [
        one
        for one in page.figures[max(0, then.index - _BACK) : then.index]
        if one.base == then.base
        and then.paragraph - one.paragraph <= _LINES
        and is_level(page, one)
        and settled(one)
        and counts(page, one)
        and not _is_then(page, one)
    ]
    beside = [one for one in near if one.sentence == then.sentence]
    if beside:
        first = beside[0]
        opened = len(beside) > 1 and _OPENS.search(page.text, first.end, beside[1].start) is not None
        return first if len(beside) == 1 or opened else None
    said = own(page, then)
    shared = [in_common(_named(page, one), said) for one in near]
    most = max(shared, default=0)
    if most:
        return near[shared.index(most)] if shared.count(most) == 1 else None
    return _first_of_all(page, then) if _THEN.match(said.lstrip()) else None


def _first_of_all(page: Page, then: Figure) -> Figure | None:
    """The first level of its unit in the paragraph, where it is the largest."""
    here = [
        one for one in opening(page, then, _LINE) if one.base == then.base and is_level(page, one) and settled(one)
    ]
    first_of_all = bool(here) and counts(page, here[0]) and all(one.value <= here[0].value for one in here)
    return here[0] if first_of_all and then.index - here[0].index <= _BACK else None


def _named(page: Page, figure: Figure) -> str:
    return page.text[page.slots[figure.index].clause : figure.start]


def _told(
    page: Page, then: Figure, now: Figure, difference: Figure, changes: Sequence[Figure]
) -> Iterator[Relation]:
    falls = verbs().down.search(difference.left) is not None
    for change in changes:
        relation = with_change(page, then, now, change, falls=falls and change.value > 0)
        if relation is None:
            continue
        members = [one.quantity for one in (then, now, change)]
        if relation.verdict in FITS or near_miss(relation, members) or _turned(then, now, change, falls):
            yield relation


def _turned(then: Figure, now: Figure, change: Figure, falls: bool) -> bool:
    """增加112具 of 3974 and 3862: as much, the other way."""
    gap = then.value - now.value if not falls else now.value - then.value
    return change.base == now.base and gap == change.value
