"""Wholes, bases and levels that stand in another sentence, line or column than what is held against them."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

OF_MANKE = "机构总数2147个，其中：医院68个，诊所2052个，其他27个。\n"


@pytest.mark.parametrize(
    ("text", "type_", "members"),
    [
        # a sentence that names the whole it splits; a criterion leaves nothing out
        (
            OF_MANKE + "医院按等级分：三级医院5个，二级医院19个，一级医院21个，未定级医院22个。",
            "sum",
            ("68个", "5个", "19个", "21个", "22个"),
        ),
        # what was, came, went and is left
        (
            "年初未结案件94件，受理1286件，审结1241件，年末未结159件。",
            "sum",
            ("159件", "94件", "1286件", "1241件"),
        ),
        # parts known by their names
        (
            "全年住院47.75万人次，比上年多。职工医保住院12.86万人次，居民医保住院34.71万人次。",
            "sum",
            ("47.75万人次", "12.86万人次", "34.71万人次"),
        ),
        # a difference and its rate, a sentence behind the level
        (
            "财政拨款支出1702.18万元，占95.15%。与上年相比，财政拨款支出增加98.46万元，增长6.41%。",
            "rise",
            ("1702.18万元", "98.46万元", "6.41%"),
        ),
        # a budget, what was spent, and the rate
        (
            "年初预算为1583.60万元，支出决算为1702.18万元，完成年初预算的107.94%。",
            "share",
            ("1702.18万元", "1583.60万元", "107.94%"),
        ),
        # taken up by name, or by what was said of them
        (
            "助学支出318.60万元。资助困难学生1062人。\n救助大病患者537人。\n今年1026名困难学生圆梦，537名大病患者得到救治。",
            "restated",
            ("1062人", "1026名"),
        ),
        ("年检合格566家、不合格12家。\n对年检不合格的13家社会组织下达通知书。", "restated", ("12家", "13家")),
        # titles and items in brackets are counted
        ("先后印发两个文件：《甲地方案》《乙地倡议书》《丙地公示办法》。", "list_count", ("两个",)),
    ],
)
def test_a_slip_is_told(text: str, type_: str, members: tuple[str, ...]) -> None:
    assert (type_, "inconsistent", members) in contradictions(text)


@pytest.mark.parametrize(
    ("text", "type_", "members"),
    [
        (
            "应参检648家，实际参检611家，参检率94.3%。\n未参检的37家限期整改。",
            "share",
            ("611家", "648家", "94.3%"),
        ),
        (
            "结婚登记3216对，1月986对，2月1274对，3月956对。离婚登记1087对。结婚与离婚登记合计4303对。",
            "sum",
            ("4303对", "3216对", "1087对"),
        ),
        ("新增高技能人才1120人，是上年同期700人的1.6倍。", "rise", ("700人", "1120人", "1.6倍")),
        ("注册志愿者23.4万人，是2014年（2.6万人）的9倍。", "rise", ("2.6万人", "23.4万人", "9倍")),
        ("新增就业18624人，完成全年目标任务（2.4万人）的77.6%。", "share", ("18624人", "2.4万人", "77.6%")),
        ("检查发现四类问题：（一）超期；（二）缺会；（三）欠资；（四）漏报。", "list_count", ("四类",)),
        (
            "总收入1286.37万元，其中捐赠142.18万元，服务518.64万元，其他625.55万元。"
            "捐赠、服务、其他收入占总收入的比重分别为11.1%、40.3%和48.6%。",
            "share",
            ("518.64万元", "1286.37万元", "40.3%"),
        ),
        (
            "险种 | 基金收入（亿元） | 基金支出（亿元） | 当期结余（亿元）\n"
            "职工 | 38.64 | 31.27 | 7.37\n居民 | 21.93 | 20.48 | 1.45",
            "sum",
            ("38.64", "31.27", "7.37"),
        ),
    ],
)
def test_what_stands_apart_is_held_against_each_other(text: str, type_: str, members: tuple[str, ...]) -> None:
    assert members in {one[2] for one in found(text) if one[0] == type_ and one[1] in ("consistent", "truncated")}


@pytest.mark.parametrize(
    "text",
    [
        # a criterion that is far from the whole splits another one
        OF_MANKE + "医院按等级分：三级医院5个，二级医院19个。",
        # of another thing
        "财政拨款支出1702.18万元，占95.15%。与上年相比，参保增加98人，增长6.41%。",
        "年检合格566家、不合格12家。\n对未参检的13家社会组织下达通知书。",
        # titles that are only some
        "印发两个文件：《甲地方案》《乙地倡议书》《丙地公示办法》等。",
    ],
)
def test_what_is_not_meant_accuses_nobody(text: str) -> None:
    assert not contradictions(text)


def test_points_end_sentences_where_a_text_has_no_full_stop() -> None:
    text = (
        "各科室:现将有关情况通报如下.\n" * 30
        + "登记结婚3216对.离婚1087对.结婚与离婚登记合计4303对.\n标准1950元/人.月."
    )
    assert ("4303对", "3216对", "1087对") in {one[2] for one in found(text)}
