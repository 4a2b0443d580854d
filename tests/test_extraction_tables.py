"""Numbers of a table take their unit from the column's heading, a unit column or the title."""

from __future__ import annotations

from decimal import Decimal

from extraction_support import figures

from kpi.model import Measure


def test_a_unit_column_and_a_heading_with_its_unit() -> None:
    heading = "表2 主要产品产量\n产品名称 | 计量单位 | 2025年 | 比上年增长（%）"
    found = figures(f"平稳。\n{heading}\n水泥 | 万吨 | 73.5 | -2.9\n#汽车 | 辆 | 2013 | 5.0\n")
    assert [(q.value, q.unit, q.subject.text, q.subject.measure) for q in found] == [
        (Decimal("735000"), "吨", "水泥", Measure.LEVEL),
        (Decimal("-2.9"), "%", "水泥增长", Measure.GROWTH),
        (Decimal("2013"), "辆", "汽车", Measure.LEVEL),
        (Decimal("5.0"), "%", "汽车增长", Measure.GROWTH),
    ]


def test_the_unit_in_the_title_holds_for_all_columns() -> None:
    heading = "平稳。\n表1 价格涨跌幅度（单位：%）\n指标名称 | 2024年 | 2025年\n"
    found = figures(heading + "一、食品 | 9.4 | 1.4\n二、衣着 | 2.4 | 1.0")
    said = [(q.unit, q.subject.text) for q in found]
    assert said == [("%", "食品"), ("%", "食品"), ("%", "衣着"), ("%", "衣着")]


def test_a_bar_in_running_text_is_no_table() -> None:
    assert figures("分享 | 打印 | 字号 12") == []


def test_rows_below_a_total_are_its_parts_until_the_next_total() -> None:
    rows = "出口额 | 39.9 | 17.4\n其中：一般贸易 | 31.1 | 23.4\n加工贸易 | 6.8 | -5.6\n进口额 | 23.7 | 22.4"
    found = figures(f"平稳。\n指标 | 金额（亿元） | 比上年增长（%）\n{rows}\n")
    assert [q.subject.text for q in found[::2]] == ["出口额", "出口额一般贸易", "出口额加工贸易", "进口额"]
