"""A number before its noun takes up the one told behind it, in any section."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

PLAN = "\n\n二、下半年工作打算\n\n"
# What was told, and the mention of it with another number that is one slip away.
TAKEN_UP = [
    ("全县在册残疾人{}人，均已建档。", "管好{}名残疾人的档案。", "7846", "7864"),
    ("全市共有公办学位{}个。", "对全市{}个学位逐一登记。", "3519", "3579"),
    ("排查安全隐患{}处。", "对此次{}处隐患挂账督办。", "163", "168"),
    ("全区有托育机构38家，托位{}个。", "盘活{}个托位，实行分级管理。", "2160", "2610"),
    ("登记在册社区矫正对象{}人。", "{}名社区矫正对象逐人签订责任书。", "1437", "1473"),
    ("全县现有网格员{}人，其中专职241人。", "继续用好{}名网格员。", "586", "568"),
    ("摸底低收入家庭{}户。", "对上述{}户低收入家庭开展回访。", "734", "784"),
    ("核查信访事项{}件。", "这{}件信访事项全部录入台账。", "92", "82"),
    ("现有公益岗位{}个。", "将{}个公益岗位统一编号。", "1208", "1280"),
    ("发现欠薪线索{}条。", "对{}条线索逐条核实。", "57", "59"),
]


def of_restated(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for kind, verdict, members in found(text) if kind == "restated"}


@pytest.mark.parametrize(("told", "again", "number", "slip"), TAKEN_UP)
@pytest.mark.parametrize("between", ["\n", PLAN])
def test_a_number_is_taken_up(told: str, again: str, number: str, slip: str, between: str) -> None:
    alike = {verdict for verdict, _ in of_restated(told.format(number) + between + again.format(number))}
    assert alike == {"consistent"}
    off = of_restated(told.format(number) + between + again.format(slip))
    assert [verdict for verdict, _ in off] == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "排查安全隐患163处。\n新增168处隐患挂账督办。",
        "全县在册残疾人7846人。\n培训7864名残疾人家属。",
        "登记网格员586人，其中女性241人。\n对其中568名网格员开展轮训。",
        "完成危桥改造24座。" + PLAN + "对26座危桥逐一改造。",
        "去年底，全县在册残疾人7846人。\n管好7864名残疾人的档案。",
        "实施重点项目168个，完成投资39亿元。" + PLAN + "推动188个重点项目全部开工。",
        "全市共有公办学位3519个。\n对城区2519个学位抽查。",
        "全县有村民小组612个。\n抽查621个村民小组的台账。",
        "核查信访事项92件。\n对82件信访事项回访。",
    ],
)
def test_another_number_is_no_slip(text: str) -> None:
    assert not contradictions(text)


def test_what_was_done_this_year_is_not_what_the_plan_is_of() -> None:
    assert not of_restated("承诺的15件民生实事全部兑现。" + PLAN + "用好15件民生实事机制。")


def test_a_round_number_of_one_digit_says_nothing() -> None:
    assert not of_restated("新建站点20个。全市20个站点运转。")


def test_an_amount_is_told_again_in_full_where_the_same_noun_leads_to_both() -> None:
    text = "【经费】助学金支出1.36亿元。\n\n审计后，教务科核定助学金支出为13624.8万元。"
    assert of_restated(text) == {("consistent", ("1.36亿元", "13624.8万元"))}
    assert not of_restated(text.replace("核定助学金", "核定公用经费"))
