"""What is done for so many people is of what they get, however plan and report put it."""

from __future__ import annotations

import pytest

from tests.matching_support import outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report", "silent"),
    [
        ("为3000户特殊困难老年人家庭实施适老化改造。", "完成适老化改造3214户。", False),
        ("为6000名农村适龄妇女免费开展“两癌”筛查。", "“两癌”免费筛查6210人。", False),
        # No people are counted: the number is of the thing itself.
        ("为社区老人建立助餐档案6000份。", "“两癌”免费筛查6210人。", True),
    ],
)
def test_the_thing_without_those_whom_it_was_promised_to_is_no_silence(
    plan: str, report: str, silent: bool
) -> None:
    verdict = outcome(plan, report)[0]
    assert verdict == ("not_reported" if silent else "needs_review")


def test_the_same_people_with_another_thing_meet_nothing() -> None:
    plan = "为6万名80周岁以上老年人购买意外伤害保险。"
    assert outcome(plan, "为8.9万名80周岁以上老年人购买意外伤害保险。")[0] == "met"
    assert outcome(plan, "为8.9万名80周岁以上老年人发放高龄津贴。")[0] != "met"


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("新创国家4A级旅游景区1个。", "石门峡谷创成国家4A级旅游景区。", "met"),
        ("新创国家4A级旅游景区2个。", "石门峡谷创成国家4A级旅游景区。", "not_comparable"),
        ("新创国家4A级旅游景区1个。", "石门峡谷国家4A级旅游景区创建工作正在推进。", "not_comparable"),
    ],
)
def test_one_thing_of_a_kind_is_told_by_its_name(plan: str, report: str, verdict: str) -> None:
    told, answer = outcome(plan, report)
    assert told == verdict and answer == report[:-1]


def test_loans_grow_as_their_balance_does() -> None:
    assert outcome("普惠小微贷款余额增长15%以上。", "普惠小微贷款增长18.3%。")[0] == "met"
    assert outcome("普惠小微贷款余额达到150亿元。", "发放普惠小微贷款152亿元。")[0] != "met"


def test_what_is_left_to_do_keeps_a_deliverable_from_being_met() -> None:
    plan = "市殡仪馆火化设备环保改造全面完成。"
    assert outcome(plan, "市殡仪馆火化设备环保改造完成。")[0] == "met"
    assert outcome(plan, "市殡仪馆火化设备环保改造完成4台，剩余2台已进场施工。")[0] == "in_progress"
