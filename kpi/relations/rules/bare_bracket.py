"""rise.bare-bracket: a level, the one of another time in a bracket behind it without a word, and the change.

本年受理46件(52件),比上年减少6件,下降11.5%;满意率95.2%(93.8%),提高1.4个百分点. A report that writes so says once
what its brackets hold, so one that fits says it of them all: where two changes of the page fit, another is told if
it is a near miss, or is the difference over the wrong one of the two levels. 比上年(91.7%) says it of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kpi.arithmetic.intervals import divide, meets, scale
from kpi.arithmetic.laws import HUNDRED
from kpi.model import Interval, Relation
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rises import base, with_change
from kpi.relations.rules.compared import is_difference, is_rate, is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_CHANGES = 2  # behind a level
_FEWEST = 2  # of the page that fit
_SURE = 2  # digits of a change that is met by no chance


class _Change(NamedTuple):
    relation: Relation
    figures: tuple[Figure, Figure, Figure]

    @property
    def fits(self) -> bool:
        return self.relation.verdict in FITS


def rises_of_bare_brackets(page: Page) -> Iterator[Relation]:
    found = [one for now, then in _pairs(page) for one in _changes(page, now, then)]
    fitting = [one for one in found if one.fits]
    habit = len(fitting) >= _FEWEST
    sure = habit or any(significant(one.figures[2]) >= _SURE for one in fitting)
    for one in found:
        said = is_then(page, one.figures[0])  # 比上年(91.7%)
        if not (said or (sure if one.fits else habit)):
            continue
        if one.fits or near_miss(one.relation, [f.quantity for f in one.figures]) or _is_of_the_other(one):
            yield one.relation


def _pairs(page: Page) -> Iterator[tuple[Figure, Figure]]:
    """(level, the bare number in its bracket); of rates also 93.0%,比上年(91.7%)提高1.3个百分点."""
    for now, then in zip(page.figures, page.figures[1:], strict=False):
        alone = page.text.startswith(")", then.end) and then.depth == now.depth + 1
        bare = page.slots[then.index].owner == now.index and not own(page, then)
        meant = bare or (now.is_percent and is_then(page, then))
        alike = base(now) == base(then) and now.value != then.value
        if alone and meant and alike and now.exact and then.exact:
            yield now, then


def _changes(page: Page, now: Figure, then: Figure) -> Iterator[_Change]:
    """What the words behind the bracket say of it, up to one that is no change."""
    for one in page.figures[then.index + 1 : then.index + 1 + _CHANGES]:
        beside = page.slots[one.index].segment == page.slots[now.index].segment and one.depth == now.depth
        if not beside or not (is_rate(page, one) or is_difference(page, one, now)):
            return
        relation = with_change(page, then, now, one)
        if relation is None:
            return
        yield _Change(relation, (then, now, one))


def _is_of_the_other(change: _Change) -> bool:
    """下降66.7% of 3件(5件): the difference over the level that it led to."""
    then, now, rate = change.figures
    if not rate.is_percent or not now.value:
        return False
    gap = abs(now.value - then.value)
    return meets(scale(divide(Interval(gap, gap), now.interval), HUNDRED), rate.interval)
