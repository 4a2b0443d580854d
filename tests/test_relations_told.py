"""What the text tells of the cells of a table: the same, otherwise, or of something else."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

PEOPLE = """表1 社会救助对象（单位：人）
乡镇 | 低保人数 | 特困人数 | 合计
青石镇 | 1286 | 97 | 1383
白河镇 | 2310 | 142 | 2452
南坪乡 | 1745 | 118 | 1863
合计 | 5341 | 357 | 5698
"""
REGISTERED = """|项目|单位|2025年|2024年|增长（%）|
|---|---|---|---|---|
|结婚登记|对|3702|4215|-12.2|
|离婚登记|对|1616|1659|-2.6|
|收养登记|件|38|42|-9.5|
"""
HOMES = "机构类别\n机构数（家）\n床位数（张）\n公办\n23\n3480\n民办\n41\n5935\n合计\n64\n9415\n"
SPENT = "资金情况（单位：万元）：\n项目\t预算\t支出\n低保\t8460\t8291\n临时救助\t640\t523\n合计\t9100\t8814\n"
ACCOUNT = (
    "附表 社会组织变动（单位：个）\n类别 | 年初数 | 新登记 | 注销撤销 | 年末数\n社会团体 | 558 | 41 | 37 | 562\n"
)
ACCOUNT += "基金会 | 21 | 2 | 1 | 22\n合计 | 579 | 43 | 38 | 584\n"
BODIES = "表1 机构数和床位数\n类别 | 2024年机构数（个） | 2025年机构数（个）"
BODIES += " | 2024年床位数（张） | 2025年床位数（张）\n"
BODIES += "总计 | 275 | 284 | 2486 | 2642\n医院 | 14 | 16 | 1874 | 2006\n基层机构 | 252 | 259 | 612 | 636\n"
BODIES += "疾控机构 | 9 | 9 | — | —\n"
HARVEST = "表2 主要农产品产量\n产品 | 2024年（吨） | 2025年（吨） | 增长（%）\n"
HARVEST += "粮食 | 262310 | 268470 | 2.3\n油料 | 17936 | 18742 | 4.5\n"
WORK = "附表 业务量\n项目 | 单位 | 2024年 | 2025年\n公墓安葬 | 穴 | 436 | 512\n骨灰寄存 | 份 | 1842 | 1905\n"
FUNDS = (
    "（单位：万元）\n项目 | 预算数 | 执行数 | 结余数\n社会救助 | 7900 | 7505 | 395\n养老服务 | 3160 | 2528 | 632\n"
)
GRIDS = "社区 | 户数 | 网格数 | 网格员\n东苑 | 2148 | 17 | 34\n西苑 | 1863 | 17 | 34\n合计 | 4011 | 34 | 68\n"
QUARTERS = "表2 登记情况\n时段 | 结婚（对） | 离婚（对）\n"
QUARTERS += "一季度 | 1512 | 690\n二季度 | 1704 | 742\n上半年 | 3216 | 1432\n"


def restated(text: str) -> set[tuple[str, ...]]:
    return {members for kind, verdict, members in found(text) if (kind, verdict) == ("restated", "consistent")}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("全县共有救助对象5698人，其中低保对象5341人。\n" + PEOPLE, ("5341人", "5341")),
        ("全县低保对象5341名。\n" + PEOPLE, ("5341名", "5341")),
        (PEOPLE + "白河镇低保对象最多，达2310人。\n", ("2310人", "2310")),
        (REGISTERED + "全年结婚登记3702对，上年为4215对。收养登记38件。\n", ("38件", "38")),
        (HOMES + "民办机构41家，床位5935张。\n", ("41家", "41")),
        (SPENT + "临时救助支出5230000元。\n", ("5230000元", "523")),
        (SPENT + "全年临时救助2615人次，其中急难型1180人次；支出523万元。\n", ("523万元", "523")),
        ("年初社会组织579个，新登记43个，年末584个。\n" + ACCOUNT, ("579个", "579")),
        (QUARTERS + "二季度离婚登记742对。\n", ("742对", "742")),
        ("年末机构284个。其中，医院16个，基层机构259个，疾控机构9个。\n" + BODIES, ("16个", "16")),
        ("年末机构284个。其中，医院16个，基层机构259个，疾控机构9个。\n" + BODIES, ("9个", "9")),
        ("粮食产量26.85万吨。\n" + HARVEST, ("26.85万吨", "268470")),
        ("全年安葬公墓512穴。\n" + WORK, ("512穴", "512")),
    ],
)
def test_a_cell_told_again(text: str, members: tuple[str, ...]) -> None:
    assert members in restated(text)
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("全县低保对象5431人。\n" + PEOPLE, ("5431人", "5341")),
        (PEOPLE + "白河镇低保对象最多，达2301人。\n", ("2301人", "2310")),
        (REGISTERED + "离婚登记1661对。\n", ("1661对", "1616")),
        (REGISTERED + "收养登记83件。\n", ("83件", "38")),
        (SPENT + "全年支出0.88亿元，其中临时救助支出532万元。\n", ("532万元", "523")),
        (QUARTERS + "二季度结婚登记1714对。\n", ("1714对", "1704")),
        ("全年安葬公墓521穴。\n" + WORK, ("521穴", "512")),
        (FUNDS + "养老服务资金结余623万元。\n", ("623万元", "632")),
        (GRIDS + "街道共有社区4个、网格33个、网格员68名。\n", ("33个", "34")),
    ],
)
def test_a_cell_told_otherwise(text: str, members: tuple[str, ...]) -> None:
    assert ("restated", "inconsistent", members) in contradictions(text)


PRICES = "表1 价格涨跌幅\n类别 | 涨跌幅（%）\n居民消费价格 | 1.4\n衣着 | -2.1\n"
LEARNED = (
    "学历 | 人数（人） | 占比（%）\n本科 | 2194 | 50.1\n大专 | 1655 | 37.8\n中专 | 529 | 12.1\n合计 | 4378 | 100\n"
)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("居民消费价格上涨1.4%。\n" + PRICES, ("1.4%", "1.4")),
        ("衣着价格下降2.1%。\n" + PRICES, ("2.1%", "-2.1")),
        (LEARNED + "大专学历占37.8%。\n", ("37.8%", "37.8")),
    ],
)
def test_a_rate_of_a_table_told_again(text: str, members: tuple[str, ...]) -> None:
    assert members in restated(text)
    assert contradictions(text) == set()


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("居民消费价格上涨1.7%。\n" + PRICES, ("1.7%", "1.4")),
        ("衣着价格下降1.2%。\n" + PRICES, ("1.2%", "-2.1")),
        (LEARNED + "大专学历占38.7%。\n", ("38.7%", "37.8")),
    ],
)
def test_a_rate_of_a_table_told_otherwise(text: str, members: tuple[str, ...]) -> None:
    assert ("restated", "inconsistent", members) in contradictions(text)


def test_a_number_cut_short_and_a_cell_beside_others_of_its_unit_told_otherwise() -> None:
    assert ("restated", "inconsistent", ("26.58万吨", "268470")) in contradictions(
        "粮食产量26.58万吨。\n" + HARVEST
    )
    assert ("restated", "inconsistent", ("2016张", "2006")) in contradictions("医院床位2016张。\n" + BODIES)


VILLAGES = (
    "项目 | 全镇 | 柳河村 | 塔山村\n常住人口（人） | 11843 | 5420 | 6423\n低保对象（人） | 402 | 281 | 121\n"
)
CHECKED = "类别 | 应参检（家） | 参检（家） | 合格（家）\n社会团体 | 287 | 271 | 236\n"
CHECKED += "基金会 | 361 | 341 | 311\n合计 | 648 | 612 | 547\n"


@pytest.mark.parametrize(
    ("text", "right", "wrong", "members"),
    [
        ("全镇低保对象占常住人口的{}%。\n" + VILLAGES, "3.4", "4.3", ("402", "11843")),
        (VILLAGES + "塔山村一村就占全镇低保对象的{}%。\n", "30.1", "31.1", ("121", "402")),
        (VILLAGES + "其中残疾人86人，占低保对象总数的{}%。\n", "21.4", "24.4", ("86人", "402")),
        (CHECKED + "参检率为{}%。\n", "94.4", "99.4", ("612", "648")),
        (CHECKED + "基金会参检率为{}%。\n", "94.5", "94.9", ("341", "361")),
        (PEOPLE + "白河镇低保对象最多，达2310人，占全市的{}%。\n", "43.3", "48.3", ("2310人", "5341")),
        (PEOPLE + "特困人员中，集中供养121人，占{}%。\n", "33.9", "39.9", ("121人", "357")),
    ],
)
def test_a_share_in_a_base_that_a_table_names(text: str, right: str, wrong: str, members: tuple[str, ...]) -> None:
    assert ("share", "consistent", (*members, f"{right}%")) in found(text.format(right))
    assert contradictions(text.format(right)) == set()
    assert contradictions(text.format(wrong)) == {("share", "inconsistent", (*members, f"{wrong}%"))}


def test_a_level_before_and_its_change_against_the_cell_of_this_year() -> None:
    text = FUNDS + "养老服务执行数比上年的2412万元增加{}万元，增长4.8%。\n"
    assert ("rise", "consistent", ("2412万元", "2528", "116万元")) in found(text.format(116))
    assert ("rise", "inconsistent", ("2412万元", "2528", "161万元")) in contradictions(text.format(161))


def test_what_a_heading_joins_and_the_text_tells_apart() -> None:
    text = "新登记43个，注销29个、撤销{}个。\n" + ACCOUNT
    assert ("sum", "consistent", ("38", "29个", "9个")) in found(text.format(9))
    assert ("sum", "inconsistent", ("38", "29个", "6个")) in contradictions(text.format(6))


@pytest.mark.parametrize(
    "text",
    [
        # another stretch or year, a part, another thing, a movement, a plan, another place
        REGISTERED + "一季度办理结婚登记3720对。\n",
        REGISTERED + "2026年1月办理离婚登记166对。上年办理收养登记48件。\n",
        REGISTERED + "跨省通办结婚登记372对，涉外收养登记3件。\n",
        QUARTERS + "三季度结婚登记1714对，离婚登记732对。\n",
        PEOPLE + "白河镇低保对象中，老年人1310人。去年同期白河镇低保对象2130人。\n",
        PEOPLE + "白河镇走访低保对象2130人次。计划将青石镇低保对象控制在1268人以内。\n",
        PEOPLE + "白石镇低保对象2301人（另表统计）。\n",
        HOMES + "养老机构入住老人4915人。星级养老机构24家，床位3840张。敬老院32家。\n",
        HOMES + "民办机构床位较上年增加593张。\n",
        SPENT + "临时救助中，急难型支出323万元，支出型支出200万元。中央补助低保8260万元。\n",
        "年末基层机构295个（含未开诊36个）。医院61张病床。\n" + BODIES,
        "粮食产量26.58万吨（国家统计局核定数），去年同期粮食产量26.32万吨。\n" + HARVEST,
        "全年安葬公墓521穴位中预留9穴。安葬公墓骨灰152穴。\n" + WORK,
        FUNDS + "养老服务资金上年结余623万元。养老服务资金结余中，福利院结余232万元。\n",
        "上年居民消费价格上涨1.7%。城市居民消费价格上涨2.4%。12月份居民消费价格上涨1.1%。\n" + PRICES,
        "居民消费价格环比上涨1.7%，衣着价格上涨2.7%。\n" + PRICES,
        LEARNED + "大专以上学历占87.8%，新增人员中大专占31.8%。\n",
        VILLAGES + "塔山村占全县低保对象的3.1%，柳河村占全镇新增低保对象的68.9%。\n",
        VILLAGES + "上年塔山村占全镇低保对象的31.1%。困难残疾人86人，占农村低保对象的24.4%。\n",
        PEOPLE + "白河镇低保对象2310人，占全省的0.43%，占农村人口的48.3%。\n",
        PEOPLE + "特困人员中，集中供养121人，其中失能41人，占33.9%。去年特困人员中，党员21人，占6.8%。\n",
        CHECKED + "上年参检率为99.4%，市级社会团体参检率为94.5%，年检合格率97.5%。\n",
        ACCOUNT + "一季度登记社会组织48个。2026年1月末，社会组织586个。\n",
    ],
)
def test_what_is_told_of_something_else_accuses_nobody(text: str) -> None:
    assert contradictions(text) == set()


PLANNED = "附表 活动中心建设\n乡镇 | 已建成（个） | 2026年计划新建（个）\n"
PLANNED += "青石镇 | 148 | 18\n白河镇 | 132 | 24\n合计 | 280 | 42\n"


@pytest.mark.parametrize(("told", "wrong"), [("40个", True), ("42个", False), ("30个", False)])
def test_what_the_plan_tells_is_held_against_the_column_that_is_planned(told: str, wrong: bool) -> None:
    text = f"一、工作回顾\n已建成活动中心280个。\n二、下步打算\n年内新建活动中心{told}。\n{PLANNED}"
    assert contradictions(text) == ({("restated", "inconsistent", (told, "42"))} if wrong else set())
