"""PDF files: lines to paragraphs, rules to tables, and what stands at the edges of pages left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from documents_support import code_of, lost, written
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kpi.documents import Document, read_document
from kpi.documents.printed import Line, Piece
from kpi.documents.radicals import unified
from kpi.documents.unruled_heads import heads
from kpi.relations.opened import read_reading

FONT, LEFT, TOP, SIZE = "STSong-Light", 80, 740, 12
WIDE = 34  # characters of a full line
LONG = (
    "全年新增养老床位三百张其中护理型两百张完成投资两千万元比上年增长百分之十五增幅居全市第一位群众满意度稳步提升"
)
Draw = Callable[[Canvas], None]


@pytest.fixture(scope="module", autouse=True)
def chinese_font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(folder: Path, *pages: Draw, name: str = "a.pdf", encrypt: str | None = None) -> Path:
    canvas = Canvas(str(folder / name), pagesize=A4, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return folder / name


def lines(*told: str, top: float = TOP, left: float = LEFT) -> Draw:
    """Lines set one below the other; two blanks of Chinese width begin a paragraph."""

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(told):
            canvas.drawString(left, top - 20 * at, line)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            canvas.setFont(FONT, SIZE)
            one(canvas)

    return draw


def edges(number: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 800, "清禾县人民政府文件")
        canvas.drawCentredString(A4[0] / 2, 40, f"— {number} —")

    return draw


def read(folder: Path, *pages: Draw) -> Document:
    return read_document(pdf(folder, *pages))


def folded(text: str) -> list[str]:
    return [text[at : at + WIDE] for at in range(0, len(text), WIDE)]


def test_lines_of_one_paragraph_are_joined_and_headings_stay_apart(tmp_path: Path) -> None:
    told = "\u3000\u3000" + LONG + "。"
    found = read(tmp_path, lines("一、工作回顾", *folded(told), *folded(told), "二、工作安排"))
    assert found.text.splitlines() == ["一、工作回顾", LONG + "。", LONG + "。", "二、工作安排"]


def test_a_paragraph_goes_on_over_the_page_and_its_running_head_and_number(tmp_path: Path) -> None:
    first, *rest = folded("\u3000\u3000" + LONG * 2 + "。")
    found = read(tmp_path, both(edges(3), lines(first, rest[0], top=110)), both(edges(4), lines(*rest[1:])))
    assert found.text == LONG * 2 + "。\n"


def test_space_between_paragraphs_parts_them_where_nothing_is_indented(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        y = TOP
        for _ in range(6):
            for line in folded(LONG + "。"):
                canvas.drawString(LEFT, y, line)
                y -= 16
            y -= 12

    assert read(tmp_path, draw).text.splitlines() == [LONG + "。"] * 6


@pytest.mark.parametrize("by_row", [True, False])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, by_row: bool) -> None:
    told = "\u3000\u3000" + LONG * 2
    left = [told[at : at + 16] for at in range(0, len(told), 16)]
    places = [(LEFT + 230 * column, TOP - 20 * row, line) for row, line in enumerate(left) for column in (0, 1)]
    ordered = places if by_row else sorted(places, key=lambda place: (place[0], -place[1]))

    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP + 40, "清禾县民政局关于全县养老服务体系建设情况和下一步工作安排的报告")
        for x, y, line in ordered:
            canvas.drawString(x, y, line)

    title = "清禾县民政局关于全县养老服务体系建设情况和下一步工作安排的报告"
    assert read(tmp_path, draw).text.splitlines() == [title, LONG * 2, LONG * 2]


def test_words_drawn_font_by_font_are_read_from_left_to_right(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for text, x in (("“", 104), ("”", 152), ("实现", 80), ("十四五", 116), ("规划目标。", 164)):
            canvas.drawString(x, TOP, text)

    assert read(tmp_path, draw).text == "实现“十四五”规划目标。\n"


def test_a_number_that_a_page_break_tears_is_whole(tmp_path: Path) -> None:
    found = read(tmp_path, lines("全年接待游客4567"), lines(".8万人次。"))
    assert found.text == "全年接待游客4567.8万人次。\n"


def test_blanks_that_printers_set_between_chinese_and_digits_are_none(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for text, x in (("新增床位", 80), ("300", 80 + 48 + 3), ("张。", 80 + 48 + 3 + 18 + 3)):
            canvas.drawString(x, TOP, text)

    assert read(tmp_path, draw).text == "新增床位300张。\n"


def test_a_raised_small_number_is_a_mark_of_a_note(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, TOP, "增长13.6%")
        canvas.setFont(FONT, 6)
        canvas.drawString(80 + canvas.stringWidth("增长13.6%", FONT, SIZE), TOP + 6, "[2]")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(96 + canvas.stringWidth("增长13.6%", FONT, SIZE), TOP, "，占82.3%。")

    assert read(tmp_path, draw).text.replace(" ", "") == "增长13.6%，占82.3%。\n"


def test_footnotes_below_their_rule_are_left_out_and_told(tmp_path: Path) -> None:
    def note(canvas: Canvas) -> None:
        canvas.line(LEFT, 130, LEFT + 150, 130)
        canvas.drawString(LEFT, 110, "1 现价总量9999.9亿元口径未调整。")

    found = read(tmp_path, both(lines("全县生产总值5亿元。"), note))
    assert (found.text, lost(found)) == ("全县生产总值5亿元。\n", ["document_notes"])


def test_text_with_a_line_through_it_is_left_out_and_told(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "粮食总产量98.7")
        width = canvas.stringWidth("粮食总产量", FONT, SIZE)
        end = LEFT + canvas.stringWidth("粮食总产量98.7", FONT, SIZE)
        canvas.line(LEFT + width, TOP + 4, end, TOP + 4)
        canvas.drawString(end, TOP, "102.4万吨。")

    found = read(tmp_path, draw)
    assert (found.text.replace(" ", ""), lost(found)) == ("粮食总产量102.4万吨。\n", ["document_struck"])


def ruled(rows: list[list[str]], top: float, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Draw:
    """A table with a line around every cell; `spans`: (row, column) → rows and columns that a cell covers."""
    wide, high = 90, 24

    def draw(canvas: Canvas) -> None:
        covered = {
            (row + down, column + right)
            for (row, column), (tall, broad) in (spans or {}).items()
            for down in range(tall)
            for right in range(broad)
            if (down, right) != (0, 0)
        }
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if (row, column) in covered:
                    continue
                tall, broad = (spans or {}).get((row, column), (1, 1))
                x, y = LEFT + wide * column, top - high * (row + tall)
                canvas.rect(x, y, wide * broad, high * tall)
                canvas.drawString(x + 4, y + high * tall / 2 - 4, text)

    return draw


def test_a_ruled_table_is_a_grid_with_one_header_row(tmp_path: Path) -> None:
    rows = [
        ["指标", "2024年", ""],
        ["", "数值", "增速(%)"],
        ["生产总值", "3,456.7", "5.6"],
        ["第一产业", "125.0", "(0.3)"],
    ]
    table = ruled(rows, 700, {(0, 0): (2, 1), (0, 1): (1, 2)})
    found = read(tmp_path, both(lines("表1 主要指标（单位：亿元）"), table, lines("以上为初步数。", top=500)))
    assert found.text.splitlines() == [
        "表1 主要指标（单位：亿元）",
        "指标 | 2024年数值 | 2024年增速(%)",
        "生产总值 | 3,456.7 | 5.6",
        "第一产业 | 125.0 | (0.3)",
        "以上为初步数。",
    ]
    first = next(q for q in read_reading(found, "a").quantities if q.text.startswith("3,456.7"))
    assert (first.value, first.unit) == (345670000000, "元")


def test_a_table_goes_on_on_the_next_page_under_its_own_head(tmp_path: Path) -> None:
    head = ["镇", "床位(张)", "人数(人)"]
    first, second = (
        [head, ["甲镇", "10", "20"], ["乙镇", "30", "40"]],
        [head, ["丙镇", "50", "60"], ["合计", "90", "120"]],
    )
    found = read(tmp_path, both(edges(1), ruled(first, 200)), both(edges(2), ruled(second, 740)))
    assert found.text.splitlines() == [
        "镇 | 床位(张) | 人数(人)", "甲镇 | 10 | 20", "乙镇 | 30 | 40", "丙镇 | 50 | 60", "合计 | 90 | 120",
    ]  # fmt: skip
    at = found.text.index("丙镇")
    place = next(place for place in found.places if place.start == at)
    assert (place.page, place.table) == (2, 1)


def test_three_lines_of_the_same_columns_are_a_table_without_rules(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate([["镇", "床位", "人数"], ["甲镇", "10", "20"], ["乙镇", "30", "40"]]):
            for column, text in enumerate(cells):
                canvas.drawString(LEFT + 120 * column, TOP - 20 * row, text)

    assert read(tmp_path, draw).text.splitlines() == ["镇 | 床位 | 人数", "甲镇 | 10 | 20", "乙镇 | 30 | 40"]


def test_lines_of_a_table_of_contents_are_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, lines("一、工作回顾 ……………………………… 3", "一、工作回顾"))
    assert found.text == "一、工作回顾\n"


def test_paragraphs_say_on_which_page_they_begin(tmp_path: Path) -> None:
    found = read(tmp_path, lines("一、工作回顾。"), lines("二、工作安排。"))
    assert [(place.page, place.paragraph) for place in found.places] == [(1, 1), (2, 2)]


def test_radicals_are_the_characters_that_they_show() -> None:
    assert unified("⼀、⼈⺠政府⻓期") == "一、人民政府长期"


def test_a_page_without_text_is_called_scanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.documents.scanned.find_spec", lambda name: None)
    from PIL import Image

    Image.new("L", (200, 200), 200).save(tmp_path / "a.pdf")
    assert code_of(tmp_path / "a.pdf") == "document_scanned"


def test_a_locked_file_wants_its_password(tmp_path: Path) -> None:
    assert code_of(pdf(tmp_path, lines("一"), encrypt="secret")) == "document_password"


def test_a_file_without_its_end_is_truncated(tmp_path: Path) -> None:
    data = pdf(tmp_path, lines(*[LONG] * 20)).read_bytes()
    assert code_of(written(tmp_path, "b.pdf", data[: len(data) // 2])) == "document_truncated"


def test_a_damaged_file_is_broken(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, "a.pdf", b"%PDF-1.4\n" + b"x" * 100 + b"\n%%EOF\n")) == "document_broken"


def test_an_item_at_the_margin_stands_within_a_paragraph_that_begins_set_in(tmp_path: Path) -> None:
    first = [f"　　{LONG[:32]}", f"{LONG[:33]}。", f"二是{LONG[:32]}", f"{LONG[:12]}。"]
    body = [*first, f"　　三是{LONG[:30]}", f"{LONG[:8]}。"]
    found = read_document(pdf(tmp_path, lines(*body))).text.split("\n")
    assert [line.lstrip()[:2] for line in found if line] == ["全年", "三是"]
    flush = [line.replace("　", "") for line in body]
    found = read_document(pdf(tmp_path, lines(*flush), name="b.pdf")).text.split("\n")
    assert [line[:2] for line in found if line] == ["全年", "二是", "三是"]


def level(top: float, *told: tuple[str, float]) -> Line:
    """A line of names, each around its middle."""
    pieces = tuple(Piece(text, middle - 6 * len(text), middle + 6 * len(text)) for text, middle in told)
    return Line(" ".join(text for text, _ in told), pieces[0].x0, pieces[-1].x1, top, top + 12, 12, pieces)


def named(*levels: Line) -> list[list[str]]:
    columns = [(100.0 * at, 100.0 * at + 60) for at in range(6)]
    return [[cell.text for cell in row for _ in range(cell.columns)] for row in heads(levels, columns)]


def test_a_name_over_three_columns_stands_over_all_of_them() -> None:
    below = level(30, ("预算", 130), ("决算", 230), ("增长", 330), ("预算", 430), ("决算", 530))
    over = level(0, ("项目", 30), ("2024年", 230), ("2025年", 480))
    assert named(over, below)[0] == ["项目", "2024年", "2024年", "2024年", "2025年", "2025年"]


def test_a_name_with_names_beside_it_that_are_of_no_other_stands_over_its_own() -> None:
    below = level(30, ("单位", 130), ("决算", 230), ("增长", 330), ("预算", 430), ("决算", 530))
    over = level(0, ("项目", 30), ("2024年", 230))
    assert named(over, below)[0] == ["项目", "", "2024年", "", "", ""]
