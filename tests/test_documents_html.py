"""Web pages: the article and nothing of the page around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_support import html, lost, written

from kpi.documents import read_document
from kpi.relations.opened import read_reading

LONG = "1-10月，全县固定资产投资完成246.79亿元，完成年度计划82.3%，同比增长15.3%，其中第三产业投资119.90亿元。"
AROUND = (
    '<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/x">政务公开 2024</a></li></ul></div>{}'
    '<div class="footer"><p>版权所有：某县人民政府 备案号05070218号</p><a href="/y">网站地图</a></div>'
)


@pytest.mark.parametrize(
    "article",
    [
        '<div id="zoom"><p>{}</p></div>',
        '<div class="TRS_Editor"><style>p {{color: red; width: 62.5%}}</style><p><span>{}</span></p></div>',
        '<div class="pages_content" id="UCAP-CONTENT"><div>{}</div></div>',
        '<form><div id="vsb_content"><div class="v_news_content"><p>{}</p></div></div></form>',
        '<div class="anything"><div class="unknown"><p>{}</p></div></div>',
        "<table><tr><td><table><tr><td><p>{}</p></td></tr></table></td></tr></table>",
    ],
)
def test_the_article_is_found_in_the_blocks_of_content_systems_and_without_them(
    tmp_path: Path, article: str
) -> None:
    assert html(tmp_path, AROUND.format(article.format(LONG))).text == LONG + "\n"


def test_breaks_make_lines_and_blanks_at_their_heads_go(tmp_path: Path) -> None:
    found = html(tmp_path, f'<div id="zoom">　　{LONG}<br><br/>&nbsp;&nbsp;{LONG}</div>')
    assert found.text.splitlines() == [LONG, LONG]


def test_a_line_break_of_the_source_is_no_blank_within_chinese(tmp_path: Path) -> None:
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}全县新增\n   床位300张，\n达到 5 家。</p></div>')
    assert found.text.endswith("全县新增床位300张，达到 5 家。\n")


def test_marks_of_notes_scripts_and_hidden_elements_are_no_text(tmp_path: Path) -> None:
    body = f"<p>{LONG}<sup>[3]</sup>面积5km<sup>2</sup>。</p><script>var a = 1;</script>"
    found = html(tmp_path, f'<div id="zoom">{body}<p style="display:none">内部实际7.7%。</p></div>')
    assert found.text == f"{LONG}面积5km²。\n"
    assert lost(found) == ["document_hidden"]


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".gone{display:none!important}", False),
        (".other,.gone { color: red; visibility : hidden }", False),
        ("#it{display:none}", False),
        (".gone{display:none}.gone.on{display:block}", True),
        ("@media print{.gone{display:none}}", True),
        ("@import url(x.css); .other{display:none} ..bad{display:none}", True),
        (".gone:hover{display:none}", True),
    ],
)
def test_style_sheets_of_the_page_hide_and_show(tmp_path: Path, sheet: str, shown: bool) -> None:
    body = f'<div id="zoom"><p>{LONG}</p><p class="gone on" id="it">内部口径实际为7.7%。</p></div>'
    found = html(tmp_path, body, f"<style>{sheet}</style>")
    assert ("7.7%" in found.text) is shown
    assert lost(found) == ([] if shown else ["document_hidden"])


@pytest.mark.parametrize(("media", "shown"), [("print", True), ("screen", False), ("all", False)])
def test_a_style_sheet_for_paper_hides_nothing(tmp_path: Path, media: str, shown: bool) -> None:
    body = f'<div id="zoom"><p>{LONG}</p><p class="gone">内部口径实际为7.7%。</p></div>'
    found = html(tmp_path, body, f'<style media="{media}">.gone {{display: none}}</style>')
    assert ("7.7%" in found.text) is shown


def test_the_number_of_an_item_that_shows_nothing_goes_with_it(tmp_path: Path) -> None:
    body = f'<div id="zoom"><p>{LONG}</p><ol><li><s>旧的工作</s></li></ol><p>120户困难家庭得到救助。</p></div>'
    assert html(tmp_path, body).text.splitlines()[-1] == "120户困难家庭得到救助。"


def test_an_article_that_a_script_makes_visible_is_read(tmp_path: Path) -> None:
    body = f'<div id="js_content" style="visibility: hidden; opacity: 0;"><p>{LONG}</p></div>'
    assert html(tmp_path, body).text == LONG + "\n"
    assert (
        LONG
        not in html(tmp_path, body.replace("visibility: hidden", "display: none") + f"<p>{LONG[:50]}</p>").text
    )


def test_a_hidden_row_of_a_table_is_left_out_and_told(tmp_path: Path) -> None:
    told = (("镇", "床位", ""), ("甲镇", 10, ""), ("试镇", 99, " style='display: none'"), ("合计", 10, ""))
    rows = "".join(f"<tr{hide}><td>{name}</td><td>{number}</td></tr>" for name, number, hide in told)
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p><table>{rows}</table></div>')
    assert "99" not in found.text and lost(found) == ["document_hidden"]


def test_a_break_within_a_sentence_only_folds_it(tmp_path: Path) -> None:
    words = "答：一是农村入住率仅38.6%，低于城市；二是31家机构连续<br>两年亏损，共1246万元。"
    assert html(tmp_path, f'<div id="zoom"><p>{words}</p></div>').text == words.replace("<br>", "") + "\n"


def test_what_follows_the_article_ends_it(tmp_path: Path) -> None:
    links = "<p>【字体：大 中 小】</p><p>相关链接</p><p>2023年全县投资完成200亿元，增长9.9%。</p>"
    assert html(tmp_path, f'<div id="zoom"><p>{LONG}</p>{links}</div>').text == LONG + "\n"


def test_lists_are_numbered_as_they_are_shown(tmp_path: Path) -> None:
    items = "<ol start='2'><li>新建学校3所</li><li>（三）改造道路</li></ol><ul><li>绿化5亩</li></ul>"
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p>{items}</div>').text.splitlines()
    assert found[1:] == ["2.新建学校3所", "（三）改造道路", "绿化5亩"]


def test_a_number_behind_that_of_its_list_stays_apart(tmp_path: Path) -> None:
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p><ol><li>5家食堂建成</li><li>绿化5亩</li></ol></div>')
    assert found.text.splitlines()[1:] == ["1.\t5家食堂建成", "2.绿化5亩"]


def test_the_number_of_an_item_stands_before_its_first_paragraph(tmp_path: Path) -> None:
    items = "<li><p>补贴每月110元</p><p>惠及残疾人。</p></li><li> <div>高龄津贴</div></li>"
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p><ol>{items}</ol></div>')
    assert found.text.splitlines()[1:] == ["1.补贴每月110元", "惠及残疾人。", "2.高龄津贴"]


@pytest.mark.parametrize(
    "struck", ["<s>615</s>", "<strike>615</strike>", '<span style="text-decoration: line-through">615</span>']
)
def test_what_a_line_runs_through_is_left_out_and_told(tmp_path: Path, struck: str) -> None:
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p><p>标准提高到{struck}640元。</p></div>')
    assert "标准提高到640元。" in found.text and lost(found) == ["document_hidden"]


def test_tables_have_one_header_row(tmp_path: Path) -> None:
    table = (
        "<table><tr><th rowspan=2>指标</th><th colspan=2>2024年</th></tr><tr><th>数值</th><th>增速（%）</th></tr>"
        "<tr><td><p>合　计</p></td><td>225</td><td>6.7</td></tr>"
        "<tr><td>甲镇</td><td>100</td><td>1.2</td></tr></table>"
    )
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p>{table}</div>').text.splitlines()
    assert found[1:] == ["指标 | 2024年数值 | 2024年增速（%）", "合计 | 225 | 6.7", "甲镇 | 100 | 1.2"]


@pytest.mark.parametrize(("said", "used"), [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8")])
def test_a_page_is_read_in_the_encoding_that_browsers_take(tmp_path: Path, said: str, used: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>{LONG}朱镕基，3㎡。</p></body></html>'
    assert read_document(written(tmp_path, "a.htm", page.encode(used))).text == f"{LONG}朱镕基，3㎡。\n"


def test_title_and_date_beside_the_article_say_whose_report_of_when_it_is(tmp_path: Path) -> None:
    head = (
        '<meta name="ArticleTitle" content="清禾县民政局2023年工作总结"><meta name="PubDate" content="2024-01-16">'
    )
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p></div>', head)
    reading = read_reading(found, "a")
    assert found.text == LONG + "\n"
    assert reading.report.title == "清禾县民政局2023年工作总结"
    assert str(reading.report.published) == "2024-01-16" and reading.report.body.endswith("民政局")
    assert all(found.text[q.start : q.end] == q.text for q in reading.quantities)


def test_nothing_is_fetched_or_run(tmp_path: Path) -> None:
    body = f'<div id="zoom"><p>{LONG}</p><img src="http://192.0.2.1/a.png"><iframe src="file:///etc/passwd"></iframe></div>'
    assert html(tmp_path, body, '<link rel="stylesheet" href="http://192.0.2.1/a.css">').text == LONG + "\n"


@pytest.mark.parametrize(("row", "cell"), [("div", "span"), ("div", "div"), ("ul", "li")])
def test_rows_of_blocks_with_as_many_short_cells_are_a_table(tmp_path: Path, row: str, cell: str) -> None:
    told = (("镇", "低保", "特困"), ("甲镇", "320", "41"), ("合计", "730", "96"))
    rows = "".join(f"<{row}>{''.join(f'<{cell}>{text}</{cell}>' for text in one)}</{row}>\n" for one in told)
    found = html(tmp_path, f'<div id="zoom"><p>{LONG}</p><p>表1 情况（单位：人）</p>{rows}<p>{LONG}</p></div>')
    assert found.text.splitlines() == [
        LONG,
        "表1 情况（单位：人）",
        "镇 | 低保 | 特困",
        "甲镇 | 320 | 41",
        "合计 | 730 | 96",
        LONG,
    ]


def test_pieces_of_a_sentence_in_blocks_are_no_table(tmp_path: Path) -> None:
    rows = (
        "<div><span>在校生60,4</span><span>18</span></div>" * 2 + "<div><span>新建</span><span>3所。</span></div>"
    )
    lines = html(tmp_path, f'<div id="zoom"><p>{LONG}</p>{rows}</div>').text.splitlines()
    assert lines[1:] == ["在校生60,418", "在校生60,418", "新建3所。"]


@pytest.mark.parametrize(
    ("around", "row"),
    [
        ("<table>{}</table>", "<tr><td>·<a href='{0}.htm'>全县增加值增长{0}.8%</a></td><td>[01-2{0}]</td></tr>"),
        ("<ul>{}</ul>", "<li><a href='{0}.htm'>社会消费品零售总额达{0}6.5亿元</a><span>2025-01-2{0}</span></li>"),
        ("<ol>{}</ol>", "<li><a href='{0}.htm'>新增就业{0}3万人</a> （2025年1月2{0}日）</li>"),
    ],
)
def test_a_list_of_links_with_their_days_tells_other_articles(tmp_path: Path, around: str, row: str) -> None:
    beside = around.format("".join(row.format(at) for at in (3, 4, 5)))
    assert html(tmp_path, f"<p>{LONG}</p><p>{LONG}</p>{beside}").text.splitlines() == [LONG, LONG]


def test_rows_with_figures_beside_their_links_are_a_table(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td><a href='{at}.htm'>{name}</a></td><td>{at}.5</td></tr>"
        for at, name in ((3, "甲镇"), (4, "乙镇"))
    )
    table = f"<table><tr><td>乡镇</td><td>增长（%）</td></tr>{rows}</table>"
    assert html(tmp_path, f"<p>{LONG}</p>{table}<p>{LONG}</p>").text.splitlines()[1:-1] == [
        "乡镇 | 增长（%）",
        "甲镇 | 3.5",
        "乙镇 | 4.5",
    ]


def test_the_counter_of_visitors_is_a_line_of_the_page(tmp_path: Path) -> None:
    found = html(
        tmp_path,
        f"<center>某县统计网 | 首页 | 您是第 <b>508231</b> 位访客</center><h2>情况</h2><p>{LONG}</p><p>{LONG}</p>",
    )
    assert found.text.splitlines() == ["情况", LONG, LONG]


@pytest.mark.parametrize(
    "line",
    [
        "设为首页 | 加入收藏 | 今日访问 6,521",
        "【字号 大 中 小】 日期：2026年02月03日 点击：803",
        "【关闭窗口】【打印】",
        "附件：附件1.xls（下载次数：74）",
    ],
)
def test_the_buttons_and_counters_of_a_page_are_no_text(tmp_path: Path, line: str) -> None:
    """In the block of the article itself, as pages without classes have them."""
    assert html(tmp_path, f"<div><div>{line}</div><div>{LONG}</div><div>{line}</div></div>").text == f"{LONG}\n"
