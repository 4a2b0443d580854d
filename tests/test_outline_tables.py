"""Tables as grids: rows between bars or blanks, cells on lines of their own, what each row and column is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.numbers.plain import normalise
from kpi.outline.columns import Kind
from kpi.outline.tables import Grid, grids
from kpi.relations import read

TOWNS = ["乡镇", "户数", "人数", "甲镇", "128", "241", "乙乡", "97", "183", "合计", "225", "424"]


def only(text: str) -> Grid:
    (grid,) = grids(normalise(text))
    return grid


def told(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def rows_of(cells: list[str], width: int) -> list[list[str]]:
    return [cells[at : at + width] for at in range(0, len(cells), width)]


LAYOUTS = {
    "bars": "\n".join(" | ".join(row) for row in rows_of(TOWNS, 3)),
    "bars around": "\n".join(f"|{'|'.join(row)}|" for row in rows_of(TOWNS, 3)),
    "markdown": "|乡镇|户数|人数|\n|---|---:|---:|\n"
    + "\n".join(f"|{'|'.join(row)}|" for row in rows_of(TOWNS[3:], 3)),
    "tabs": "\n".join("\t".join(row) for row in rows_of(TOWNS, 3)),
    "blanks": "\n".join("    ".join(row) for row in rows_of(TOWNS, 3)),
    "lines": "\n".join(TOWNS),
    "lines with bars": "\n".join(f"{cell} |" for cell in TOWNS),
    "rows of lines with bars": "\n".join(
        f"| {row[0]} |\n" + "".join(f"{cell} |\n" for cell in row[1:]) for row in rows_of(TOWNS, 3)
    ).replace("\n\n", "\n"),
    "lines apart": "\n\n".join(f"  {cell}" for cell in TOWNS),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_one_table_however_it_is_set(layout: str) -> None:
    grid = only(f"情况如下。\n附表 低保在册情况（单位：户、人）\n{layout}\n全县在册低保225户。\n")
    assert [cell.text for cell in grid.header] == TOWNS[:3]
    assert told(grid) == rows_of(TOWNS[3:], 3)
    assert [row.total for row in grid.rows] == [False, False, True]
    assert grid.units == ("户", "人")
    assert "低保在册情况" in grid.caption


def test_what_columns_are() -> None:
    header = "序号 | 指标 | 计量单位 | 2023年 | 上年同期 | 增减额 | 增长（%） | 占比(%)"
    grid = only(
        f"{header}\n1 | 床位 | 张 | 240 | 225 | 15 | 6.7 | 40.0\n2 | 护理员 | 人 | 36 | 30 | 6 | 20.0 | 6.0\n"
    )
    kinds = [Kind.CODE, Kind.LABEL, Kind.UNIT, Kind.LEVEL, Kind.LEVEL, Kind.CHANGE, Kind.GROWTH, Kind.SHARE]
    assert [column.kind for column in grid.columns] == kinds
    assert [column.year for column in grid.columns][3:5] == [2023, 0]
    assert [column.before for column in grid.columns][3:5] == [False, True]
    assert [row.unit for row in grid.rows] == ["张", "人"]


def test_which_row_holds_which() -> None:
    rows = [
        "支出合计|90.0",
        "（一）低保|60.0",
        "　　城市|20.0",
        "　　农村|40.0",
        "（二）临时救助|30.0",
        "　　其中：急难型|12.0",
    ]
    grid = only("|项目|金额（万元）|\n" + "\n".join(f"|{row}|" for row in rows))
    assert [row.parent for row in grid.rows] == [-1, 0, 1, 1, 0, 4]
    assert [row.label for row in grid.rows] == ["支出合计", "低保", "城市", "农村", "临时救助", "急难型"]
    assert [row.inner for row in grid.rows] == [False] * 5 + [True]


def test_of_which_after_a_part_is_of_its_whole_where_it_is_more_than_the_part() -> None:
    rows = "出口额 | 39.9\n其中：一般贸易 | 31.1\n加工贸易 | 6.8\n"
    rows += "其中：机电产品 | 19.3\n农产品 | 3.0\n进口额 | 23.7\n"
    grid = only(f"指标 | 金额（亿元）\n{rows}")
    assert [row.parent for row in grid.rows] == [-1, 0, 0, 0, 0, -1]
    assert [row.loose for row in grid.rows] == [False, False, True, False, True, False]


def test_measures_told_line_by_line_are_turned_into_columns() -> None:
    cells = [
        "项目",
        "2021年",
        "2022年",
        "2023年",
        "销量",
        "92.7",
        "88.4",
        "103.5",
        "同比增速",
        "15.3",
        "-4.6",
        "17.1",
    ]
    grid = only("表7 彩票\n单位：亿元、% |\n" + "\n".join(f"{cell} |" for cell in cells))
    assert grid.turned
    assert [(column.name, column.kind) for column in grid.columns[1:]] == [
        ("销量", Kind.LEVEL),
        ("同比增速", Kind.GROWTH),
    ]
    assert [(row.year, *(cell.text for cell in row.cells[1:])) for row in grid.rows] == [
        (2021, "92.7", "15.3"),
        (2022, "88.4", "-4.6"),
        (2023, "103.5", "17.1"),
    ]


def test_a_heading_over_several_columns_belongs_to_each() -> None:
    grid = only("| 县区 | 低保 | | 特困 |\n| | 城市 | 农村 | |\n| 甲县 | 12 | 30 | 5 |\n| 乙县 | 10 | 21 | 4 |\n")
    assert [column.name for column in grid.columns] == ["县区", "低保城市", "低保农村", "特困"]


def test_headings_whose_spans_were_lost_stand_over_as_many_columns_each() -> None:
    grid = only(
        "表1 老年人状况 | | | | | | |\n计量:人 | | | | | | |\n"
        "岁数 | 身体好 | 身体差 | | | | |\n合计 | 男 | 女 | 合计 | 男 | 女 | |\n"
        "60-64岁 | 354 | 169 | 185 | 81 | 49 | 32 |\n65-69岁 | 291 | 140 | 151 | 66 | 30 | 36 |\n"
    )
    names = [
        "岁数",
        *(f"身体好{one}" for one in ("合计", "男", "女")),
        *(f"身体差{one}" for one in ("合计", "男", "女")),
    ]
    assert [cell.text for cell in grid.header] == names
    assert grid.units == ("人",)


def test_a_row_without_numbers_below_the_heading_is_none_of_it() -> None:
    grid = only(
        "| 指标 |\n单位 |\n数量 |\n上季度 |\n| 一、综合 |\n| 床位 |\n张 |\n28 |\n|\n| 老人 |\n人 |\n12 |\n9 |\n"
    )
    assert [cell.text for cell in grid.header] == ["指标", "单位", "数量", "上季度"]
    assert told(grid)[-2:] == [["床位", "张", "28", ""], ["老人", "人", "12", "9"]]


def test_a_code_tells_where_the_numbers_of_a_row_begin() -> None:
    grid = only(
        "地区编码:630000000000 2022年09月 制表:国 家 统 计 局\n指标名称 单位 代码 数量 上季度 环比\n"
        "一、综合 ZHB011000000\n  1.镇 ZHB011111000 2,016 2,010 0.3\n  2.乡 ZHB011112000 543\n"
        "(二)支出 万元 ZHB011310000 1,750.6 1,142.9 53.2\n"
    )
    assert [column.kind for column in grid.columns][:3] == [Kind.LABEL, Kind.UNIT, Kind.CODE]
    assert told(grid)[2] == ["2.乡", "", "ZHB011112000", "543", "", ""]
    assert grid.rows[-1].unit == "万元"


def test_a_row_one_cell_short_keeps_its_numbers_under_numbers() -> None:
    grid = only("类别 | 项目 | 2022年 | 2023年\n救助 | 低保 | 12 | 13\n特困 | 3 | 4\n养老 | 床位 | 50 | 60\n")
    assert told(grid)[1] == ["", "特困", "3", "4"]


def test_serial_numbers_years_and_totals_among_cells_on_their_own_lines() -> None:
    cells = ["序号", "县区", "户数", "1", "甲县", "312", "2", "乙县", "268", "合计", "580"]
    grid = only("\n".join(cells))
    assert [(row.label, row.total, row.cells[-1].text) for row in grid.rows] == [
        ("甲县", False, "312"),
        ("乙县", False, "268"),
        ("合计", True, "580"),
    ]
    years = only("\n".join(["年份", "国内", "涉外", "2022", "31", "4", "2023", "28", "1", "合计", "59", "5"]))
    assert [row.year for row in years.rows] == [2022, 2023, 0]


def test_names_that_narrow_columns_broke_in_two_are_joined_where_they_fit_in_one_way_only() -> None:
    rows = ["人数", "31", "4", "18", "27", "6", "占比(%)", "36.0", "4.7", "20.9", "31.4", "7.0"]
    heads = ["岗位", "福利工厂", "环卫", "绿化", "收银", "理货", "电商客服", "其他"]
    (grid,) = grids(normalise("\n".join(["表2.按岗位分列", *heads, *rows])))
    assert [row.label for row in grid.rows] == ["福利工厂", "环卫绿化", "收银理货", "电商客服", "其他"]
    unclear = ["岗位", "福利工厂", "环卫", "绿化", "收银", "家政服务", "理货", "其他"]  # a run of three
    assert all(
        row.label != "环卫绿化" for row in grids(normalise("\n".join(["表2.分列", *unclear, *rows])))[0].rows
    )


def test_names_behind_the_serial_number_among_cells_on_their_own_lines() -> None:
    cells = ["序号", "指标", "单位", "2024年", "2025年", "1", "低保", "人", "17016", "18005"]
    grid = only("\n".join([*cells, "2", "资金", "万元", "8460.5", "9012.3"]))
    assert [(row.label, row.unit, row.cells[-1].text) for row in grid.rows] == [
        ("低保", "人", "18005"),
        ("资金", "万元", "9012.3"),
    ]


def test_headings_of_two_lines_among_cells_on_their_own_lines() -> None:
    """The serial numbers say how many columns there are; a short name may be set as wide as a long one."""
    upper, lower = ["序号", "街道", "2023年", "2024年", "增幅"], ["低保", "特困", "合计"]
    rows = ["1", "东街", "12", "3", "15", "14", "3", "17", "2", "2", "大  坪", "8", "1", "9", "7", "1", "8", "-1"]
    total = ["3", "北街", "5", "2", "7", "6", "2", "8", "1", "合计", "25", "6", "31", "27", "6", "33", "2"]
    grid = only("\n\n".join(["（三）救助情况", *upper, *lower, *lower, *rows, *total]))
    years = [f"{year}{name}" for year in ("2023年", "2024年") for name in lower]
    assert [column.name for column in grid.columns] == ["序号", "街道", *years, "增幅"]
    assert [(row.label, row.cells[-1].text) for row in grid.rows] == [
        ("东街", "2"), ("大坪", "-1"), ("北街", "1"), ("合计", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize("above", ["甲 | 乙 | 丙 | 1 | 2 |", "栏次 | | | 1 | 2 |"])
def test_the_head_of_a_form_names_no_columns(above: str) -> None:
    form = "民政统计月报表 | | | | |\n表 号:甲1 | | | | |\n编制单位:清禾县 | 2024年 | | | |\n"
    names = "指标名称 | 单位 | 代码 | 数量 | 上期 |\n"
    grid = only(
        f"{form}{names}{above}\n一、综合 | | M01 | | |\n1.镇 | 个 | M02 | 12 | 11 |\n2.乡 | 个 | M03 | 5 | 6 |\n"
    )
    assert [column.name for column in grid.columns] == ["指标名称", "单位", "代码", "数量", "上期"]
    assert [row.label for row in grid.rows][-2:] == ["镇", "乡"]
    assert "民政统计月报表" in grid.caption


def test_an_empty_first_name_sets_no_row_in() -> None:
    grid = only("地区 | 类别 | 人数\n东区 | 城市 | 120\n | 农村 | 200\n | 小计 | 320\n")
    assert [(row.label, row.parent) for row in grid.rows] == [("东区城市", -1), ("东区农村", -1), ("东区小计", -1)]


def test_a_number_that_looks_like_a_year_names_no_row_and_cells_of_one_table_are_no_two() -> None:
    cells = ["某局2025年工作总结", "有关情况", "乡镇", "户数", "全县", "2035", "甲镇", "1015", "乙镇", "1020"]
    assert [row.label for row in only("\n".join(cells)).rows] == ["全县", "甲镇", "乙镇"]
    cells = ["工作总结", "有关情况", "年份", "人数", "增长(%)"]
    cells += ["2021年", "8146", "—", "2022年", "8363", "2.7", "2023年", "8369", "0.1", "2024年", "8569", "2.4"]
    grid = only("\n".join(cells))
    assert [row.year for row in grid.rows] == [2021, 2022, 2023, 2024]


@pytest.mark.parametrize(
    "text",
    [
        "网站地图 | 关于我们 | 联系我们\n字号 | 大 | 中\n",
        "岭上之声 时间: 2018-09-27 |\n发放津贴475.9万元，覆盖老人2800余人。 |\n",
        "目 录\n一、工作情况\n3\n二、主要问题\n",
        "李明  王红  张强\n赵刚  周洁  吴静\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert grids(normalise(text)) == ()


PIECES = st.sampled_from(
    [*TOWNS, "|", " | ", "\n", "\n\n", "\t", "   ", "|---|", "—", "单位：万元", "表1 情况", "一、",
     "（一）", "其中：", "#", "小计", "2023年", "增长（%）", "占比", "-9.9", "(0.3)", "31 460", "5,318",
     "序号", "。", "项目"]
)  # fmt: skip


def test_a_name_spread_over_its_column_is_one_cell() -> None:
    grid = only("年龄段    男    女\n0—5岁    318    287\n6—13岁    874    782\n合  计    1192    1069\n")
    assert [row.total for row in grid.rows] == [False, False, True]
    assert grid.rows[-1].cells[0].text == "合  计"


def test_two_columns_of_one_character_each_are_two() -> None:
    grid = only("男    女    合计\n318    287    605\n874    782    1656\n")
    assert [cell.text for cell in grid.header] == ["男", "女", "合计"]


def test_a_row_named_as_the_growth_of_another_turns_the_table() -> None:
    grid = only("指标 | 2020年 | 2021年 | 2022年\n合计 | 738 | 885 | 909\n合计增速（%） | 8.4 | 19.9 | 2.7\n")
    assert [column.kind for column in grid.columns] == [Kind.LABEL, Kind.LEVEL, Kind.GROWTH]


def test_upper_names_without_names_of_columns_are_no_header() -> None:
    grid = only("甲 | 乙 | 丙\n丁 | 戊 | 己 | 庚 | 辛 | 壬\n柳镇 | 1 | 2\n石乡 | 3 | 4\n")
    assert told(grid) == [["柳镇", "1", "2"], ["石乡", "3", "4"]]


@given(st.lists(PIECES, max_size=80))
def test_grids_lie_in_the_text_and_their_rows_are_as_long_as_their_columns(pieces: list[str]) -> None:
    plain = normalise("".join(pieces))
    for grid in grids(plain):
        assert 0 <= grid.start <= grid.end <= len(plain)
        assert len(grid.header) in (0, len(grid.columns))
        for number, row in enumerate(grid.rows):
            assert len(row.cells) == len(grid.columns)
            assert -1 <= row.parent < number
            for cell in row.cells:
                assert plain[cell.start : cell.end] == cell.text
                assert "\n" not in cell.text


WORDS = st.sampled_from(
    ["乡镇", "户数", "合计", "合  计", "低保", "2023年", "增长（%）", "占比", "单位", "万元", "", "—"]
)
NUMBERS = st.sampled_from(["0", "1", "23", "1,284", "56.7", "-9.9", "(0.3)", "100.0"])
ROWS = st.lists(st.lists(st.one_of(WORDS, NUMBERS), min_size=1, max_size=7), min_size=1, max_size=9)


@given(ROWS, st.sampled_from([" | ", "\t", "    ", "\n"]))
def test_rows_of_any_width_are_read(rows: list[list[str]], gap: str) -> None:
    text = "附表\n" + "\n".join(gap.join(row) for row in rows) + "\n全县低保1,284户，增长23%。\n"
    reading = read(text, "odd")
    known = {figure.id for figure in (*reading.quantities, *reading.printed)}
    for relation in reading.relations:
        assert known.issuperset(relation.members)


@given(st.text(alphabet="一12 \n|\t.%()-（）：合计年", max_size=120))
def test_grids_never_raise(text: str) -> None:
    grids(normalise(text))


def test_two_tables_side_by_side_are_two() -> None:
    text = """单位：元
