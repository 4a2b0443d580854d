"""Lists of parts that are all of their whole, and what closes them; open ones accuse nobody."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    ("text", "members"),
    [
        # 其他 closes a list whose whole was rounded and told a sentence before
        (
            "共有服务站2.74万个，增长7.3%。其中：社区站14836个，学校站1972个，医院站6505个，其他2087个。",
            ("2.74万个", "14836个", "1972个", "6505个", "2087个"),
        ),
        # a scope within a part does not end the scope around it
        (
            "登记婚姻6284对，其中结婚4615对，其中涉外37对；离婚1869对，其中补领204对。",
            ("6284对", "4615对", "1869对"),
        ),
        # a name and its denial
        ("现有床位2740张，其中医养结合型1836张，非医养结合型994张。", ("2740张", "1836张", "994张")),
        # a bracket that names its parts; also of the count before its rate
        ("在册服务队487支（单位队328支，社区队129支）。", ("487支", "328支", "129支")),
        ("听障人员123人，占10.66%（女性22人、男性71人）。", ("123人", "22人", "71人")),
        # the same names add up twice elsewhere
        (
            "纠正协会违规行为245起，其中责令解散协会15起，约谈整改230起。\n"
            "纠正基金会违规行为156起，其中责令解散基金会4起，约谈整改152起。\n"
            "纠正服务站违规行为86起，其中责令解散服务站11起，约谈整改73起。",
            ("86起", "11起", "73起"),
        ),
        # a criterion leaves nothing out
        (
            "帮扶1482户、3906人次。\n按地域分，城镇306户1012人次，乡村1096户2894人次。",
            ("1482户", "306户", "1096户"),
        ),
        # a known split and its whole, by their names
        (
            "男性参训护理员214人，平均46岁；女性参训护理员893人，平均43岁。全市参训护理员1207人。",
            ("1207人", "214人", "893人"),
        ),
        # what 其他 closes, its whole a sentence before
        (
            "支出2984.1万元，比上年多78.5万元。助学1106.3万元；助医527.8万元；救灾604万元；办公等其他费用346万元。",
            ("2984.1万元", "1106.3万元", "527.8万元", "604万元", "346万元"),
        ),
    ],
)
def test_a_slip_in_a_closed_list_is_told(text: str, members: tuple[str, ...]) -> None:
    assert ("sum", "inconsistent", members) in contradictions(text)


def test_a_long_number_told_again_with_another_digit_is_told() -> None:
    text = "全年福利资金总支出4826.37万元。\n培训护理员85人。\n年报公示，全年福利资金总支出4426.37万元。"
    assert ("restated", "inconsistent", ("4826.37万元", "4426.37万元")) in contradictions(text)


@pytest.mark.parametrize(
    "text",
    [
        # parts that are only some, or that may overlap
        "登记社会组织512家，其中行业协会118家，慈善组织64家。",
        "在册服务队487支（含单位队328支，社区队129支）。",
        "在册志愿者487人（党员等骨干328人，退休教师129人）。",
        # the names add up only once elsewhere
        "纠正协会违规行为245起，其中责令解散15起，约谈整改230起。\n纠正服务站违规行为86起，其中责令解散11起，约谈整改73起。",
        # the first two are a known split, but the list goes on
        "养老机构312家，其中公办98家、民办150家、公建民营67家。",
        "保障1200人，其中城镇300人、农村500人、外来务工人员380人。",
        # far from any slip: other things were meant
        "救助1482户。\n按地域分，城镇96户，乡村201户。",
        # two years' amounts of one name
        "2023年总支出4826.37万元。\n2024年总支出4426.37万元。",
    ],
)
def test_an_open_list_accuses_nobody(text: str) -> None:
    assert not contradictions(text)


def test_a_sentence_that_takes_up_two_numbers_of_another_takes_up_its_third() -> None:
    text = "新建幸福院34所，培训护理员1275人次，支出资金2.36亿元。\n"
    text += "回头看，2.36亿元资金用在刀刃上，新建的36所幸福院开门，1275人次护理员上岗。"
    assert ("restated", "inconsistent", ("34所", "36所")) in contradictions(text)


def test_a_plan_may_name_another_number_for_next_year() -> None:
    text = "新建口袋公园29个、绿化景观路21条、街区77个。\n\n二、下一步工作打算\n\n"
    text += "新建口袋公园28个、绿化景观路21条、街区77个。"
    assert not contradictions(text)


def test_of_two_wholes_of_one_name_the_one_that_a_slip_would_mend_is_meant() -> None:
    text = "60岁以上老年人9.87万人。\n参加体检的老年人6.52万人，高龄老人1.46万人，占老年人的16.8%。"
    assert ("share", "inconsistent", ("1.46万人", "9.87万人", "16.8%")) in contradictions(text)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "1—11月累计保障特困人员6856人次，月人均供养1035元，支出1020.1万元。",
            ("6856人次", "1035元", "1020.1万元"),
        ),
        (
            "城市月均3476人，月人均补差452.6元，11个月支出1330.6万元；"
            "农村月均8905人，月人均补差298.4元，11个月支出2923.0万元。",
            ("3476人", "452.6元", "1330.6万元"),
        ),
    ],
)
def test_monthly_averages_and_the_months_decide_the_amount(text: str, members: tuple[str, ...]) -> None:
    assert ("product", "inconsistent", members) in contradictions(text)


def test_an_average_that_was_cut_is_no_contradiction() -> None:
    assert not contradictions("婚检14283对，补助527.86万元，平均每对补助369元。")


def test_the_kinds_of_income_make_up_the_average_within_its_rounding() -> None:
    text = "人均可支配收入69039元。其中，工资性收入43105元；经营净收入7212元；财产净收入{}元；转移净收入11659元。"
    assert not contradictions(text.format(7064))
    members = ("69039元", "43105元", "7212元", "7263元", "11659元")
    assert ("sum", "inconsistent", members) in contradictions(text.format(7263))


def test_rows_that_give_a_long_number_are_parts_of_the_row_above() -> None:
    text = "指标 | 单位 | 绝对量\n货物周转量 | 万吨公里 | 38487473.37\n公路 | 万吨公里 | 2898163.06"
    text += "\n水运 | 万吨公里 | 35087424.48"
    text += "\n铁路 | 万吨公里 | -\n民航 | 万吨公里 | 6511.91\n管道 | 万吨公里 | 495373.92"
    assert ("38487473.37", "2898163.06", "35087424.48", "6511.91", "495373.92") in {one[2] for one in found(text)}


def test_a_level_of_the_last_plan_and_what_was_added_give_the_level() -> None:
    text = "生产总值达到13697.5亿元，较“十三五”末的9323.1亿元增加4374.4亿元，增长46.9%。"
    assert ("rise", "consistent", ("9323.1亿元", "13697.5亿元", "4374.4亿元")) in found(text)


def test_the_ranks_of_social_workers_are_all_that_there_are() -> None:
    text = "持证社工586人，其中助理社工师412人、社工师171人、高级社工师{}人。"
    assert contradictions(text.format(3)) == set()
    assert ("sum", "inconsistent", ("586人", "412人", "171人", "8人")) in contradictions(text.format(8))


def test_money_of_some_levels_of_government_need_not_be_all() -> None:
    assert contradictions("投入资金1500万元，争取省级600万元、市级400万元、县级配套300万元。") == set()
