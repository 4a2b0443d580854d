"""Lines that a page broke: pages set in lines, numbers torn from their units, sentences that go on."""

from __future__ import annotations

import pytest

from kpi.extraction import extract
from kpi.extraction.wrapping import FEWEST_TORN, join_hard_wraps
from kpi.outline.spaced import is_row_at

TORN = "年末全县城市低保对象3860人,比\n上年末减少310人。"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("改造敬老院118\n家,完成家庭床位8740张。", "改造敬老院118 家,完成家庭床位8740张。"),
        ("社区养老床位29.25\n万张,增长3.9%。", "社区养老床位29.25 万张,增长3.9%。"),
        ("附件2\n家庭床位清单。", "附件2\n家庭床位清单。"),  # no unit
        ("养老床位 | 118\n家, 其他 | 3", "养老床位 | 118\n家, 其他 | 3"),  # rows of a table
    ],
)
def test_a_number_is_joined_to_its_unit(text: str, joined: str) -> None:
    assert join_hard_wraps(text) == joined


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("救助1320人次,其中:\n老人486人次,儿童834人次。", "救助1320人次,其中: 老人486人次,儿童834人次。"),
        (
            "救助1320人次,其中:\n1.老人486人次,儿童834人次。",
            "救助1320人次,其中:\n1.老人486人次,儿童834人次。",
        ),  # a list
        ("救助1320人次,其中:\n老人486人次。", "救助1320人次,其中:\n老人486人次。"),  # one number: an item
    ],
)
def test_what_among_them_opens_goes_on_in_the_next_line(text: str, joined: str) -> None:
    assert join_hard_wraps(text) == joined


def test_a_number_is_joined_behind_its_point_but_no_item_to_what_it_is_of() -> None:
    assert (
        join_hard_wraps("肢体残疾49.9万人,占22.\n57%;智力残疾19.1万人。")
        == "肢体残疾49.9万人,占22. 57%;智力残疾19.1万人。"
    )
    rates = [
        one.text
        for one in extract("肢体残疾49.9万人,占22.\n57%;智力残疾19.1万人。", "x").quantities
        if one.unit == "%"
    ]
    assert rates == ["22.\n57%"]
    assert join_hard_wraps("工作如下\n22.\n57人参加。") == "工作如下\n22.\n57人参加。"


def test_sentences_that_go_on_are_joined_on_a_page_that_is_torn_so() -> None:
    text = "\n".join([TORN] * FEWEST_TORN)
    assert join_hard_wraps(text) == text.replace(",比\n", ",比 ")


def test_a_few_lines_without_a_stop_are_headings() -> None:
    text = f"完善制度,全年新增床位300张\n一是加强管理。\n{TORN}"
    assert join_hard_wraps(text) == text


def test_a_short_page_set_in_lines_of_one_width_is_joined() -> None:
    text = (
        "清禾县民政局专项核查报告\n"
        "(一)核查情况。共收到疑点数据2184条,涉及低保1313条、特困126\n"
        "条、高龄津贴745条。经入户核实,其中属实的有527条,属实率为\n"
        "24.1%;不属实1657条,主要是基础信息录入错误。对上述的各条,\n"
        "均已更正。\n"
    )
    assert join_hard_wraps(text) == text.replace("126\n", "126 ").replace("率为\n", "率为 ").replace(",\n", ", ")


def test_short_lines_without_a_stop_are_a_list() -> None:
    text = "清禾县2024年重点项目,共三个\n" + "清禾县中心敬老院改扩建项目总投资1.2亿元建床位300张\n" * 3
    assert join_hard_wraps(text) == text


def test_offsets_stay() -> None:
    text = "\n".join([TORN] * FEWEST_TORN)
    assert len(join_hard_wraps(text)) == len(text)


@pytest.mark.parametrize(("ending", "joint"), [("床位", "\n"), ("床位300", " ")])
def test_a_line_of_a_megabyte_is_read_in_one_pass(ending: str, joint: str) -> None:
    """Were each character to look at the rest of the line, the suite's own time limit would end this."""
    line = "全县新增床位300张," * 100_000 + ending
    assert join_hard_wraps(f"{line}\n张,其他不变。") == f"{line}{joint}张,其他不变。"


@pytest.mark.parametrize("gap", ["\t", "  ", " "])
def test_long_rows_of_a_table_are_no_broken_lines(gap: str) -> None:
    rows = [
        gap.join([f"第{name}街道办事处", *(str(1200 + n * 7 + k) for k in range(3))])
        for n, name in enumerate("甲乙丙丁" * 5)
    ]
    text = "\n".join([gap.join(["街道", "城市人数", "农村人数", "人数合计"]), *rows])
    assert join_hard_wraps(text) == text


def test_one_wide_gap_makes_no_row_of_running_text() -> None:
    assert not is_row_at("[优抚工作]  1998年,登记优抚对象346户,内有烈属27户、军", 0)
