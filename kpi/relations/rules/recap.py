"""restated.recap: a sentence that takes up several numbers of one told before, one of them with a slip.

村民委员会617个,居民委员会229个。…指导617个村民委员会和292个居民委员会修订公约: the 617 says which sentence is
taken up, so its neighbour of the same name has to agree, however short it is. Two numbers taken up, or one beside
it in both places, are asked for; and a slip, since another number may be another thing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from kpi.model import Relation, Role
from kpi.relations.at_one_time import one_time
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.again import shared
from kpi.relations.restated import part_of_text, qualifiers, told_alike, told_twice
from kpi.relations.sums import slip

_FEW = 2  # pairs of characters in common, and numbers taken up
_SAME = 4  # figures of one value that are looked at
_SHORT = 2  # digits
_RECENT = 120  # figures that a sentence may take up, and may hold


def recaps(page: Page) -> Iterator[Relation]:
    seen: dict[tuple[str, object], list[Figure]] = {}
    recent: deque[Figure] = deque(maxlen=_RECENT)
    for sentence in page.sentences:
        told = [one for one in sentence if _may_be_told(one)]
        few = told if len(told) <= _RECENT else []
        equals = {one.index: _equal(page, seen.get((one.group, one.value), ()), one) for one in few}
        if any(equals.values()):
            yield from _of_sentence(page, told, equals)
            yield from _of_recap(page, told, equals, recent)
        recent.extend(told)
        for one in told:
            seen.setdefault((one.group, one.value), []).append(one)


def _may_be_told(figure: Figure) -> bool:
    quantity = figure.quantity
    told = figure.exact and quantity.role is not Role.BEFORE
    return told and bool(figure.digits) and "/" not in quantity.unit and figure.value > 1


def _equal(page: Page, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The same number told before under the same words, the nearest."""
    if not before:
        return None
    return next((one for one in reversed(before[-_SAME:]) if shared(page, one, figure) >= _FEW), None)


def _of_sentence(page: Page, told: Sequence[Figure], equals: dict[int, Figure | None]) -> Iterator[Relation]:
    taken = {number: one for number, one in equals.items() if one is not None}
    sentences = {page.slots[one.index].sentence for one in taken.values()}
    for start in sentences:
        anchors = {n: one for n, one in taken.items() if page.slots[one.index].sentence == start}
        sure = len(anchors) >= _FEW
        if sure:
            pairs = [(one, page.figures[n]) for n, one in anchors.items() if significant(one) > _SHORT]
            alike = [pair for pair in pairs if part_of_text(page, pair[0]) == part_of_text(page, pair[1])]
            yield from (told_alike(*pair) for pair in alike)
        for figure in told:
            if equals[figure.index] is None:
                yield from _slipped(page, figure, anchors, sure)


def _of_recap(
    page: Page, told: Sequence[Figure], equals: dict[int, Figure | None], recent: deque[Figure]
) -> Iterator[Relation]:
    """1026名困难学生圆了求学梦,537名大病患者得到救治: a sentence of which another number was told before takes up
    what it names, wherever that stands; told for three digits, where one earlier number bears the name."""
    taken = [n for n, one in equals.items() if one is not None and significant(one) > _SHORT]
    if not taken:
        return
    for figure in told:
        if equals[figure.index] is not None or figure.is_percent or len(figure.digits) <= _SHORT:
            continue
        named = [
            one
            for one in recent
            if one.group == figure.group
            and len(one.digits) > _SHORT
            and one.value != figure.value
            and part_of_text(page, one) == part_of_text(page, figure)
            and shared(page, one, figure) > _FEW
            and one_time(page, one, figure)
            and qualifiers(page, one) == qualifiers(page, figure)
        ]
        slips = [one for one in named if slip(one, figure.value)]
        if len(slips) == 1 and len(named) == 1:
            yield told_twice(slips[0], figure)


def _slipped(page: Page, figure: Figure, anchors: dict[int, Figure], sure: bool) -> Iterator[Relation]:
    """The one figure of the sentence taken up that bears this one's name and is one slip away."""
    first = min(anchors.values(), key=lambda one: one.index)
    last = max(anchors.values(), key=lambda one: one.index)
    near = page.figures[max(0, first.index - _SAME) : min(last.index, first.index + _RECENT) + _SAME + 1]
    sentence = page.slots[first.index].sentence
    members = {one.index for one in anchors.values()}
    named = [
        one
        for one in near
        if page.slots[one.index].sentence == sentence
        and one.index not in members
        and one.group == figure.group
        and _may_be_told(one)
        and len(one.digits) >= _SHORT
        and not one.is_percent
        and (sure or _is_beside(one, figure, anchors))
        and shared(page, one, figure) >= _FEW
        and one_time(page, one, figure)
        and (part_of_text(page, one) == part_of_text(page, figure) or _is_swapped(one, figure))
    ]
    if len(named) == 1 and named[0].value != figure.value and slip(named[0], figure.value):
        yield told_twice(named[0], figure)


def _is_beside(one: Figure, figure: Figure, anchors: dict[int, Figure]) -> bool:
    return any(abs(n - figure.index) == 1 and abs(anchor.index - one.index) == 1 for n, anchor in anchors.items())


def _is_swapped(one: Figure, figure: Figure) -> bool:
    """What a plan says of a number of the review may be more; the same digits in another order are a slip."""
    long = len(one.digits) > _SHORT and one.factor == figure.factor
    return long and sorted(one.digits) == sorted(figure.digits)
