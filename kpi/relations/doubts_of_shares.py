"""Doubts of shares and rates: what keeps one from being held against a base that is not its own."""

from __future__ import annotations

from kpi.model import RelationType
from kpi.relations.accused import Accused
from kpi.relations.rules.compared import is_then

_PAIR = 2


def of_a_base_before(accused: Accused) -> bool:
    """结婚登记7952对,比上年的8460对减少508对,…跨省通办318对,占结婚登记总量的4.0%: no share of the year before."""
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    part, base, _ = accused.figures
    page = accused.page
    return base.index != part.index - 1 and is_then(page, base) and not is_then(page, part)


def _has_its_own_before(accused: Accused) -> bool:
    """饮用水水源地11个,水质达标率100%;农村水源地37个,达标35个: a rate told first is of the count before it."""
    page, share = accused.page, accused.figures[-1]
    before = page.figures[share.index - 1] if share.index else share
    segments = [page.slots[one.index].segment for one in (before, share, accused.figures[0])]
    return before.group == accused.figures[0].group and segments[0] == segments[1] != segments[2]


def of_what_is_nearer(accused: Accused) -> bool:
    """集中供养412人,…;失能特困人员386人,集中供养率达82.4%: of the 386 of its own segment."""
    if accused.relation.type is not RelationType.SHARE or len(accused.figures) != 3:
        return False
    page, share = accused.page, accused.figures[-1]
    if share.index < min(one.index for one in accused.figures[:_PAIR]):
        return _has_its_own_before(accused)
    last = max(one.index for one in accused.figures[:_PAIR])
    told = page.slots[accused.figures[0].index].segment, page.slots[accused.figures[1].index].segment
    return any(
        one.group == accused.figures[0].group
        and page.slots[one.index].segment == page.slots[share.index].segment
        and page.slots[one.index].segment not in told
        for one in page.figures[last + 1 : share.index]
    )
