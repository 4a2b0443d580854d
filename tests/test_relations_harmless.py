"""Passages that fit together and tempt a checker of arithmetic to say that they do not: nothing is told of them.

Written for this, of invented bodies, by readers who had not seen the rules (overlapping groups, open lists, other
dates, movements, unlike bases, counts of other things); those of the last kind were accused when they were found.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from relations_support import contradictions

from bench.places import ROOT
from kpi.relations import read

TITLE = "清禾县民政局2025年上半年工作总结\n\n一、上半年工作情况\n\n"
PAGES: dict[str, list[Path]] = {}
for page in sorted((ROOT / "tests" / "data" / "faultless").glob("*.txt")):
    PAGES.setdefault(page.stem.partition("-")[0] if "-" in page.stem else "1", []).append(page)
PASSAGES = json.loads((ROOT / "tests" / "data" / "harmless.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        # The total of a share is none of the list before it, and the share is of all that was listed.
        "审结案件5184件。居前三位的是：合同纠纷1207件、买卖纠纷842件、离婚纠纷566件，合计占50.4%。调解2873件。",
        # Shares told in words are too round to make up 100 % with those in digits.
        "税收38.46亿元。甲税16.28亿元，占税收的42.3%；乙税8.74亿元，占22.7%；丙税3.15亿元，占8.2%。大户缴税11.6亿元，占税收的三成。",
        # Two that stand side by side within a whole that they make up: neither is a part of the other.
        "抽选小区96个、住户960户，其中城镇小区52个520户，农村小区44个440户；年内轮换30个小区。",
        "转移就业22.6万人，其中省外9.7万人、省内市外5.1万人、市内7.8万人；返乡1.27万人。",
        "外出1573人，其中省外826人，省内县外514人，县内乡外233人。",
        # All of them are of a number told before, and none of another one.
        "发现困难线索96条，其中转办临时救助58件、低保申请23件，其余15件经解释疏导办结。",
        # Two measures of one unit, of which the second has a part further on.
        "计划投资3640万元，完成2980万元。其中城东计划2140万元，完成1760万元；城西计划1500万元，完成1020万元。跨区项目完成200万元。",
        # One row of several says that its shares are of another place.
        "全县残疾人1.2万户、1.5万人。其中，肢体残疾6214户、7512人，分别占51.8%和50.1%；视力残疾1093户、1320人，"
        "分别占全省同类的3.1%和3.3%；其他4676户、6192人，分别占39.0%和41.3%。",
        # Ages of those with a certificate, not of all.
        "全区有社工412人，其中持证350人，35岁及以下128人，36至45岁140人，46岁及以上82人。",
        # Of the base less those who are away.
        "全县有老年人1260人，除去外出的60人，能自理的840人，占70.0%；需照料的360人，占30.0%。",
        # One list of kinds, of what came and of what was taken up.
        "收到建议385件，其中经济类114件，城建类136件，科教类135件。立案357件，其中经济类113件，城建类118件，科教类126件。",
        # The last are of the one that they name, and no more parts of the whole.
        "查出隐患4236条，其中重大隐患38条；整改销号4187条，重大隐患整改36条，未整改的2条均已挂牌督办。",
        # A rate told first is of the count before it; one of another sentence names what it is of.
        "城区水源地11个，水质达标率100%；农村水源地37个，达标35个。",
        "危险废物产生量6.83万吨，利用处置6.74万吨，年末贮存0.41万吨。受污染耕地安全利用率94.7%。",
        # What was cut, and its share of what was asked; two parts, and neither a level nor a change.
        "完成评审项目876个，送审金额153.6亿元，核减14亿元，核减率9.1%。",
        "承担建设任务7.2万亩，总投资1.98亿元，其中新建4.7万亩、改造提升2.5万亩，目前已完工6.1万亩。",
        # The share behind them says that they are some of it.
        "调解纠纷5.83万件。按纠纷类型分，婚姻类1.62万件、邻里类1.48万件、损害类0.73万件，三类合计占65.7%。",
        # The first of two rates behind 分别 is of the first of what was told.
        "农村低保标准由5640元/年提高到6060元/年，提高420元；城市低保标准由每月660元提高到705元，提高45元，分别增长7.4%和6.8%。",
        # All of them are of the first, though a total of some stands behind.
        "18项指标中，已达到目标值的7项，进度符合预期的9项，滞后的2项，达到或符合预期的指标合计16项，占88.9%。",
        # Nobody writes 6 for 0: no slip makes 6.4万户 the whole of 3527起.
        "走访群众6.4万户，化解矛盾纠纷3527起，化解率97.4%。",
        # Mainly is of some of it.
        "基金收入5.74亿元，下降27.9%，主要是出让收入减收2.16亿元。",
        # The tasks of the two are not told; the words for how they went stand once for both.
        "筹措保障性租赁住房6800套，供应4950套，分别完成年度任务的113%和124%。",
        "PM2.5平均浓度由82微克/立方米降到53微克/立方米，PM10由146微克/立方米降到88微克/立方米，分别下降35.4％和39.7％。",
        # Heads that are told behind both are not those of the average; the rate of some is not that of all.
        "图书馆总藏量78.3万册，人均藏量1.06册，持证读者14.1万人。",
        "床位4318张，入住2247人，入住率52.0%。\n存在的问题：民办养老机构平均入住率仅为46.3%。",
        # Some of those that were told.
        "困境儿童1274人。\n上述困境儿童中有263人同时是留守儿童。",
        # The level that the change fits, and not the part right before it.
        "全年火化3061具，其中县馆2214具、西河站847具，火化量同比增加74具（上年2987具），增长2.5%。",
    ],
)
def test_what_the_same_numbers_fit_otherwise_is_not_told(text: str) -> None:
    assert contradictions(text) == set()


@pytest.mark.parametrize("title", ["", TITLE], ids=["alone", "in a report"])
def test_nobody_is_accused(title: str) -> None:
    accused = [
        (passage["text"], one.rule)
        for passage in PASSAGES
        for one in read(title + passage["text"], "case").relations
        if one.verdict.value == "inconsistent"
    ]
    assert accused == []


@pytest.mark.parametrize("writer", sorted(PAGES))
def test_a_page_without_a_fault_is_accused_of_none(writer: str) -> None:
    """Whole pages by writers who had not seen the rules; at first fifty things were told of them."""
    accused = [
        (path.stem, one.rule)
        for path in PAGES[writer]
        for one in read(path.read_text(encoding="utf-8"), path.stem).relations
        if one.verdict.value == "inconsistent"
    ]
    assert len(PAGES[writer]) >= 40 and accused == []
