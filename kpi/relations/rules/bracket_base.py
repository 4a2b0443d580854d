"""share.bracket-base: the base of a share stands in brackets behind its name.

全县有1154人实现就业,占劳动年龄残疾人(0.87万人)的13.26%. The part is the last count of the same measure before 占.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import by_a_near_miss
from kpi.relations.rules.parts import counts

_OF = expression("relations", "rules_bracket_base.of")
_BEHIND = expression("relations", "rules_bracket_base.behind")
_BACK = 4


def shares_of_brackets(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        for place, share in enumerate(figures):
            if place < 2 or share.quantity.unit != "%":
                continue
            whole = figures[place - 1]
            slot = page.slots[whole.index]
            named = slot.bracket >= 0 and _OF.search(page.text, max(0, slot.bracket - 24), slot.bracket)
            if not named or not _BEHIND.fullmatch(page.text, whole.end, share.start):
                continue
            part = _part(page, figures[max(0, place - 1 - _BACK) : place - 1], whole)
            relation = by_a_near_miss(part, whole, share) if part is not None else None
            if relation is not None:
                yield relation


def _part(page: Page, before: list[Figure], whole: Figure) -> Figure | None:
    alike = [one for one in before if one.group == whole.group and counts(page, one) and one.value < whole.value]
    return alike[-1] if alike else None
