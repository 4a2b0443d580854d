"""What the review says of a matter in words: kept to a plan, nearly its words, a list of several things."""

from __future__ import annotations

import pytest

from tests.matching_support import judged, outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        # The report's own judgement, without the number, decides nothing but is no silence.
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率控制在省定目标以内。", "not_comparable"),
        ("安排财政赤字1200万元。", "全年财政赤字控制在预算范围内。", "not_comparable"),
        ("创建省级精品示范村15个。", "精品示范村创建任务圆满完成。", "not_comparable"),
        # So many things by their names, and all of them done; fewer decide nothing.
        ("新建乡镇综合养老服务中心3个。", "西山、柳坪、塘口综合养老服务中心先后建成。", "met"),
        ("新建乡镇综合养老服务中心3个。", "西山、柳坪综合养老服务中心先后建成。", "not_comparable"),
        ("新建乡镇综合养老服务中心3个。", "西山、柳坪、塘口等综合养老服务中心先后建成。", "not_comparable"),
        ("新建乡镇综合养老服务中心3个。", "西山、柳坪、塘口综合养老服务中心尚未建成。", "not_comparable"),
        ("新建乡镇综合养老服务中心3个。", "力争西山、柳坪、塘口综合养老服务中心建成。", "not_comparable"),
        ("冷链食品产业产值达到500亿元。", "粮油加工、冷链运输发展较快，市场继续扩大。", "not_reported"),
    ],
)
def test_a_number_that_is_told_in_words(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("制定实施云水古城保护传承三年行动计划。", "实施新一轮云水古城保护传承行动。", "met"),
        ("办好全县运动会和残疾人运动会。", "一是承办全县运动会和残疾人运动会。\n赛事组织有力。", "met"),
    ],
)
def test_a_milestone_in_nearly_its_own_words(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


def test_the_neighbour_in_a_list_narrows_nothing() -> None:
    told = judged("农村自来水普及率达到96%。", "农村自来水、卫生户厕普及率分别提升至97.2%、99.8%。")
    assert [one.verdict.value for one in told] == ["met"]


def test_an_umbrella_speaks_where_a_sentence_only_has_the_words() -> None:
    plan = "办好10件民生实事。一是新增改造污水处理能力30万吨/日。二是为2万名老人免费体检。"
    report = "10件民生实事全面完成。新建改造污水管网99公里，危险废物处理能力继续提高。"
    assert [one.verdict.value for one in judged(plan, report)][1] == "declared"
