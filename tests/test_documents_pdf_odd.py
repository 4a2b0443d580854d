"""PDF pages as programs really draw them: columns within a page, torn numbers, watermarks, text in no colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from test_documents_pdf import (
    FONT,
    LEFT,
    LONG,
    SIZE,
    TOP,
    WIDE,
    Draw,
    both,
    chinese_font,
    folded,
    lines,
    read,
    ruled,
)

from kpi.documents.wrapped import is_torn
from kpi.relations.opened import read_reading

__all__ = ["chinese_font"]


def test_columns_between_lines_that_go_across_the_page(tmp_path: Path) -> None:
    across = LONG[:33]
    left = ["\u3000\u3000" + LONG[:14], LONG[14:30], LONG[30:46], "完成。"]
    right = ["\u3000\u3000" + LONG[:14], LONG[14:30], LONG[30:40] + "完成。"]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, across)
        for at, line in enumerate(left):
            canvas.drawString(LEFT, TOP - 20 * (at + 1), line)
        for at, line in enumerate(right):
            canvas.drawString(LEFT + 230, TOP - 20 * (at + 1), line)
        canvas.setFont(FONT, 16)
        canvas.drawString(LEFT, TOP - 110, "三、养老服务")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(LEFT, TOP - 130, "\u3000\u3000" + across[:-2])

    found = read(tmp_path, draw).text.splitlines()
    assert found == [across, LONG[:46] + "完成。", LONG[:40] + "完成。", "三、养老服务", across[:-2]]


def test_columns_above_and_below_a_heading_that_goes_across(tmp_path: Path) -> None:
    first, second = (
        ["全县建成养老机构十二家并投入运营覆", "盖所有乡镇同时改造其他床位三百张惠", "及群众。"],
        [LONG[:17], LONG[17:34], "完成。"],
    )
    third, fourth = (
        [LONG[17:34], LONG[:17], "完成。"],
        ["家庭医生签约服务居民十二万人签约率", "稳步提升全科医生两百人配齐到位服务", "满意。"],
    )

    def draw(canvas: Canvas) -> None:
        for top, left, right in ((700, first, second), (610, third, fourth)):
            for at, (one, other) in enumerate(zip(left, right, strict=True)):
                canvas.drawString(80, top - 20 * at, one)
                canvas.drawString(320, top - 20 * at, other)
        canvas.setFont(FONT, 14)
        canvas.drawCentredString(A4[0] / 2, 635, "卫生健康")

    found = read(tmp_path, draw).text.splitlines()
    assert found == ["".join(first), "".join(second), "卫生健康", "".join(third), "".join(fourth)]


def test_a_column_with_a_table_goes_on_on_the_next_page(tmp_path: Path) -> None:
    left = ["\u3000\u3000" + LONG[:14], LONG[14:30], LONG[30:46], LONG[30:46], LONG[:16], LONG[:16], "止。"]

    below = [(140, "\u3000\u3000" + LONG[:14]), (160, LONG[14:30]), (180, LONG[30:44] + "顺差")]

    def columns(canvas: Canvas) -> None:
        for at, line in enumerate(left):
            canvas.drawString(LEFT, TOP - 20 * at, line)
        rows = [["镇", "数量（个）"], ["甲镇", "12"], ["乙镇", "15"]]
        canvas.saveState()
        canvas.translate(230, 0)
        ruled(rows, TOP - 46)(canvas)
        canvas.restoreState()
        for y, line in ((0, "\u3000\u3000" + LONG[:14]), (20, LONG[14:20] + "。"), *below):
            canvas.drawString(LEFT + 230, TOP - y, line)

    found = read(tmp_path, columns, lines("121.6亿元。")).text.splitlines()
    told = [LONG[:46] + LONG[30:46] + LONG[:16] * 2 + "止。", LONG[:20] + "。"]
    assert found == [*told, "镇 | 数量（个）", "甲镇 | 12", "乙镇 | 15", LONG[:44] + "顺差121.6亿元。"]


def test_lines_set_far_apart_are_one_paragraph(tmp_path: Path) -> None:
    told = "\u3000\u3000" + LONG + LONG[:30] + "。"
    set_apart = [told[at : at + WIDE] for at in range(0, len(told), WIDE)]

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(set_apart * 2):
            canvas.drawString(LEFT, TOP - 39 * at, line)

    assert read(tmp_path, draw).text.splitlines() == [LONG + LONG[:30] + "。"] * 2


@pytest.mark.parametrize(
    ("first", "second", "torn"),
    [
        ("全护理1,5", "47人。", True),
        ("支出资金1,", "386.5万元。", True),
        ("核对2021-", "2024年全县情况", True),
        ("占62.2%，当年运营补贴累计发放3,286", "万元，惠及1.09万人。", True),
        ("床位分别为150张,", "200张", False),
        ("表1 全县情况，2020年至2024", "人口增长", False),
        ("共计1,500", "47人", False),
    ],
)
def test_the_end_of_a_line_may_tear_a_number(first: str, second: str, torn: bool) -> None:
    assert is_torn(first, second) is torn


def test_a_torn_number_is_whole_however_short_its_line_is(tmp_path: Path) -> None:
    assert read(tmp_path, lines("\u3000\u3000全护理1,5", "47人。", LONG)).text.startswith("全护理1,547人。")


def test_a_watermark_across_the_page_is_no_text(tmp_path: Path) -> None:
    def mark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(0, 0, "内部资料0371")
        canvas.restoreState()

    document = read(tmp_path, both(mark, lines("新增床位300张。")))
    assert document.text == "新增床位300张。\n"
    assert [one.fields["found"] for one in document.warnings] == ["内部资料0371"]


def test_a_watermark_in_the_midst_of_a_line_is_no_text(tmp_path: Path) -> None:
    """Drawn right behind a number, each character by itself: no line of its own begins with it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "新增床位300")
        end = LEFT + canvas.stringWidth("新增床位300", FONT, SIZE)
        for at, character in enumerate("密07"):
            canvas.saveState()
            canvas.translate(end + at, TOP + at)
            canvas.rotate(30)
            canvas.setFont(FONT, 40)
            canvas.drawString(0, 0, character)
            canvas.restoreState()
        canvas.drawString(end, TOP, "张。")

    document = read(tmp_path, draw)
    assert document.text == "新增床位300张。\n"
    assert [one.fields["found"] for one in document.warnings] == ["密07"]


