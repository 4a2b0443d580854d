"""White type on white and type that nobody can read are hidden text; white type on a colour is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_support import W, docx, html, lost, p, r, tbl

WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'


@pytest.mark.parametrize(
    "how",
    [WHITE, '<w:color w:val="FEFEFE"/>', '<w:color w:val="auto" w:themeColor="background1"/>', '<w:sz w:val="2"/>',
     '<w:rStyle w:val="hid"/>'],
)  # fmt: skip
def test_words_that_a_word_file_shows_to_nobody(tmp_path: Path, how: str) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="hid"><w:rPr>{WHITE}</w:rPr></w:style></w:styles>'
    body = p("全年救助310人", r("，内部数450人", how), "。")
    found = docx(tmp_path, body, {"styles.xml": styles}, {"styles.xml": "styles"})
    assert found.text == "全年救助310人。\n" and lost(found) == ["document_hidden"]
    assert dict(found.warnings[0].values)["found"] == "，内部数450人"


def shaded(text: str, properties: str = DARK) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{r(text, WHITE)}</w:p></w:tc>"


def test_white_heads_of_a_dark_row_stay_and_white_cells_of_a_white_one_go(tmp_path: Path) -> None:
    rows = [[shaded("地区"), shaded("床位（张）")], ["东镇", "500"], ["西镇", "300"], ["南镇", shaded("900", "")]]
    found = docx(tmp_path, tbl(rows))
    assert found.text.splitlines()[:3] == ["地区 | 床位（张）", "东镇 | 500", "西镇 | 300"]
    assert "900" not in found.text and lost(found) == ["document_hidden"]


@pytest.mark.parametrize(
    ("paragraph", "run"),
    [(DARK, ""), ("", DARK), ("", '<w:highlight w:val="red"/>'), ("", '<w:shd w:val="solid" w:color="C00000"/>')],
)
def test_white_words_on_a_colour_stay(tmp_path: Path, paragraph: str, run: str) -> None:
    body = f"<w:p><w:pPr>{paragraph}</w:pPr>{r('床位500张。', WHITE + run)}</w:p>"
    assert docx(tmp_path, body).text == "床位500张。\n"


def test_the_style_of_a_table_may_put_a_colour_behind_its_heads(tmp_path: Path) -> None:
    style = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr>'
    styles = f'<w:styles {W}><w:style w:type="table" w:styleId="T">{style}</w:style></w:styles>'
    rows = [[shaded("地区", ""), shaded("床位（张）", "")], ["东镇", "500"], ["西镇", "300"]]
    body = tbl(rows).replace("<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>')
    found = docx(tmp_path, body, {"styles.xml": styles}, {"styles.xml": "styles"})
    assert found.text.startswith("地区 | 床位（张）") and lost(found) == []


def test_white_words_before_a_picture_or_on_coloured_pages_stay(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><w:anchor behindDoc="1"/></w:drawing></w:r>'
    assert "床位500张" in docx(tmp_path, p(picture, r("床位500张。", WHITE)) + p("全年救助310人。")).text
    assert docx(tmp_path, p(r("床位500张。", WHITE)) + p("全年救助310人。")).text == "全年救助310人。\n"


@pytest.mark.parametrize(
    "how",
    ['style="color:#fff"', 'style="color: White"', 'style="color:rgb(255, 255, 255)"', 'style="font-size:0"',
     'style="font-size:1px"', 'style="color:#fff;background:#FFFFFF"', 'class="w"', 'style="color:#fffffe"'],
)  # fmt: skip
def test_words_that_a_web_page_shows_to_nobody(tmp_path: Path, how: str) -> None:
    body = f"<p>全年救助310人<span {how}>，内部数450人</span>。</p>"
    found = html(tmp_path, body, "<style>.w{color:#ffffff}</style>")
    assert found.text == "全年救助310人。\n" and lost(found) == ["document_hidden"]


def test_old_pages_say_white_with_a_font(tmp_path: Path) -> None:
    found = html(tmp_path, '<p>全年救助310人<font color="#FFFFFF">，内部数450人</font>。</p>')
    assert found.text == "全年救助310人。\n"


@pytest.mark.parametrize(
    "body",
    [
        '<p style="color:#fff;background:#c00">救助310人。</p>',
        '<div style="background-color:#036"><p style="color:#fff">救助310人。</p></div>',
        '<div bgcolor="#003366"><font color="white">救助310人。</font></div>',
        '<div class="bar"><p style="color:#fff">救助310人。</p></div>',
        '<p style="color:#fff"><span style="color:#333">救助310人。</span></p>',
        '<p style="color:#fff"><span style="background:#036">救助310人。</span></p>',
        '<div style="font-size:0"><span style="font-size:14px">救助310人。</span></div>',
        '<p style="font-size:0.9em">救助310人。</p>',
        '<p style="background:#fff">救助310人。</p>',
    ],
)
def test_white_words_that_a_web_page_shows(tmp_path: Path, body: str) -> None:
    found = html(tmp_path, body, "<style>.bar{background:#036 url(a.png)}</style>")
    assert found.text == "救助310人。\n" and lost(found) == []


def test_white_heads_of_a_table_of_a_page(tmp_path: Path) -> None:
    rows = "<tr><td>东镇</td><td>500</td></tr><tr><td>西镇</td><td>300</td></tr>"
    heads = '<td style="color:#fff">地区</td><td style="color:#fff">床位（张）</td>'
    for row in ('<tr style="background:#036">', '<tr bgcolor="#003366">', '<tr class="head">'):
        linked = '<link rel="stylesheet" href="a.css">' if "class" in row else ""
        found = html(tmp_path, f"<table>{row}{heads}</tr>{rows}</table>", linked)
        assert found.text.startswith("地区 | 床位（张）\n") and lost(found) == []
    style = "<style>th{background:#036;color:#fff}</style>"
    found = html(tmp_path, f"<table><tr><th>地区</th><th>床位（张）</th></tr>{rows}</table>", style)
    assert found.text.startswith("地区 | 床位（张）\n")


def test_white_cells_and_rows_of_a_page_go(tmp_path: Path) -> None:
    def row(name: str, number: str, how: str = "", cell: str = "") -> str:
        return f"<tr {how}><td>{name}</td><td {cell}>{number}</td></tr>"

    white = 'style="color:#fff"'
    rows = [row("地区", "床位（张）"), row("东镇", "500"), row("西镇", "300"), row("南镇", "900", "", white)]
    found = html(tmp_path, f"<table>{''.join(rows)}{row('北镇', '800', white)}</table>")
    assert "900" not in found.text and "800" not in found.text and set(lost(found)) == {"document_hidden"}
