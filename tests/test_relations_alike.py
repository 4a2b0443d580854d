"""What other places of a text lend certainty to is told; the same numbers without them accuse nobody."""

from __future__ import annotations

import pytest
from relations_support import Found, contradictions

TOLD: dict[str, tuple[str, Found]] = {
    "rates of the rows around hold": (
        "大湾乡应复核612户，完成581户，94.9%；黄石镇应复核745户，完成602户，80.8%；竹园乡应复核431户，完成274户，58.9%。",
        ("share", "inconsistent", ("274户", "431户", "58.9%")),
    ),
    "another list makes up the same whole": (
        "共梳理问题147个。政策执行方面53个，档案资料方面3个，资金发放方面41个，工作作风方面15个。处理意见为立行立改89个，限期整改58个。",
        ("sum", "inconsistent", ("147个", "53个", "3个", "41个", "15个")),
    ),
    "as many items as the head says": (
        "孤残儿童、志愿者服务车辆共购置388万元，四个标包中标价分别为126万元、98万元、112万元、73万元。",
        ("sum", "inconsistent", ("388万元", "126万元", "98万元", "112万元", "73万元")),
    ),
    "quarters and halves follow each other": (
        "一季度317人次，上半年684人次，前三季度1042人次，全年1415人次；四季度单算337人次。",
        ("sum", "inconsistent", ("1415人次", "1042人次", "337人次")),
    ),
    "all that came and went stands in the next sentence": (
        "年初全市登记社会组织612家。全年准予成立登记38家、注销登记17家，另依法撤销9家，年末实有614家。",
        ("sum", "inconsistent", ("614家", "612家", "38家", "17家", "9家")),
    ),
    "what is left of what was due": (
        "适老化改造年度计划1200户，到10月末完成874户，尚差236户，主要集中在两镇。",
        ("sum", "inconsistent", ("1200户", "874户", "236户")),
    ),
    "a share of the level before": (
        "养老床位由上年末2640张增至2930张，其中护理型床位1582张，占现有床位的59.9%。",
        ("share", "inconsistent", ("1582张", "2930张", "59.9%")),
    ),
    "the level before stands in brackets": (
        "县级财政投入养老服务资金2156万元（上年同期1874万元），同比增长25.0%。",
        ("rise", "inconsistent", ("1874万元", "2156万元", "25.0%")),
    ),
    "of the earlier level only its time is said": (
        "护理型床位占比本年为61.0%，上年为56.0%，提升4.0个百分点。",
        ("rise", "inconsistent", ("56.0%", "61.0%", "4.0个百分点")),
    ),
    "多 and a verb lead to the difference": (
        "2023年，结婚登记4217件。较2022年的3956件多办251件，增幅6.6%。",
        ("rise", "inconsistent", ("3956件", "4217件", "251件")),
    ),
    "one of several measures told in two places": (
        "婚姻家庭辅导室接待当事人1654对，劝和463对。档案11.8万卷，登记员37名，满意率99.6%。\n辅导室全年接待1654对、成功劝和436对。",
        ("restated", "inconsistent", ("463对", "436对")),
    ),
    "kinds right before their count": (
        "围绕强制入会、违规收费、擅自评比、超范围活动、借名敛财6类突出问题开展清理。",
        ("list_count", "inconsistent", ("6类",)),
    ),
}
SILENT = {
    "two rows, and the rate of neither fits": (
        "大湾乡应复核612户，完成581户，74.9%；竹园乡应复核431户，完成274户，58.9%。"
    ),
    "其中 may leave some out": "困境儿童532名，其中自身困境218名，家庭困境267名，监护困境43名。",
    "the list goes on": "困境儿童532名，分为自身困境218名，家庭困境267名，监护困境43名等。",
    "groups that overlap": (
        "全区现有社会组织486家，其中已建立党组织的213家，获评3A级的178家，认定为慈善组织的27家，具有免税资格的96家。"
    ),
    "what was left over is settled too": "上年度遗留问题8个，今年新发现问题15个，已整改19个，还剩4个。",
    "a share of a place that is not told": "注册志愿者12.8万人，其中女性8.1万人，占全省志愿者总数的14%。",
    "both numbers together are the base": (
        "办理结婚登记3106对、离婚登记1027对。其中跨省通办268对，占登记总量的6.5%。"
    ),
    "twice told ones are taken off": (
        "参保缴费15.2万人，其中职工医保4.6万人、居民医保10.9万人，剔除重复的3000人，参保率97%。"
    ),
    "a name of three kinds of allowance": "全面落实城乡低保、特困供养、残疾人两项补贴。",
}


@pytest.mark.parametrize(("text", "found"), [pytest.param(*case, id=name) for name, case in TOLD.items()])
def test_what_other_places_bear_out_is_told(text: str, found: Found) -> None:
    assert found in contradictions(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in SILENT.items()])
def test_without_them_nobody_is_accused(text: str) -> None:
    assert not contradictions(text)
