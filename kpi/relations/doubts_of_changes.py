"""Doubts of rises: what keeps a change from being held against levels and rates that are not its own."""

from __future__ import annotations

from decimal import Decimal

from kpi.arithmetic.laws import HUNDRED
from kpi.model import RelationType
from kpi.outline.expressions import expression, pattern
from kpi.relations.accused import Accused
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import own

_AGAINST = expression("relations", "doubts_of_changes.against")
_GROSS = expression("relations", "doubts_of_changes.gross")
_TASK = expression("relations", "figures.task")
_TIMES_IT = expression("relations", "figures.times_it")
_TO_REACH = expression("relations", "doubts_of_changes.to_reach")
_ON_A_YEAR = expression("relations", "doubts_of_changes.on_a_year")
_ON_ANOTHER = expression("relations", "doubts_of_changes.on_another")
_MEAN = expression("relations", "doubts_of_changes.mean")
_AMONG = pattern("relations", "words.among")
_TWO = 2
_ONE_LEVEL = ("increment", "decrement", "decline")  # and its difference and rate


def is_gross(accused: Accused) -> bool:
    """年初120套,新增80套: some may have gone as well, so the two levels need not differ by it."""
    if accused.relation.type is not RelationType.RISE or len(accused.figures) < 3:
        return False
    *levels, change = accused.figures
    against = any(_AGAINST.match(own(accused.page, one)) for one in levels)  # 比上年末的2815人新增221人 is net
    return not (change.is_percent or against) and _GROSS.search(own(accused.page, change)) is not None


def of_a_plan(accused: Accused) -> bool:
    """收入126.5亿元,为年初预算192亿元的65.9%,下降24.3%: not on the plan, which is no level of the year before."""
    if accused.relation.type is not RelationType.RISE or accused.relation.formula in _ONE_LEVEL:
        return False
    *levels, change = accused.figures
    planned = {_is_planned(accused.page, one) for one in levels}
    return len(planned) > 1 and not _TASK.search(own(accused.page, change))


def _is_planned(page: Page, figure: Figure) -> bool:
    """为年初预算192亿元的65.9%; 64%的目标."""
    of_it = _TIMES_IT.match(page.text, figure.end) is not None and _TASK.search(own(page, figure)) is not None
    return of_it or _TO_REACH.match(page.text, figure.end) is not None


def of_two_comparisons(accused: Accused) -> bool:
    """存款4126.5亿元,同比增长11.2%,比年初增加329.7亿元: on a year ago, and on the beginning of this one."""
    if accused.relation.type is not RelationType.RISE or accused.relation.formula not in _ONE_LEVEL:
        return False
    said = [own(accused.page, one) for one in accused.figures[1:]]
    return any(_ON_A_YEAR.search(one) for one in said) and any(_ON_ANOTHER.search(one) for one in said)


def of_whole_and_part(accused: Accused) -> bool:
    """累计利用外资14.7亿美元,其中2020年3.4亿美元、增长8.3%: the one is some of the other, no level of before."""
    if accused.relation.type is not RelationType.RISE or accused.relation.formula in _ONE_LEVEL:
        return False
    first, second = sorted(accused.figures[:_TWO], key=lambda one: one.start)
    return first.sentence == second.sentence and _AMONG in own(accused.page, second)


def of_rounded_means(accused: Accused) -> bool:
    """亩产126公斤,增加5公斤,增长4.3%: means printed without decimals were rounded, and their difference."""
    if accused.relation.type is not RelationType.RISE or len(accused.figures) <= _TWO:
        return False
    first, second, rate = accused.figures
    told = rate.is_percent and not first.is_percent and not second.is_percent
    if not told or "." in first.digits + second.digits or not any(map(_is_mean, (first, second))):
        return False
    half = Decimal("0.5")
    ends = [(one.value - half, one.value + half) for one in (first, second)]
    rates = [
        abs(_rate(accused.relation.formula, level, other)) * HUNDRED
        for level in ends[0]
        for other in ends[1]
        if level > 0
    ]
    slack = rate.last_place / 2
    return bool(rates) and min(rates) - slack <= abs(rate.value) <= max(rates) + slack


def _is_mean(figure: Figure) -> bool:
    return _MEAN.search(figure.own) is not None


def _rate(formula: str, level: Decimal, other: Decimal) -> Decimal:
    """Of a level and what it changed by; else of the level before and that of now."""
    if formula not in _ONE_LEVEL:
        return other / level - 1
    before = level - other if formula == "increment" else level + other
    return other / before if before else Decimal(0)
