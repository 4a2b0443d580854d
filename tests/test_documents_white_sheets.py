"""White type on white in workbooks, PDF pages and OFD documents is hidden text; on a colour it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt
from documents_support import lost
from reportlab.pdfgen.canvas import Canvas
from test_documents_ofd import ofd, text
from test_documents_pdf import LEFT, TOP, Draw, chinese_font, read

from kpi.documents import read_document

__all__ = ["chinese_font"]
HEADS, ROWS = ["地区", "床位（张）"], [["东镇", 500], ["西镇", 300], ["南镇", 900]]
SHOWN = ["地区 | 床位（张）", "东镇 | 500", "西镇 | 300"]


def workbook(folder: Path, head: dict[str, Any], last: dict[str, Any]) -> Any:
    book = xlsxwriter.Workbook(str(folder / "a.xlsx"))
    sheet = book.add_worksheet("表一")
    sheet.write_row(0, 0, HEADS, book.add_format(head))
    for at, row in enumerate(ROWS, start=1):
        sheet.write_row(at, 0, row, book.add_format(last if at == len(ROWS) else {}))
    return book


@pytest.mark.parametrize(
    "how", [{"font_color": "#FFFFFF"}, {"font_color": "#FEFEFE", "bg_color": "#FFFFFF"}, {"size": 1}]
)
def test_cells_that_a_workbook_shows_to_nobody(tmp_path: Path, how: dict[str, Any]) -> None:
    workbook(tmp_path, {"font_color": "white", "bg_color": "#1F4E79"}, how).close()
    found = read_document(tmp_path / "a.xlsx")
    assert found.text.splitlines() == SHOWN and lost(found) == ["document_hidden"]
    assert dict(found.warnings[0].values) == {"found": "南镇 900", "sheet": "表一"}


@pytest.mark.parametrize("ground", ["rule", "table"])
def test_white_cells_of_a_sheet_whose_rules_may_colour_them_stay(tmp_path: Path, ground: str) -> None:
    book = workbook(tmp_path, {}, {"font_color": "#FFFFFF"})
    sheet = book.get_worksheet_by_name("表一")
    if ground == "rule":
        rule = {"type": "cell", "criteria": ">", "value": 600, "format": book.add_format({"bg_color": "red"})}
        sheet.conditional_format("B2:B4", rule)
    else:
        sheet.add_table("A1:B4", {"columns": [{"header": name} for name in HEADS]})
    book.close()
    found = read_document(tmp_path / "a.xlsx")
    assert found.text.splitlines() == [*SHOWN, "南镇 | 900"] and lost(found) == []


def test_runs_of_a_cell_that_nobody_sees(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    white = book.add_format({"font_color": "#FFFFFF"})
    book.add_worksheet().write_rich_string("A1", "救助310人", white, "（内部数450人）", "。")
    book.close()
    found = read_document(tmp_path / "a.xlsx")
    assert found.text == "救助310人。\n" and lost(found) == ["document_hidden"]


def test_white_cells_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表一")
    dark = xlwt.easyxf("font: colour white; pattern: pattern solid, fore_colour dark_blue")
    for at, row in enumerate([HEADS, *ROWS]):
        style = dark if not at else xlwt.easyxf("font: colour white") if at == len(ROWS) else xlwt.easyxf("")
        for column, value in enumerate(row):
            sheet.write(at, column, value, style)
    book.save(str(tmp_path / "a.xls"))
    found = read_document(tmp_path / "a.xls")
    assert found.text.splitlines() == SHOWN and lost(found) == ["document_hidden"]


def white(told: str, ground: bool = False, also: bool = True) -> Draw:
    def draw(canvas: Canvas) -> None:
        if also:
            canvas.drawString(LEFT, TOP, "全年救助310人。")
        if ground:
            canvas.setFillColorRGB(0.1, 0.3, 0.5)
            canvas.rect(LEFT - 5, TOP - 50, 300, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(LEFT, TOP - 40, told)

    return draw


def test_words_that_a_page_shows_to_nobody(tmp_path: Path) -> None:
    found = read(tmp_path, white("内部数450人。"))
    assert found.text == "全年救助310人。\n" and lost(found) == ["document_hidden"]
    assert dict(found.warnings[0].values) == {"found": "内部数450人。", "page": "1"}


@pytest.mark.parametrize(("ground", "also"), [(True, True), (False, False)])
def test_white_words_on_a_colour_and_on_a_page_of_nothing_else_stay(
    tmp_path: Path, ground: bool, also: bool
) -> None:
    found = read(tmp_path, white("新增床位450张。", ground, also))
    assert "新增床位450张。" in found.text and lost(found) == []


@pytest.mark.parametrize("ground", [False, True])
def test_white_words_of_an_ofd_document(tmp_path: Path, ground: bool) -> None:
    paint = '<ofd:FillColor Value="255 255 255"/>'
    hidden = text("内部数450人。", 20, 60).replace("<ofd:TextCode", paint + "<ofd:TextCode")
    area = '<ofd:PathObject ID="3" Boundary="10 50 100 20" Fill="true"><ofd:FillColor Value="31 78 121"/>'
    box = f"{area}<ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    found = ofd(tmp_path, text("全年救助310人。", 20, 30) + (box if ground else "") + hidden)
    assert ("450" in found.text) == ground and lost(found) == ([] if ground else ["document_hidden"])
