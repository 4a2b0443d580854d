"""Workbooks: cells as they are shown, what is hidden left out and told."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from documents_support import lost, written, zipped

from kpi.documents import read_document
from kpi.documents.number_formats import code_of, shown
from kpi.relations.opened import read_reading


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.056", "0.0%", "5.6%"),
        ("-0.003", "0.0%", "-0.3%"),
        ("1234567.8", "#,##0.00", "1,234,567.80"),
        ("-1234567.8", r"#,##0.0_);\(#,##0.0\)", "(1,234,567.8)"),
        ("12.5", '0.0"亿元"', "12.5亿元"),
        ("1.5", "[Red]0.0;[Blue]-0.0", "1.5"),
        ("0", '0;-0;"—"', "—"),
        ("1234567", "0.00,", "1234.57"),
        ("0.125", "0.00", "0.13"),
        ("5.6000000000000005", "", "5.6"),
        ("1E-005", "", "0.00001"),
        ("45306", 'yyyy"年"m"月"d"日"', "2024年1月15日"),
        ("45306", "yyyy/mm/dd", "2024/01/15"),
        ("12", '"第"0"名"', "第12名"),
        ("3", "¥#,##0", "¥3"),
        ("text", "0", "text"),
        ("312400", '0!.0,"万"', "31.2万"),
        ("312400", r'0\.0,"万"', "31.2万"),
        ("-1234567", '0!.0000"万"', "-123.4567万"),
        ("5", '0!.0,"万"', "0.0万"),
        ("4321.5", ";;;", ""),
        ("-5", "0;;0", ""),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_built_in_formats_have_their_numbers() -> None:
    assert [code_of(id, None) for id in (0, 9, 10, 3)] == ["", "0%", "0.00%", "#,##0"]
    assert code_of(9, "0.0") == "0.0" and code_of(164, "General") == ""


def workbook(path: Path) -> Path:
    """Merged heads, a share, a hidden row, column and sheet; a formula with its value and one without."""
    book = xlsxwriter.Workbook(str(path))
    sheet, secret = book.add_worksheet("收支"), book.add_worksheet("底稿")
    share = book.add_format({"num_format": "0.0%"})
    sheet.merge_range("A1:D1", "表1 主要指标（单位：亿元）")
    sheet.merge_range("A2:A3", "指标")
    sheet.merge_range("B2:C2", "2024年")
    sheet.write_row("B3", ["数值", "增速"])
    sheet.write_row("A4", ["生产总值", 3456.7])
    sheet.write("C4", 0.056, share)
    sheet.write_row("A5", ["内部", 99.9])
    sheet.write_row("A6", ["收入"])
    sheet.write_formula("B6", "=B4/10", None, 345.67)
    sheet.write("D4", "藏")
    sheet.write("A7", "注：2024年为初步数。")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    secret.write("A1", "内部数据 999.9")
    secret.hide()
    book.close()
    return path


def test_a_workbook_shows_what_its_sheets_show(tmp_path: Path) -> None:
    found = read_document(workbook(tmp_path / "a.xlsx"))
    assert found.text.splitlines() == [
        "表1 主要指标（单位：亿元）",
        "指标 | 2024年数值 | 2024年增速",
        "生产总值 | 3456.7 | 5.6%",
        "| 收入 | 345.67 |  |",
        "注：2024年为初步数。",
    ]
    assert sorted(lost(found)) == ["document_hidden_columns", "document_hidden_rows", "document_hidden_sheet"]


def test_rows_keep_the_numbers_of_their_sheet(tmp_path: Path) -> None:
    found = read_document(workbook(tmp_path / "a.xlsx"))
    at = found.text.index("345.67")
    place = [place for place in found.places if place.start <= at][-1]
    assert (place.sheet, place.row, place.column) == ("收支", 6, 2)


def test_figures_of_a_sheet_have_row_and_column_as_their_subject(tmp_path: Path) -> None:
    reading = read_reading(read_document(workbook(tmp_path / "a.xlsx")), "a")
    first = next(q for q in reading.quantities if q.text.startswith("3456.7"))
    assert (first.value, first.unit, first.subject.text[:4]) == (345670000000, "元", "生产总值")


def form(path: Path) -> Path:
    """A form: who filled it in, when and in which unit stand above the columns; a cell that shows nothing."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("汇总")
    sheet.merge_range("A1:D1", "2024年社会救助情况汇总表")
    sheet.write_row("A2", ["填报单位：云溪县民政局", "", "填报日期：", "2025年1月10日"])
    sheet.write("D3", "单位：户、人、万元")
    sheet.write_row("A4", ["乡镇", "低保户数", "低保人数", "低保资金"])
    sheet.write_row("A5", ["甲镇", 51, 83, 61.4])
    sheet.write_row("A6", ["乙镇", 43, 70, 52.9])
    sheet.write("B7", 4321.5, book.add_format({"num_format": ";;;"}))
    sheet.write("A7", "丙镇")
    book.close()
    return path


def test_rows_of_a_form_above_the_columns_are_lines_and_no_heading(tmp_path: Path) -> None:
    found = read_document(form(tmp_path / "a.xlsx"))
    assert found.text.splitlines()[:6] == [
        "2024年社会救助情况汇总表",
        "填报单位：云溪县民政局",
        "填报日期：2025年1月10日",
        "单位：户、人、万元",
        "乡镇 | 低保户数 | 低保人数 | 低保资金",
        "甲镇 | 51 | 83 | 61.4",
    ]
    units = {quantity.text: quantity.unit for quantity in read_reading(found, "a").quantities}
    assert (units["51"], units["83"], units["61.4"]) == ("户", "人", "元")


