"""Numbers that a narrow cell tears are whole again; numbers below each other in one are told."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from documents_support import docx, html, lost, p, r, tbl
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kpi.documents import Document, read_document
from kpi.documents.stacked import cell_of
from kpi.relations.opened import read_reading

FONT = "STSong-Light"


def figures(document: Document) -> list[str]:
    return [one.text for one in read_reading(document, "a").quantities]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["1,2", "34"], "1,234"),
        (["12,3", "45,678"], "12,345,678"),
        (["1,234,", "567"], "1,234,567"),
        (["1,234", ",567"], "1,234,567"),
        (["12345.", "67"], "12345.67"),
        (["12345", ".67"], "12345.67"),
        (["1,2", "34万元"], "1,234万元"),
        (["300", "400"], "300 / 400"),
        (["1234", "567"], "1234 / 567"),
        (["1,234", "567"], "1,234 / 567"),
        (["5.6%", "3.2%"], "5.6% / 3.2%"),
        (["床位", "300"], "床位 300"),
        (["1,234", "万元"], "1,234 万元"),
        (["2024年", "310"], "2024年 310"),
        (["1.", "新建"], "1. 新建"),
        (["", "35", ""], "35"),
        ([], ""),
    ],
)
def test_the_paragraphs_of_a_cell(lines: list[str], text: str) -> None:
    assert cell_of(lines) == text


def paragraphs(*lines: str) -> str:
    return f"<w:tc>{''.join(map(p, lines))}</w:tc>"


def test_cells_of_a_word_file(tmp_path: Path) -> None:
    torn = f"<w:tc><w:p>{r('1,2')}<w:r><w:br/></w:r>{r('36')}</w:p></w:tc>"
    runs = f"<w:tc><w:p>{r('1,2')}{r('38')}</w:p></w:tc>"
    head = ["地区", "床位（张）"]
    rows = [
        head,
        ["东镇", paragraphs("1,2", "34")],
        ["西镇", torn],
        ["南镇", runs],
        ["北镇", paragraphs("300", "400")],
    ]
    found = docx(tmp_path, tbl(rows))
    assert figures(found) == ["1,234", "1,236", "1,238"]
    assert lost(found) == ["document_stacked"] and dict(found.warnings[0].values)["found"] == "300 / 400"


def test_cells_of_a_web_page_and_of_a_workbook(tmp_path: Path) -> None:
    cells = [("东镇", "1,2\n34"), ("西镇", "56\n78"), ("南镇", "3,500")]
    rows = "".join(f"<tr><td>{name}</td><td>{text.replace(chr(10), '<br>')}</td></tr>" for name, text in cells)
    page = html(tmp_path, f"<table><tr><td>地区</td><td>床位（张）</td></tr>{rows}</table>")
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for at, row in enumerate([("地区", "床位（张）"), *cells]):
        sheet.write_row(at, 0, row)
    book.close()
    for found in (page, read_document(tmp_path / "a.xlsx")):
        assert figures(found) == ["1,234", "3,500"] and lost(found) == ["document_stacked"]


def ruled(folder: Path, rows: list[tuple[str, str]], width: float, right: bool = False) -> Document:
    """A table of two columns, the second so wide; its words at the left edge of its cells, or at the right one."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(folder / "a.pdf"))
    for at, (name, text) in enumerate(rows):
        top = 760 - 30 * at
        canvas.rect(80, top - 30, 80, 30)
        canvas.rect(160, top - 30, width, 30)
        canvas.setFont(FONT, 10)
        canvas.drawString(83, top - 12, name)
        for line, words in enumerate(text.split("\n")):
            shift = width - 6 - pdfmetrics.stringWidth(words, FONT, 10) if right else 0
            canvas.drawString(163 + shift, top - 12 - 12 * line, words)
    canvas.save()
    return read_document(folder / "a.pdf")


@pytest.mark.parametrize("right", [False, True])
def test_a_full_line_of_a_printed_cell_goes_on_in_the_next(tmp_path: Path, right: bool) -> None:
    rows = [("地区", "床位(张)"), ("东镇", "1234567\n89"), ("西镇", "12345.6"), ("南镇", "3,500")]
    assert figures(ruled(tmp_path, rows, 42, right)) == ["123456789", "12345.6", "3,500"]


def test_printed_numbers_with_room_beside_them_are_two(tmp_path: Path) -> None:
    rows = [("地区", "床位（张）"), ("东镇", "300\n400"), ("西镇", "1,2\n34"), ("南镇", "3,500")]
    found = ruled(tmp_path, rows, 120)
    assert figures(found) == ["1,234", "3,500"] and lost(found) == ["document_stacked"]