收入项目 | 预算数 | 支出项目 | 预算数
一、财政拨款收入 | 1,500 | 一、公共服务支出 | 900
二、事业收入 | 300 | 二、教育支出 | 700
|  |  | 三、其他支出 | 200 |
收入总计 | 1,800 | 支出总计 | 1,800
"""
    left, right = grids(normalise(text))
    assert [row.cells[1].text for row in left.rows] == ["1,500", "300", "1,800"]
    assert [row.cells[0].text for row in right.rows] == [
        "一、公共服务支出",
        "二、教育支出",
        "三、其他支出",
        "支出总计",
    ]


def test_codes_of_a_budget_are_no_figures() -> None:
    text = "科目编码类 | 科目编码款 | 名称 | 金额（元）\n201 | 05 | 统计 | 257,700\n201 | 29 | 群团 | 426,000\n"
    (grid,) = grids(normalise(text))
    assert [column.kind.value for column in grid.columns] == ["code", "code", "label", "level"]


def test_a_name_that_fills_its_column_leaves_one_blank_before_its_number() -> None:
    text = "项 目           全镇    柳河村\n低保对象(人)   402     118\n残疾人补贴(人) 338     102\n"
    (table,) = grids(text)
    assert [[cell.text for cell in row.cells] for row in table.rows][-1] == ["残疾人补贴(人)", "338", "102"]


NESTED = [-1, 0, 1, 0, -1, -1]


@pytest.mark.parametrize(
    "lines",
    [
        ["科目编码 | 名称 | 金额", "305 | 水务 | 9", "30502 | 渠道 | 6", "3050201 | 清淤 | 6", "30506 | 堤防 | 3",
         "307 | 路灯 | 5", "|  | 合计 | 14 |"],
        ["功能分类 | 名称 | 金额", "305 | 水务 | 9", "30502 | 渠道 | 6", "3050201 | 清淤 | 6", "30506 | 堤防 | 3",
         "307 | 路灯 | 5", "合计 |  | 14"],
        ["类 | 款 | 项 | 名称 | 金额", "305 |  |  | 水务 | 9", "|  | 02 |  | 渠道 | 6", "|  |  | 01 | 清淤 | 6",
         "|  | 06 |  | 堤防 | 3", "307 |  |  | 路灯 | 5", "|  |  |  | 合计 | 14 |"],
        ["科目 | 金额 | 上年", "305水务 | 9 | 8", "30502 渠道 | 6 | 5", "3050201-清淤 | 6 | 5",
         "30506堤防 | 3 | 3", "307路灯 | 5 | 5", "合计 | 14 | 13"],
    ],
)  # fmt: skip
def test_codes_that_nest_tell_the_rank_of_their_rows(lines: list[str]) -> None:
    grid = only("单位：万元\n" + "\n".join(lines) + "\n")
    assert [row.parent for row in grid.rows] == NESTED
    assert all(row.coded for row in grid.rows[:-1])


@pytest.mark.parametrize(
    "codes", [["1", "12", "123", "13"], ["10", "101", "102", "11"], ["305", "306", "307", "308"]]
)
def test_ranks_serial_numbers_and_codes_of_one_length_nest_in_nothing(codes: list[str]) -> None:
    rows = [f"{code} | {name} | 9" for code, name in zip(codes, ["渠道", "堤防", "路灯", "泵站"], strict=True)]
    grid = only("单位：万元\n编号 | 名称 | 金额\n" + "\n".join(rows) + "\n")
    assert [(row.parent, row.coded) for row in grid.rows] == [(-1, False)] * 4


def test_a_dash_beside_the_name_of_a_row_is_no_part_of_it() -> None:
    rows = ["区福利院|公办|300|220", "清源中心|民办|180|150", "合计|—|480|370"]
    (grid,) = grids(normalise("\n".join(["机构|性质|床位数|护理型床位", *rows])))
    assert [row.label for row in grid.rows][-1] == "合计"
    assert grid.rows[-1].total
