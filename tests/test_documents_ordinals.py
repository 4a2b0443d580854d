"""Numbers of headings and items that no mark follows are no figures, and no words of what is measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_support import W, docx, p, r, tbl, written

from kpi.documents import Document, read_document
from kpi.numbers.ordinals import ordinal_spans
from kpi.relations.opened import read_reading

LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/>'
    '<w:suff w:val="{suffix}"/></w:lvl>'
    for at, text in enumerate(("%1", "%1.%2", "%1.%2.%3"))
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def figures(document: Document) -> list[tuple[str, str]]:
    return [(one.text, one.subject.text) for one in read_reading(document, "a").quantities]


def numbered(level: int, text: str, outline: str = "") -> str:
    mark = f'<w:outlineLvl w:val="{outline}"/>' if outline else ""
    list_of = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{list_of}{mark}</w:pPr>{r(text)}</w:p>"


@pytest.mark.parametrize("suffix", ["tab", "nothing", "space"])
def test_automatic_numbers_without_a_mark_are_no_figures(tmp_path: Path, suffix: str) -> None:
    body = (
        numbered(0, "个人救助工作", "0")
        + p("全年救助困难群众310人。")
        + numbered(1, "万名老人关爱", "1")
        + numbered(2, "新增床位200张。")
        + numbered(2, "18家养老机构通过验收。")
    )
    parts = {"numbering.xml": NUMBERING.replace("{suffix}", suffix)}
    found = docx(tmp_path, body, parts, {"numbering.xml": "numbering"})
    assert figures(found) == [("310人", "救助困难群众"), ("200张", "新增床位"), ("18家", "养老机构通过验收")]
    assert found.text.startswith("1\t个人救助工作\n") and "\n1.1.2\t18家" in found.text


def test_typed_numbers_of_three_levels_are_no_figures(tmp_path: Path) -> None:
    text = """云溪县民政局2024年工作总结
1 个人救助工作
1.1 家庭医生签约服务
全年救助困难群众310人。
1.2万名老人关爱
1.2.1 新增床位200张。
2 项目建设稳步推进
2.1处置隐患12处。
2.2人才培训3期。
2.3亿元产业园落地。
"""
    found = read_document(written(tmp_path, "a.txt", text))
    told = [("310人", "救助困难群众"), ("200张", "新增床位"), ("12处", "处置隐患"), ("3期", "人才培训")]
    assert figures(found) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.1亿元项目开工。\n1.2亿元项目投产。", []),
        ("1.5万人受益。\n2.5万人参保。", []),
        ("3 个乡镇完成改造。\n4 个乡镇启动。", []),
        ("1 个县完成改造。\n2 个县启动。\n3 个县验收。", []),
        ("1 户人家 | 30\n2 户人家 | 40", []),
        ("1 养老服务\n2 社会救助\n10个乡镇建成站点。\n3 个乡镇完成改造，1.5万人受益。", ["1", "2"]),
        ("1 月救助30人。\n2 月救助40人。", []),
        ("2.3%达标。\n2.4%未达标。", []),
        ("1\t个人救助\n全年12人。", ["1"]),
        ("序号\t名称\t数量\n1\t东镇\t30\n2\t西镇\t40", []),
        ("2024年总结\n2025年计划", []),
        ("1养老床位\n2人才培训\n3低保对象", ["1", "2", "3"]),
        ("1养老床位\n2人才培训", []),
    ],
)
def test_only_their_order_tells_numbers_of_one_or_two_parts(text: str, told: list[str]) -> None:
    assert sorted(text[start:end] for start, end in set(ordinal_spans(text))) == told


def test_numbers_before_the_names_of_rows_are_no_figures(tmp_path: Path) -> None:
    named = ["1 个人", "1.1 户籍", "1.2 家庭医生", "2 临时救助"]
    rows = [["项目", "人数（人）"], *map(list, zip(named, ("310", "120", "190", "45"), strict=True))]
    found = docx(tmp_path, tbl(rows))
    assert [text for text, _ in figures(found)] == ["310", "120", "190", "45"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["1 东镇", "2 西镇", "3 南镇", "合计"], ["东镇床位", "西镇床位", "南镇床位", "合计床位"]),
        (["1东镇", "2西镇", "3南镇"], ["东镇床位", "西镇床位", "南镇床位"]),
        (["1月", "2月", "3月"], ["床位", "床位", "床位"]),
    ],
)
def test_a_number_that_counts_the_rows_is_no_part_of_their_names(
    tmp_path: Path, names: list[str], told: list[str]
) -> None:
    rows = "".join(f"{name} | {300 + at} | {200 + at}\n" for at, name in enumerate(names))
    found = read_document(written(tmp_path, "a.txt", f"单位：张\n地区 | 床位 | 护理床\n{rows}"))
    assert [subject for _, subject in figures(found)][::2] == told
