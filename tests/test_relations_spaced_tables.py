"""Tables whose cells stand one blank apart, as monthly tables are pasted: a unit or two numbers end the name."""

from __future__ import annotations

import pytest

from kpi.outline.cells import lines
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
