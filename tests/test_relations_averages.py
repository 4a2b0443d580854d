"""Whole / heads = average, in any order and over several clauses; averages that no whole number gives."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


def products(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for kind, verdict, members in found(text) if kind == "product"}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("实施临时救助386人次，发放救助金77.2万元，人均救助2000元。", ("386人次", "2000元", "77.2万元")),
        ("临时救助386人次、支出77.2万元，人次均2000元。", ("386人次", "2000元", "77.2万元")),
        ("为850名失能老人提供上门服务5100人次，人均6次。", ("850名", "6次", "5100人次")),
        ("投入450万元改造1500户，户均3000元。", ("1500户", "3000元", "450万元")),
        ("减免6218例、减免费用497.44万元，例均800元。", ("6218例", "800元", "497.44万元")),
        ("实施公益项目24个，投入资金192万元，平均每个项目8万元。", ("24个", "8万元", "192万元")),
        ("平均每村补助5万元，共补助36个村，总投入180万元。", ("36个", "5万元", "180万元")),
        ("举办培训班6期，平均每期45人，累计培训270人次。", ("6期", "45人", "270人次")),
        ("走访慰问留守儿童412名，发放物资折合8.24万元，每人200元。", ("412名", "200元", "8.24万元")),
        ("为1534名逝者家属减免服务费153.4万元，每具减免1000元。", ("1534名", "1000元", "153.4万元")),
        (
            "发放价格补贴2次，惠及9772人，发放资金97.72万元，每人每次50元。",
            ("9772人", "2次", "50元", "97.72万元"),
        ),
        ("为4200名老人发放高龄津贴126万元，人均50元/月。", ("4200名", "50元/月", "126万元")),
        (
            "孤儿21人，事实无人抚养儿童63人，两类儿童均按每人每月1650元发放，上半年发放83.16万元。",
            ("21人", "63人", "1650元", "83.16万元"),
        ),
    ],
)
def test_an_average_that_fits(text: str, members: tuple[str, ...]) -> None:
    assert ("consistent", members) in products(text)


def test_so_many_for_each_thousand_of_a_population() -> None:
    text = "全县老年人口6.84万人。现有养老床位2415张，每千名老年人拥有养老床位35.3张。"
    assert products(text) == {("consistent", ("6.84万人", "35.3张", "2415张"))}


@pytest.mark.parametrize(
    "text",
    [
        "实施临时救助386人次，发放救助金77.2万元，人均救助2100元。",
        "举办培训班6期，平均每期45人，累计培训370人次。",
        "为2300名老人购买意外险，每人30元，共计7.9万元。",
        "平均每村补助5万元，共补助36个村，总投入150万元。",
    ],
)
def test_an_average_that_does_not(text: str) -> None:
    assert [(kind, len(members)) for kind, _, members in contradictions(text)] == [("product", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "全县有低保对象6893人，发放低保金2218.4万元，人均补差536元。",  # a month's
        "全市居民人均可支配收入3.2万元，增加1500元。",
        "累计救助386人次，发放救助金77.2万元，其中住院的人均4100元。",
        "救助380余人次，发放救助金77.2万元，人均2100元。",
    ],
)
def test_an_average_of_something_else_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()


def test_an_average_that_no_whole_number_gives() -> None:
    assert contradictions("37个项目平均每个项目受益4.25人。") == {("product", "inconsistent", ("37个", "4.25人"))}
    assert contradictions("37个项目平均每个项目受益4.27人。") == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("抽查养老机构37家，合格率93.2%。", True),
        ("抽查养老机构37家，合格率94.6%。", False),
        ("实际参检198家，参检率96.6%。", False),  # 198 of 205
        ("对10家养老机构开展食品抽检，合格率98.5%。", False),  # of the samples
        ("抽查养老机构约37家，合格率93.2%。", False),
    ],
)
def test_a_percentage_that_no_whole_number_gives(text: str, wrong: bool) -> None:
    assert bool(contradictions(text)) is wrong
