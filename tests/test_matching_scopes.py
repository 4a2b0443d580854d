"""Answers that cannot decide: growth of a part, another actor, work only started, five years for one."""

from __future__ import annotations

import pytest

from tests.matching_support import outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        ("农村居民人均可支配收入增长6%。", "居民人均可支配收入增长4.6%。"),  # the whole for its part
        ("规上工业增加值增长5%。", "规上装备工业增加值增长8.4%。"),  # a part for the whole
        ("推进30个城中村改造项目。", "启动改造19个城中村。"),  # started, where work was to go on
        ("开展补贴性职业技能培训1万人次。", "五年来，开展补贴性职业技能培训超7万人次。"),
    ],
)
def test_not_comparable(plan: str, report: str) -> None:
    assert outcome(plan, report)[0] == "not_comparable"


def test_each_of_several_has_to_reach_the_number() -> None:
    report = "接待游客人次、旅游总花费分别增长20.7%、15.3%。"
    assert outcome("实现接待游客人次、旅游总花费增速均达到20%以上。", report)[0] not in ("met", "missed")


@pytest.mark.parametrize(
    "aside", ["水环境PM2.5年均浓度下降2%，", "深入实施城市更新三年行动，", "商圈消费近3年提升21%，"]
)
def test_years_of_a_name_or_an_aside_do_not_spread(aside: str) -> None:
    assert outcome("新建口袋公园80个。", f"{aside}新建口袋公园85个。") == ("met", "85个")


def test_years_that_open_the_paragraph_do() -> None:
    assert outcome("新建口袋公园80个。", "五年来，新建口袋公园85个。")[0] == "not_comparable"
