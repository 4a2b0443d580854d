"""Rows whose cells stand on lines of their own with bars, and headings and rows that lost their spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.numbers.plain import normalise
from kpi.outline.barred import barred
from kpi.outline.tables import Grid, grids


def grid(text: str) -> Grid:
    (found,) = grids(normalise(text))
    return found


def names(found: Grid) -> list[str]:
    return [column.name for column in found.columns]


def cells(found: Grid, row: int) -> list[str]:
    return [cell.text for cell in found.rows[row].cells]


def test_a_cell_a_line_is_cut_where_runs_of_bars_end() -> None:
    head = ["|", "起数 |", "死亡 |", "||", "采矿 |", "建筑 |", "采矿 |", "建筑 |", "|"]
    rows = ["合计 |", "12 |", "8 |", "3 |", "1 |", "东区 |", "7 |", "5 |", "2 |", "1 |"]
    text = "\n".join([*head, *rows])
    found = barred(text, 0, len(text))
    assert found is not None
    assert [text[low:high] for low, high in found.rows[2]] == ["合计", "12", "8", "3", "1"]
    assert [len(row) for row in found.rows] == [5] * 4


def test_bars_that_stand_between_the_lines_are_read_where_a_cell_is_empty() -> None:
    rows = [
        ["案由", "件数", "占比"],
        *([f"第{n}类", str(40 + n), f"{n}.5"] for n in range(1, 5)),
        ["合计", "170", ""],
    ]
    text = "".join(f"{cell}\n|\n" if cell else "|\n" for row in rows for cell in row)
    found = grid(text)
    assert cells(found, 4) == ["合计", "170", ""]


@pytest.mark.parametrize(
    ("heads", "rows", "told"),
    [
        (
            ["项目 | 上年数 | 预算数 | 执行数 | | |", "金额 | 占预算% | 增长% | | | |"],
            ["税收 | 401 | 431 | 430 | 99.8 | 7.2 |", "收费 | 266 | 292 | 290 | 99.3 | 9.0 |"],
            ["项目", "上年数", "预算数", "执行数金额", "执行数占预算%", "执行数增长%"],
        ),
        (
            ["用途 | 今年 | 去年 | 面积增减(%) | | |", "宗数 | 面积 | 占比(%) | 宗数 | 面积 | | |"],
            [
                "住宅 | 12 | 34.18 | 60.5% | 14 | 45.30 | -24.5% |",
                "工业 | 13 | 22.31 | 39.5% | 10 | 30.77 | 17.0% |",
            ],
            ["用途", "今年宗数", "今年面积", "今年占比", "去年宗数", "去年面积", "面积增减"],
        ),
    ],
)
def test_lines_of_a_heading_that_lost_their_spans_name_every_column(
    heads: list[str], rows: list[str], told: list[str]
) -> None:
    assert names(grid("\n".join([*heads, *rows]) + "\n")) == told


def test_a_total_has_no_names_below_it() -> None:
    text = "\n".join(
        [
            "村 | 参保数 | 参保率(%) | | | |",
            "合计 | 成人 | 学生 | 老人 | | |",
            "东村 | 90 | 50 | 30 | 10 | 96.1 |",
            "西村 | 60 | 30 | 20 | 10 | 95.2 |",
        ]
    )
    assert names(grid(text)) == ["村", "参保数合计", "参保数成人", "参保数学生", "参保数老人", "参保率"]


def test_a_row_that_lost_its_first_cell_stands_under_the_others() -> None:
    text = "\n".join(
        [
            "类别 | 项目 | 件数 | 占比 |",
            "商品 | 食品 | 565 | 41.3% |",
            "其他商品 | 203 | 14.8% | |",
            "服务 | 餐饮 | 214 | 19.5% |",
        ]
    )
    found = grid(text)
    assert cells(found, 1) == ["", "其他商品", "203", "14.8%"]
    assert [row.group for row in found.rows] == ["商品", "商品", "服务"]


def test_two_halves_under_one_line_of_names_are_two_tables() -> None:
    text = "\n".join(
        [
            "新收 | 审结 | | | | |",
            "领域 | 件数 | 占比 | 方式 | 件数 | 占比 |",
            "公安 | 74 | 19% | 驳回 | 96 | 24% |",
            "资源 | 63 | 16% | 撤诉 | 87 | 22% |",
        ]
    )
    left, right = grids(normalise(text))
    assert (names(left), names(right)) == (["领域", "件数", "占比"], ["方式", "件数", "占比"])


def test_a_total_may_stand_before_both_halves() -> None:
    head = ["总量 |", "来源 |", "数量 |", "占比 |", "类型 |", "数量 |", "占比 |"]
    rows = ["384 |", "电话 |", "348 |", "90.6% |", "咨询 |", "196 |", "51.0% |"]
    rows += ["微信 |", "27 |", "7.0% |", "求助 |", "59 |", "15.4% |", "|"]
    rows += ["网站 |", "9 |", "2.4% |", "投诉 |", "129 |", "33.6% |", "|"]
    left, right = grids(normalise("\n".join([*head, *rows])))
    assert [[cell.text for cell in row.cells] for row in left.rows] == [
        ["384", "电话", "348", "90.6%"],
        ["", "微信", "27", "7.0%"],
        ["", "网站", "9", "2.4%"],
    ]
    assert [row.label for row in right.rows] == ["咨询", "求助", "投诉"]


def test_two_lines_of_names_over_rows_cut_at_blanks() -> None:
    head = ["地 区 人口数 比重", "2020年 2010年"]
    text = "\n".join([*head, "全 县 320801 100.00 100.00", "东镇 116912 36.44 26.37", "西镇 203889 63.56 73.63"])
    found = grid(text)
    assert names(found) == ["地区", "人口数", "比重2020年", "比重2010年"]
    assert cells(found, 0) == ["全 县", "320801", "100.00", "100.00"]


def test_the_title_of_another_table_ends_the_one_before() -> None:
    text = "项目 | 金额 |\n甲 | 12 |\n乙 | 13 |\n表2 | | |\n项目 | 金额 | 人数 |\n丙 | 5 | 14 |\n丁 | 6 | 15 |\n"
    first, second = grids(normalise(text))
    assert (len(first.rows), names(second)) == (2, ["项目", "金额", "人数"])


@given(
    st.lists(st.sampled_from(["甲", "12", "3.5%", "合计", "", "—", "2024年", "其中：女"]), max_size=60),
    st.integers(1, 3),
)
def test_however_cells_and_bars_are_mixed_nothing_is_raised_and_spans_stay(cells_: list[str], most: int) -> None:
    text = "".join(f"{cell} {'|' * (1 + n % most)}\n" for n, cell in enumerate(cells_))
    plain = normalise(text)
    for found in grids(plain):
        for row in found.rows:
            assert len(row.cells) == len(found.columns)
            assert all(plain[cell.start : cell.end] == cell.text for cell in row.cells)
