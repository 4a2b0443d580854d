"""Headings without a style and without a number: their type alone tells them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from documents_support import docx, html, p, r, tbl
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kpi.documents import Document, read_document
from kpi.relations.opened import read_reading

LONG = "按照统一部署逐步推进并在年内完成验收移交手续后由所在乡镇具体负责日常管理维护，经费列入预算。"
FONT, SIZE = "STSong-Light", 12.0
Set = tuple[float, bool, str]  # size, whether bold, text


def headings(document: Document) -> list[tuple[int, str]]:
    return [(one.level, document.text[one.start :].split("\n")[0]) for one in document.form.headings]


def pdf(folder: Path, lines: Sequence[Set]) -> Document:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(folder / "a.pdf"), pagesize=A4)
    for at, (size, bold, text) in enumerate(lines):
        canvas.saveState()
        drawn = canvas.beginText(80, 760 - 30 * at)
        drawn.setFont(FONT, size)
        drawn.setTextRenderMode(2 if bold else 0)
        drawn.textLine(text)
        canvas.drawText(drawn)
        canvas.restoreState()
    canvas.save()
    return read_document(folder / "a.pdf")


def body(text: str = LONG[:33] + "。") -> Set:
    return (SIZE, False, text)


def test_larger_type_makes_headings_of_a_pdf_and_levels_go_by_size(tmp_path: Path) -> None:
    title, last = (
        (22.0, False, "云溪县文化馆2025年工作报告"),
        body("新增床位200张，覆盖率达到九成以上，经费列入预算，由乡镇负责。"),
    )
    first, second = (16.0, False, "公共服务"), (16.0, False, "下一年安排")
    found = pdf(tmp_path, [title, first, (14.0, False, "场馆"), body(), second, last])
    assert headings(found) == [(2, "公共服务"), (3, "场馆"), (2, "下一年安排")]
    assert read_reading(found, "a").quantities[0].section > 0


def test_bold_type_makes_headings_where_the_text_is_not_bold(tmp_path: Path) -> None:
    title = (22.0, True, "云溪县文化馆2025年工作报告")
    told = [title, (SIZE, True, "公共服务"), body(), (SIZE, True, "文物保护"), body()]
    assert headings(pdf(tmp_path, told)) == [(2, "公共服务"), (2, "文物保护")]
    bold = [(size, True, text) for size, _, text in told]
    assert headings(pdf(tmp_path, bold)) == []


@pytest.mark.parametrize(
    "text", ["新增床位300张", "单位：万元", "表1 主要指标", "注意防火。", "2025年3月10日", "（内部）"]
)
def test_what_is_no_heading_however_large(tmp_path: Path, text: str) -> None:
    lines = [(22.0, False, "云溪县2025年工作报告"), (16.0, False, "服务"), body(), (16.0, False, text), body()]
    assert text not in [told for _, told in headings(pdf(tmp_path, lines))]


def test_a_single_bold_line_is_stress_and_a_column_of_them_a_list(tmp_path: Path) -> None:
    assert headings(pdf(tmp_path, [body(), (SIZE, True, "群众满意"), body()])) == []
    names = [(SIZE, True, name) for name in ("东溪街道", "西溪街道", "南溪街道", "北溪街道")]
    assert headings(pdf(tmp_path, [body(), *names, body()])) == []


def test_who_signs_a_text_is_no_heading(tmp_path: Path) -> None:
    told = [
        (SIZE, True, "成效"),
        body(),
        (SIZE, True, "打算"),
        body(),
        (SIZE, True, "云溪县养老科"),
        (SIZE, True, "供稿人"),
    ]
    assert headings(pdf(tmp_path, told)) == [(2, "成效"), (2, "打算")]


def test_numbered_headings_are_left_to_their_numbers(tmp_path: Path) -> None:
    lines = [body(), (16.0, True, "一、成效"), body(), (16.0, True, "二、安排"), body()]
    assert headings(pdf(tmp_path, lines)) == []


def test_bold_paragraphs_of_word_without_styles(tmp_path: Path) -> None:
    bold, black = "<w:b/>", '<w:rFonts w:eastAsia="黑体"/>'
    told = p(r("工作成效", bold)) + p(LONG) + p(r("明年", black), r("打算", black)) + p(LONG)
    assert headings(docx(tmp_path, told)) == [(2, "工作成效"), (2, "明年打算")]
    led = p(r("成效。", bold), LONG) + p(r("打算。", bold), LONG)
    assert headings(docx(tmp_path, led)) == []
    large = p(LONG) + p(r("明年打算", '<w:sz w:val="32"/>')) + p(LONG)
    assert headings(docx(tmp_path, large)) == [(2, "明年打算")]


def test_bold_paragraphs_and_lines_of_a_page(tmp_path: Path) -> None:
    text = f"<p>　　{LONG}</p>"
    page = f'<p align="center"><strong>工作<span>成效</span></strong></p>{text}<p><b>明年打算</b><br>{LONG}</p>'
    assert headings(html(tmp_path, page)) == [(2, "工作成效"), (2, "明年打算")]
    styled = f'<p style="font-weight: bold">工作成效</p>{text}<p style="font-weight:700">明年打算</p>{text}'
    assert headings(html(tmp_path, styled)) == [(2, "工作成效"), (2, "明年打算")]
    head = "<style>.t, .k .u{font-weight:bold} .v{font-weight:bold} .v{font-weight:normal}</style>"
    classed = f'<div class="t">工作成效</div>{text}<div class="k"><p class="u">明年打算</p></div>{text}'
    assert headings(html(tmp_path, classed + f'<p class="v">附则</p>{text}', head)) == [
        (2, "工作成效"),
        (2, "明年打算"),
    ]
    led = f"<p><b>成效：</b>{LONG}</p><p><b>打算：</b>{LONG}</p>"
    assert headings(html(tmp_path, led)) == []


def test_a_table_that_holds_another_keeps_its_own_rows(tmp_path: Path) -> None:
    inner = tbl([["类别", "人数（人）"], ["博士", "36"], ["硕士", "214"]])
    outer = [
        ["项目", "数量（人）", "明细"],
        ["引进人才", "250", f"<w:tc>{inner}<w:p/></w:tc>"],
        ["培育技师", "135", "—"],
    ]
    found = docx(tmp_path, p("云溪县人才情况") + tbl(outer))
    told = [(q.text, q.unit, q.subject.text) for q in read_reading(found, "a").quantities]
    assert told == [
        ("250", "人", "引进人才"),
        ("135", "人", "培育技师"),
        ("36", "人", "博士人数"),
        ("214", "人", "硕士人数"),
    ]


def test_a_table_of_a_page_that_holds_another_keeps_its_own_rows(tmp_path: Path) -> None:
    inner = "<table><tr><th>来源</th><th>金额（亿元）</th></tr><tr><td>中央</td><td>6.2</td></tr></table>"
    rows = f"<tr><td>补助</td><td>27.6</td><td>{inner}</td></tr><tr><td>结余</td><td>14.3</td><td>—</td></tr>"
    head = "<tr><th>项目</th><th>金额（亿元）</th><th>构成</th></tr>"
    found = html(tmp_path, f"<p>{LONG}</p><table>{head}{rows}</table>")
    assert [q.text for q in read_reading(found, "a").quantities] == ["27.6", "14.3", "6.2"]
    laid_out = f"<p>{LONG}</p><table><tr><td><p>{LONG}</p></td><td>{inner}</td></tr></table>"
    assert [q.text for q in read_reading(html(tmp_path, laid_out), "a").quantities] == ["6.2"]
