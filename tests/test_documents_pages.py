"""Tables and numbers over the ends of pages: heads printed again, running heads of two kinds, torn decimals."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_support import cell, docx_bytes, tbl, written
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from test_documents_pdf import FONT, LEFT, LONG, Draw, both, chinese_font, edges, lines, read

from kpi.documents import read_document
from kpi.documents.wrapped import is_torn
from kpi.relations.opened import read_reading

__all__ = ["chinese_font"]

ENDS = [LEFT, 225, 300, 375, 450]  # where the first column begins and the others end


def head(canvas: Canvas) -> None:
    """Names of columns in two lines at the head of a page: one over two columns, one folded."""
    canvas.setFont(FONT, 10)
    for x, y, word in (
        (LEFT + 10, 752, "乡镇"), (230, 755, "人口（人）"), (335, 755, "粮食产量"),
        (205, 741, "户籍"), (280, 741, "常住"), (345, 741, "（吨）"), (405, 741, "增长（%）"),
    ):  # fmt: skip
        canvas.drawString(x, y, word)


def right(*rows: list[str], top: float = 720) -> Draw:
    """Names from the left, numbers up to the ends of their columns; "" leaves one out."""

    def draw(canvas: Canvas) -> None:
        for at, (name, *numbers) in enumerate(rows):
            canvas.drawString(LEFT, top - 30 * at, name)
            for x, number in zip(ENDS[1:], numbers, strict=True):
                canvas.drawRightString(x, top - 30 * at, number)

    return draw


def titled(text: str) -> Draw:
    return lambda canvas: canvas.drawCentredString(A4[0] / 2, 780, text)


FIRST = right(
    ["全县合计", "6,600", "5,750", "3,300", "2.1"],
    ["东片小计", "3,300", "2,700", "1,500", ""],
    ["青石镇", "2,100", "1,700", "900", "3.2"],
    ["其中：城区", "800", "700", "", ""],
    ["白河镇", "1,200", "1,000", "600", "4.5"],
    ["西片小计", "3,300", "3,050", "1,800", ""],
    ["柳林镇", "2,000", "1,650", "1,100", "2.4"],
)
SECOND = right(["开发区", "", "500", "", ""], ["松坡镇", "1,300", "900", "700", "1.9"])


def test_names_of_columns_that_come_again_at_the_head_of_a_page_are_no_running_head(tmp_path: Path) -> None:
    first = both(edges(1), titled("清禾县2024年主要指标"), head, FIRST)
    found = read(tmp_path, first, both(edges(2), titled("清禾县2024年主要指标（续表）"), head, SECOND))
    assert found.text.splitlines() == [
        "清禾县2024年主要指标",
        "乡镇 | 人口（人）户籍 | 人口（人）常住 | 粮食产量（吨） | 增长（%）",
        "全县合计 | 6,600 | 5,750 | 3,300 | 2.1",
        "| 东片小计 | 3,300 | 2,700 | 1,500 |  |",
        "青石镇 | 2,100 | 1,700 | 900 | 3.2",
        "| 其中：城区 | 800 | 700 |  |  |",
        "白河镇 | 1,200 | 1,000 | 600 | 4.5",
        "| 西片小计 | 3,300 | 3,050 | 1,800 |  |",
        "柳林镇 | 2,000 | 1,650 | 1,100 | 2.4",
        "| 开发区 |  | 500 |  |  |",
        "松坡镇 | 1,300 | 900 | 700 | 1.9",
    ]
    assert [place.page for place in found.places if place.row and place.column == 1][-2:] == [2, 2]


def test_the_unit_above_a_table_that_goes_on_stands_once(tmp_path: Path) -> None:
    unit = lines("单位：万元", top=770, left=440)
    columns = right(["科目", "上年", "本年", "预算", "决算"], top=745)
    first = both(unit, columns, right(["教育", "1,200", "1,300", "", ""], ["卫生", "700", "800", "", ""]))
    second = both(unit, columns, right(["社保", "900", "950", "960", "950"], ["环保", "70", "80", "80", "80"]))
    found = read(tmp_path, first, second)
    assert found.text.splitlines()[:2] == ["单位：万元", "科目 | 上年 | 本年 | 预算 | 决算"]
    assert len(found.text.splitlines()) == 6
    assert {q.unit for q in read_reading(found, "a").quantities} == {"元"}


def test_a_running_head_that_only_one_page_has_stands_where_the_others_do(tmp_path: Path) -> None:
    def page(head: str, left: float, *told: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont(FONT, 9)
            canvas.drawString(left, 800, head)
            canvas.setFont(FONT, 14)
            for at, line in enumerate(told):
                canvas.drawString(LEFT, 700 - 24 * at, line)

        return draw

    even = "清禾县人民政府公报"
    found = read(
        tmp_path,
        page(even, LEFT, "\u3000\u3000" + LONG[:28], LONG[:25] + "为1.27"),
        page("2025年第3期（总第118期）", 400, "万名老年人提供服务。"),
        page(even, LEFT, "二、工作安排"),
    )
    assert found.text.splitlines() == [
        LONG[:28] + LONG[:25] + "为1.27万名老年人提供服务。",
        "二、工作安排",
    ]


@pytest.mark.parametrize(
    ("first", "second", "torn"),
    [
        ("食品加工业产值52.46亿元，增长9.", "2%；电气机械产值47亿元", True),
        ("实现营业收入298.", "6亿元，利润总额14.32亿元", True),
        ("1.", "2024年工作总结", False),
        ("全年培训1520.", "2.新建养老机构", False),
        ("共完成投资120.", "2024年完成", False),
    ],
)
def test_the_end_of_a_line_may_stand_behind_a_decimal_point(first: str, second: str, torn: bool) -> None:
    assert is_torn(first, second) is torn


BODY = [["合计", "12,345", "6,789", "3.4", "120"], ["青石镇", "8,345", "3,789", "", "60"],
        ["白河镇", "4,000", "3,000", "4.0", "60"]]  # fmt: skip
NAMED = "乡镇 | 人口（人） | 农村居民人均可支配收入（元） | 增长（%） | 机构（个）"
OVER, UNDER = (290, 651, "农村居民人均"), (290, 640, "可支配收入（元）")
WHOLE = [(200, "人口（人）"), (360, "增长（%）"), (440, "机构（个）")]


def centred(*told: tuple[float, float, str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 8)
        for x, y, word in told:
            canvas.drawCentredString(x, y, word)

    return draw


@pytest.mark.parametrize("level", [651, 645.5, 640])
@pytest.mark.parametrize("cell_by_cell", [True, False])
def test_a_name_of_a_column_folded_in_two_is_one_however_the_others_are_set(
    tmp_path: Path, level: float, cell_by_cell: bool
) -> None:
    whole = [(90, level, "乡镇"), *((x, level, name) for x, name in WHOLE)]
    order = (
        [*whole[:2], OVER, UNDER, *whole[2:]]
        if cell_by_cell
        else sorted([*whole, OVER, UNDER], key=lambda one: -one[1])
    )
    text = read(tmp_path, both(centred(*order), right(*BODY, top=615))).text
    assert text.splitlines()[:2] == [NAMED, "合计 | 12,345 | 6,789 | 3.4 | 120"]


def test_a_name_alone_between_rows_is_their_parent_and_near_to_one_the_half_of_its_name(tmp_path: Path) -> None:
    numbers = ["5,345", "3,789", "3.1", "60"]

    names = ((90, "项目"), (200, "上年"), (290, "本年"), (365, "增长"), (440, "机构"))
    alone = ["", "", "", ""]
    draw = both(
        centred(*((x, 645, name) for x, name in names)),
        right(["一、社会救助", *alone], ["城市低保", *numbers], ["农村低保", *numbers], top=620),
        right(["二、养老服务", *alone], ["机构", *numbers], ["床位", *numbers], top=530),
        right(["乡镇社会工作", *alone], top=440),
        right(["", *numbers], top=433),
        right(["服务站补贴", *alone], top=426),
        right(["老年人补贴", *numbers], top=396),
    )
    found = read(tmp_path, draw).text.splitlines()
    assert found == [
        "项目 | 上年 | 本年 | 增长 | 机构",
        "一、社会救助 |",
        "城市低保 | 5,345 | 3,789 | 3.1 | 60",
        "农村低保 | 5,345 | 3,789 | 3.1 | 60",
        "二、养老服务 |",
        "机构 | 5,345 | 3,789 | 3.1 | 60",
        "床位 | 5,345 | 3,789 | 3.1 | 60",
        "乡镇社会工作服务站补贴 | 5,345 | 3,789 | 3.1 | 60",
        "老年人补贴 | 5,345 | 3,789 | 3.1 | 60",
    ]


def test_a_name_over_all_columns_below_the_head_is_the_parent_of_the_rows_below_it(tmp_path: Path) -> None:
    over = cell("一、社会救助", '<w:gridSpan w:val="3"/>')
    table = tbl([["项目", "上年", "本年"], [over], ["城市低保", "120", "130"], ["农村低保", "340", "320"]])
    found = read_document(written(tmp_path, "a.docx", docx_bytes(table))).text.splitlines()
    assert found == ["项目 | 上年 | 本年", "一、社会救助 |", "城市低保 | 120 | 130", "农村低保 | 340 | 320"]


def test_a_name_over_all_columns_may_be_drawn_behind_those_below_it(tmp_path: Path) -> None:
    told = [(90, 646, "乡镇"), (240, 646, "城市"), (410, 646, "农村"), (320, 660, "2024年最低生活保障情况")]
    told += [(x - 8, 632, name) for x, name in zip(ENDS[1:], ["户数", "人数", "户数", "人数"], strict=True)]
    text = read(tmp_path, both(centred(*told), right(*BODY, top=610))).text.splitlines()
    assert text[:2] == ["2024年最低生活保障情况", "乡镇 | 城市户数 | 城市人数 | 农村户数 | 农村人数"]
