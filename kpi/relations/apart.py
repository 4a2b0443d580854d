"""What sets numbers apart that a rule has taken for those of one thing: a total of their own, a list of goals.

Asked of contradictions only (`doubts`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from kpi.model import Relation, RelationType
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.lists import listings
from kpi.outline.marks import SENTENCE_STOP
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.fits.near import fit_words
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable
from kpi.relations.sums import bare_name

_GOALS = expression("relations", "apart.goals")
_UNREAD = expression("relations", "apart.unread")
_EACH = expression("relations", "apart.each")
_OVERLAP = expression("relations", "apart.overlap")
_NO_OVERLAP = expression("relations", "apart.no_overlap")
_CUMULATIVE = pattern("relations", "words.cumulative")
_PLANNED = expression("relations", "apart.planned")
_OF_A_PLAN = expression("relations", "apart.of_a_plan")
_TO_REACH = expression("relations", "apart.to_reach")
_STAGES = [re.compile(stage) for stage in word_list("relations", "apart.stages")]
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_ONE_LEVEL = ("increment", "decrement", "decline")  # and its difference and rate
_PARTS = 2
_NOUN = 3  # characters


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


def are_nested(relation: Relation, figures: Sequence[Figure]) -> bool:
    """教职工39.97万人,其中专任教师33.82万人,…少数民族专任教师19.15万人: a part of the part that it is named after.

    Where one slip would mend the sum they stand beside each other (社会工作师, 助理社会工作师).
    """
    more = relation.type in _SUMS and sum(one.value for one in figures[1:]) > figures[0].value
    if not more or mendable(relation, [one.quantity for one in figures]):
        return False
    names = [fit_words("reaching").sub("", bare_name(one)) for one in figures[1:]]
    return any(one != other and len(other) >= _NOUN and one.endswith(other) for one in names for other in names)


def are_not_all_read(page: Page, relation: Relation, figures: Sequence[Figure]) -> bool:
    """山东59.9万具,安徽25.7,河北21.9万具: a number without its unit; 中学、小学各1所: one that counts twice."""
    if relation.type not in _SUMS or len(figures) <= _PARTS:
        return False
    parts = sorted(figures[1:], key=lambda one: one.index)
    behind = page.figures[parts[-1].index + 1 : parts[-1].index + 2]
    parts += [one for one in behind if one.sentence == parts[-1].sentence and one.group == parts[-1].group]
    if any(_EACH.search(own(page, one)) for one in parts):
        return True
    return any(
        left.sentence == right.sentence
        and right.start >= left.end
        and _UNREAD.search(page.text, left.end, right.start) is not None
        for left, right in pairwise(parts)
    )


def is_a_goal(page: Page, relation: Relation, figures: Sequence[Figure]) -> bool:
    """新建14处。… / 明年的目标任务: / ——新建10处: one of the two stands in a list of goals, the other in none.

    收入126.5亿元,为年初预算192亿元的65.9%,下降24.3%: of two levels of a rise one is a plan, and it is not held
    against that.
    """
    if relation.type is RelationType.RISE:
        *levels, change = figures
        if relation.formula in _ONE_LEVEL:
            return False
        return len({_planned(page, one) for one in levels}) > 1 and not _PLANNED.search(own(page, change))
    if relation.type is not RelationType.RESTATED:
        return False
    return len({_in_goals(page, one) for one in figures}) > 1


def _planned(page: Page, figure: Figure) -> bool:
    """为年初预算192亿元的65.9%; 64%的目标."""
    of_a_plan = (
        _OF_A_PLAN.match(page.text, figure.end) is not None and _PLANNED.search(own(page, figure)) is not None
    )
    return of_a_plan or _TO_REACH.match(page.text, figure.end) is not None


def _in_goals(page: Page, figure: Figure) -> bool:
    starts, ends = _goals(page)
    at = bisect_right(starts, figure.start) - 1
    return at >= 0 and figure.start < ends[at]


def _stage(words: str) -> int | None:
    return next((place for place, stage in enumerate(_STAGES) if stage.search(words)), None)


@once_a_page
def _goals(page: Page) -> tuple[list[int], list[int]]:
    """Where the items of the lists begin and end whose head line says that they are goals."""
    found = [one for one in listings(page.text, page.listed) if _GOALS.search(page.text, *one.head)]
    spans = sorted(item for one in found for item in one.items)
    return [start for start, _ in spans], [end for _, end in spans]


def says_overlap(page: Page, figures: Sequence[Figure]) -> bool:
    """Whether something from the whole's sentence to the end of its parts' says that one may be in two of them.

    签约64个,…;新开工52个,竣工39个: what is at a later stage has been at the earlier one.
    完成127个村,…累计完成1368个村: what is counted up holds the other.
    """
    counted_up = [_CUMULATIVE in own(page, one) for one in figures[1:]]
    if any(counted_up) and not all(counted_up):
        return True
    stages = {_stage(own(page, one)) for one in figures}
    if len(stages) == len(figures) > _PARTS and None not in stages:
        return True
    first, last = min(one.index for one in figures), max(one.index for one in figures)
    low = page.figures[max(0, first)].sentence
    stop = SENTENCE_STOP.search(page.text, page.figures[last].end)
    said = page.text[low : stop.start() if stop else len(page.text)]
    return _OVERLAP.search(_NO_OVERLAP.sub("", said)) is not None
