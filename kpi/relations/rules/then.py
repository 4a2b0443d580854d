"""sum.then: what a whole and its parts came to at another time, each told beside what it comes to now.

案件8642件,较上月同期(7518件)上升14.95%。/ 民事5231件,较上月同期(4886件)上升7.06%。/ 刑事3411件,较上月同期(2632
件)上升29.60%: 8642 is the sum of 5231 and 3411, so 7518 has to be that of 4886 and 2632. Takes the sums and the
rises that the other rules found; told where it fits or is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, figures_by_id
from kpi.relations.fits.near import is_earlier
from kpi.relations.rules.parts import own, told
from kpi.relations.slips import FITS

_SAYS = expression("relations", "rules_then.says")
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_LEVELS = 3  # members of a rise with both levels: then, now, and the change


def sums_of_then(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    by_id = figures_by_id(page)
    then: dict[str, dict[str, Figure]] = {}  # by the id of what it is now, by the words for when
    for one in found:
        if one.type is RelationType.RISE and one.verdict in FITS and len(one.members) == _LEVELS:
            before, now = by_id[one.members[0]], by_id[one.members[1]]
            if before.index >= 0 <= now.index and before.group == now.group and _when(page, before):
                then.setdefault(now.id, {})[_when(page, before)] = before
    for relation in found:
        if relation.type in _SUMS and relation.verdict in FITS and len(relation.members) >= _LEVELS:
            whole, *parts = (then.get(member, {}) for member in relation.members)
            for when, level in whole.items():
                if all(when in part for part in parts):
                    yield from told(level, [part[when] for part in parts])


def _when(page: Page, level: Figure) -> str:
    """上年同期 of 较上年同期(7518件), "" of a level that says no time."""
    said = _SAYS.search(own(page, level))
    return said["when"] if said is not None and is_earlier(page, level) else ""
