"""Triangles and arrows in cells: which of them rise, fall, or stand for a minus sign."""

from __future__ import annotations

from extraction_support import figures

HEADING = "平稳。\n表1 主要产业（单位：亿元）\n产业 | 产值 | 增减（%）\n"
REST = "机械 | 21.0 | {}\n轻工 | 17.4 | {}\n"


def signs(rows: str, *, note: str = "", heading: str = HEADING) -> list[str]:
    return [str(q.value) for q in figures(f"{heading}{rows}{note}") if q.unit == "%"]


def test_up_and_down_in_one_table() -> None:
    assert signs(REST.format("▲6.8", "▼4.3")) == ["6.8", "-4.3"]
    assert signs(REST.format("↑6.8%", "↓4.3%")) == ["6.8", "-4.3"]
    assert signs(REST.format("6.8▲", "4.3▼")) == ["6.8", "-4.3"]


def test_a_mark_on_every_number_rises() -> None:
    assert signs(REST.format("▲6.8", "▲4.3")) == ["6.8", "4.3"]


def test_a_mark_among_bare_numbers_is_a_minus() -> None:
    assert signs(REST.format("6.8", "△4.3")) == ["6.8", "-4.3"]
    assert signs(REST.format("6.8", "▲4.3") + "矿业 | 3.0 | (1.2)\n") == ["6.8", "-4.3", "-1.2"]


def test_nought_without_a_mark_leaves_the_others_rising() -> None:
    assert signs(REST.format("0.0", "▲4.3")) == ["0.0", "4.3"]


def test_a_note_decides() -> None:
    assert signs(REST.format("△6.8", "△4.3"), note="注：“△”表示负数。\n") == ["-6.8", "-4.3"]
    assert signs(REST.format("6.8", "▲4.3"), note="注：▲为增长。\n") == ["6.8", "4.3"]


def test_the_unit_of_the_lower_heading_is_that_of_a_joined_one() -> None:
    heading = "平稳。\n表1 诊疗\n机构 | 2025年诊疗（万人次） | 诊疗（万人次）增减（%）\n"
    assert signs("甲院 | 68.4 | 4.4\n乙院 | 42.9 | -2.6\n", heading=heading) == ["4.4", "-2.6"]


def test_ten_thousand_metres_are_a_unit() -> None:
    heading = "平稳。\n表2 产量\n产品 | 计量单位 | 2025年 | 2024年\n"
    found = figures(f"{heading}棉布 | 万米 | 480 | 365\n钢材 | 万吨 | 12 | 9\n")
    assert [(int(q.value), q.unit) for q in found][:2] == [(4800000, "米"), (3650000, "米")]


def test_the_number_of_a_caption_without_a_blank_is_no_figure() -> None:
    found = figures("平稳。\n表1分镇情况\n镇 | 户数（户）\n东镇 | 12\n西镇 | 30\n")
    assert [q.text for q in found] == ["12", "30"]
