"""Relative targets: what a plan holds against another number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpi.extraction import extract
from kpi.extraction.relatives import read_comparison
from kpi.model import Target, TargetKind

_REPORT = """清禾县2024年政府工作报告
一、2023年工作回顾
{review}
二、2024年工作安排
{plan}
"""


def targets(plan: str, review: str = "各项工作平稳。") -> list[Target]:
    return list(extract(_REPORT.format(review=review, plan=plan), "a").targets)


def relative(plan: str, review: str = "各项工作平稳。") -> list[tuple[str, str, str]]:
    found = [one for one in targets(plan, review) if one.kind is TargetKind.RELATIVE]
    return [(one.subject.text, one.relative, one.op.value) for one in found]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ("城乡居民收入与经济增长同步。", ("城乡居民收入", "与经济增长同步", ">=")),
        ("努力实现居民收入增长和经济增长基本同步。", ("居民收入增长", "和经济增长基本同步", ">=")),
        ("力争进出口增速快于全国3个百分点。", ("进出口增速", "快于全国3个百分点", ">=")),
        ("确保贷款增速高于各项贷款平均增速，扩大覆盖面。", ("贷款增速", "高于各项贷款平均增速", ">=")),
        ("农村居民收入增速快于城镇居民。", ("农村居民收入增速", "快于城镇居民", ">=")),
        ("城镇调查失业率低于全省平均水平。", ("城镇调查失业率", "低于全省平均水平", "<=")),
        ("护理型床位占比达到全国平均水平。", ("护理型床位占比", "达到全国平均水平", ">=")),
        ("民生支出不低于上年。", ("民生支出", "不低于上年", ">=")),
        ("一般公共预算收入与上年持平。", ("一般公共预算收入", "与上年持平", ">=")),
        ("民生支出占比高于全国、全省平均水平。", ("民生支出占比", "高于全国、全省平均水平", ">=")),
    ],
)  # fmt: skip
def test_a_comparison_with_another_number_is_a_target(plan: str, found: tuple[str, str, str]) -> None:
    assert relative(plan) == [found]


@pytest.mark.parametrize(
    "plan",
    [
        "与全国同步基本实现社会主义现代化。",
        "扶持增速高于全国平均水平的企业。",
        "服务能力达到全国先进水平。",
        "合格率高于95%。",
        "经济增速已连续三年高于全省平均水平。",
    ],
)
def test_what_compares_no_promise_is_none(plan: str) -> None:
    assert relative(plan) == []


def test_a_review_promises_nothing() -> None:
    assert relative("各项工作平稳。", "居民收入增长与经济增长同步。") == []


def test_a_second_comparison_of_a_clause_measures_the_same() -> None:
    assert relative("居民收入增速高于经济增速、高于全国平均增速。") == [
        ("居民收入增速", "高于经济增速", ">="), ("居民收入增速", "高于全国平均增速", ">="),
    ]  # fmt: skip


def test_a_comparison_behind_a_number_measures_what_the_number_does() -> None:
    found = targets("一般公共预算收入增长4%，力争高于全省平均。")
    assert [(one.subject.text, one.value, one.relative) for one in found] == [
        ("一般公共预算收入增长", Decimal(4), ""), ("一般公共预算收入增长", None, "高于全省平均"),
    ]  # fmt: skip


def test_the_points_of_a_lead_are_no_target_of_their_own() -> None:
    assert len(targets("进出口增速快于全国3个百分点以上。")) == 1


def test_its_date_is_read_like_any_other() -> None:
    (found,) = targets("到2027年，护理型床位占比高于全省平均水平。")
    assert found.due == date(2027, 12, 31)


@pytest.mark.parametrize("words", ["80%", "同步", "高于", "与经济增长同步实现现代化", ""])
def test_what_is_no_comparison_is_not_read_as_one(words: str) -> None:
    assert read_comparison(words) is None
