"""OFD documents (GB/T 33190): text objects to lines and paragraphs, paths to tables."""

from __future__ import annotations

from pathlib import Path

from documents_support import code_of, written, zipped

from kpi.documents import Document, read_document

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(words: str, x: float, y: float, size: float = 4, delta: str = "") -> str:
    """Words whose base line stands y mm from the top."""
    steps = delta or f"g {max(len(words) - 1, 1)} {size}"
    box = f"{x} {y - size} {size * len(words)} {size * 1.2}"
    code = f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{words}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{box}" Font="1" Size="{size}">{code}</ofd:TextObject>'


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    path = f"M 0 0 L {x1 - x0} {y1 - y0}"
    return (
        f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {max(x1 - x0, 0.1)} {max(y1 - y0, 0.1)}">'
        f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd_bytes(*pages: str) -> bytes:
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/{at}.xml"/>' for at in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    root = f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    document = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    return zipped({
        "OFD.xml": root,
        "Doc_0/Document.xml": f"<ofd:Document {OFD}>{document}</ofd:Document>",
        **{
            f"Doc_0/Pages/{at}.xml": f"<ofd:Page {OFD}><ofd:Content>{layer}</ofd:Content></ofd:Page>"
            for at, layer in enumerate(f"<ofd:Layer>{page}</ofd:Layer>" for page in pages)
        },
    })  # fmt: skip


def ofd(folder: Path, *pages: str) -> Document:
    return read_document(written(folder, "a.ofd", ofd_bytes(*pages)))


LONG = "全年新增养老床位三百张其中护理型两百张完成投资两千万元比上年增长百分之十五增幅居全市第一"


def test_objects_of_one_line_are_joined_in_whatever_order_they_were_drawn(tmp_path: Path) -> None:
    page = text("三百张。", 52, 50) + text("全年新增床位", 28, 50) + text("一、工作回顾", 28, 40)
    assert ofd(tmp_path, page).text == "一、工作回顾\n全年新增床位三百张。\n"


def test_bold_and_larger_lines_are_headings(tmp_path: Path) -> None:
    def page(heads: tuple[str, str]) -> str:
        lines = (heads[0], text(LONG[:36] + "。", 28, 50), heads[1], text(LONG[2:38] + "。", 28, 80))
        return "".join(lines)

    def headings(page: str) -> list[str]:
        found = ofd(tmp_path, page)
        return [found.text[one.start :].split("\n")[0] for one in found.form.headings]

    names = ("社会救助", "养老服务")
    plain = page((text(names[0], 28, 40), text(names[1], 28, 70)))
    assert headings(plain) == []
    assert headings(page((text(names[0], 28, 40, 5), text(names[1], 28, 70, 5)))) == [*names]
    for name in names:
        at = plain.index(name)
        before = plain.rindex('Font="1"', 0, at)
        plain = plain[:before] + 'Weight="700" ' + plain[before:]
    assert headings(plain) == [*names]


def test_a_raised_mark_of_a_note_stands_in_the_line_that_it_is_raised_from(tmp_path: Path) -> None:
    page = text("增长8.9%", 28, 50, delta="4 4 2 2 2") + text("①", 44.4, 48, 2) + text("，新增床位300张。", 48, 50)
    assert ofd(tmp_path, page).text.replace(" ", "") == "增长8.9%，新增床位300张。\n"


def test_lines_make_paragraphs_and_page_numbers_go(tmp_path: Path) -> None:
    first, second = LONG[:36], LONG[36:] + "。"
    page = text(first, 36, 50) + text("占位行" * 12 + "某", 28, 58) + text(second, 28, 66) + text("—2—", 100, 285)
    found = ofd(tmp_path, page)
    assert found.text == first + "占位行" * 12 + "某" + second + "\n"
    assert [(place.page, place.paragraph) for place in found.places] == [(1, 1)]


def test_paths_around_words_make_a_table(tmp_path: Path) -> None:
    rows = [["镇", "床位", "人数"], ["甲镇", "10", "20"], ["乙镇", "30", "40"]]
    words = "".join(text(cell, 32 + 40 * column, 50 + 10 * row) for row, cells in enumerate(rows)
                    for column, cell in enumerate(cells))  # fmt: skip
    level = "".join(rule(28, 43 + 10 * row, 148, 43 + 10 * row) for row in range(4))
    upright = "".join(rule(28 + 40 * column, 43, 28 + 40 * column, 73) for column in range(4))
    assert ofd(tmp_path, words + level + upright).text.splitlines() == [
        "镇 | 床位 | 人数",
        "甲镇 | 10 | 20",
        "乙镇 | 30 | 40",
    ]


def test_a_document_of_pictures_is_called_scanned(tmp_path: Path) -> None:
    page = '<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>'
    assert code_of(written(tmp_path, "a.ofd", ofd_bytes(page))) == "document_scanned"


def test_a_document_without_pages_is_broken(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, "a.ofd", ofd_bytes())) == "document_broken"