def test_text_in_no_colour_is_left_out_where_other_text_is_seen(tmp_path: Path) -> None:
    def unseen(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP - 60)
        text.setTextRenderMode(3)
        text.textOut("待核888人。")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    document = read(tmp_path, both(lines("新增床位300张。"), unseen))
    assert document.text == "新增床位300张。\n"
    assert [one.fields["found"] for one in document.warnings] == ["待核888人。"]
    assert "888" in read(tmp_path, unseen).text  # the whole page: a scan with its text below


def test_a_raised_digit_that_is_drawn_as_a_line_of_its_own_stays_with_its_unit(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "m")
        end = LEFT + canvas.stringWidth("m", FONT, SIZE)
        canvas.setFont(FONT, 6)
        canvas.drawString(end, TOP + 6, "2")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(end + 4, TOP, "，设床位260张。")

    assert "m²，设床位260张。" in read(tmp_path, draw).text


def test_a_table_stands_behind_its_caption_also_where_the_foot_is_drawn_first(tmp_path: Path) -> None:
    def foot(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 60, "本表由统计科供稿。")

    table = ruled([["镇", "床位"], ["甲镇", "10"], ["乙镇", "30"]], 700)
    found = read(tmp_path, both(foot, table, lines("表1 床位（单位：张）"))).text.splitlines()
    assert found.index("表1 床位（单位：张）") < found.index("镇 | 床位")


def test_a_running_head_is_one_also_on_a_page_that_lies(tmp_path: Path) -> None:
    def upright(canvas: Canvas) -> None:
        canvas.setPageSize(A4)
        canvas.drawString(LEFT, A4[1] - 40, "清禾县发展报告")
        canvas.drawString(LEFT, A4[1] - 100, LONG[:30])
        canvas.drawString(LEFT, A4[1] - 120, "\u3000\u3000新增床位300张。")

    def lying(canvas: Canvas) -> None:
        canvas.setPageSize((A4[1], A4[0]))
        canvas.drawString(LEFT, A4[0] - 40, "清禾县发展报告")
        canvas.drawString(LEFT, A4[0] - 140, LONG[:30])
        canvas.drawString(LEFT, A4[0] - 120, "\u3000\u3000新增床位200张。")

    assert "清禾县发展报告" not in read(tmp_path, upright, lying).text


