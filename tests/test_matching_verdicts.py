"""What an answer makes of its target: the arithmetic of verdicts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.matching_support import judged, only, outcome
from tests.matching_support import rehearsed as rehearsed


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


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        # Budget words for one thing
        ("安排科技投入120亿元。", "用于科技的支出131亿元。", "met"),
        ("教育经费达到20亿元。", "用于教育的投入21亿元。", "met"),
        # The share is X's, whatever the whole: the whole's own number is no answer
        ("研发经费占地区生产总值比重达到3%。", "地区生产总值完成300亿元。", "not_reported"),
        ("新能源装机占比达到50%。", "新能源装机比重达到52%。", "met"),
        # Other names of the field (synonyms.yml), and none that only look like one
        ("清理“僵尸型”社会组织10家。", "撤销、注销长期不活动社会组织11家。", "met"),
        ("全年募集善款300万元。", "全年募集慈善款物327万元。", "met"),
        ("每千人口托位数达到4.2个。", "千人口托位数达到4.1个。", "missed"),
        ("高新技术企业达到300家。", "提高企业开办效率，新登记个体户400户。", "not_reported"),
        # What was started is none of what was to be finished
        ("竣工重点项目120个。", "218个重点项目开工建设。", "needs_review"),
        # Those of one grade are some of those of it and above: nobody is accused
        ("创建4A级以上婚姻登记机关2家。", "新增4A级婚姻登记机关1家、5A级1家。", "needs_review"),
        # 基层诊疗量 is 基层医疗卫生机构诊疗量 without its middle: for a person to read
        ("基层医疗卫生机构诊疗量占比达到60%。", "基层诊疗量占比58.7%。", "needs_review"),
    ],
)
def test_other_words_for_one_thing(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


def test_money_that_names_the_size_of_a_project_decides_nothing() -> None:
    verdict, _ = outcome("完成投资3亿元的云水体育馆建设。", "投资3亿元的云水体育馆开工建设。")
    assert verdict not in ("met", "missed")


def test_a_number_of_every_year_counts_for_the_year_asked() -> None:
    assert outcome("城镇新增就业7000人以上。", "五年来，城镇新增就业每年超过9000人。") == ("met", "9000人")


def test_an_average_of_several_years_does_not() -> None:
    assert outcome("城镇新增就业7000人以上。", "五年来，平均每年城镇新增就业9000人。")[0] == "not_comparable"


def test_a_stock_at_the_end_of_several_years_answers_a_stock() -> None:
    assert outcome("养老保险参保达763万人。", "五年来，养老保险参保778万人。") == ("met", "778万人")


def test_what_was_done_in_several_years_does_not() -> None:
    assert outcome("造林面积达20万亩。", "五年来，完成造林面积22万亩。")[0] == "not_comparable"


def test_one_word_names_a_thing_where_no_other_number_has_it() -> None:
    assert outcome("建设16个“两通工程”项目。", "新开工33个“两通工程”项目。")[0] == "met"


def test_what_was_added_answers_no_state() -> None:
    assert outcome("绿色食品基地面积稳定在100万亩以上。", "新增绿色食品基地面积5万亩。")[0] == "not_comparable"


def test_growth_of_money_for_a_matter() -> None:
    assert outcome("科技投入增长25%。", "用于科技的支出131亿元，增长30%。") == ("met", "30%")


def test_the_size_of_a_thing_answers_its_own_size_only() -> None:
    assert outcome("推介重大项目总投资不低于2000亿元。", "推介重大项目总投资约2350亿元。")[0] == "met"
    assert outcome("重大项目完成投资2000亿元。", "总投资2350亿元的重大项目开工。")[0] not in ("met", "missed")


def test_a_list_over_town_and_country_answers_each() -> None:
    plan = "城镇居民可支配收入增长10%。农村居民可支配收入增长11%。"
    found = judged(plan, "城乡居民可支配收入分别增长8.7%和8.6%。")
    assert [(j.verdict.value, j.answer.text if j.answer else "") for j in found] == [
        ("missed", "8.7%"), ("missed", "8.6%"),
    ]  # fmt: skip


def test_a_heading_is_no_statement() -> None:
    assert outcome("完成智慧养老平台4个。", "\n（二）智慧养老平台\n新增城镇就业300人。")[0] == "not_reported"


def test_a_rise_is_answered_by_the_rise_not_by_the_level() -> None:
    plan = "安排教育支出56亿元，比上年增加13亿元。"
    found = judged(plan, "用于教育的投入59亿元，比上年增加11亿元。")
    assert [(j.verdict.value, j.answer.text if j.answer else "") for j in found] == [
        ("met", "59亿元"), ("missed", "11亿元"),
    ]  # fmt: skip


def test_a_rise_that_came_down_to_a_number_is_no_fall() -> None:
    judgement = only("居民消费价格涨幅控制在3%左右。", "居民消费价格涨幅由5.4%回落到2.6%。")
    assert (judgement.verdict, judgement.margin) == ("met", Decimal("-0.4"))
