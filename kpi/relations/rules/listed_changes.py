"""rise.listed: several changes with their rates in one sentence, the levels of which were listed before.

事故534起,死亡128人,受伤412人。事故增加18起,上升3.49%;死亡增加4人,上升3.23%;受伤减少21人,下降4.85%. Where
two of them fit a level of that list each, another one is of the only further level there of its unit: told if it
is a near miss. Takes the rises that the other rules found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.relations.figures import Figure, Page, figures_by_id
from kpi.relations.fits.near import same_sentence
from kpi.relations.increments import increment
from kpi.relations.rises import base
from kpi.relations.rules.compared import is_difference, is_level, is_rate
from kpi.relations.slips import FITS, near_miss

_MEMBERS = 3  # level, change, rate
_FEWEST = 2  # of a list that fit
_MOST = 8  # … that are looked at
_BESIDE = 3  # figures from a level of the list to the one that is looked for

Three = tuple[Figure, Figure, Figure]


def rises_of_a_list(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.type is RelationType.RISE}
    fitting: dict[int, list[Three]] = {}  # by the sentence of the changes
    by_id = figures_by_id(page)
    for one in found:
        if one.type is RelationType.RISE and one.verdict in FITS and len(one.members) == _MEMBERS:
            level, change, rate = (by_id[member] for member in one.members)
            if rate.is_percent and level.index < change.index - 1:
                fitting.setdefault(change.sentence, []).append((level, change, rate))
    for change, rate in zip(page.figures, page.figures[1:], strict=False):
        like = fitting.get(change.sentence, [])[-_MOST:]
        if (
            len(like) >= _FEWEST
            and rate.id not in known
            and is_rate(page, rate)
            and same_sentence(page, change, rate)
        ):
            relation = _told(page, like, change, rate)
            if relation is not None:
                yield relation


def _told(page: Page, like: Sequence[Three], change: Figure, rate: Figure) -> Relation | None:
    places = sorted(level.index for level, _, _ in like)
    near = page.figures[max(0, places[0] - _BESIDE) : min(change.index, places[-1] + _BESIDE + 1)]
    levels = [one for one in near if base(one) == base(change) and is_level(page, one) and one.exact]
    taken = {level.index for level, _, _ in like}
    sentences = {level.sentence for level, _, _ in like}
    levels = [one for one in levels if one.sentence in sentences and one.index not in taken]
    if len({one.value for one in levels}) != 1 or not is_difference(page, change, levels[0]):
        return None
    relation = increment(page, levels[0], change, rate)
    near_it = relation is not None and near_miss(relation, [one.quantity for one in (levels[0], change, rate)])
    return relation if near_it else None
