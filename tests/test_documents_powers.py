"""Raised digits: powers of ten are read as numbers, marks of notes go, what nobody can tell is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from documents_support import docx, html, lost, p, r, tbl
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kpi.documents import Document, read_document
from kpi.documents.marks import superscript
from kpi.numbers.scanning import scan
from kpi.relations.opened import read_reading

UP = '<w:vertAlign w:val="superscript"/>'
FONT = "STSong-Light"
Set = tuple[tuple[str, bool], ...]  # pieces of a line, and whether each is raised


def figures(document: Document) -> list[tuple[Decimal, str]]:
    return [(one.value, one.unit) for one in read_reading(document, "a").quantities]


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("10⁸千瓦时", 10**8, 10**8),
        ("1.2×10⁸千瓦时", 12 * 10**7, 10**7),
        ("3.5 × 10⁴ 人次", 35_000, 1_000),
        ("1,200×10³元", 1_200_000, 1_000),
        ("10^4平方米", 10**4, 10**4),
        ("2.1×10⁻³毫克", Decimal("0.0021"), Decimal("0.0001")),
    ],
)
def test_a_power_of_ten_is_a_number(text: str, value: Decimal, place: Decimal) -> None:
    (found,) = scan(f"达到{text}。")
    assert (found.value, found.last_place) == (value, place) and text.endswith(found.unit)


@pytest.mark.parametrize("text", ["面积30m²", "新建3km²", "共210人", "增长5.6%²"])
def test_what_is_no_power_stays_as_it_was(text: str) -> None:
    (found,) = scan(text)
    assert found.value in (30, 3, 210, Decimal("5.6"))


@pytest.mark.parametrize(
    ("raised", "before", "behind", "told"),
    [
        ("8", "达到10", "千瓦时", "⁸"),
        ("8", "1.2×10", "。", "⁸"),
        ("-3", "2.1×10", "毫克", "⁻³"),
        ("8", "共10", "，其中", ""),
        ("2", "共310", "人", ""),
        ("2", "共1.10", "万人", ""),
        ("2", "30m", "，", "²"),
        ("[3]", "共10", "人", ""),
        ("①", "10", "", ""),
        ("2", "10", "", "²"),
    ],
)
def test_what_raised_characters_say(raised: str, before: str, behind: str, told: str) -> None:
    assert superscript(raised, before, behind) == told


def test_powers_of_a_word_file(tmp_path: Path) -> None:
    styles = f'<w:styles xmlns:w="w"><w:style w:styleId="up"><w:rPr>{UP}</w:rPr></w:style></w:styles>'
    raised = "<w:e><w:r><w:t>10</w:t></w:r></w:e><w:sup><w:r><w:t>6</w:t></w:r></w:sup>"
    low, named = '<w:position w:val="8"/><w:sz w:val="14"/>', '<w:rStyle w:val="up"/>'
    found = docx(
        tmp_path,
        p("发电量达到10", r("8", UP), "千瓦时。")
        + p("用电1.2×10", r("8", low), "千瓦时，增长5.6%", r("2", UP), "。")
        + p("用水3×10", r("4", named), "吨，绿地30m", r("2", UP), "。")
        + f"<w:p><w:oMath><w:sSup>{raised}</w:sSup></w:oMath>{r('立方米。')}</w:p>",
        {"styles.xml": styles},
        {"styles.xml": "styles"},
    )
    assert figures(found) == [
        (10**8, "千瓦时"), (12 * 10**7, "千瓦时"), (Decimal("5.6"), "%"), (30_000, "吨"), (30, "平方米"),
        (10**6, "立方米"),
    ]  # fmt: skip


def test_powers_of_a_web_page(tmp_path: Path) -> None:
    found = html(
        tmp_path,
        "<p>发电量达到10<sup>8</sup>千瓦时，救助310人<sup>3</sup>。</p>"
        '<p>用电1.2×10<span style="font-size:9px;vertical-align:super">8</span>千瓦时，绿地30m<sup>2</sup>。</p>'
        "<p>用水<math><msup><mn>10</mn><mn>4</mn></msup></math>吨，其中回用2×10<sup>3</sup>吨[1]。</p>",
    )
    assert [value for value, _ in figures(found)] == [10**8, 310, 12 * 10**7, 30, 10**4, 2000]


def drawn(folder: Path, lines: list[Set], cells: list[tuple[str, Set]]) -> Document:
    """A page of lines, and below them a ruled table of two columns."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(folder / "a.pdf"))

    def put(x: float, y: float, pieces: Set) -> None:
        for text, up in pieces:
            canvas.setFont(FONT, 7 if up else 12)
            canvas.drawString(x, y + (5 if up else 0), text)
            x += pdfmetrics.stringWidth(text, FONT, 7 if up else 12)

    for at, line in enumerate(lines):
        put(80, 740 - 20 * at, line)
    for at, (name, value) in enumerate(cells):
        canvas.rect(80, 600 - 24 * at, 100, 24)
        canvas.rect(180, 600 - 24 * at, 140, 24)
        put(84, 608 - 24 * at, ((name, False),))
        put(184, 608 - 24 * at, value)
    canvas.save()
    return read_document(folder / "a.pdf")


def test_powers_and_marks_of_a_printed_page_and_its_ruled_cells(tmp_path: Path) -> None:
    lines: list[Set] = [
        (("发电量达到10", False), ("8", True), ("千瓦时，增长5.6%", False), ("2", True), ("。", False)),
        (("绿地30m", False), ("2", True), ("，发放10", False), ("4", True), ("元。", False)),
    ]
    cells: list[tuple[str, Set]] = [
        ("项目", (("数量（吨）", False),)),
        ("甲站", (("1.2×10", False), ("6", True))),
        ("乙站", (("35", False), ("2", True))),
        ("丙站", (("46", False),)),
    ]
    found = drawn(tmp_path, lines, cells)
    assert [value for value, _ in figures(found)] == [10**8, Decimal("5.6"), 30, 10**4, 12 * 10**5, 35, 46]


def test_ten_with_a_raised_digit_alone_in_a_cell_is_told_and_no_figure(tmp_path: Path) -> None:
    ten = f"<w:tc>{p('10', r('2', UP))}</w:tc>"
    found = docx(tmp_path, tbl([["地区", "床位（张）"], ["东镇", ten], ["西镇", "35"], ["南镇", "46"]]))
    assert figures(found) == [(35, "张"), (46, "张")]
    assert lost(found) == ["document_raised"]


def test_rich_text_of_a_workbook(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, up = book.add_worksheet(), book.add_format({"font_script": 1})
    sheet.write_row("A1", ["项目", "数量（吨）"])
    sheet.write("A2", "甲站")
    sheet.write_rich_string("B2", "1.2×10", up, "6")
    sheet.write("A3", "乙站")
    sheet.write_rich_string("B3", "3,500", up, "[1]")
    book.close()
    assert figures(read_document(tmp_path / "a.xlsx")) == [(12 * 10**5, "吨"), (3500, "吨")]


def test_digits_that_a_page_only_lifts(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(tmp_path / "a.pdf"))
    text = canvas.beginText(80, 740)
    text.setFont(FONT, 12)
    for words, rise in (("用电1.2×10", 0), ("8", 5), ("千瓦时，救助310人。", 0)):
        text.setRise(rise)
        text.textOut(words)
    canvas.drawText(text)
    canvas.save()
    assert figures(read_document(tmp_path / "a.pdf")) == [(12 * 10**7, "千瓦时"), (310, "人")]
