"""rise.named-times: a change that names the two quarters, halves or months whose levels its paragraph lists.

一季度728.9万元、二季度736.4万元、三季度749.3万元。三季度比二季度增加12.9万元,增长1.8%. Each level is the only one
of its unit that its time leads to. What does not fit is told where it is a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.compared import is_rate
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_COMPARED = expression("relations", "rules_named_times.compared")
_TIME = expression("relations", "rules_named_times.time")
_BACK = 30  # figures before a change


def rises_of_named_times(page: Page) -> Iterator[Relation]:
    for change in page.figures:
        said = _COMPARED.search(own(page, change))
        if said is None or change.quantity.bound is not Bound.EXACT:
            continue
        near = page.figures[max(0, change.index - _BACK) : change.index]
        near = [one for one in near if one.paragraph == change.paragraph and not one.is_percent]
        pairs = [(_of(page, near, said[time])) for time in ("then", "now")]
        units = {base(one) for one in pairs[0]} & {base(one) for one in pairs[1]}
        levels = [[one for one in found if base(one) in units] for found in pairs]
        if len(units) == 1 and all(len(found) == 1 for found in levels):
            yield from _told(page, levels[0][0], levels[1][0], change, said)


def _of(page: Page, figures: Sequence[Figure], time: str) -> list[Figure]:
    """The levels that the time leads to, and no other one."""
    found = []
    for one in figures:
        said = own(page, one)
        times = _TIME.findall(said)
        if _COMPARED.search(said) is None and times and times[-1] == time:
            found.append(one)
    return found


def _told(page: Page, old: Figure, new: Figure, change: Figure, said: re.Match[str]) -> Iterator[Relation]:
    behind = page.figures[change.index + 1 : change.index + 2]
    rates = [one for one in behind if is_rate(page, one) and one.sentence == change.sentence]
    fell = verbs().down.search(said[0]) is not None
    for one in (change, *rates):
        relation = with_change(page, old, new, one, falls=fell)
        members = [figure.quantity for figure in (old, new, one)]
        if relation is not None and (relation.verdict in FITS or near_miss(relation, members)):
            yield relation
