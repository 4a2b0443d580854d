"""Totals in the rows of a table."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found

TRANSPORT = """表1 2025年上半年货物运输情况
指标 | 计量单位 | 绝对量 | 比上年增长（%）
货物运输总量 | 万吨 | {total} | 2.6
公路 | 万吨 | 24418.67 | 3.4
水运 | 万吨 | {water} | 1.3
管道 | 万吨 | 5258.23 | 3.6
机场货邮吞吐量 | 万吨 | 35.91 | -7.8
"""
REGIONS = """表2 2025年上半年主要地区出口情况
地区 | 出口额（亿元） | 比上年增长（%）
合计 | {total} | 17.4
一、亚洲 | 1726.6 | 21.2
#日本 | 183.4 | 21.3
二、非洲 | 236.8 | 40.4
三、欧洲 | 863.0 | 9.5
"""


def sums(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(verdict, members) for kind, verdict, members in found(text) if kind == "sum"}


def test_rows_right_below_a_total_that_add_up() -> None:
    members = ("48651.79", "24418.67", "18974.89", "5258.23")
    assert sums(TRANSPORT.format(total="48651.79", water="18974.89")) == {("consistent", members)}


@pytest.mark.parametrize(("total", "water"), [("48751.79", "18974.89"), ("48651.79", "18974.80")])
def test_one_digit_off(total: str, water: str) -> None:
    members = (total, "24418.67", water, "5258.23")
    assert sums(TRANSPORT.format(total=total, water=water)) == {("inconsistent", members)}


def test_numbered_rows_make_the_total_and_rows_of_which_do_not() -> None:
    assert sums(REGIONS.format(total="2826.4")) == {("consistent", ("2826.4", "1726.6", "236.8", "863.0"))}


@pytest.mark.parametrize(
    "text",
    [
        REGIONS.format(total="2839.7"),  # what is left may be elsewhere
        "指标 | 绝对值（元） | 增长（%）\n人均消费总支出 | 39118 | 1.1\n食品 | 30187 | 2.2\n衣着 | 8932 | 1.0\n",
    ],
)
def test_rows_left_out_and_averages_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()
