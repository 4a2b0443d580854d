"""Numbers and units: what is printed becomes a value in base units, with the unit as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extraction_support import figures, one

from kpi.model import Bound
from kpi.numbers.numerals import chinese_numeral
from kpi.numbers.scanning import scan


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit"),
    [
        ("保障低保对象20.89万人。", "20.89万人", "208900", "人"),
        ("发放低保金1.23亿元。", "1.23亿元", "123000000", "元"),
        ("护理型床位占比达37.1%。", "37.1%", "37.1", "%"),
        ("占比达３７.１％。", "３７.１％", "37.1", "%"),
        ("救助11,413人次。", "11,413人次", "11413", "人次"),
        ("新增用房17537㎡。", "17537㎡", "17537", "平方米"),
        ("服务950余人次。", "950余人次", "950", "人次"),
        ("惠及儿童1万余名。", "1万余名", "10000", "名"),
        ("筹集善款3.4万余元。", "3.4万余元", "34000", "元"),
        ("减免税费3万多亿元。", "3万多亿元", "3000000000000", "元"),
        ("铺设管网2万5千公里。", "2万5千公里", "25000", "公里"),
        ("新增装机3000万千瓦。", "3000万千瓦", "30000000", "千瓦"),
        ("完成产值1.3万亿元。", "1.3万亿元", "1300000000000", "元"),
        ("低保标准为716元/人·月。", "716元/人·月", "716", "元/人·月"),
        ("特困供养标准为每人每月1740元。", "1740元", "1740", "元/人·月"),
        ("散居孤儿月标准1300元。", "1300元", "1300", "元/月"),
        ("每万名老年人拥有持证护理员30人。", "30人", "30", "人/万老年人"),
        ("占全省1/4。", "1/4", "25.0", "%"),
        ("发病率53.5/10万。", "53.5/10万", "53.5", "十万分率"),
        ("公路密度146.3公里/百平方公里。", "146.3公里/百平方公里", "146.3", "公里/百平方公里"),
        ("漏斗区面积184 km²。", "184 km²", "184", "平方公里"),
        ("生活用水量131 L/d。", "131 L/d", "131", "升/天"),
        ("抗旱设备1,870台（套）。", "1,870台（套）", "1870", "台(套)"),
        ("超过三分之一的村参加。", "三分之一", "33.3", "%"),
        ("1509万农民参保。", "1509万", "15090000", "人"),
        ("农村贫困人口再减少20万以上。", "20万", "200000", "人"),
        ("扫除4万青壮年文盲。", "4万", "40000", "人"),
        ("完成30万农户延包任务。", "30万", "300000", "户"),
        ("人均居住面积达7·94平方米。", "7·94平方米", "7.94", "平方米"),
        ("全县共识别3.2万贫困户。", "3.2万", "32000", "户"),
        ("全县有1.4万特困家庭。", "1.4万", "14000", "户"),
    ],
)
def test_value_and_unit_as_printed(sentence: str, text: str, value: str, unit: str) -> None:
    quantity = one(sentence)
    assert (quantity.text, quantity.value, quantity.unit) == (text, Decimal(value), unit)


def test_digits_of_old_pages_are_spaced_and_offsets_still_point_into_the_text() -> None:
    found = figures("国内生产总值增长 8 ．8 ％，预期寿命达到7 0 ．8 岁。")
    assert [(q.text, q.value) for q in found] == [("8 ．8 ％", Decimal("8.8")), ("7 0 ．8 岁", Decimal("70.8"))]


def test_a_range_gives_two_bounds_with_the_unit_of_the_upper_end() -> None:
    low, high = figures("新建服务站3—4个。")
    assert (low.value, low.bound, low.unit) == (3, Bound.AT_LEAST, "个")
    assert (high.value, high.bound, high.unit) == (4, Bound.AT_MOST, "个")


def test_a_number_without_a_unit_takes_that_of_the_same_noun_before_it() -> None:
    assert figures("共有总床位41199张,其中社会化运营床位34643,占比84%。")[1].unit == "张"


def test_a_unit_said_once_holds_for_the_numbers_of_a_list() -> None:
    assert [q.unit for q in figures("参保人数分别增加17万和20万。")] == ["人", "人"]
    assert [q.unit for q in figures("湿地、草地面积分别减少1.6万、3.8万亩。")] == ["亩", "亩"]


def test_a_comma_between_two_numbers_does_not_group_their_digits() -> None:
    assert [q.value for q in figures("占全省1/10,4386万名务工人员稳定就业。")] == [
        Decimal("10.0"),
        Decimal(43860000),
    ]


def test_an_unknown_classifier_is_kept_as_written_and_marked() -> None:
    unknown, known = figures("采购设备12橦,服务老人30人。")
    assert (unknown.text, unknown.unit, unknown.known_unit) == ("12橦", "橦", False)
    assert known.known_unit


def test_what_is_no_classifier_makes_no_quantity() -> None:
    assert figures("进入世界500强。") == []


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("20.89万人", "208850", "208950"),
        ("256所", "256", "256"),
        ("3000余人次", "3000", "4000"),
        ("950余人次", "950", "960"),
        ("近30户", "20", "30"),
        ("约100户", "95", "105"),
        ("84%", "83.5", "84.5"),
    ],
)
def test_the_interval_of_values_that_print_alike(printed: str, low: str, high: str) -> None:
    interval = one(f"服务{printed}。").interval
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("达80%以上", Bound.AT_LEAST),
        ("不少于80%", Bound.AT_LEAST),
        ("超过80%", Bound.AT_LEAST),
        ("突破80%", Bound.AT_LEAST),
        ("控制在80%以内", Bound.AT_MOST),
        ("不超过80%", Bound.AT_MOST),
        ("约80%", Bound.ABOUT),
        ("80%左右", Bound.ABOUT),
        ("近80%", Bound.BELOW),
        ("接近80%", Bound.BELOW),
        ("为80%", Bound.EXACT),
        ("最近80%", Bound.EXACT),
    ],
)
def test_bounds_come_from_the_words_that_touch_the_number(words: str, bound: Bound) -> None:
    assert one(f"参检率{words}。").bound is bound


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十三", 23),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("十", 10),
        ("一百零五", 105),
        ("三亿五千万", 350000000),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_numeral(text) == value


def test_digits_side_by_side_in_chinese_are_no_number() -> None:
    assert chinese_numeral("二三") is None


def test_figures_of_speech_are_no_counts() -> None:
    assert not [p for p in scan("走百家门,千户万户,一批项目") if p.unit]


def test_a_population_counts_for_its_own_clause_and_its_list() -> None:
    found = figures("每千人口床位6张、护士3人，助餐点达到60个。")
    assert [q.unit for q in found] == ["张/千人口", "人/千人口", "个"]


def test_a_time_base_said_once_holds_for_a_respective_list() -> None:
    found = figures("城市、农村低保标准分别为每人每月740元、585元。")
    assert [q.unit for q in found] == ["元/人·月", "元/人·月"]


def test_an_age_limit_before_a_count_is_no_bound_of_the_count() -> None:
    assert figures("80周岁以上1.12万人享受津贴。")[1].bound is Bound.EXACT


def test_a_unit_behind_the_bracket_of_its_number_is_read() -> None:
    (quantity,) = figures("进出口总额下降（3.2）%。")
    assert (quantity.value, quantity.unit) == (Decimal("3.2"), "%")


@pytest.mark.parametrize(
    "item", ["1. 2024年新增床位306张。", "1.2,164户低保对象。", "　　1. 2,164户低保对象。", "10.12,045人次。"]
)
def test_numbers_of_items_leave_those_of_their_lines_and_of_the_text_alone(item: str) -> None:
    found = [quantity.value for quantity in figures(f"全县共有低保对象5,286户8,914人。\n{item}\n2. 其他5,120件。")]
    assert found[:2] == [5286, 8914] and found[-1] == 5120
    assert found[2] in (306, 2164, 12045) and len(found) == 4


def test_one_number_with_a_blank_in_it_changes_no_other() -> None:
    found = figures("全县共有低保对象5,286户8,914人，持证率达到7 5%，支出1,234.5万元。")
    assert [quantity.text for quantity in found][:2] == ["5,286户", "8,914人"] and found[-1].value == 12345000


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("参检795家（社会团体362、民办非企业单位428、基金会5）。", ["795家", "362", "428", "5"]),
        ("现有社会组织795家：社会团体362、民办非企业单位428、基金会5。", ["795家", "362", "428", "5"]),
        ("实施项目12个（总投资3500、其中省级1200）。", ["12个"]),  # more than the whole: of something else
    ],
)
def test_the_unit_of_a_whole_holds_for_the_bare_numbers_of_its_list(sentence: str, expected: list[str]) -> None:
    assert [q.text for q in figures(sentence) if q.unit in ("家", "个")] == expected


def test_a_grade_is_no_name_of_a_number() -> None:
    assert [q.text for q in figures("评定社会组织96家，5A11家、4A34家、3A51家。")] == [
        "96家",
        "11家",
        "34家",
        "51家",
    ]
