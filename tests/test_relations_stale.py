"""An old figure left standing is off by more than a digit, and told where structure decides."""

from __future__ import annotations

import pytest
from relations_support import contradictions

TOLD = {
    "the other measure of a list whose first measure adds up": (
        "全年实施帮扶1482户、支出412.6万元，其中支出型1035户、253.8万元，急难型447户、125.3万元。",
        ("sum", ("412.6万元", "253.8万元", "125.3万元")),
    ),
    "both halves of a known split": (
        "全年支出低保金4826.37万元，其中城市低保1763.52万元，农村低保2538.41万元。",
        ("sum", ("4826.37万元", "1763.52万元", "2538.41万元")),
    ),
    "a bracket that holds all parts": (
        "全区在册志愿队伍1765支（社区队538支，单位队1152支）。",
        ("sum", ("1765支", "538支", "1152支")),
    ),
    "a total behind its two parts": (
        "城市发放低保金1264.8万元；农村发放低保金3977.5万元。两项合计发放4816.9万元。",
        ("sum", ("4816.9万元", "1264.8万元", "3977.5万元")),
    ),
    "a rate beside the level and the level before": (
        "全县登记社会组织1238家，较上年的1126家增加112家，增长13.4%。",
        ("rise", ("1126家", "1238家", "13.4%")),
    ),
    "lines that a head with a colon announces": (
        "全年拨付经费217.6万元，分到四个乡镇：\n1.南镇74.5万元；\n2.白镇58.2万元；\n3.桥乡46.9万元；\n4.河乡51.4万元。",
        ("sum", ("217.6万元", "74.5万元", "58.2万元", "46.9万元", "51.4万元")),
    ),
    "how much of a task was done": (
        "年初目标1500人次，实际1724人次，完成率87.0%。",
        ("share", ("1724人次", "1500人次", "87.0%")),
    ),
    "one share of several of one base": (
        "全区老年人口18.46万人。高龄老人2.71万人，占14.7%；失能老人0.83万人，占4.5%；空巢老人5.92万人，占27.3%。",
        ("share", ("5.92万人", "18.46万人", "27.3%")),
    ),
}
SILENT = {
    "brackets of the parts that a whole is made of": (
        "全年收到善款2386.7万元，分为定向善款1415.2万元（企业1208.6万元，个人206.6万元）和非定向善款971.5万元（企业540.3万元，个人431.2万元）。"
    ),
    "some parts of a whole": "累计救助3528户，其中支出型872户，急难型1264户，并建立台账。",
    "two halves among others": "养老机构312家，其中公办98家、民办150家、公建民营67家。",
    "a payment for fewer heads": "特困人员738人，每人每月1010元，全年支出供养金831.36万元。",
    "the next sentence lists some": "新增单位1399家。\n新签约、新开工、新竣工项目545个、559个、323个。",
    "lines that need not be all": "合计574.6万元。\n1、训练营64.5万元；\n2、工作站150万元；\n3、联络处80万元。",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_stale_figure_is_told(name: str) -> None:
    text, (kind, members) = TOLD[name]
    assert (kind, "inconsistent", members) in contradictions(text)


@pytest.mark.parametrize("name", SILENT)
def test_what_structure_does_not_decide_is_not_told(name: str) -> None:
    assert contradictions(SILENT[name]) == set()


def test_a_total_of_a_table_whose_other_column_adds_up() -> None:
    table = "\n".join(
        [
            "| 乡镇 | 户数 | 人数 |",
            "|---|---|---|",
            "| 青石镇 | 128 | 241 |",
            "| 白河镇 | 97 | 183 |",
            "| 古井乡 | 205 | 396 |",
        ]
    )
    told = contradictions(f"{table}\n| 合计 | 430 | 746 |\n")
    assert {(kind, members) for kind, _, members in told} == {("sum", ("746", "241", "183", "396"))}


def test_a_table_that_leaves_rows_out_is_not_told() -> None:
    table = "| 国别 | 人数 |\n|---|---|\n| 甲国 | 1241 |\n| 乙国 | 1183 |\n"
    assert contradictions(f"{table}| 合计 | 2746 |\n") == set()


def test_a_subtotal_of_the_rows_under_its_head() -> None:
    rows = [
        "单位：件",
        "| 办理情况 | 自然人 | 法人 | 总计 |",
        "|---|---|---|---|",
        "| 一、本年新收 | 55 | 8 | 63 |",
        "| 二、办理结果 | | | |",
    ]
    rows += [
        "| （一）予以公开 | 24 | 3 | 27 |",
        "| （二）部分公开 | 8 | 1 | 9 |",
        "| （三）其他处理 | 4 | 1 | 5 |",
    ]
    rows += ["| （四）办结小计 | 36 | 5 | 46 |"]
    told = {members for _, _, members in contradictions("\n".join(rows))}
    assert ("46", "27", "9", "5") in told


def test_a_column_of_shares_makes_up_its_hundred() -> None:
    rows = [
        "| 类别 | 人数（人） | 占比（%） |",
        "|---|---|---|",
        "| 视力 | 1164 | 32.4 |",
        "| 听力 | 842 | 23.5 |",
        "| 肢体 | 1584 | 41.4 |",
    ]
    told = {members for _, _, members in contradictions("\n".join([*rows, "| 合计 | 3590 | 100.0 |"]))}
    assert ("100.0", "32.4", "23.5", "41.4") in told
