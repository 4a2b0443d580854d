"""What the words around a number say of it beyond its noun: whole names, money for whom, lists and classes."""

from __future__ import annotations

import pytest
from extraction_support import figures

from kpi.extraction import extract


def subjects(sentence: str) -> list[str]:
    return [q.subject.text for q in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推动60户企业“上云”。", ["企业“上云”"]),
        ("建设8个“惠老通”服务点。", ["“惠老通”服务点"]),
        ("落实省“清风12条”、市“清风20条”。", ["落实省清风", "市清风"]),
        ("推进首批16个省、市重点项目。", ["省、市重点项目"]),
        ("公布2项许可事项。", ["许可事项"]),
        ("建成12个县域医共体。", ["县域医共体"]),
        ("帮助30名就业困难人员再就业。", ["就业困难人员再就业"]),
        ("推进社区社会组织孵化园建设,已建成3家孵化园。", ["社区社会组织孵化园"]),
        ("将养老服务职业技能培训纳入预算,全年组织开展各类培训5批540人次。", ["养老服务职业技能培训"] * 2),
        (
            "实施重点产业“链长制”,突出8大产业链条。",
            ["产业链条"],
        ),  # a noun that only opens another is no longer name
    ],
)
def test_a_name_is_told_whole(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("为30名孤儿发放助学金9万元。", ["孤儿", "孤儿助学金"]),
        ("为困难老人拨付了慰问津贴47.5万元。", ["困难老人慰问津贴"]),
        ("为清禾县困难老人发放了2018年第3季度津贴47.5万元。", ["清禾县困难老人津贴"]),
        ("中央对地方转移支付总额4025亿元。", ["中央对地方转移支付总额"]),
        (
            "对特困老人共计170户,按照2000元和3000元的标准进行居家改造。",
            ["特困老人", "居家改造标准", "居家改造标准"],
        ),
        (
            "在福彩公益金中统筹安排19万元,向社工中心购买2022年社会工作服务项目。",
            ["统筹安排社会工作服务项目"],
        ),
    ],
)
def test_whom_and_what_money_is_for(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("及时将符合条件的671人纳入低保范围。", ["符合条件纳入低保范围"]),
        ("中秋前向130户240人送去慰问金。", ["送去慰问金", "送去慰问金"]),
        ("现有754户2147人持证领款。", ["持证领款", "持证领款"]),
        ("全县有538户、1154人实现了残疾人就业。", ["残疾人就业", "残疾人就业"]),
        ("已有3家敬老院设立医务室或与医疗机构签约合作。", ["敬老院设立医务室或与医疗机构签约合作"]),
        ("全省12个县(市、区)开展互助养老试点。", ["县(市、区)开展互助养老试点"]),
        ("邀请义工联盟志愿者10多人义务引导祭扫。", ["邀请义工联盟志愿者"]),
        ("补齐常住人口千人以上村卫生室短板。", ["村卫生室短板"]),
        ("实现50%以上居家患者可参与社区康复服务。", ["居家患者可参与社区康复服务"]),
        ("60%的村达到50万元。", ["村", "村"]),
        ("养老设施可覆盖60%以上的农村大队。", ["养老设施可覆盖农村大队"]),
        ("年内完成380户、5万平方米棚户区改造。", ["棚户区改造", "棚户区改造"]),
    ],
)
def test_what_people_did_and_what_a_share_does(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "登记社会组织412家,其中社会团体178家(市本级39家)、基金会9家(市本级6家)。",
            ["登记社会组织", "社会团体", "市本级社会团体", "基金会", "市本级基金会"],
        ),
        (
            "一是殡仪馆迁建项目,占地30亩,投资2亿元,二是颐养中心项目,占地16万平方米,其中一期8万平方米。",
            ["殡仪馆迁建项目占地", "殡仪馆迁建项目投资", "颐养中心项目占地", "颐养中心项目一期"],
        ),
        (
            "困境儿童400人,困境儿童中助学津贴一类(小学)人数172人,二类(初中)人数131人。",
            ["困境儿童", "助学津贴一类(小学)人数", "助学津贴一类(小学)人数", "助学津贴二类(初中)人数"],
        ),
        ("开展社工专业督导(个案分析会诊)9场,服务对象达30人次。", ["社工专业督导", "社工专业督导服务对象"]),
        ("新设产业基金15只、总规模29亿元。", ["新设产业基金", "新设产业基金总规模"]),
        ("全社会研发投入占地区生产总值比重2.8%。", ["全社会研发投入占地区生产总值比重"]),
        ("提前完成2021年省定覆盖面55%的任务。", ["省定覆盖面"]),
        ("如期办完全市特困老人居家环境改造300户。", ["全市特困老人居家环境改造"]),
        ("积极组织开展检测;上门开展疫苗接种,接种率达到100%。", ["接种率"]),
    ],
)
def test_a_part_is_one_of_the_whole_that_stands_there(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected


def test_who_meets_the_conditions_is_told_by_the_short_sentence_that_opens_the_paragraph() -> None:
    said = "做好孤儿助学金发放。按照通知要求,摸排符合条件29人,每人每学年1万元,下半年发放。"
    assert subjects(said) == ["孤儿助学金发放", "孤儿助学金发放"]


def test_parts_of_a_sum_behind_a_colon_are_named_as_money() -> None:
    said = "累计发放社会救助专项资金53万元。其中:城市低保73人12万元;农村低保13人19万元。\n"
    assert [(q.unit, q.subject.text) for q in extract(said, "case").quantities] == [
        ("元", "发放社会救助专项资金"),
        ("人", "城市低保"),
        ("元", "城市低保资金"),
        ("人", "农村低保"),
        ("元", "农村低保资金"),
    ]
