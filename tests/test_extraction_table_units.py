"""In which unit each column of a table counts, where its caption has several or none."""

from __future__ import annotations

import pytest

from kpi.model import Bound, Measure, Op, Quantity, RelationType, Role, SectionKind, TargetKind
from kpi.relations import read


def table(unit: str, header: str, *rows: str) -> dict[str, Quantity]:
    """The figures of a table below a caption, by their printed words."""
    text = "\n".join([f"表1 社会救助情况（单位：{unit}）" if unit else "表1 社会救助情况", header, *rows])
    return {quantity.text: quantity for quantity in read(text, "a").quantities}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("低保户数", "户"),
        ("低保人数", "人"),
        ("低保资金", "元"),
        ("当月支出", "元"),
        ("临时救助人次", "人次"),
        ("床位利用率", "%"),
        ("特困人员", "人"),
    ],
)
def test_a_caption_of_several_units_is_shared_out_by_what_columns_are_of(name: str, unit: str) -> None:
    found = table("户、人、万元、%", f"地区 | {name} | 备注", "甲镇 | 61.5 | 无", "乙镇 | 38.4 | 无")
    assert found["61.5"].unit == unit


def test_beside_a_column_of_amounts_the_others_are_what_is_counted() -> None:
    found = table(
        "人、万元", "乡镇 | 生活补贴 | 护理补贴 | 金额", "甲镇 | 412 | 537 | 92.4", "乙镇 | 28 | 34 | 6.9"
    )
    assert [found[one].unit for one in ("412", "537", "92.4")] == ["人", "人", "元"]


def test_a_scale_alone_behind_a_name_that_ends_in_its_unit() -> None:
    """接待人次(万) is 万人次; what 收入(亿) is of, its name does not say."""
    found = table("", "节日 | 接待人次(万) | 收入(亿)", "春节 | 286.4 | 3.2", "国庆 | 251.8 | 2.9")
    assert (found["286.4"].unit, found["286.4"].value) == ("人次", 2_864_000)
    assert "3.2" not in found


def test_a_rate_is_per_cent_though_the_caption_counts_beds() -> None:
    found = table("张", "地区 | 床位 | 利用率", "甲镇 | 150 | 56.0", "乙镇 | 238 | 64.0")
    assert (found["150"].unit, found["56.0"].unit) == ("张", "%")


@pytest.mark.parametrize(
    ("unit", "name", "cells", "measure", "told"),
    [
        ("张", "增减", "5", Measure.CHANGE, "张"),
        ("张", "比上年增减", "5", Measure.CHANGE, "张"),
        ("张", "同比增减", "5", Measure.GROWTH, "%"),
        ("张、%", "增减", "5.2", Measure.GROWTH, "%"),
        ("", "增减", "5.2", Measure.GROWTH, "%"),
        ("张", "增减率", "5", Measure.GROWTH, "%"),
    ],
)
def test_a_change_is_an_amount_unless_per_cent_is_said(
    unit: str, name: str, cells: str, measure: Measure, told: str
) -> None:
    found = table(unit, f"地区 | 床位数 | {name}", f"甲镇 | 150 | {cells}", "乙镇 | 238 | 6")
    assert (found[cells].subject.measure, found[cells].unit) == (measure, told)


def test_changes_of_several_measures_take_their_units() -> None:
    header = "地区 | 低保人数 | 低保资金 | 比上年人数增减 | 比上年资金增减"
    found = table("人、万元", header, "甲镇 | 836 | 612.4 | (24) | (8.6)", "乙镇 | 701 | 520.9 | 12 | 15.2")
    assert [(found[one].unit, found[one].value) for one in ("24", "8.6")] == [("人", -24), ("元", -86000)]


def test_a_column_behind_the_figures_names_no_row() -> None:
    rows = ("护理型床位占比（%） | 42.6 | 54.1 | 约束性", "养老服务设施（处） | 768 | 1042 | 预期性")
    found = table("", "指标 | 2020年 | 2022年 | 属性", *rows)
    assert (found["42.6"].unit, found["768"].unit) == ("%", "处")
    assert found["768"].subject.text == "养老服务设施"


def test_marks_before_a_number_bound_it() -> None:
    rows = ("新增床位 | ≥400 | 张", "办结时间 | ≤3 | 工作日", "食堂 | 72 | 个")
    found = table("", "指标 | 目标值 | 计量单位", *rows)
    assert [found[one].bound for one in ("400", "3", "72")] == [Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACT]