def test_what_a_line_runs_through_is_left_out_of_a_cell_too(tmp_path: Path) -> None:
    def strike(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        x = LEFT + 94 + canvas.stringWidth("165", FONT, SIZE)
        canvas.line(LEFT + 94, 700 - 24 - 12, x, 700 - 24 - 12)

    table = ruled([["镇", "床位"], ["甲镇", "165180"], ["乙镇", "30"]], 700)
    found = read(tmp_path, both(lines("表1 床位（单位：张）"), table, strike))
    assert "甲镇 | 180" in found.text.splitlines()
    assert [one.code for one in found.warnings] == ["document_struck"]


def test_digits_that_a_stretched_line_sets_apart_are_one_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for text, x in (("重复享受", 80), ("1", 128), ("05", 134 + 4.4), ("人。", 134 + 4.4 + 12)):
            canvas.drawString(x, TOP, text)

    assert read(tmp_path, draw).text.replace(" ", "") == "重复享受105人。\n"


def rows_at(columns: list[int], *rows: list[str], top: float = 660) -> Draw:
    """Words of each row at the columns, without any rule; "" leaves a column out."""

    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            for x, word in zip(columns, row, strict=True):
                canvas.drawString(x, top - 20 * at, word)

    return draw


def test_a_heading_over_two_columns_without_rules_names_both(tmp_path: Path) -> None:
    def heads(canvas: Canvas) -> None:
        canvas.drawString(175, 680, "2023年")
        canvas.drawString(315, 680, "2024年")

    table = rows_at(
        [80, 150, 220, 290, 360],
        ["类别", "机构", "床位", "机构", "床位"],
        ["公办", "12", "1,520", "13", "1,640"],
        ["民办", "21", "2,380", "23", "2,610"],
        ["合计", "33", "3,900", "36", "4,250"],
    )
    found = read(tmp_path, both(heads, table)).text.splitlines()
    assert found[0] == "类别 | 2023年机构 | 2023年床位 | 2024年机构 | 2024年床位"
    assert found[-1] == "合计 | 33 | 3,900 | 36 | 4,250"


def test_headings_folded_cell_by_cell_above_columns_without_rules(tmp_path: Path) -> None:
    def heads(canvas: Canvas) -> None:
        for left, told in (
            (80, ["科目"]),
            (150, ["2025年（万", "元）"]),
            (260, ["2024年（万", "元）"]),
            (370, ["增减（%）"]),
        ):
            for at, line in enumerate(told):
                canvas.drawString(left, 680 - 17 * at, line)

    table = rows_at(
        [80, 150, 260, 370], ["教育", "192,600", "187,940", "▲2.5"], ["卫生", "81,700", "84,650", "▼3.5"]
    )
    reading = read_reading(read(tmp_path, both(heads, table)), "a")
    assert [(q.text, q.unit) for q in reading.quantities[:2]] == [("192,600", "元"), ("187,940", "元")]
    assert [str(q.value) for q in reading.quantities if q.unit == "%"] == ["2.5", "-3.5"]


def test_rows_set_close_are_never_one_number(tmp_path: Path) -> None:
    table = rows_at([80, 112, 150, 170], ["甲镇", "1,520", "13", "7.9"], ["乙镇", "2,380", "23", "9.7"])
    text = read(tmp_path, both(table, lines(LONG[:30]))).text
    assert "1,52013" not in text and "137.9" not in text


def test_shaded_rows_and_those_between_them_are_one_table(tmp_path: Path) -> None:
    rows = [["类别", "2023年"], ["社会团体", "1,102"], ["基金会", "18"], ["合计", "1,120"]]

    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(rows):
            for column, word in enumerate(row):
                if at % 2 == 0:
                    canvas.setFillGray(0.85)
                    canvas.rect(LEFT + 100 * column, 640 - 24 * at, 100, 24, stroke=0, fill=1)
                    canvas.setFillGray(0)
                canvas.drawString(LEFT + 100 * column + 4, 648 - 24 * at, word)

    found = read(tmp_path, both(lines("表1 社会组织（单位：个）", top=690), draw))
    assert found.text.splitlines() == ["表1 社会组织（单位：个）", *(" | ".join(row) for row in rows)]


def test_columns_of_a_table_are_no_columns_of_text(tmp_path: Path) -> None:
    table = rows_at(
        [80, 180, 320, 420],
        ["指标", "2023年", "2024年绝对数", "比上年增速（%）"],
        ["地区生产总值", "3278.1", "3456.7", "5.6"],
        ["第一产业", "120.5", "125.0", "(0.3)"],
        ["第二产业", "1,500.2", "1,600.4", "6.1"],
    )
    found = read(tmp_path, both(lines(folded(LONG)[0]), table)).text.splitlines()
    assert "地区生产总值 | 3278.1 | 3456.7 | 5.6" in found and "第二产业 | 1,500.2 | 1,600.4 | 6.1" in found
    assert sum("3456.7" in line for line in found) == 1
