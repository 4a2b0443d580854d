"""Tables with two years or more in their head: each figure has the time of its own column."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from documents_support import docx, html, p, tbl

from kpi.documents import Document, read_document
from kpi.model import Period
from kpi.relations.opened import read_reading

Rows = list[list[str | int]]
TITLE = "云溪县民政局2024年工作总结"


def sheet(folder: Path, rows: Rows, merged: tuple[tuple[str, str], ...] = ()) -> Document:
    book = xlsxwriter.Workbook(str(folder / "a.xlsx"))
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    for place, text in merged:
        page.merge_range(place, text)
    book.close()
    return read_document(folder / "a.xlsx")


def told(document: Document) -> list[tuple[str, int | str]]:
    """Each number with the year of its period; 0 is the report's own time, a word a time without a year."""

    def year(period: Period) -> int | str:
        return period.start.year if period.start else period.text or 0

    return [(one.text, year(one.period)) for one in read_reading(document, "a").quantities]


def test_the_latest_year_of_the_columns_is_that_of_the_report(tmp_path: Path) -> None:
    rows: Rows = [["指标", "2023年", "2024年"], ["养老机构（家）", 40, 46], ["养老床位（张）", 3000, 3300]]
    assert told(sheet(tmp_path, rows)) == [("40", 2023), ("46", 0), ("3000", 2023), ("3300", 0)]


def test_bare_years_and_years_down_the_rows(tmp_path: Path) -> None:
    rows: Rows = [["单位：人"], ["项目", 2023, 2024], ["城市低保", 500, 480], ["农村低保", 1500, 1420]]
    assert told(sheet(tmp_path, rows)) == [("500", 2023), ("480", 0), ("1500", 2023), ("1420", 0)]
    rows = [["年份", "机构（家）"], ["2022年", 38], ["2023年", 40], ["2024年", 46]]
    assert told(sheet(tmp_path, rows)) == [("38", 2022), ("40", 2023), ("46", 0)]


def test_a_column_of_targets_says_nothing_of_the_year(tmp_path: Path) -> None:
    rows: Rows = [
        ["指标", "2023年", "2024年", "2025年目标"],
        ["养老机构（家）", 40, 46, 50],
        ["床位（张）", 300, 330, 400],
    ]
    assert [year for _, year in told(sheet(tmp_path, rows))] == [2023, 0, 2025] * 2


def test_years_over_merged_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["地区", "", "", "", ""],
        ["", "机构（家）", "床位（张）", "机构（家）", "床位（张）"],
        ["东镇", 10, 50, 12, 60],
    ]
    found = sheet(tmp_path, rows, (("B1:C1", "2023年"), ("D1:E1", "2024年")))
    assert told(found) == [("10", 2023), ("50", 2023), ("12", 0), ("60", 0)]


@pytest.mark.parametrize("ago", ["上年", "去年", "上年同期", "去年同期", "上年末", "基期"])
def test_the_year_before_of_a_report_whose_year_is_known(tmp_path: Path, ago: str) -> None:
    found = docx(
        tmp_path, p(TITLE) + tbl([["指标", ago, "本年"], ["机构（家）", "40", "46"], ["床位（张）", "300", "330"]])
    )
    assert [year for _, year in told(found)] == [2023, 0, 2023, 0]


def test_the_year_before_of_a_table_that_names_no_year(tmp_path: Path) -> None:
    rows: Rows = [["指标", "上年", "本年"], ["机构（家）", 40, 46], ["床位（张）", 300, 330]]
    assert [year for _, year in told(sheet(tmp_path, rows))] == ["上年", 0, "上年", 0]


def test_what_is_held_against_the_year_before_is_of_this_year(tmp_path: Path) -> None:
    rows: Rows = [
        ["单位：万元"],
        ["科目", "上年决算数", "本年预算数", "为上年决算%"],
        ["福利", 200, 220, 110],
        ["低保", 100, 98, 98],
    ]
    assert [year for _, year in told(sheet(tmp_path, rows))] == ["上年决算数", 0, 0] * 2


def test_years_of_a_web_page(tmp_path: Path) -> None:
    head = "<tr><th>指标</th><th>2024年</th><th>上年同期</th><th>2022年</th></tr>"
    row = "<tr><td>养老机构（家）</td><td>46</td><td>40</td><td>38</td></tr>"
    found = html(tmp_path, f"<p>{TITLE}</p><table>{head}{row}{row.replace('机构', '食堂')}</table>")
    assert [year for _, year in told(found)] == [0, 2023, 2022] * 2


def test_the_change_from_a_day_is_named_without_it(tmp_path: Path) -> None:
    rows: Rows = [["指标", "2024年底", "比2023年底增减"], ["机构（家）", 46, 6], ["床位（张）", 330, 30]]
    names = [one.subject.text for one in read_reading(sheet(tmp_path, rows), "a").quantities]
    assert names == ["机构", "机构增减", "床位", "床位增减"]
