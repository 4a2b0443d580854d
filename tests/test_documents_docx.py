"""Word documents: what the page shows, trap by trap."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_support import W, cell, docx, lost, p, r, tbl

from kpi.relations.opened import read_reading

NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/>
<w:suff w:val="space"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="child"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="secret"/>
<w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:dstrike/></w:rPr></w:style></w:styles>"""
PARTS = {"numbering.xml": NUMBERING, "styles.xml": STYLES}
KINDS = {"numbering.xml": "numbering", "styles.xml": "styles"}


def numbered(text: str, level: int, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def test_automatic_numbers_are_written_out_and_begin_anew_under_each_heading(tmp_path: Path) -> None:
    rows = [
        ("回顾", 0),
        ("经济", 1),
        ("就业", 2),
        ("社保", 2),
        ("民生", 1),
        ("养老", 2),
        ("一点", 3),
        ("计划", 0),
        ("目标", 1),
    ]
    found = docx(tmp_path, "".join(numbered(*row) for row in rows), PARTS, KINDS)
    assert found.text.split() == [
        "一、回顾", "（一）经济", "1.", "就业", "2.", "社保", "（二）民生", "1.", "养老",
        "一点", "二、计划", "（一）目标",
    ]  # fmt: skip


def test_a_number_behind_an_automatic_number_stays_apart(tmp_path: Path) -> None:
    found = docx(tmp_path, numbered("2,164户低保对象实行动态管理。", 2), PARTS, KINDS)
    assert found.text == "1.\t2,164户低保对象实行动态管理。\n"
    assert [quantity.text for quantity in read_reading(found, "a").quantities] == ["2,164户"]


def test_a_style_and_what_it_rests_on_number_their_paragraphs(tmp_path: Path) -> None:
    own = (
        '<w:p><w:pPr><w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>' + r("无号") + "</w:p>"
    )
    found = docx(tmp_path, p("甲", style="H1") + p("乙", style="Child") + own, PARTS, KINDS)
    assert found.text.split() == ["一、甲", "二、乙", "无号"]


def test_a_list_that_starts_over_counts_from_its_start(tmp_path: Path) -> None:
    found = docx(tmp_path, numbered("甲", 0) + numbered("乙", 0) + numbered("丙", 0, 2), PARTS, KINDS)
    assert found.text.split() == ["一、甲", "二、乙", "一、丙"]


def test_an_empty_paragraph_of_a_list_counts(tmp_path: Path) -> None:
    found = docx(tmp_path, numbered("甲", 0) + numbered("", 0) + numbered("丙", 0), PARTS, KINDS)
    assert found.text.split() == ["一、甲", "三、丙"]


def test_a_tab_parts_words(tmp_path: Path) -> None:
    found = docx(tmp_path, p("表 1", "<w:r><w:tab/></w:r>", "2021 年行政区划情况"))
    assert found.text == "表 1\t2021 年行政区划情况\n"


def test_insertions_are_taken_and_deletions_left(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>98.7</w:delText></w:r></w:del>"
    body = p("粮食总产量", deleted, f"<w:ins>{r('102.4')}</w:ins>", "万吨")
    moved = p("<w:moveFrom>" + r("旧处") + "</w:moveFrom>", "<w:moveTo>" + r("新处") + "</w:moveTo>")
    assert docx(tmp_path, body + moved).text.split() == ["粮食总产量102.4万吨", "新处"]


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(tmp_path: Path) -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('新增床位')}</w:p>"
    assert docx(tmp_path, first + p("300张。")).text == "新增床位300张。\n"


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="Secret"/>'])
def test_hidden_text_is_left_out_with_a_warning(tmp_path: Path, properties: str) -> None:
    found = docx(tmp_path, p("收入增长6.9%。", r("实际7.7%。", properties)), PARTS, KINDS)
    assert (found.text, lost(found)) == ("收入增长6.9%。\n", ["document_hidden"])
    assert found.warnings[0].fields["found"] == "实际7.7%。"


@pytest.mark.parametrize("properties", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Old"/>'])
def test_struck_out_text_is_left_out_with_a_warning(tmp_path: Path, properties: str) -> None:
    found = docx(tmp_path, p("发放资金", r("50", properties), "60万元。"), PARTS, KINDS)
    assert (found.text, lost(found)) == ("发放资金60万元。\n", ["document_struck"])
    assert found.warnings[0].fields["found"] == "50"


def test_a_run_says_itself_whether_a_line_runs_through(tmp_path: Path) -> None:
    kept = r("60万元", '<w:rStyle w:val="Old"/><w:strike w:val="0"/>')
    found = docx(tmp_path, p("发放", kept) + p("旧稿70万元", style="Gone"), PARTS, KINDS)
    assert (found.text, lost(found)) == ("发放60万元\n", ["document_struck"])


def test_what_a_run_shows_although_its_style_hides_it_is_read(tmp_path: Path) -> None:
    found = docx(tmp_path, p(r("公开5件", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')), PARTS, KINDS)
    assert (found.text, lost(found)) == ("公开5件\n", [])


def test_a_text_box_that_the_file_holds_twice_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("专栏：新增企业68家。") + "</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert docx(tmp_path, p("正文。", both)).text == "正文。\n专栏：新增企业68家。\n"


@pytest.mark.parametrize("mark", ["[2]", "3", "①", "[1][2]", "*"])
def test_a_raised_mark_of_a_note_is_no_part_of_a_number(tmp_path: Path, mark: str) -> None:
    raised = r(mark, '<w:vertAlign w:val="superscript"/>')
    assert docx(tmp_path, p("增长13.6%", raised, "，占比82.3%")).text == "增长13.6%，占比82.3%\n"


def test_raised_digits_that_are_powers_stay(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    found = docx(tmp_path, p("面积5km", r("2", raised), "，储量3×10", r("8", raised), "吨"))
    assert found.text == "面积5km²，储量3×10⁸吨\n"


def test_breaks_and_hyphens_within_a_number_do_not_part_it(tmp_path: Path) -> None:
    body = p("游客4567", '<w:r><w:br w:type="page"/></w:r>', ".8万人次")
    body += p(
        "2021",
        "<w:r><w:noBreakHyphen/></w:r>",
        "2025年建成1\u00a0200个，投资3,\u00a0870.6万元，",
        "<w:r><w:br/></w:r>",
        "新增3\u00ad00张。",
    )
    assert docx(tmp_path, body).text == "游客4567.8万人次\n2021-2025年建成1200个，投资3,870.6万元，新增300张。\n"


def test_a_line_break_behind_a_sentence_begins_a_line(tmp_path: Path) -> None:
    found = docx(tmp_path, p("新增床位300张。", "<w:r><w:br/></w:r>", "其中护理型200张。"))
    assert found.text == "新增床位300张。\n其中护理型200张。\n"


def test_a_line_break_behind_a_word_that_joins_breaks_no_title(tmp_path: Path) -> None:
    found = docx(tmp_path, p("关于2025年工作情况和", "<w:r><w:br/></w:r>", "2026年重点工作安排的报告"))
    assert found.text == "关于2025年工作情况和2026年重点工作安排的报告\n"


def test_content_controls_and_links_are_read_and_placeholders_not(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{p('发行45.6亿元。')}</w:sdtContent></w:sdt>"
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>"
    linked = f'<w:hyperlink w:anchor="x">{r("增长5%")}</w:hyperlink>'
    assert docx(tmp_path, control + p(hint, linked)).text == "发行45.6亿元。\n增长5%\n"


def test_fields_show_their_result(tmp_path: Path) -> None:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    field = f"{kinds[0]}<w:r><w:instrText>= 1 + 2</w:instrText></w:r>{kinds[1]}{r('3')}{kinds[2]}"
    assert docx(tmp_path, p("共", field, "项")).text == "共3项\n"


def test_the_table_of_contents_is_left_out_and_told(tmp_path: Path) -> None:
    found = docx(tmp_path, p("一、回顾......3", style="T1") + p("一、回顾"), PARTS, KINDS)
    assert (found.text, lost(found)) == ("一、回顾\n", ["document_contents"])


def test_footnotes_stand_apart_and_are_told(tmp_path: Path) -> None:
    found = docx(tmp_path, p("产值9亿元", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。"))
    assert (found.text, lost(found)) == ("产值9亿元。\n", ["document_notes"])


def test_a_table_has_one_header_row_whatever_was_merged(tmp_path: Path) -> None:
    down, on, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = [
        [cell("指标", down), cell("2023年", down), cell("2024年", two)],
        [cell("", on), cell("", on), "数值", "增速（%）"],
        ["生产总值", "3278.1", "3456.7", "5.6"],
        ["第一产业", "120.5", "125.0", "(0.3)"],
    ]
    found = docx(tmp_path, p("表2 主要指标（单位：亿元）") + tbl(rows))
    assert found.text.splitlines() == [
        "表2 主要指标（单位：亿元）",
        "指标 | 2023年 | 2024年数值 | 2024年增速（%）",
        "生产总值 | 3278.1 | 3456.7 | 5.6",
        "第一产业 | 120.5 | 125.0 | (0.3)",
    ]


def test_a_time_below_a_heading_stands_before_it(tmp_path: Path) -> None:
    down, on, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = [
        [cell("行业", down), cell("销售额（亿元）", two), cell("增长（%）", two)],
        [cell("", on), "5月", "1—5月", "本月", "2024年"],
        ["批发业", "64.20", "318.55", "7.7", "6.1"],
        ["零售业", "27.86", "135.12", "8.3", "8.0"],
    ]
    head = docx(tmp_path, tbl(rows)).text.splitlines()[0]
    assert head == "行业 | 5月销售额（亿元） | 1—5月销售额（亿元） | 本月增长（%） | 2024年增长（%）"


def test_a_row_of_units_below_the_names_stands_in_brackets(tmp_path: Path) -> None:
    rows = [
        ["镇", "收入", "人数", "增长"],
        ["", "万元", "人", "%"],
        ["甲镇", "120.5", "98", "3.1"],
        ["乙镇", "80.5", "70", "-2.0"],
    ]
    assert docx(tmp_path, tbl(rows)).text.splitlines()[0] == "镇 | 收入（万元） | 人数（人） | 增长（%）"
    codes = [["科目编码", "", ""], ["类", "款", "项"], ["208", "02", "01"]]
    assert "（" not in docx(tmp_path, tbl(codes)).text


def test_a_name_over_several_rows_stands_in_each_and_a_number_in_one(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        ["区", "项目", "数量", "合计"],
        [cell("甲区", down), "床位", "10", cell("30", down)],
        [cell("", on), "人员", "20", cell("", on)],
    ]
    found = docx(tmp_path, tbl(rows)).text.splitlines()
    assert found[1:] == ["甲区 | 床位 | 10 | 30", "| 甲区 | 人员 | 20 |  |"]


@pytest.mark.parametrize("caption", ["续表", "续表 3", "表3（续）", "（续）", "表3续"])
def test_a_table_that_goes_on_below_a_line_that_says_so_is_one(tmp_path: Path, caption: str) -> None:
    head = ["乡镇", "户数(户)"]
    first, second = [head, ["甲镇", "140"]], [head, ["乙镇", "57"], ["合计", "197"]]
    found = docx(tmp_path, p("表3 低保情况") + tbl(first) + p(caption) + tbl(second))
    assert found.text.splitlines() == ["表3 低保情况", "乡镇 | 户数(户)", "甲镇 | 140", "乙镇 | 57", "合计 | 197"]
    assert len(found.form.tables) == 1 and len(read_reading(found, "a").relations) == 1


def test_a_table_below_another_caption_is_another(tmp_path: Path) -> None:
    head = ["乡镇", "户数(户)"]
    found = docx(tmp_path, tbl([head, ["甲镇", "140"]]) + p("表4 五保情况") + tbl([head, ["乙镇", "57"]]))
    assert len(found.form.tables) == 2


def test_a_table_cut_in_two_with_its_head_again_is_one(tmp_path: Path) -> None:
    head = ["乡镇", "户数(户)", "人数(人)"]
    first, second = [head, ["甲镇", "140", "300"]], [head, ["乙镇", "57", "80"], ["合计", "197", "380"]]
    found = docx(tmp_path, tbl(first) + tbl(second))
    assert found.text.count("乡镇") == 1 and len(read_reading(found, "a").relations) == 2
    assert len(docx(tmp_path, tbl(second) + tbl(first)).form.tables) == 2  # a total closes a table
    assert len(docx(tmp_path, tbl(first) + tbl(first)).form.tables) == 2  # the same rows again are another
    assert len(docx(tmp_path, tbl([row[:2] for row in first]) + tbl([row[:2] for row in second])).form.tables) == 2


def test_a_table_of_one_cell_a_row_is_paragraphs(tmp_path: Path) -> None:
    assert (
        docx(tmp_path, tbl([["新增床位300张。"], ["完成投资5亿元。"]])).text
        == "新增床位300张。\n完成投资5亿元。\n"
    )


def test_columns_of_stacked_numbers_have_no_rows_and_this_is_told(tmp_path: Path) -> None:
    rows = [["月份", "产量"], ["1月\n2月\n3月", "10\n20\n30"], ["4月\n5月\n6月", "40\n50\n60"]]
    found = docx(tmp_path, tbl([rows[0], [rows[1][1], rows[2][1]]]) + p("完。"))
    assert "10" not in found.text and "document_columns_without_rows" in lost(found)


def test_a_table_that_lays_the_page_out_is_read_cell_by_cell(tmp_path: Path) -> None:
    inner = tbl([["项目", "数量"], ["床位", "10"]])
    outer = f"<w:tbl><w:tr><w:tc>{p('左栏')}{inner}</w:tc><w:tc>{p('右栏')}</w:tc></w:tr></w:tbl>"
    assert docx(tmp_path, outer).text.splitlines() == ["左栏", "项目 | 数量", "床位 | 10", "右栏"]


def test_paragraphs_torn_by_a_converter_are_whole_and_page_numbers_gone(tmp_path: Path) -> None:
    torn = [
        "年末全县参加养老保险人数106643人，比上年末",
        "增加1336人。全年养老保险基金收入76691万元，基",
        "金支出68369万元。",
    ]
    lines = [*torn, "—3—", *torn, *torn]
    found = docx(tmp_path, p("一、社会保障") + "".join(map(p, lines)))
    assert found.text.splitlines() == ["一、社会保障", *["".join(torn)] * 3]


def test_ordinary_paragraphs_without_a_stop_stay_apart(tmp_path: Path) -> None:
    lines = ["地区生产总值增长5.5%左右，城镇新增就业11万人", "居民消费价格涨幅2%左右，粮食产量稳定"]
    assert docx(tmp_path, "".join(map(p, lines))).text.splitlines() == lines


def test_paragraphs_tables_rows_and_columns_have_places(tmp_path: Path) -> None:
    found = docx(tmp_path, p("甲") + p("") + p("乙") + tbl([["项目", "数量"], ["床位", "10"]]) + p("丙"))
    at = {found.text[place.start :].split(" | ")[0].split("\n")[0]: place for place in found.places}
    assert [at[word].paragraph for word in "甲乙丙"] == [1, 2, 3]
    assert (at["10"].table, at["10"].row, at["10"].column) == (1, 2, 2)
    assert [place.start for place in found.places] == sorted(place.start for place in found.places)
