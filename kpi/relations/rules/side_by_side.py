"""share.side-by-side: two counts one after another, and behind them or before them a rate named after the second.

发放问卷1500份,收回1436份,回收率95.7%; 有效监测365天,优良312天,优良比率85.5%; 火化率97.06%,死亡2961人,火化2874人.
The rate bears a word of the part, so it is of the count before that. 计划建设800张。…已建692张,完成计划的86.5%:
the same across a stop, where the first number says that it is the plan. What does not fit is told where it is a
near miss and no other numbers near by make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import ITEM_END
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, in_common, lead, pairs_of
from kpi.relations.quotients import quotient
from kpi.relations.slips import FITS, near_miss

_RATE = expression("relations", "rules_side_by_side.rate")
_OF_WHOLE = expression("relations", "rules_side_by_side.of_whole")
_SHARE = expression("relations", "rules_side_by_side.share")
_DONE = pattern("relations", "rules_side_by_side.done")
_PLACE = expression("relations", "rules_side_by_side.place")
_ALL = expression("relations", "rules_side_by_side.all")
_PLAN = expression("relations", "rules_side_by_side.plan")
_GROWTH = expression("relations", "rules_side_by_side.growth")
_ITEM = tuple(ITEM_END)  # 建议84件、提案65件 are side by side
_BACK = 3  # figures from a count to the part
_NEAR = 8  # figures whose quotients may explain the rate
_STEM = 2  # characters of a rate's name


def shares_side_by_side(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    known = {one.members[-1] for one in found if one.verdict in FITS}
    yield from (one for one in _side_by_side(page) if one.members[-1] not in known)


def _side_by_side(page: Page) -> Iterator[Relation]:
    figures = page.figures
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        if first.is_percent and _may_be(page, second, third, first) and _belongs(page, second, third, first):
            yield from _judged(page, third, second, first)
        elif (
            third.is_percent and _may_be(page, second, first, third) and _is_taken_from(page, first, second, third)
        ):
            yield from _judged(page, first, second, third)
        elif first.is_percent and _is_explained(page, first, second, third):
            part, whole = (second, third) if second.value < third.value else (third, second)
            yield from _judged(page, part, whole, first)
    for part, rate in pairwise(figures):
        counted = _before(page, part, rate) if rate.is_percent and part.amount else None
        if counted is not None and _may_be(page, counted, part, rate) and _belongs(page, counted, part, rate):
            yield from _judged(page, part, counted, rate)


def _before(page: Page, part: Figure, rate: Figure) -> Figure | None:
    """The count before the part, a rate of its own left out; of a plan also past other things."""
    near = page.figures[max(0, part.index - _BACK) : part.index]
    past = _PLAN.search(rate.own) is not None  # 目标为4000人次,组织96期,培训4500人次,为目标的112.5%
    near = [one for one in near if not one.is_percent and (one.family == part.family or not past)]
    counted = near[-1] if near else None
    return counted if counted is not None and counted.paragraph == part.paragraph else None


def _may_be(page: Page, whole: Figure, part: Figure, rate: Figure) -> bool:
    counted = whole.amount and part.amount and rate.exact and whole.family == part.family
    level = whole.depth == part.depth == rate.depth and not page.text.startswith(_ITEM, whole.end)
    together = part.sentence == rate.sentence or rate.index == part.index + 1
    over = rate.value > HUNDRED and part.value < whole.value  # 超出任务900个达75个,完成率108.3%: of something else
    return counted and level and together and not over and _GROWTH.search(rate.own) is None


def _belongs(page: Page, whole: Figure, part: Figure, rate: Figure) -> bool:
    """Whether the rate's words are of the part, or name the whole, and the part's do not."""
    planned = _PLAN.search(rate.own) is not None and _PLAN.search(whole.own) is not None
    if planned or whole.value <= part.value:
        return planned
    if whole.sentence != part.sentence and not _is_alone(page, whole, part):
        return False
    named = _RATE.search(rate.own)
    if named is None:
        return rate.start > part.start and rate.sentence == part.sentence and _names_it(page, whole, part, rate)
    said = set(_said(page, part))
    stem = _stem(named)
    if rate.sentence != part.sentence:  # 居住在城镇的41.12万人。…城镇化率达55.28%
        return len(stem) > 1 and said.issuperset(stem)
    if _SHARE.search(named[0]):  # 一般预算收入18.46亿元;税收收入11.93亿元,所占比重为64.6%
        return bool(whole.own) and whole.own.rstrip(_DONE)[-2:] in part.own
    bears = said.issuperset if rate.start < part.start else said.intersection
    return bool(bears(stem)) or said.union(whole.own).issuperset(stem)


def _names_it(page: Page, whole: Figure, part: Figure, rate: Figure) -> bool:
    """Whether a share that says of what it is (占常住人口的14%) means the whole, and not the part."""
    share = _OF_WHOLE.search(rate.own)
    if share is None or not pairs_of(share["whole"]):
        return False
    if (place := _PLACE.match(share["whole"])) is not None and place[0] not in whole.own:
        return False  # 志愿者12.8万人,其中女性8.1万人,占全省志愿者的14%
    name = _ALL.sub("", share["whole"])
    most = max(1, len(pairs_of(name)) / 2)
    return in_common(name, around(page, whole)) >= most > in_common(name, _said(page, part))


def _said(page: Page, part: Figure) -> str:
    """All words around the part: those that lead to it, and those behind it."""
    return lead(page, part) + around(page, part)[len(part.own) :]


def _stem(named: re.Match[str]) -> str:
    """What a rate is named after, its last characters: 监测 of 有效监测率."""
    return named["stem"][-_STEM:]


def _is_taken_from(page: Page, part: Figure, whole: Figure, rate: Figure) -> bool:
    """收回问卷1436份,按发放的1500份计,回收率95.7%: of the first, whose words the rate bears."""
    named = _RATE.search(rate.own)
    near = part.sentence == whole.sentence and whole.value > part.value and rate.index == whole.index + 1
    if not near or named is None:
        return False
    of_part, of_whole = (set(around(page, one)).issuperset(_stem(named)) for one in (part, whole))
    return of_part and not of_whole


def _is_explained(page: Page, rate: Figure, first: Figure, second: Figure) -> bool:
    """资产负债率58.8%(负债109.62亿元,资产186.40亿元): the two numbers of a bracket that a rate has to itself."""
    alike = first.family == second.family and first.amount and second.amount and first.depth == second.depth
    owned = {page.slots[one.index].owner for one in (first, second)} == {rate.index}
    third = page.figures[second.index + 1] if second.index + 1 < len(page.figures) else None
    alone = third is None or page.slots[third.index].owner != rate.index
    return alike and owned and alone and rate.exact and _RATE.search(rate.own) is not None


def _is_alone(page: Page, whole: Figure, part: Figure) -> bool:
    """Whether the whole is the only number of its sentence, the one right before that of the part."""
    before = page.figures[whole.index - 1] if whole.index else None
    return part.index == whole.index + 1 and (before is None or before.sentence != whole.sentence)


def _judged(page: Page, part: Figure, whole: Figure, rate: Figure) -> Iterator[Relation]:
    relation = quotient(part, whole, rate, across=True)
    if relation is None or relation.verdict in FITS:
        yield from [] if relation is None else [relation]
    elif near_miss(relation, [one.quantity for one in (part, whole, rate)]) and not _is_made_elsewhere(
        page, part, whole, rate
    ):
        yield relation


def _is_made_elsewhere(page: Page, part: Figure, whole: Figure, rate: Figure) -> bool:
    """Whether two other numbers near by make the rate."""
    low = min(part.index, rate.index)
    near = [one for one in page.figures[max(0, low - _NEAR) : rate.index + _NEAR] if one.amount]
    for one in near:
        for base in near:
            if base.group == one.group and base.value > one.value and (one, base) != (part, whole):
                told = quotient(one, base, rate)
                if told is not None and told.verdict in FITS:
                    return True
    return False
