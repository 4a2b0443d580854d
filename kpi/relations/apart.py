"""What sets numbers apart that a rule has taken for those of one thing: a total of their own, a list of goals.

Asked of contradictions only (`doubts`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression
from kpi.outline.lists import listings
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.fits.near import fit_words
from kpi.relations.rules.parts import own

_GOALS = expression("relations", "apart.goals")
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_PARTS = 2


def have_own_total(page: Page, relation: Relation, figures: Sequence[Figure]) -> bool:
    """列入24个,已完工9个,在建11个,合起来开工20个: what stands right behind the parts is their total."""
    if relation.type not in _SUMS or len(figures) <= _PARTS:
        return False
    whole, *parts = figures
    last = max(parts, key=lambda one: one.index)
    if whole.index > last.index or last.index + 1 >= len(page.figures):
        return False
    total = page.figures[last.index + 1]
    alike = total.group == whole.group and total.sentence == last.sentence and total.depth == last.depth
    between = max(one.value for one in parts) < total.value < whole.value
    return alike and between and fit_words("sure_total").search(own(page, total)) is not None


def is_a_goal(page: Page, relation: Relation, figures: Sequence[Figure]) -> bool:
    """新建14处。… / 明年的目标任务: / ——新建10处: one of the two stands in a list of goals, the other in none."""
    if relation.type is not RelationType.RESTATED:
        return False
    return len({_in_goals(page, one) for one in figures}) > 1


def _in_goals(page: Page, figure: Figure) -> bool:
    starts, ends = _goals(page)
    at = bisect_right(starts, figure.start) - 1
    return at >= 0 and figure.start < ends[at]


@once_a_page
def _goals(page: Page) -> tuple[list[int], list[int]]:
    """Where the items of the lists begin and end whose head line says that they are goals."""
    found = [one for one in listings(page.text, page.listed) if _GOALS.search(page.text, *one.head)]
    spans = sorted(item for one in found for item in one.items)
    return [start for start, _ in spans], [end for _, end in spans]
