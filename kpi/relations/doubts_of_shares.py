"""Doubts of shares and rates: what keeps one from being held against a base that is not its own."""

from __future__ import annotations

from kpi.arithmetic.intervals import divide, meets, scale
from kpi.arithmetic.laws import HUNDRED
from kpi.model import RelationType
from kpi.outline.expressions import expression
from kpi.relations.accused import Accused
from kpi.relations.breakdowns import wholes_of_among
from kpi.relations.rules.chained import parts_behind
from kpi.relations.rules.compared import is_then
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable

_SHARES = expression("relations", "doubts.share_of_a_base")
_BACK = 8  # figures before a share whose bases are asked for
_PAIR = 2


def of_another_base(accused: Accused) -> bool:
    """60岁以上12.6万人,占总人口的21.3%,…65岁以上9.4万人,占15.9%: both are of the population.

    A share that fits the accused base says of no other one.
    """
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    part, base, share = accused.figures
    page = accused.page
    for percent in page.figures[max(0, share.index - _BACK) : share.index + _BACK]:
        beside = page.figures[percent.index - 1] if percent.index else None
        if beside is None or beside is part or beside.group != part.group or not beside.counts:
            continue
        if not percent.is_percent or percent is share or not _SHARES.search(own(page, percent)):
            continue
        if any(base.id in one.members for one in accused.fitting.get((RelationType.SHARE, percent.id), ())):
            continue
        if beside.paragraph == part.paragraph and meets(
            divide(part.interval, beside.interval), divide(share.interval, percent.interval)
        ):
            return True
    return False


def of_a_base_before(accused: Accused) -> bool:
    """结婚登记7952对,比上年的8460对减少508对,…跨省通办318对,占结婚登记总量的4.0%: no share of the year before."""
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    part, base, _ = accused.figures
    page = accused.page
    return base.index != part.index - 1 and is_then(page, base) and not is_then(page, part)


def is_chained(accused: Accused) -> bool:
    """60岁以上71.47万人,占22.6%,其中65岁以上53.02万人,占16.3%: of what 22.6 % are of, unless by a slip."""
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    page, (part, base, share) = accused.page, accused.figures
    after = page.figures[base.index + 1] if base.index + 1 < len(page.figures) else base
    if after.quantity.unit != "%" or after.value <= share.value or not _SHARES.search(own(page, after)):
        return False
    if meets(divide(part.interval, base.interval), divide(share.interval, after.interval)):
        return False  # what doubt.other-base says
    chained = any(one is part and rate is share for one, rate in parts_behind(page, base, after))
    return chained and not mendable(accused.relation, [one.quantity for one in accused.figures])


def of_what_is_nearer(accused: Accused) -> bool:
    """集中供养412人,…;失能特困人员386人,集中供养率达82.4%: of the 386 of its own segment."""
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    page, share = accused.page, accused.figures[-1]
    last = max(one.index for one in accused.figures[:_PAIR])
    told = page.slots[accused.figures[0].index].segment, page.slots[accused.figures[1].index].segment
    return any(
        one.group == accused.figures[0].group
        and page.slots[one.index].segment == page.slots[share.index].segment
        and page.slots[one.index].segment not in told
        for one in page.figures[last + 1 : share.index]
    )


def of_the_whole(accused: Accused) -> bool:
    """改造1200户,其中…340户,完成任务1000户的120%: the rate is of the whole that 其中 splits."""
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    part, base, share = accused.figures
    whole = wholes_of_among(accused.page).get(part.id)
    return (
        whole is not None
        and whole is not base
        and meets(scale(divide(whole.interval, base.interval), HUNDRED), share.interval)
    )
