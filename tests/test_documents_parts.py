"""Parts behind 其中 and rows that are set in: each keeps the whole that it is a part of."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from documents_support import cell, docx, html, p, r, tbl

from kpi.documents import Document, read_document
from kpi.model import RelationVerdict
from kpi.relations.opened import read_reading

Rows = list[list[str]]


def relations(document: Document) -> dict[tuple[str, ...], bool]:
    """Members by what is printed → whether they fit."""
    found = read_reading(document, "a")
    texts = {one.id: one.text for one in found.quantities}
    return {
        tuple(texts[member] for member in one.members): one.verdict is not RelationVerdict.INCONSISTENT
        for one in found.relations
    }


def names(document: Document) -> list[str]:
    return [one.subject.text for one in read_reading(document, "a").quantities]


def test_the_other_half_behind_a_part_has_the_same_whole(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2024年"], ["特困人员", "人", "520"], ["其中：男", "人", "300"], ["女", "人", "220"],
            ["低保对象", "人", "5000"], ["其中：城市", "人", "900"], ["农村", "人", "4200"]]  # fmt: skip
    found = docx(tmp_path, tbl(rows))
    assert names(found)[:3] == ["特困人员", "特困人员男", "特困人员女"]
    assert relations(found) == {
        ("520", "300"): True, ("520", "220"): True, ("520", "300", "220"): True,
        ("5000", "900"): True, ("5000", "4200"): True, ("5000", "900", "4200"): False,
    }  # fmt: skip


def test_a_line_that_only_says_among_them(tmp_path: Path) -> None:
    rows = [["指标", "单位", "数量"], ["一、特困人员", "人", "520"], ["其中：", "", ""], ["男", "人", "300"],
            ["女", "人", "225"], ["二、低保对象", "人", "5000"]]  # fmt: skip
    found = relations(docx(tmp_path, tbl(rows)))
    assert found == {("520", "300"): True, ("520", "225"): True, ("520", "300", "225"): False}


def test_parts_among_the_columns(tmp_path: Path) -> None:
    rows = [["地区", "特困人员（人）", "其中：集中供养（人）", "老年人（人）"], ["东镇", "520", "300", "460"],
            ["西镇", "300", "310", "100"], ["南镇", "410", "200", "90"]]  # fmt: skip
    found = docx(tmp_path, tbl(rows))
    assert names(found)[:4] == ["东镇特困人员", "东镇特困人员集中供养", "东镇老年人", "西镇特困人员"]
    assert relations(found) == {("520", "300"): True, ("300", "310"): False, ("410", "200"): True}


def test_parts_that_may_overlap_are_no_sum(tmp_path: Path) -> None:
    head = [["地区", "总数（人）", cell("其中", '<w:gridSpan w:val="3"/>')], ["", "", "男", "女", "少数民族"]]
    rows = [*head, ["东镇", "520", "300", "220", "30"], ["西镇", "300", "190", "110", "10"]]
    found = relations(docx(tmp_path, tbl(rows)))
    assert all(found.values()) and ("520", "300", "220") in found and ("520", "30") in found


def test_the_halves_of_a_split_are_wrong_where_a_third_kind_does_not_mend_them(tmp_path: Path) -> None:
    head = ["地区", "机构（家）", "其中：公办", "民办", "公建民营"]
    fits = docx(tmp_path, tbl([head, ["东镇", "52", "30", "20", "2"], ["西镇", "30", "19", "9", "2"]]))
    assert all(relations(fits).values())
    head = ["地区", "特困（人）", "其中：男", "女"]
    off = docx(tmp_path, tbl([head, ["东镇", "520", "300", "220"], ["西镇", "300", "190", "120"]]))
    assert relations(off)[("300", "190", "120")] is False


def test_a_part_marked_with_a_sign_counts_as_its_whole_does(tmp_path: Path) -> None:
    rows = [["项目", "床位（张）", "#护理型", "入住（人）", "#失能"], ["公办", "520", "300", "300", "120"],
            ["民办", "500", "260", "240", "130"]]  # fmt: skip
    units = [one.unit for one in read_reading(docx(tmp_path, tbl(rows)), "a").quantities]
    assert units == ["张", "张", "人", "人"] * 2


ROWS = [("特困人员", "520"), ("集中供养", "200"), ("分散供养", "320"), ("低保对象", "5000"), ("城市低保", "900"),
        ("农村低保", "4100")]  # fmt: skip
INNER = (1, 2, 4, 5)
WHOLES = {("520", "200", "320"): True, ("5000", "900", "4100"): True}


def check(found: Document) -> None:
    assert names(found) == ["特困人员", "特困人员集中供养", "特困人员分散供养", "低保对象", "城市低保", "农村低保"]
    assert WHOLES.items() <= relations(found).items()


def test_cells_that_a_workbook_sets_in_by_format_or_by_blanks(tmp_path: Path) -> None:
    for blanks in ("", "  ", "　　"):
        book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
        page, set_in = book.add_worksheet(), book.add_format({"indent": 1})
        page.write_row(0, 0, ["指标", "2024年（人）"])
        for at, (name, number) in enumerate(ROWS):
            inner = at in INNER
            page.write(at + 1, 0, blanks + name if inner else name, set_in if inner and not blanks else None)
            page.write(at + 1, 1, int(number))
        book.close()
        check(read_document(tmp_path / "a.xlsx"))


def test_cells_that_an_old_workbook_sets_in(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("a")
    for column, name in enumerate(("指标", "2024年（人）")):
        page.write(0, column, name)
    for at, (name, number) in enumerate(ROWS):
        page.write(at + 1, 0, name, xlwt.easyxf("align: indent 1" if at in INNER else ""))
        page.write(at + 1, 1, int(number))
    book.save(str(tmp_path / "a.xls"))
    check(read_document(tmp_path / "a.xls"))


@pytest.mark.parametrize("how", ['w:left="420"', 'w:leftChars="200" w:left="420"', 'w:firstLineChars="200"'])
def test_cells_that_a_word_file_sets_in(tmp_path: Path, how: str) -> None:
    def named(at: int, name: str) -> str:
        mark = f"<w:pPr><w:ind {how}/></w:pPr>" if at in INNER else ""
        return f"<w:tc><w:p>{mark}{r(name)}</w:p></w:tc>"

    rows = [[named(at, name), number] for at, (name, number) in enumerate(ROWS)]
    check(docx(tmp_path, tbl([["指标", "2024年（人）"], *rows])))


@pytest.mark.parametrize("how", ["&nbsp;&nbsp;", "　", 'style="padding-left:2em"', 'style="text-indent: 24pt"'])
def test_cells_that_a_web_page_sets_in(tmp_path: Path, how: str) -> None:
    def row(at: int, name: str, number: str) -> str:
        style, blanks = (how, "") if how.startswith("style") else ("", how)
        first = f"<td {style}>{blanks}{name}</td>" if at in INNER else f"<td>{name}</td>"
        return f"<tr>{first}<td>{number}</td></tr>"

    rows = "".join(row(at, *one) for at, one in enumerate(ROWS))
    check(html(tmp_path, f"<table><tr><td>指标</td><td>2024年（人）</td></tr>{rows}</table>"))


def test_names_in_the_middle_of_their_cells_are_set_in_by_nothing(tmp_path: Path) -> None:
    def named(name: str, left: int) -> str:
        return f'<w:tc><w:p><w:pPr><w:jc w:val="center"/><w:ind w:left="{left}"/></w:pPr>{r(name)}</w:p></w:tc>'

    rows = [
        ["乡镇", "人数（人）"],
        [named("东镇", 0), "30"],
        [named("西镇", 420), "20"],
        [named("合计", 210), "50"],
    ]
    found = docx(tmp_path, p("云溪县2024年总结") + tbl(rows))
    assert [one[:2] for one in names(found)] == ["东镇", "西镇", "合计"]
    assert relations(found) == {("50", "30", "20"): True}


HEADS = {
    "nothing else told": ["登记（对） 其中：结婚 离婚", "520 300 120", "400 250 80"],
    "not registered": ["残疾人（人） 其中：男 女 未登记", "520 300 215 5", "400 250 146 4"],
    "shares": ["人数（人） 其中：男（%） 女（%）", "500 48.2 51.8", "70 80 20"],
    "two wholes": ["床位（张） 其中：护理型 入住（人） 其中：失能", "52 30 90 60", "40 25 80 70"],
}


@pytest.mark.parametrize("case", HEADS)
def test_columns_of_which_nothing_is_wrong(tmp_path: Path, case: str) -> None:
    head, *rows = (line.split(" ") for line in HEADS[case])
    found = docx(tmp_path, tbl([["地区", *head], *(["东镇", *row] for row in rows)]))
    assert all(relations(found).values())


def test_rows_set_in_that_are_no_sum_are_no_more_than_their_whole(tmp_path: Path) -> None:
    rows = [("困难群众", "9000"), ("　残疾人", "3000"), ("　老年人", "4000"), ("　女性", "4400"), ("儿童", "800")]
    body = "".join(f"<tr><td>{name}</td><td>{number}</td></tr>" for name, number in rows)
    found = relations(html(tmp_path, f"<table><tr><td>指标</td><td>人数（人）</td></tr>{body}</table>"))
    assert found == {("9000", "3000"): True, ("9000", "4000"): True, ("9000", "4400"): True}


def test_standards_are_no_parts_of_each_other(tmp_path: Path) -> None:
    rows = [["低保标准", "700"], ["　城市", "720"], ["　农村", "650"], ["其中：山区", "640"]]
    body = "".join(f"<tr><td>{name}</td><td>{number}</td></tr>" for name, number in rows)
    assert relations(html(tmp_path, f"<table><tr><td>指标</td><td>标准（元）</td></tr>{body}</table>")) == {}
