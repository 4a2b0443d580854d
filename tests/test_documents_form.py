"""What a document itself calls a heading, an item or a table is one, and nothing of it is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from documents_support import W, docx, html, p, r, tbl, written

from kpi.documents import Document, read_document
from kpi.documents.together import read_together
from kpi.model import Heading, PeriodKind, Quantity, Reading, RelationType, SectionKind
from kpi.relations.opened import read_reading

STYLES = (
    f"<w:styles {W}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="H{level}">'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in (1, 2, 3)
    )
    + "</w:styles>"
)
LONG = "按照统一部署逐步推进并在年内完成验收移交手续后由所在乡镇具体负责日常管理维护，经费列入预算。"


def styled(folder: Path, *lines: tuple[str, str]) -> Reading:
    body = "".join(p(text, style=style) for style, text in lines)
    return read_reading(docx(folder, body, {"styles.xml": STYLES}, {"styles.xml": "styles"}), "a")


def sections(reading: Reading) -> list[tuple[SectionKind, str]]:
    return [(section.kind, section.heading) for section in reading.report.sections]


def figures(document: Document) -> dict[str, Quantity]:
    return {quantity.text: quantity for quantity in read_reading(document, "a").quantities}


def test_headings_of_word_are_headings_without_a_number(tmp_path: Path) -> None:
    found = styled(
        tmp_path,
        ("", "云溪县民政局2024年工作总结"),
        ("H1", "主要工作成效"),
        ("H2", "养老"),
        ("", "新增床位300张。"),
        ("H1", "明年打算"),
        ("", "新增床位200张。"),
    )
    assert [kind for kind, heading in sections(found) if heading == "明年打算"] == [SectionKind.PLAN]
    assert found.quantities[0].subject.topic == "养老"
    assert [target.value for target in found.targets] == [200]


def test_the_one_heading_above_all_is_the_title(tmp_path: Path) -> None:
    found = styled(tmp_path, ("H1", "云溪县2024年养老工作总结"), ("H2", "成效"), ("", "新增床位300张。"))
    assert found.report.title == "云溪县2024年养老工作总结"
    assert [heading for _, heading in sections(found)][-1] == "成效"


def test_a_level_has_the_rank_of_its_numbered_headings(tmp_path: Path) -> None:
    found = styled(
        tmp_path,
        ("H1", "一、2024年工作回顾"),
        ("H2", "养老"),
        ("", "新增床位300张。"),
        ("H1", "2025年工作计划"),
        ("H2", "养老"),
        ("", "新增床位200张。"),
    )
    plan = found.report.sections[-1]
    assert plan.kind is SectionKind.PLAN and plan.level > found.report.sections[0].level


def test_headings_and_lists_of_a_page(tmp_path: Path) -> None:
    body = "<h2>社会组织</h2><p>全县登记社会组织36个，分别为：</p>"
    body += "<ol><li>社会团体20个；</li><li>民办非企业单位15个；</li><li>基金会1个。</li></ol>"
    document = html(tmp_path, body + "<h2>养老</h2><p>新增床位300张。</p>")
    assert document.form.headings[0] == Heading(0, 2) and len(document.form.items) == 3
    found = read_reading(document, "a")
    assert [heading for _, heading in sections(found) if heading] == ["社会组织", "养老"]
    assert [quantity.subject.topic for quantity in found.quantities] == [*["社会组织"] * 4, "养老"]
    assert [relation.type for relation in found.relations] == [RelationType.SUM]


def test_items_without_a_number_are_parts_too(tmp_path: Path) -> None:
    body = "<p>全县共有低保对象840户，其中：</p><ul><li>城市低保对象320户</li><li>农村低保对象520户</li></ul>"
    (relation,) = read_reading(html(tmp_path, body), "a").relations
    assert relation.type is RelationType.SUM and len(relation.members) == 3


def test_bullets_of_word_are_items(tmp_path: Path) -> None:
    bullets = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="l"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    lines = ["孤儿养育320万元；", "流浪救助210万元；", "其他330万元。"]
    body = p("全年发放资金860万元，其中：") + "".join(f"<w:p>{number}{r(line)}</w:p>" for line in lines)
    document = docx(tmp_path, body, {"numbering.xml": bullets}, {"numbering.xml": "numbering"})
    assert len(document.form.items) == 3 and "l" not in document.text
    (relation,) = read_reading(document, "a").relations
    assert relation.type is RelationType.SUM and len(relation.members) == 4


def test_a_long_cell_does_not_end_a_table(tmp_path: Path) -> None:
    rows = [
        ["项目", "说明", "投资(万元)"],
        ["敬老院", LONG, "320"],
        ["活动中心", LONG, "150"],
        ["合计", "", "470"],
    ]
    found = read_reading(docx(tmp_path, tbl(rows)), "a")
    assert [quantity.unit for quantity in found.quantities] == ["元"] * 3
    assert [relation.type for relation in found.relations] == [RelationType.SUM]


def test_two_tables_with_nothing_between_them_stay_two(tmp_path: Path) -> None:
    first = tbl([["乡镇", "床位(张)"], ["甲镇", "140"], ["乙镇", "57"], ["合计", "197"]])
    second = tbl([["乡镇", "户数(户)"], ["甲镇", "14"], ["乙镇", "5"], ["合计", "19"]])
    document = docx(tmp_path, first + second)
    assert len(document.form.tables) == 2
    found = figures(document)
    assert (found["140"].unit, found["14"].unit) == ("张", "户")
    assert found["14"].subject.text == "甲镇户数"


def test_lines_above_a_table_give_its_unit_and_notes_below_are_no_rows(tmp_path: Path) -> None:
    rows = [["类别", "收入", "支出"], ["福彩", "12.5", "11.0"], ["合计", "12.5", "11.0"]]
    document = docx(tmp_path, p("表3 资金收支") + p("单位：万元") + tbl(rows) + p("注：支出含上年结转0.8万元。"))
    (table,) = document.form.tables
    assert document.text[table.head :].startswith("类别") and document.text[table.body :].startswith("福彩")
    assert figures(document)["11.0"].value == Decimal(110000)


@pytest.mark.parametrize(("behind", "kind"), [(LONG, SectionKind.REVIEW), ("", SectionKind.ANNEX)])
def test_the_name_of_a_table_in_the_midst_of_the_text_heads_no_annex(
    tmp_path: Path, behind: str, kind: SectionKind
) -> None:
    table = tbl([["镇", "床位(张)"], ["甲镇", "140"], ["乙镇", "57"]])
    parts = [p("云溪县2024年工作总结"), p(LONG), p("附表1　各镇床位"), table, p("注：" + LONG)]
    document = docx(tmp_path, "".join([*parts, p(behind), p(behind)]))
    found = read_reading(document, "a")
    at = document.text.index("140")
    assert next(one.kind for one in found.report.sections if one.start <= at < one.end) is kind


@pytest.mark.parametrize(
    ("heading", "subject", "kind", "year"),
    [
        ("2023年床位数", "公办床位数", PeriodKind.YEAR, 2023),
        ("2023年", "公办", PeriodKind.YEAR, 2023),
        ("2024年床位数", "公办床位数", PeriodKind.PERIOD, 0),
        ("上年同期床位数", "公办床位数", PeriodKind.YEAR, 2023),
        ("2023年1-6月床位数", "公办床位数", PeriodKind.PART, 2023),
        ("2024年第一季度", "公办", PeriodKind.PART, 2024),
    ],
)
def test_a_heading_of_columns_says_when_and_of_what(
    tmp_path: Path, heading: str, subject: str, kind: PeriodKind, year: int
) -> None:
    rows = [["类别", heading], ["公办", "152"], ["民办", "238"], ["合计", "390"]]
    title = "云溪县民政局2024年工作总结"
    found = figures(docx(tmp_path, p(title) + p("养老机构床位（单位：张）") + tbl(rows)))["152"]
    assert (found.subject.text, found.unit, found.period.kind) == (subject, "张", kind)
    assert (found.period.end.year if found.period.end else 0) == year


def test_each_measure_takes_its_unit_of_the_caption(tmp_path: Path) -> None:
    rows = [["类别", "2023年机构数", "2023年床位数", "2024年机构数", "2024年床位数"],
            ["公办", "12", "152", "13", "164"], ["民办", "21", "238", "23", "261"]]  # fmt: skip
    found = figures(docx(tmp_path, p("养老机构（单位：个、张）") + tbl(rows)))
    assert [found[one].unit for one in ("12", "152", "13", "164")] == ["个", "张", "个", "张"]


def test_the_form_of_several_files_stands_behind_one_another(tmp_path: Path) -> None:
    first = written(tmp_path, "a.html", "<html><body><h2>养老</h2><p>新增床位300张。</p></body></html>")
    rows = "<tr><td>类别</td><td>床位</td></tr><tr><td>公办</td><td>12</td></tr>"
    second = written(tmp_path, "b.html", f"<html><body><h2>附表</h2><table>{rows}</table></body></html>")
    whole = read_together([first, second], "x")
    assert [whole.text[one.start :][:2] for one in whole.form.headings] == ["养老", "附表"]
    assert [whole.text[one.head :][:2] for one in whole.form.tables] == ["类别"]


def test_plain_text_has_no_form_but_its_look(tmp_path: Path) -> None:
    assert not read_document(written(tmp_path, "a.txt", "一、养老\n新增床位300张。")).form.headings


def test_a_line_set_as_a_heading_that_is_a_paragraph_stays_one(tmp_path: Path) -> None:
    words = "全年新增床位300张，" * 12 + "完成。"
    found = styled(tmp_path, ("H1", "养老"), ("H1", words), ("", "新增床位200张。"))
    assert words not in [heading for _, heading in sections(found)]


FORM = [
    ("机构名称", "清禾县松柏养老院", "联系电话", "0990-5550000"),
    ("占地面积", "6800平方米", "建筑面积", "4250平方米"),
    ("核定床位", "180张", "其中：护理型床位", "108张"),
    ("服务内容", "提供照料、康复、医养结合服务，设医务室。", "", ""),
    ("财务情况（单位：万元）", "", "", ""),
    ("床位费收入", "187.3", "人员工资支出", "201.4"),
    ("餐费收入", "68.5", "伙食支出", "31.2"),
    ("收入合计", "255.8", "支出合计", "232.6"),
]


def test_names_and_values_of_a_form_are_read_in_pairs_under_the_unit_that_heads_them(tmp_path: Path) -> None:
    rows = [[cell for cell in row if cell] for row in FORM]
    found = figures(html(tmp_path, table(rows)))
    assert {text: quantity.value for text, quantity in found.items() if "平方米" in text or "张" in text} == {
        "6800平方米": 6800, "4250平方米": 4250, "180张": 180, "108张": 108,
    }  # fmt: skip
    assert found["201.4"].value == Decimal("2014000")
    assert found["201.4"].subject.text == "人员工资支出"
    assert found["232.6"].unit == "元"


BESIDE = [["公办", "320", "甲镇", "210"], ["民办", "86", "乙镇", "196"], ["合办", "12", "丙镇", "12"]]


@pytest.mark.parametrize(
    ("names", "subject", "unit"),
    [
        ([["收入", "预算数（万元）", "支出", "预算数（万元）"]], "甲镇预算数", "元"),
        ([["机构", "机构", "镇", "镇"], ["名称", "床位（张）", "名称", "床位（张）"]], "甲镇镇床位", "张"),
        ([["床位（张）", "2023年", "床位（张）", "2024年"]], "甲镇", "张"),
    ],
    ids=["money", "two rows of names", "years"],
)
def test_a_table_of_two_halves_with_names_of_columns_is_no_form(
    tmp_path: Path, names: list[list[str]], subject: str, unit: str
) -> None:
    found = figures(html(tmp_path, f"<p>云溪县民政局2024年工作总结</p>{table([*names, *BESIDE])}"))["210"]
    assert (found.subject.text, found.unit) == (subject, unit)


def table_of(*rows: tuple[str, ...]) -> str:
    """A table under a title, all cells alike."""
    return f"<p>清禾县民政局2025年工作总结</p>{cells(rows)}"


def cells(rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["".join(f"<td>{text}</td>" for text in row) for row in rows]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


@pytest.mark.parametrize(
    "rows",
    [
        [("项目名称", "养老设施建设", "主管部门", "县民政局"), ("预算数", "350万元", "得分", "9.2分"),
         ("执行率", "91.6%", "满意度", "95%")],
        [("机构名称", "东乡敬老院", "法定代表人", "张三"), ("预算数", "350万元", "床位", "108张"),
         ("自筹（万元）", "260", "人员", "35人")],
        [("单位名称", "清禾县敬老院"), ("得分", "9.2分"), ("床位", "108张"), ("预算数（万元）", "350")],
        [("填报单位", "清禾县民政局"), ("填报日期", "2026-01-15"), ("机构数（个）", "35"),
         ("预算数（万元）", "350")],
    ],
    ids=["two rows", "an answer above", "two columns", "a day"],
)  # fmt: skip
def test_what_answers_a_name_in_the_first_row_of_a_form_names_no_column(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    found = figures(html(tmp_path, table_of(*rows)))
    subjects = {quantity.subject.text for quantity in found.values()}
    assert len(subjects) == len(found) > 1
    told = found.get("350万元") or found["350"]
    assert (told.subject.text, told.value) == ("预算数", 3500000)


@pytest.mark.parametrize(
    ("rows", "subject"),
    [
        ([("指标", "2025年"), ("床位", "180张"), ("人员", "35人")], "床位"),
        ([("项目名称", "完成值"), ("床位", "180张"), ("人员", "35人")], "床位"),
        ([("机构名称", "床位数"), ("东乡敬老院", "180张"), ("西乡敬老院", "35张")], "东乡敬老院床位数"),
        ([("机构", "面积"), ("东乡", "180平方米"), ("西乡", "350平方米")], "东乡面积"),
    ],
)
def test_two_columns_with_names_are_no_form(tmp_path: Path, rows: list[tuple[str, ...]], subject: str) -> None:
    found = html(tmp_path, table_of(*rows))
    assert figures(found)[rows[1][1]].subject.text == subject


def test_a_row_with_a_number_and_its_unit_is_no_head(tmp_path: Path) -> None:
    found = html(tmp_path, table_of(("指标", "2025年"), ("面积", "6800平方米"), ("床位", "180")))
    assert found.text.splitlines()[1:] == ["指标 | 2025年", "面积 | 6800平方米", "床位 | 180"]


def test_what_stands_across_a_pair_of_a_form_is_kept(tmp_path: Path) -> None:
    rows = [list(row) for row in FORM[1:3]] + [["房屋", "3处", "车辆", "2辆"]]
    across = '<tr><td colspan="2">另有临时床位16张</td><td>备注</td><td></td></tr>'
    found = figures(html(tmp_path, table(rows).replace("</table>", f"{across}</table>")))
    assert (found["16张"].value, found["108张"].value) == (16, 108)


def table(rows: list[list[str]]) -> str:
    """Rows of four columns; a cell that is alone in its row covers them, a text behind a name the rest."""
    lines = []
    for row in rows:
        wide = {1: (4,), 2: (1, 3)}.get(len(row), (1, 1, 1, 1))
        cells = "".join(f'<td colspan="{span}">{cell}</td>' for cell, span in zip(row, wide, strict=True))
        lines.append(f"<tr>{cells}</tr>")
    return f"<p>清禾县养老机构登记表</p><table>{''.join(lines)}</table>"
