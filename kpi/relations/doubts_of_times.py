"""The doubt that numbers of two times are held against each other."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.model import PeriodKind, RelationType
from kpi.outline.expressions import expression
from kpi.relations.accused import Accused
from kpi.relations.at_one_time import dated_by
from kpi.relations.doubts_of_shares import SHARE_OF
from kpi.relations.figures import Figure, Page, figures_by_id

STALE = "restated.stale"  # which itself says of which time each number is, and what lies between them
OF_ONE = ("restated.swapped", STALE)  # that the two are one is known, whatever time stands by them
BESIDE = "beside"  # relations that say which numbers are parts side by side
_AS_OF = expression("relations", "doubts.as_of")
_YEARS = (PeriodKind.YEAR, PeriodKind.LATER)
_DATED = (*_YEARS, PeriodKind.PART, PeriodKind.DAY)
_PAIR = 2
_NEXT = 2  # figures from one measure of an item to another
_ROW = 16  # figures around a part among which others are of its base


def of_two_times(accused: Accused) -> bool:
    """截至6月底…46家, 年末…47家; 126.5万人, 进入2024年1月…126.2万人. A rise is of two times by its nature."""
    page, relation = accused.page, accused.relation
    if relation.type in (RelationType.RISE, RelationType.PRODUCT) or relation.rule in OF_ONE:
        return False
    if accused.is_share and _others_are_of_its_base(accused):
        return False
    counted = [one for one in accused.figures if not one.is_percent]
    if accused.is_sum and _adds_up_beside(accused):
        return False
    if relation.type is RelationType.SUM:  # 一共6840个:2021年1520个,2022年2360个,2023年2960个
        years = {_year(page, one, _YEARS) for one in counted[1:]}
        if len(years) == len(counted) - 1:
            return False
    pair = len(counted) == _PAIR and relation.type is not RelationType.SHARE
    kinds = _DATED if pair else _YEARS  # the quarters of a year add up
    if len({_year(page, one, kinds) for one in counted}) > 1:
        return True
    if not pair:
        return False
    first, second = (frozenset(_AS_OF.findall(dated_by(page, one))) for one in counted)
    return bool(first and second) and not first & second


def _others_are_of_its_base(accused: Accused) -> bool:
    """112.4万户,占58.9%;37.6万户,占19.7%;34.6万户,占17.9%: two others of that base, whatever year."""
    part, base, _ = accused.figures
    row = accused.page.figures[max(0, part.index - _ROW) : part.index + _ROW]
    held = [one for one in row if one is not part and (SHARE_OF, one.id, base.id) in accused.fitting]
    return len(held) >= _PAIR


def _adds_up_beside(accused: Accused) -> bool:
    """1042户4318人,2015年112户436人,…,未脱贫62户233人: the other measure of the list adds up, times and all."""
    members = accused.figures
    by_id = figures_by_id(accused.page)
    for other in accused.fitting.get(BESIDE, ()):
        beside = [by_id[one] for one in other.members]
        if len(beside) == len(members) and all(
            0 < abs(one.index - told.index) <= _NEXT and one.base != told.base
            for one, told in zip(beside, members, strict=True)
        ):
            return True
    return False


def _year(page: Page, figure: Figure, kinds: Sequence[PeriodKind]) -> int | None:
    """The year that a number is of, None for the one that the report is of."""
    period, told = figure.quantity.period, page.report.period_end
    if period.kind not in kinds or period.end is None:
        return None
    if told is None and str(period.end.year) not in period.text:
        return None  # 上半年 of a report that says no year
    return None if told is not None and period.end.year == told.year else period.end.year
