"""restated.roughly: a number with 多 or 余, and the one that it is short for.

总收入7700多万. … / 总收入为7705.01万元; 累计投入70多亿元 twice. Of one unit and one time, with words in common;
the exact one lies between the rough one and the next of its last digit. Never tells of a difference.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from kpi.model import Bound, Relation
from kpi.relations.at_one_time import one_time
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.again import shared_either_way
from kpi.relations.fits.chance import last_place_that_says
from kpi.relations.fits.near import same_sentence
from kpi.relations.restated import told_alike

_WORDS, _MORE_WORDS = 2, 4  # pairs of characters in common; of a number of one digit
_DIGITS = 2
_RECENT = 60  # figures of a unit


def told_roughly(page: Page) -> Iterator[Relation]:
    if not any(one.quantity.bound is Bound.ABOVE for one in page.figures):
        return
    recent: dict[str, deque[Figure]] = {}
    for figure in page.figures:
        if figure.is_percent or "/" in figure.quantity.unit or figure.value <= 0:
            continue
        before = recent.setdefault(figure.group, deque(maxlen=_RECENT))
        first = next((one for one in reversed(before) if _is_again(page, one, figure)), None)
        if first is not None:
            yield told_alike(first, figure)
        before.append(figure)


def _is_again(page: Page, first: Figure, second: Figure) -> bool:
    bounds = {first.quantity.bound, second.quantity.bound}
    if Bound.ABOVE not in bounds or bounds - {Bound.ABOVE, Bound.EXACT} or same_sentence(page, first, second):
        return False
    if len(bounds) == 1:
        alike = first.value == second.value
    else:
        rough, exact = sorted((first, second), key=lambda one: one.exact)
        alike = rough.value < exact.value < rough.value + last_place_that_says(rough)
    if not alike:
        return False
    common = shared_either_way(page, first, second)
    return common >= (_WORDS if first.significant >= _DIGITS else _MORE_WORDS) and one_time(page, first, second)
