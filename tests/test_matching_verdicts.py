"""What an answer makes of its target: the arithmetic of verdicts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.matching_support import judged, only, outcome


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("城镇新增就业5000人以上。", "城镇新增就业5200人。", "met"),
        ("城镇新增就业5000人以上。", "城镇新增就业4600人。", "missed"),
        ("城镇新增就业5000人以上。", "城镇新增就业5000余人。", "met"),
        ("城镇新增就业5000人以上。", "城镇新增就业近5000人。", "uncertain"),
        ("社会消费品零售总额增长5%左右。", "社会消费品零售总额增长4.9%。", "uncertain"),
        ("社会消费品零售总额增长5%左右。", "社会消费品零售总额增长3.9%。", "missed"),
        ("社会消费品零售总额增长5%左右。", "社会消费品零售总额增长5.6%。", "met"),
        ("社会消费品零售总额增长5%左右。", "社会消费品零售总额下降1.2%。", "missed"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.2%。", "met"),
        ("城镇登记失业率控制在4%以内。", "城镇登记失业率为4.4%。", "missed"),
        ("居民消费价格涨幅控制在3%左右。", "居民消费价格上涨0.2%。", "met"),
        ("单位国内生产总值能耗降低2.5%以上。", "单位国内生产总值能耗下降3.1%。", "met"),
        ("常住人口城镇化率达到58.1%。", "常住人口城镇化率达到58.08%。", "uncertain"),
    ],
)
def test_verdict(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


def test_margin_is_actual_minus_target_in_the_targets_unit() -> None:
    judgement = only("改造棚户区1200户。", "改造棚户区900户。")
    assert judgement.margin == Decimal(-300)
    assert judgement.note == "900户 < 1200户"


def test_units_of_one_dimension_are_converted() -> None:
    judgement = only("完成植树造林2万亩。", "完成植树造林20平方公里。")
    assert (judgement.verdict, judgement.margin) == ("met", Decimal("9999.9999985"))


def test_growth_does_not_answer_a_level() -> None:
    verdict, answer = outcome("社会消费品零售总额达到120亿元。", "社会消费品零售总额增长13%。")
    assert (verdict, answer) == ("not_comparable", "13%")


def test_level_and_growth_of_one_indicator_are_answered_apart() -> None:
    found = judged("地区生产总值增长11%，达到282亿元。", "地区生产总值完成274.4亿元，同比增长11.2%。")
    assert [(j.verdict.value, j.answer.text if j.answer else "") for j in found] == [
        ("met", "11.2%"),
        ("missed", "274.4亿元"),
    ]


def test_silence_is_not_reported() -> None:
    assert outcome("城镇新增就业5000人以上。", "新建养老服务中心3个。") == ("not_reported", "")


def test_words_without_a_number_are_not_comparable() -> None:
    verdict, answer = outcome("完成村级卫生室设备更新5个。", "村级卫生室设备更新问题全部解决。")
    assert verdict == "not_comparable"
    assert "村级卫生室" in answer
