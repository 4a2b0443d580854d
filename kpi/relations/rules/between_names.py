"""rise.between-names: two numbers told before by their names, and by how much one is more than the other.

结婚登记6204对。…离婚登记2742对。…结婚比离婚多3462对; 公办1680元,民办2450元,民办比公办高45.8%; 两者相差541元.
Each is the nearest number before it whose own words bear the name. Told where it fits, and where one slip would
mend it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import before, settled
from kpi.relations.rises import with_change
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, mendable

_COMPARED = expression("relations", "rules_between_names.compared")
_APART = expression("relations", "rules_between_names.apart")
_LESS = expression("relations", "rules_between_names.less")
_THEN = expression("relations", "rules_between_names.then")
_BACK, _LINES = 30, 6
_LEAST = 2  # digits of a difference


def rises_between_names(page: Page) -> Iterator[Relation]:
    for change in page.figures:
        if not change.exact or change.significant < _LEAST or change.value <= 0:
            continue
        said = own(page, change)
        compared = _COMPARED.search(said)
        if compared is not None and not _THEN.search(compared[0]):
            yield from _of_names(page, change, compared["more"], compared["than"])
        elif _APART.search(said):
            yield from _of_two(page, change)


def _of_names(page: Page, change: Figure, more: str, than: str) -> Iterator[Relation]:
    near = [one for one in before(page, change, _BACK, _LINES) if _is_level(one, change)]
    new = next((one for one in near if more in own(page, one)), None)
    old = next((one for one in near if than in own(page, one) and one is not new), None)
    if new is not None and old is not None and new.base == old.base:
        yield from _told(page, old, new, change, _LESS.search(own(page, change)) is not None)


def _of_two(page: Page, change: Figure) -> Iterator[Relation]:
    """集中养育2068元,社会散居1517元,两者相差541元: the two right before it in its sentence."""
    near = [one for one in before(page, change, 2) if one.sentence == change.sentence and one.base == change.base]
    if len(near) == 2 and all(_is_level(one, change) for one in near):
        old, new = sorted(near, key=lambda one: one.value)
        yield from _told(page, old, new, change, falls=False)


def _is_level(figure: Figure, change: Figure) -> bool:
    alike = figure.base == change.base or (change.is_percent and not figure.is_percent)
    return alike and figure.exact and settled(figure) and figure.value > 0


def _told(page: Page, old: Figure, new: Figure, change: Figure, falls: bool) -> Iterator[Relation]:
    relation = with_change(page, old, new, change, falls=falls)
    if relation is not None and (
        relation.verdict in FITS or mendable(relation, [one.quantity for one in (old, new, change)])
    ):
        yield relation
