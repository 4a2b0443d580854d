"""The Excel ledger, read back with another library: sheets, links, formats, and nothing that is a formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from output_cases import NASTY, finding, judged, nasty, settled, stopped

from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.outputs import named, workbook


def book(result: AuditResult, lang: Lang = "en") -> Workbook:
    return load_workbook(io.BytesIO(named("xlsx").render(result, lang)))


def columns(opened: Workbook, sheet: str, row: int = 2) -> dict[str, Cell]:
    page = opened[sheet]
    return {str(head.value): page.cell(row, at) for at, head in enumerate(page[1], 1)}  # type: ignore[misc]


def test_the_sheets_of_both_languages(audited_sample: AuditResult) -> None:
    assert book(audited_sample, "zh").sheetnames == ["概况", "目标", "数据矛盾", "问题台账", "原文"]
    assert book(audited_sample).sheetnames == ["summary", "targets", "contradictions", "findings", "evidence"]


def test_every_table_has_a_frozen_header_a_filter_and_widths(audited_sample: AuditResult) -> None:
    opened = book(audited_sample)
    for name in opened.sheetnames[1:]:
        page = opened[name]
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert all(page.column_dimensions[head.column_letter].width > 5 for head in page[1])
    assert opened["targets"].max_row == len(audited_sample.targets) + 1
    assert opened["findings"].max_row == len(audited_sample.findings) + 1


def test_each_verdict_leads_to_its_sentence(audited_sample: AuditResult) -> None:
    opened = book(audited_sample)
    evidence, linked = opened["evidence"], 0
    answers = {t.target: t.latest.answer for t in audited_sample.targets if t.latest and t.latest.answer}
    assert answers
    for row in opened["targets"].iter_rows(min_row=2):
        link = row[1].hyperlink
        if link is None:
            assert row[14].value is None
            continue
        at = re.fullmatch(r"'?evidence'?!A(\d+)", link.location or "")
        assert at
        words, sentence = (evidence.cell(int(at[1]), column).value for column in (6, 7))
        assert str(words) in str(sentence)
        place = row[15].value or row[14].value
        assert place == f"{evidence.cell(int(at[1]), 2).value}:{evidence.cell(int(at[1]), 3).value}"
        linked += 1
    assert linked > 20


def test_numbers_dates_and_shares_are_what_they_are() -> None:
    cells = columns(book(judged(finding())), "targets")
    assert (cells["indicator"].value, cells["demand"].value) == ("节地生态安葬率", "≥80%")
    assert (cells["target value"].value, cells["target value"].number_format) == (80, "#,##0")
    assert (cells["actual value"].value, cells["actual value"].number_format) == (76.5, "#,##0.0")
    assert (cells["margin %"].value, cells["margin %"].number_format) == (-0.04375, "0.0%")
    assert (cells["due"].value, cells["due"].number_format) == (datetime(2023, 12, 31), "yyyy-mm-dd")


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.example")', "http://a.example"]
)
def test_no_text_is_a_formula_or_a_link(start: str) -> None:
    result = judged(finding(message=(start, start), quote=start, text=start))
    cells = columns(book(result), "findings")
    assert (cells["what was found"].value, cells["what was found"].data_type) == (start, "s")
    assert cells["what was found"].hyperlink is None
    assert bool(cells["what was found"].quotePrefix) == (start[0] in "=+-@")


def test_the_file_holds_no_formula_at_all(audited_sample: AuditResult) -> None:
    for result in (audited_sample, nasty()):
        packed = zipfile.ZipFile(io.BytesIO(named("xlsx").render(result, "zh")))
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 5
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_control_characters_do_not_break_the_file() -> None:
    shown = columns(book(nasty()), "findings")["what was found"].value
    assert shown == NASTY.replace("\x0b", "\ufffd").replace("\x1b", "\ufffd")


def test_a_cell_takes_what_excel_takes() -> None:
    long = "长" * 40_000
    shown = columns(book(judged(finding(message=(long, long)))), "findings")["what was found"].value
    assert len(str(shown)) == workbook.LONGEST


def test_what_stopped_the_audit_stands_on_the_summary() -> None:
    opened = book(stopped())
    assert opened.sheetnames == ["summary"]
    assert "reports/a.txt: the report is empty" in str(opened["summary"]["A3"].value) + str(
        opened["summary"]["A4"].value
    )


def test_no_time_is_in_the_file() -> None:
    packed = zipfile.ZipFile(io.BytesIO(named("xlsx").render(judged(finding()), "zh")))
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", packed.read("docProps/core.xml"))) == {
        b"2000-01-01T00:00:00Z"
    }


def test_the_ledger_of_findings_says_where_each_stands() -> None:
    opened = book(settled(), "zh")
    rows = [columns(opened, "问题台账", row) for row in (2, 3, 4)]
    assert [row["状态"].value for row in rows] == ["新发现", "不算问题", "已整改"]
    assert "依据有变" in str(rows[0]["处理"].value)
    assert "王芳 · 2026-07-01" in str(rows[1]["处理"].value)
    assert "reports/yunxi/2024.txt" in str(rows[2]["处理"].value)
