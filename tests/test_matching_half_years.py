"""Plans of a second half, and what the report of the whole year answers them."""

from __future__ import annotations

import pytest

from kpi.extraction import extract
from kpi.matching.compare import compare_all

PLAN = """云水县民政局2024年上半年工作总结

一、上半年工作
新建便民桥120座。现有养老机构20家。
二、下半年工作计划
{plan}
"""
LATER = """云水县民政局2024年工作总结

一、2024年工作情况
{report}
"""


@pytest.mark.parametrize(
    ("plan", "report", "verdict", "note"),
    [
        ("新建便民桥80座。", "全年新建便民桥210座。", "met", "210座 - 120座 = 90座 > 80座"),
        # Nobody is accused by what two reports come to; a person sees the computation.
        ("新建便民桥80座。", "全年新建便民桥150座。", "needs_review", "150座 - 120座 = 30座 < 80座"),
        ("新建便民桥80座。", "全年新建便民桥210座，其中下半年新建便民桥90座。", "met", ""),
        ("全年新建便民桥200座。", "全年新建便民桥210座。", "met", ""),
        ("养老机构达到24家。", "养老机构24家。", "met", ""),
        ("培训护理员100人次。", "下半年培训护理员110人次。", "met", ""),
        ("培训护理员100人次。", "下半年培训护理员90人次。", "missed", ""),
        ("培训护理员100人次。", "上半年培训护理员110人次。", "not_comparable", ""),
    ],
)
def test_a_second_half_is_answered_by_itself_or_by_the_year_less_the_first(
    plan: str, report: str, verdict: str, note: str
) -> None:
    readings = extract(PLAN.format(plan=plan), "2024-h1"), extract(LATER.format(report=report), "2024")
    (judgement,) = compare_all([readings])[0].judgements
    assert judgement.verdict.value == verdict
    assert not note or judgement.note == note
