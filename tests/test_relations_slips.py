"""A relation that is called consistent would be called inconsistent with any one digit of it changed."""

from __future__ import annotations

import re

import pytest
from relations_support import OPENING, contradictions, found, relations

from bench.mutation import mutants, seen
from kpi.arithmetic.notation import explained, written
from kpi.model import RelationType, RelationVerdict
from kpi.relations import read

_HANZI = re.compile(r"[\u4e00-\u9fff]")
CONSISTENT = [
    "累计发放低保金3881.98万元，其中城市低保2001.62万元，农村低保1880.36万元。",
    "总床位41199张，其中护理型床位15311张，护理型床位占比达37.2%。",
    "应检社会组织205家，已参检164家，参检率80.0%。",
    "城市低保标准由每人每月740元提高到775元，增长4.7%。",
    "慈善收入由2010年的4.87亿元增加到2015年的13.66亿元，年均增长22.91%。",
    "全年中央财政补助资金5955亿元，比上年增加1637亿元，增长37.9%。",
    "全年累计发放低保金3880.98万元。\n开展走访活动。\n发放低保金3880.98万元，保障了基本生活。",
    "市级以上养老示范机构147家，其中国家级13家，省级31家，市级103家。",
]


@pytest.mark.parametrize("text", CONSISTENT)
def test_any_digit_changed_is_seen(text: str) -> None:
    whole = OPENING + text
    changed = list(mutants(read(whole, "x")))
    assert changed
    assert [mutant for mutant in changed if not seen(whole, mutant)] == []


@pytest.mark.parametrize(
    "text",
    [
        "实施重点项目105个，其中工业类3个、城建类28个、农业类21个、商贸类7个、民生类46个。",
        "筛选出12个候选项目，其中新建类5个、续建类7个。",
    ],
)
def test_parts_known_to_be_all_only_by_their_sum_are_partial(text: str) -> None:
    assert {(kind, verdict) for kind, verdict, _ in found(text)} == {("partial", "consistent")}


def test_a_share_of_the_sentence_before_is_told_where_it_fits() -> None:
    text = "新签约项目613个。项目开工进展顺利，制造业项目375个，占61.2%。"
    assert found(text) == {("share", "consistent", ("375个", "613个", "61.2%"))}
    assert not found(text.replace("61.2", "62.2"))


def test_one_number_done_this_year_and_planned_for_the_next_is_not_told_twice() -> None:
    text = "新增旅游民宿1250家。\n\n二、下半年工作计划\n\n新增旅游民宿1250家。"
    assert not [one for one in found(text) if one[0] == "restated"]


def test_growth_that_does_not_fit_the_change_and_the_level() -> None:
    assert contradictions("全年补助资金5955亿元，比上年增加1637亿元，增长27.9%。") == {
        ("rise", "inconsistent", ("5955亿元", "1637亿元", "27.9%"))
    }
    assert contradictions("全年地区生产总值5955亿元，比上年增加1637亿元，增长8.9%。") == set()


def test_what_mends_a_sum_and_what_that_would_break() -> None:
    text = (
        "累计发放低保金3880.98万元，其中城市低保2001.62万元，农村低保1880.36万元。\n"
        "开展走访活动。\n发放低保金3880.98万元，保障了基本生活。"
    )
    every = relations(text)
    (wrong,) = [one for one in every if one.verdict == "inconsistent"]
    assert [(mend.printed, mend.instead, mend.breaks) for mend in wrong.mends] == [
        ("2001.62", "2000.62", 0),
        ("3880.98", "3881.98", 1),
    ]
    mends = "2001.62 → 2000.62 ✓ | 3880.98 → 3881.98 (✗1)"
    others = [(every[number - 1].verdict, every[number - 1].computation) for number in wrong.linked]
    told = explained(wrong.computation, others)
    assert told.endswith(f"(Δ 1.00万元, 0.03%); {mends}; ↔ 3880.98万元 = 3880.98万元")
    assert [every[number - 1].type for number in wrong.linked] == ["restated"]
    gap, share = wrong.computation.gap, wrong.computation.gap_share
    assert gap is not None
    assert 9800 < gap < 10000  # 1.00万元 less what rounding may have done
    assert share is not None
    assert round(share, 2) == round(gap / 388098, 2)


def test_notes_hold_no_words_but_the_printed_units() -> None:
    for text in (
        "应检205家，已参检164家，参检率82.0%。",
        "累计发放低保金3880.98万元，其中城市低保2001.62万元，农村低保1880.36万元。",
        "标准由每人每月910元提高到870元。",
    ):
        relation = next(one for one in relations(text) if one.type is not RelationType.PARTIAL)
        assert not set(_HANZI.findall(written(relation.computation))) - set("家万元")


@pytest.mark.parametrize(
    ("text", "printed", "instead"),
    [
        # a digit lost, one struck twice
        ("累计发放低保金3881.98万元，其中城市低保2001.62万元，农村低保180.36万元。", "180.36", "1880.36"),
        ("累计发放低保金3881.98万元，其中城市低保20001.62万元，农村低保1880.36万元。", "20001.62", "2001.62"),
        # 万 lost
        ("购买轮椅120台，每台850元，计10.2元。", "10.2", "102000"),
        ("总床位41199张，其中护理型床位1.53张，护理型床位占比达37.2%。", "1.53", "15300"),
    ],
)
def test_what_was_lost_or_struck_twice_is_a_slip(text: str, printed: str, instead: str) -> None:
    wrong = [one for one in read(OPENING + text, "x").relations if one.verdict is RelationVerdict.INCONSISTENT]
    assert wrong and (printed, instead) in {(mend.printed, mend.instead) for one in wrong for mend in one.mends}


def test_another_digit_is_offered_before_one_that_was_lost() -> None:
    text = OPENING + "累计发放低保金3881.98万元，其中城市低保2001.62万元，农村低保1890.36万元。"
    mends = [mend for one in read(text, "x").relations for mend in one.mends]
    assert mends and all(len(mend.printed) == len(mend.instead) for mend in mends)


@pytest.mark.parametrize(
    "text",
    [
        # What would mend it is a matter of rounding: any number near by would do as well.
        "全年迁入2146人，迁出3871人，出生登记1984人，死亡注销2593人，年末户籍人口38.26万人，较上年末减少2334人。",
        # Few digits: 1036 with one of them lost.
        "实施106个片区更新项目，打造未来公园社区75个，完成社区微更新项目345个，改造老旧院落616个。",
        "送进1460户，每户补助350元，首批已发放5.11万元。",
    ],
)
def test_chance_is_no_slip(text: str) -> None:
    assert contradictions(text) == set()
