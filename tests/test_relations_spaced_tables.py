"""Tables whose cells stand one blank apart, as monthly tables are pasted: a unit or two numbers end the name."""

from __future__ import annotations

import pytest

from kpi.numbers.plain import normalise
from kpi.outline.cells import lines
from kpi.outline.tables import grids
from kpi.relations import read

MONTHLY = """2017年7月社会服务统计月报
指标名称 单位 数量 上期 环比
1 2 3
一、综合
社会救助支出 万元 {whole} 83,712.9 21.12
(1)城市低保金 万元 22,273.8 19,297.7 15.42
(2)农村低保金 万元 79,118.2 64,415.2 22.83
"""


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("乡镇级合计 个 1,400", ["乡镇级合计", "个", "1,400"]),
        ("I 城市低保金 万元 84,442.7", ["I 城市低保金", "万元", "84,442.7"]),
        ("青石镇 128 1241", ["青石镇", "128", "1241"]),
        ("青石镇 128 241", ["青石镇 128 241"]),  # 128241
        ("指标名称 单位 数量", ["指标名称", "单位", "数量"]),
        ("青石镇 128", ["青石镇 128"]),  # one number may be anything
        ("云水县 青石镇 白河镇", ["云水县 青石镇 白河镇"]),
    ],
)
def test_cells(line: str, cells: list[str]) -> None:
    assert [cell.text for cell in next(lines(line)).cells] == cells


def test_the_columns_of_a_monthly_table_are_checked() -> None:
    told = read(MONTHLY.format(whole="101,392.0"), "x").relations
    assert {(one.type.value, one.verdict.value) for one in told} == {("sum", "consistent"), ("rise", "consistent")}


def test_a_total_that_is_off_is_told() -> None:
    told = read(MONTHLY.format(whole="101,932.0"), "x").relations
    assert "inconsistent" in {one.verdict.value for one in told}


HEADED = """各乡镇发放情况见下表：
单位：人、万元
乡镇 80-89岁 90岁以上 人数合计 发放金额
青石镇 {part} 191 1 447 104.52
白河镇 983 144 1 127 81.36
合计 2239 335 2 574 185.88
"""


def test_the_line_above_rows_names_their_columns_and_joins_their_thousands() -> None:
    (grid,) = grids(normalise(HEADED.format(part="1 256")))
    assert [column.name for column in grid.columns] == ["乡镇", "80-89岁", "90岁以上", "人数合计", "发放金额"]
    assert [cell.text for cell in grid.rows[0].cells] == ["青石镇", "1 256", "191", "1 447", "104.52"]
    told = {one.verdict.value for one in read(HEADED.format(part="1 256"), "x").relations}
    assert told == {"consistent"}


def test_a_slip_in_a_row_cut_at_blanks_is_told() -> None:
    wrong = [one for one in read(HEADED.format(part="1 265"), "x").relations if one.verdict == "inconsistent"]
    assert {one.rule for one in wrong} == {"table.total", "table.along"}


def test_a_year_may_open_a_row() -> None:
    text = "年份 低保对象（万人） 比上年增长（%）\n2021 6.51 -4.8\n2022 6.23 -4.3\n"
    (grid,) = grids(normalise(text))
    assert [(row.label, row.year) for row in grid.rows] == [("2021", 2021), ("2022", 2022)]


ACCOUNT = """一、支出情况（单位：万元）
1.助学 336.00
2.助医 418.75
3.助困 {last}
支出合计 1050.35
"""


def test_names_and_numbers_under_a_unit_are_an_account() -> None:
    relations = read(ACCOUNT.format(last="295.60"), "x").relations
    assert [(one.type.value, one.verdict.value) for one in relations] == [("sum", "consistent")]
    relations = read(ACCOUNT.format(last="259.60"), "x").relations
    assert [(one.type.value, one.verdict.value) for one in relations] == [("sum", "inconsistent")]


def test_without_a_unit_above_they_are_none() -> None:
    assert grids(normalise(ACCOUNT.format(last="295.60").replace("（单位：万元）", ""))) == ()


def test_numbers_that_might_be_one_are_several_where_the_heading_has_so_many_names() -> None:
    rows = ["临江镇 312 486 102.7", "石桥镇 278 431 91.4", "文昌镇 405 652 138.9", "合计 995 1569 333.0"]
    (grid,) = grids(normalise("\n".join(["镇 户数（户） 人数（人） 保障金（万元）", *rows])))
    assert [cell.text for cell in grid.rows[0].cells] == rows[0].split(" ")
