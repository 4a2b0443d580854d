"""What a number measures, also where the sentence leaves it out."""

from __future__ import annotations

import pytest
from extraction_support import figures

from kpi.model import Measure


def subjects(sentence: str) -> list[str]:
    return [q.subject.text for q in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("发放低保金300万元。", ["发放低保金"]),
        ("新增2家慈善组织。", ["新增慈善组织"]),
        ("为239名孤儿发放保障金584万元。", ["孤儿", "孤儿保障金"]),
        ("保障低保对象200户300人。", ["保障低保对象", "保障低保对象"]),
        ("为困难家庭改造卫生厕所200户。", ["改造卫生厕所"]),
        ("逐步在成规模的小区全部设置平价超市,年内完成20个。", ["平价超市"]),
        ("对培训机构投入增长36%。", ["培训机构投入增长"]),
        ("第二产业增加值59亿元,增长2.8%。", ["第二产业增加值", "第二产业增加值增长"]),
        ("参检单位320家,参检率达98%。", ["参检单位", "参检率"]),
        ("建成站点30个,覆盖率达90%。", ["建成站点", "站点覆盖率"]),
        ("城市、农村低保对象分别为7394人、13762人。", ["城市低保对象", "农村低保对象"]),
        ("城镇居民收入和农村居民收入,分别增长5%和6%。", ["城镇居民收入增长", "农村居民收入增长"]),
        (
            "共建42个社区养老中心和98个农村互助中心,覆盖率分别达到86%和70%。",
            ["社区养老中心", "农村互助中心", "社区养老中心覆盖率", "农村互助中心覆盖率"],
        ),
        ("对5家连续两年未参加年检的社会组织作出处罚。", ["社会组织", "社会组织"]),
        ("为100名符合条件的残疾人办理证件。", ["残疾人"]),
        ("筹措8亿元实施安居工程。", ["筹措安居工程"]),
        ("新建11公里污水管网、16公里雨水管网。", ["新建污水管网", "雨水管网"]),
        ("企业养老金发放300人,年人均提高2556元。", ["企业养老金发放", "企业养老金发放年人均提高"]),
        ("失业保险参保率比“十四五”末提高2个百分点。", ["失业保险参保率提高"]),
        ("高技术制造业、装备制造业增加值分别增长5%、6%。", ["高技术制造业增加值增长", "装备制造业增加值增长"]),
        ("地产蔬菜种植面积2万亩,产量15万吨。", ["地产蔬菜种植面积", "地产蔬菜产量"]),
        ("粮食播种面积22.7万亩，总产9.15万吨。", ["粮食播种面积", "粮食总产"]),
        ("生猪存栏12万头、出栏20万头。", ["生猪存栏", "生猪出栏"]),
        ("规模以上工业企业7万家、增加值增长3%。", ["规模以上工业企业", "规模以上工业企业增加值增长"]),
        ("孤儿保障标准提高,集中养育每人每月2100元。", ["集中养育"]),
        ("为80名老人发放护理补贴,每人每月100元。", ["老人", "老人"]),
        ("确保城区68公里供水、15公里雨水管网工程竣工。", ["城区供水", "雨水管网工程"]),
        ("开展督导(个案分析)9场。", ["开展督导(个案分析)"]),
        ("在校学生5.2万人。", ["在校学生"]),
        ("PM_2.5平均浓度每立方米20微克。", ["PM2.5平均浓度"]),
        ("资产过8亿元,在保余额3亿元。", ["资产", "在保余额"]),
        ("将企业现行16%的税率降至13%。", ["企业现行", "企业现行税率"]),
        ("到6月底前要全面完成3万平方米草坪。", ["草坪"]),
        ("推动9公里河岸治理提升。", ["河岸治理提升"]),
        ("落实30项为民办实事项目。", ["为民办实事项目"]),
        ("提交9大类55项实事项目。", ["实事项目", "实事项目"]),
        ("3个万亩、7个千亩稻虾基地升级。", ["万亩稻虾基地升级", "千亩稻虾基地升级"]),
        ("继续实施河道治理、500亩沙区治理。", ["沙区治理"]),
        ("各项贷款余额9亿元,底线3条。", ["各项贷款余额", "底线"]),
    ],
)
def test_subject(sentence: str, expected: list[str]) -> None:
    assert subjects(sentence) == expected


def test_after_among_them_the_noun_is_that_of_the_last_number_in_the_same_unit() -> None:
    found = figures("共保障城乡低保对象13万户20万人,支出1.2亿元(其中,农村11万户17万人,城市2万户3万人)。")
    assert [q.subject.text for q in found[3:]] == [
        "农村城乡低保对象",
        "农村城乡低保对象",
        "城市城乡低保对象",
        "城市城乡低保对象",
    ]


def test_the_topic_is_the_short_first_sentence_of_the_paragraph() -> None:
    assert figures("全面加快园区建设。新建道路5条。")[0].subject.topic == "全面加快园区建设"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("农村低保标准增幅保持在5%—7%。", "农村低保标准增幅"), ("新建3—4个服务站。", "新建服务站")],
)
def test_both_ends_of_a_range_measure_the_same(sentence: str, expected: str) -> None:
    assert subjects(sentence) == [expected, expected]


@pytest.mark.parametrize("sentence", ["一至九个月共发放高龄津贴。", "三到五个月内为120户家庭发放补贴。"])
def test_a_range_of_months_in_words_may_open_a_report(sentence: str) -> None:
    lower, upper = figures(sentence)[:2]
    assert (lower.unit, upper.unit) == ("个月", "个月")
    assert lower.subject.text == upper.subject.text


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("神山镇新建服务站3个。", "神山镇"),
        ("市本级支出300万元。", "市本级"),
        ("中心城区改造管网12公里。", "中心城区"),
        ("全区新建服务站3个。", ""),
        ("改造农村危房30户。", ""),
        ("创建省级示范镇3个。", ""),
    ],
)
def test_the_part_of_the_territory_that_a_clause_opens_with(sentence: str, place: str) -> None:
    assert figures(sentence)[0].subject.place == place


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("价格涨幅由5.4%回落到2.6%。", [("价格涨幅", Measure.GROWTH), ("价格涨幅", Measure.GROWTH)]),
        ("利润由上年上升转为下降1.2%。", [("利润下降", Measure.GROWTH)]),
        ("增加值占比从30%提高到40%。", [("增加值占比", Measure.SHARE), ("增加值占比", Measure.SHARE)]),
    ],
)
def test_the_number_reached_keeps_what_the_number_before_measured(
    sentence: str, expected: list[tuple[str, Measure]]
) -> None:
    assert [(q.subject.text, q.subject.measure) for q in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("地区生产总值迈上3300亿元台阶、增长6.2%。", ["地区生产总值", "地区生产总值增长"]),
        ("集体经营性收入20万元以上的村达到80%。", ["集体经营性收入", "集体经营性收入20万元以上的村"]),
    ],
)
def test_what_belongs_to_the_number_before_or_limits_a_group(sentence: str, subjects: list[str]) -> None:
    assert [q.subject.text for q in figures(sentence)] == subjects