def test_months_and_days_are_no_figures() -> None:
    found = table("万元", "项目 | 总投资 | 计划竣工", "福利院 | 8,600 | 2024.12", "殡仪馆 | 2,150 | 2024.10")
    assert set(found) == {"8,600", "2,150"}


def test_people_over_places_are_a_share_where_every_row_fits() -> None:
    rows = ["城关片 | 1,850 | 1,184 | 64.0", "东山片 | 980 | 522 | 53.3", "南河片 | 860 | 410 | 47.7"]
    text = "\n".join(["表1 养老机构（单位：张、人、%）", "片区 | 床位 | 在院人数 | 床位利用率", *rows])
    assert [relation.type for relation in read(text, "a").relations] == [RelationType.SHARE] * 3
    assert not read(text.replace("53.3", "35.3"), "a").relations


PLAN = """云溪县民政局2024年工作总结和2025年工作计划
一、2024年工作总结
全年新增养老床位300张。
指标 | 单位 | 全年目标 | 完成数
新增床位 | 张 | 280 | 300
适老化改造 | 户 | 450 | 441
二、2025年工作计划
指标 | 单位 | 2024年 | 2025年目标
护理型床位占比 | % | 54.1 | ≥60
家庭养老床位 | 张 | 740 | 1000
新增护理床位 | 张 | 120 | 150
"""


def test_columns_of_targets_in_a_plan_are_promises_and_in_a_review_are_told() -> None:
    found = read(PLAN, "a")
    roles = {quantity.text: quantity.role for quantity in found.quantities}
    assert (roles["280"], roles["441"], roles["1000"], roles["740"]) == (
        Role.TARGET,
        Role.ACTUAL,
        Role.TARGET,
        Role.ACTUAL,
    )
    told = [(target.subject.text, target.kind, target.op, target.value) for target in found.targets]
    assert told == [
        ("护理型床位占比", TargetKind.LEVEL, Op.AT_LEAST, 60),
        ("家庭养老床位", TargetKind.LEVEL, Op.AT_LEAST, 1000),
        ("新增护理床位", TargetKind.AMOUNT, Op.AT_LEAST, 150),
    ]
    assert found.targets[1].text == "家庭养老床位 | 张 | 740 | 1000"


def test_the_head_of_a_table_heads_no_chapter() -> None:
    kinds = [section.kind for section in read(PLAN, "a").report.sections]
    assert kinds[-1] is SectionKind.PLAN and kinds.count(SectionKind.PLAN) == 1


def test_a_later_year_in_the_heading_is_the_due_year() -> None:
    (first, *_) = read(PLAN.replace("2025年目标", "2027年目标"), "a").targets
    assert (first.due.year, first.due_rule) == (2027, "target.due.column")


def test_what_ends_in_a_sum_is_money_where_the_caption_has_money_and_things() -> None:
    rows = ["市直 | 1268 | 84215 | 16842.5 | 41230.1 | 12", "城东 | 902 | 46380 | 7931.2 | 17654.9 | 9"]
    found = table("个、人、万元", "管理部 | 单位数 | 职工人数 | 本年缴存额 | 缴存余额 | 名额", *rows)
    units = [found[text].unit for text in ("1268", "84215", "16842.5", "41230.1", "12")]
    assert units == ["个", "人", "元", "元", "个"]


def test_each_column_counts_in_what_the_text_tells_its_numbers_in() -> None:
    text = "全年结婚登记4806对，补领证件960件。\n季度 | 结婚登记 | 补领证件\n"
    text += "上半年 | 2448 | 476\n下半年 | 2358 | 484\n"
    found = {one.text: one for one in read(text + "合计 | 4806 | 960\n", "a").quantities}
    assert (found["2448"].unit, found["476"].unit) == ("对", "件")


def test_columns_without_a_unit_of_their_own_count_in_that_of_their_things() -> None:
    rows = ("甲镇 | 21 | 3860 | 1930 | 50.0", "乙镇 | 18 | 2970 | 1515 | 51.0")
    found = table("家、张、人", "地区 | 机构数 | 护理型床位数 | 入住老人 | 入住率（%）", *rows)
    assert [found[one].unit for one in ("21", "3860", "1930", "50.0")] == ["家", "张", "人", "%"]


