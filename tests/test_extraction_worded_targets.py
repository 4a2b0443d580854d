"""Targets without digits of their own, stretch goals, times to reach, and items of a list of deeds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpi.extraction import extract
from kpi.model import Target

_REPORT = """清禾县2024年政府工作报告
一、2023年工作回顾
各项工作平稳。
二、2024年工作安排
{}
"""


def targets(plan: str) -> list[Target]:
    return list(extract(_REPORT.format(plan), "a").targets)


def asked(plan: str) -> list[tuple[str, str, Decimal | None, str]]:
    return [(one.subject.text, one.op.value, one.value, one.unit) for one in targets(plan)]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ("旅游收入保持两位数增长。", ("旅游收入", ">=", Decimal(10), "%")),
        ("进出口总额突破千亿大关。", ("进出口总额", ">=", Decimal(100_000_000_000), "元")),
        ("办理时限由18小时缩短到5小时。", ("办理时限", "<=", Decimal(5), "小时")),
        ("培训技工万名以上。", ("培训技工", ">=", Decimal(10_000), "名")),
        ("参保率达到八成以上。", ("参保率", ">=", Decimal(80), "%")),
    ],
)
def test_a_number_in_words_is_a_target(plan: str, found: tuple[str, str, Decimal, str]) -> None:
    assert asked(plan) == [found]


@pytest.mark.parametrize("plan", ["打造千亿产业集群。", "旅游收入连续三年两位数增长。", "开展为期5天的培训。"])
def test_words_of_size_are_none(plan: str) -> None:
    assert asked(plan) == []


def test_a_stretch_goal_measures_what_the_goal_does() -> None:
    found = targets("地区生产总值增长6%以上、力争7%。")
    assert [(one.subject.text, one.subject.measure.value, one.value) for one in found] == [
        ("地区生产总值增长", "growth", Decimal(6)),
        ("地区生产总值增长", "growth", Decimal(7)),
    ]
    assert found[1].text == "力争7%"


def test_an_item_of_a_list_of_deeds_without_a_number_is_a_milestone() -> None:
    found = targets("办好3件民生实事：\n1.改造清禾县福利院，提升服务。\n2.新建食堂20个。\n3.推广老年人健康体检。")
    assert [one.text for one in found if one.kind.value == "milestone"] == [
        "改造清禾县福利院",
        "推广老年人健康体检",
    ]