def test_a_number_that_its_format_does_not_show_is_told(tmp_path: Path) -> None:
    found = read_document(form(tmp_path / "a.xlsx"))
    assert "4321" not in found.text
    assert [(one.code, one.fields["cells"]) for one in found.warnings] == [("document_hidden_cells", "B7")]


def test_a_cell_in_tens_of_thousands_takes_the_unit_of_its_row(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, tens = book.add_worksheet("月度"), book.add_format({"num_format": '0!.0,"万"'})
    sheet.write_row("A1", ["指标（单位）", "2024年10月", "2024年11月", "合计"])
    sheet.write("A2", "临时救助支出（元）")
    for column, number in zip("BCD", (312400, 287600, 600000), strict=True):
        sheet.write(f"{column}2", number, tens)
    sheet.write_row("A3", ["结婚登记（对）", 143, 118, 261])
    book.close()
    reading = read_reading(read_document(tmp_path / "a.xlsx"), "a")
    assert [(q.value, q.unit) for q in reading.quantities][:3] == [(312000, "元"), (288000, "元"), (600000, "元")]
    assert len(reading.relations) == 2


def test_a_formula_without_a_saved_value_is_told(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c>'
        '<c r="B1"><f>SUM(B2:B9)</f></c><c r="C1"><v>7</v></c></row></sheetData></worksheet>'
    )
    book = '<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    related = (
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    parts = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": related, "xl/worksheets/sheet1.xml": sheet}
    found = read_document(written(tmp_path, "a.xlsx", zipped(parts)))
    assert found.text == "合计 | 7\n"
    assert [(one.code, one.fields["cells"]) for one in found.warnings] == [("document_uncomputed", "B1")]


def test_an_old_workbook_shows_the_same(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收支")
    for row, cells in enumerate([["指标", "2024年", "增速"], ["生产总值", 3456.7, 0.056], ["内部", 1, 0.1]]):
        for column, value in enumerate(cells):
            style = xlwt.easyxf(num_format_str="0.0%") if column == 2 and row else xlwt.easyxf()
            sheet.write(row, column, value, style)
    sheet.row(2).hidden = True
    book.save(str(tmp_path / "a.xls"))
    found = read_document(tmp_path / "a.xls")
    assert found.text.splitlines() == ["指标 | 2024年 | 增速", "生产总值 | 3456.7 | 5.6%"]
    assert lost(found) == ["document_hidden_rows"]


def test_a_corner_that_tells_the_units_heads_its_column(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("教育")
    sheet.merge_range("A1:E1", "2025年教育事业情况")
    sheet.merge_range("A2:A4", "单位：所、人、%")
    sheet.merge_range("B2:C2", "学校数")
    sheet.merge_range("D2:E2", "在校生")
    for cell, text in (("B3:B4", "2025年"), ("C3:C4", "增减"), ("D3:D4", "人数"), ("E3:E4", "增长（%）")):
        sheet.merge_range(cell, text)
    for row, told in enumerate((("小学", 186, -3, 121450, -2.0), ("初中", 74, 1, 58930, 2.6)), start=4):
        sheet.write_row(row, 0, told)
    book.close()
    document = read_document(tmp_path / "a.xlsx")
    assert "单位：所、人、% | 2025年学校数 | 学校数增减 | 在校生人数 | 在校生增长（%）\n" in document.text
    found = [(q.text, q.unit) for q in read_reading(document, "a").quantities]
    assert found[:4] == [("186", "所"), ("-3", "所"), ("121450", "人"), ("-2", "%")]


def test_what_a_line_runs_through_in_a_workbook_is_left_out_and_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, struck = book.add_worksheet("收支"), book.add_format({"font_strikeout": True})
    sheet.write_row("A1", ["项目", "2025年"])
    sheet.write_row("A2", ["救助", 60])
    sheet.write("A3", "养老")
    sheet.write("B3", 99, struck)
    sheet.write_rich_string("A4", struck, "儿", "幼儿")
    sheet.write("B4", 30)
    book.close()
    found = read_document(tmp_path / "a.xlsx")
    assert found.text.splitlines() == ["项目 | 2025年", "救助 | 60", "| 养老 |  |", "幼儿 | 30"]
    assert (lost(found), found.warnings[0].fields["found"]) == (["document_struck"], "99 儿")


def test_what_a_line_runs_through_in_an_old_workbook_is_left_out_and_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet, struck = book.add_sheet("收支"), xlwt.easyxf("font: struck_out on")
    for column, text in enumerate(("项目", "2025年")):
        sheet.write(0, column, text)
    sheet.write(1, 0, "救助")
    sheet.write(1, 1, 60)
    sheet.write(2, 0, "养老")
    sheet.write(2, 1, 99, struck)
    sheet.write_rich_text(3, 0, (("儿", struck.font), "幼儿"))
    sheet.write(3, 1, 30)
    book.save(str(tmp_path / "a.xls"))
    found = read_document(tmp_path / "a.xls")
    assert found.text.splitlines() == ["项目 | 2025年", "救助 | 60", "| 养老 |  |", "幼儿 | 30"]
    assert (lost(found), found.warnings[0].fields["found"]) == (["document_struck"], "99 儿")


def test_a_formula_of_an_old_workbook_without_a_saved_value_is_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("说明").write(0, 0, "说明")
    sheet = book.add_sheet("收支")
    for row, cells in enumerate((("项目", "2025年"), ("救助", 60), ("合计", xlwt.Formula("B2*1")))):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    book.save(str(tmp_path / "a.xls"))
    found = read_document(tmp_path / "a.xls")
    assert lost(found) == ["document_uncomputed"]
    assert (found.warnings[0].fields["found"], found.warnings[0].fields["cells"]) == ("收支", "B3")
