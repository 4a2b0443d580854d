"""The same thing told twice."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

from kpi.model import RelationVerdict
from kpi.relations import read


def test_equal_numbers_of_one_subject_agree() -> None:
    text = "全年累计发放低保金3880.98万元。\n开展走访活动。\n发放低保金3880.98万元，保障了基本生活。"
    assert ("restated", "consistent", ("3880.98万元", "3880.98万元")) in found(text)


def test_swapped_digits_of_one_stock_contradict_each_other() -> None:
    text = "登记农村留守儿童742名，建立台账。\n\n二、存在问题\n\n全县724名农村留守儿童中，隔代监护比例较高。"
    assert contradictions(text) == {("restated", "inconsistent", ("742名", "724名"))}


def test_more_of_a_kind_than_there_are() -> None:
    text = "为232人购买保险（其中：孤儿80人、事实无人抚养儿童152人）。\n目前全市共有事实无人抚养儿童149人。"
    assert ("partial", "inconsistent", ("149人", "152人")) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "登记农村留守儿童742名。\n新增农村留守儿童724名。",
        "2023年登记农村留守儿童742名。\n2024年登记农村留守儿童724名。",
        "登记农村留守儿童742名。\n城市留守儿童724名。",
        "农村留守儿童742名，农村留守儿童724名。",
        "建成老年助餐服务点46个。\n\n二、下半年工作计划\n\n老年助餐服务点达到64个。",
    ],
)
def test_another_time_place_kind_or_plan_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("需办理复议案件151件，其中已办结135件。\n五、审理情况\n全年共审结复议申请135件。", ("135件", "135件")),
        ("收到申请107件（受理98件，不予受理9件）。\n在市本级受理的98件案件中，县级部门29件。", ("98件", "98件")),
        ("县政府办理的81件建议均已办复。会议上共收到81件建议。", ("81件", "81件")),
        ("目前滞后3项，均已约谈。\n短板方面，滞后的3项指标正在攻坚。", ("3项", "3项")),
        ("慈善会总收入7700多万元。\n二、收支情况\n慈善会资金总收入为7705.01万元。", ("7700多万元", "7705.01万元")),
        ("90个项目支出资金6612万元\n养老等方面支出资金合共6612.35万元。", ("6612万元", "6612.35万元")),
    ],
)
def test_one_thing_told_again_in_other_words(text: str, told: tuple[str, ...]) -> None:
    assert ("restated", "consistent", told) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "社会组织3148个，比上年增长2.8%。\n办理离婚7913对，比上年增长2.8%。",  # rises look alike
        "每10万人中有百岁老人20.8人。\n二、人口\n每10万人中有医生31.2人。",
        "慈善会总收入7700多万元。\n二、收支情况\n慈善会资金总收入为7815.01万元。",
    ],
)
def test_equal_numbers_of_other_things_are_not_told_again(text: str) -> None:
    assert not [one for one in found(text) if one[0] == "restated"]


def test_a_heading_tells_the_growth_that_its_paragraph_tells() -> None:
    text = "1.失业保险参保人数同比增长4.2%\n失业保险参保864.35万人，环比增长0.6%，同比增加34.84万人，增长4.2%。"
    assert ("restated", "consistent", ("4.2%", "4.2%")) in found(text)


def test_between_a_title_and_its_text_may_stand_who_wrote_it() -> None:
    text = "全市慈善总会去年募集善款5.1亿元\n来源：本报记者\n去年，全市慈善总会募集善款5.13亿元，增长6.2%。"
    assert ("restated", "consistent", ("5.1亿元", "5.13亿元")) in found(text)


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("2153.68万元都去了哪里", ["restated.title"]),
        # no headline: an amount of its own
        ("今年上级下达慈善资金2153.68万元，我们逐笔登记、按月公示，请社会各界监督我们的每一笔账，有疑必答。", []),
    ],
)
def test_a_headline_speaks_of_the_whole(opening: str, told: list[str]) -> None:
    """… which the text calls 一共 and the headline does not."""
    reading = read(f"{opening}\n今年我们一共收到款物2135.68万元。", "x")
    assert [one.rule for one in reading.relations if one.verdict is RelationVerdict.INCONSISTENT] == told