def test_a_change_of_shares_is_in_points() -> None:
    found = table("%", "行业 | 2024年 | 2025年 | 增减", "一产 | 8.1 | 7.9 | -0.2", "二产 | 40.0 | 40.3 | 0.3")
    assert [(text, found[text].unit) for text in ("7.9", "-0.2", "0.3")] == [
        ("7.9", "%"),
        ("-0.2", "个百分点"),
        ("0.3", "个百分点"),
    ]


def test_a_number_behind_the_name_of_a_column_tells_its_unit_but_not_its_scale() -> None:
    text = "共有网格33个、网格员68名，支出46.5万元。\n社区 | 网格数 | 网格员 | 支出\n"
    text += "东苑 | 17 | 34 | 24.2\n西苑 | 17 | 34 | 22.3\n"
    found = {one.text: one for one in read(text + "合计 | 34 | 68 | 46.5\n", "a").quantities}
    assert (found["17"].unit, found["68"].unit) == ("个", "名")
    assert all(one.unit not in ("元", "名") for name, one in found.items() if name in ("24.2", "22.3", "46.5"))


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("填报单位：柳河县水务局　　　　单位：万元", "元"),
        ("编制单位：柳河县水务局  2025年度  金额单位：万元", "元"),
        ("预算单位：柳河县水务局 计量单位：吨", "吨"),
        ("填报单位：柳河县水务局（盖章）            填报时间：2026年1月9日                    单位：吨", "吨"),
        ("填报单位：柳河县水务局（万元）", "元"),
        ("单位：吨　　　　填报单位：柳河县水务局", "吨"),
        ("填报单位：柳河县水务局", ""),
    ],
)
def test_who_fills_in_a_table_is_no_unit_beside_the_unit_on_its_line(line: str, unit: str) -> None:
    text = f"{line}\n地区 | 甲类 | 乙类\n甲镇 | 321.5 | 20.4\n乙镇 | 88.2 | 31.7\n"
    assert {quantity.unit for quantity in read(text, "a").quantities if "." in quantity.text} <= {unit}
    assert {quantity.text for quantity in read(text, "a").quantities} >= ({"321.5", "31.7"} if unit else set())


@pytest.mark.parametrize("units", ["人、万元", "户、人、万元", "万元"])
@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("享受补贴老年人数", "人"),
        ("救助资金发放人数", "人"),
        ("资助学生人数", "人"),
        ("临时救助补助人次", "人次"),
        ("人员补贴金额", "元"),
        ("贷款数", "元"),
        ("户主补助资金", "元"),
    ],
)
def test_what_a_heading_ends_with_decides_over_what_it_holds(units: str, name: str, unit: str) -> None:
    found = table(units, f"地区 | {name} | 备注", "甲镇 | 615 | 无", "乙镇 | 384 | 无")
    assert {quantity.unit for quantity in found.values()} == {unit}


@pytest.mark.parametrize(
    ("units", "name", "unit"),
    [
        ("户、万元", "补贴户数", "户"),
        ("人、万元", "补贴发放对象", "人"),
        ("个、张、%", "养老机构床位数", "张"),
        ("个、张、%", "床位所在机构", "个"),
        ("家、张", "国家级养老院床位", "张"),
        ("", "养老机构床位数", "张"),
        ("", "参检单位数", "家"),
    ],
)
def test_the_noun_at_the_end_of_a_heading_picks_the_unit(units: str, name: str, unit: str) -> None:
    found = table(units, f"地区 | {name} | 备注", "甲镇 | 615 | 无", "乙镇 | 384 | 无")
    assert {quantity.unit for quantity in found.values()} == {unit}


def test_a_caption_that_ends_with_a_colon_tells_its_unit_too() -> None:
    """… and no number of the text that a cell happens to equal says another one."""
    text = (
        "退出29户47人，在保350户。\n各村分类情况（户）：\n村别 | 甲类 | 乙类\n东堰村 | 38 | 47\n西堰村 | 29 | 37"
    )
    found = {one.text: one.unit for one in read(text, "a").quantities}
    assert [found[one] for one in ("38", "47", "29", "37")] == ["户"] * 4


def test_electricity_is_counted_in_kilowatt_hours_by_either_name() -> None:
    found = {
        one.text: (one.value, one.unit) for one in read("用电1.2亿千瓦小时，发电0.9亿千瓦时。", "a").quantities
    }
    assert found == {"1.2亿千瓦小时": (120_000_000, "千瓦小时"), "0.9亿千瓦时": (90_000_000, "千瓦时")}
