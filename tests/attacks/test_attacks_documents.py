"""Documents made to take a machine's time or memory, or to lead a reader elsewhere: told, or read as they show."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from documents_support import RELATIONS, W, code_of, docx_bytes, p, relations, written, zipped

from kpi.cli.app import run
from kpi.documents import apart, read_document
from kpi.documents.sheets import letters_of

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BED = "新增床位3张。"
WIDE = "<td rowspan=999 colspan=999>甲</td>"


def pdf(contents: str, *more: bytes) -> bytes:
    """One page; its contents are given as the page names them, further objects are 5, 6 …"""
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>>>/Contents {contents}>>"
    )
    first = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, "<<>>")
    objects = [*(one.encode() for one in first), *more]
    told = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, one) for at, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + told + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def stream(data: bytes, filters: int = 1, also: bytes = b"") -> bytes:
    for _ in range(filters):
        data = zlib.compress(data)
    named = b"/FlateDecode " * filters
    return b"<</Length %d/Filter[%s]%s>>\nstream\n%s\nendstream" % (len(data), named, also, data)


def book(sheet: str) -> bytes:
    return zipped({
        "_rels/.rels": relations({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": f'<workbook {SHEET}><sheets><sheet name="s" id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheets/s.xml": "worksheet"}),
        "xl/worksheets/s.xml": f"<worksheet {SHEET}>{sheet}</worksheet>",
    })  # fmt: skip


def shared(times: int, text: str) -> bytes:
    """Every cell of a sheet shows one text."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, times))
    package = {
        "_rels/.rels": relations({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": f'<workbook {SHEET}><sheets><sheet name="s" id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheets/s.xml": "worksheet", "t.xml": "sharedStrings"}),
        "xl/worksheets/s.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
        "xl/t.xml": f"<sst {SHEET}><si><t>{text}</t></si></sst>",
    }
    return zipped(package)


def cells(places: Iterator[tuple[int, int]]) -> str:
    rows = (f'<row r="{row}"><c r="{letters_of(at)}{row}"><v>{row}</v></c></row>' for row, at in places)
    return f"<sheetData>{''.join(rows)}</sheetData>"


def merged(count: int) -> str:
    every = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(1, count))
    full = cells((row, column) for row in range(1, count) for column in (0,))
    return f"{full}<mergeCells>{every}</mergeCells>"


def numbering(start: str, pattern: str) -> bytes:
    level = (f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="chineseCounting"/>'
             f'<w:lvlText w:val="{pattern}"/></w:lvl>')  # fmt: skip
    lists = (f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')  # fmt: skip
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    one = f"<w:p>{numbered}<w:r><w:t>{BED}</w:t></w:r></w:p>"
    return docx_bytes(one * 100, {"numbering.xml": lists}, {"numbering.xml": "numbering"})


def entity(encoding: str) -> bytes:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>3&a;</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"word/document.xml": f'<!DOCTYPE d [<!ENTITY a "{"家" * 9}">]>{body}'.encode(encoding)})


def styles() -> bytes:
    every = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 500}"/></w:style>'
        for n in range(500)
    )
    parts = {"styles.xml": f"<w:styles {W}>{every}</w:styles>"}
    return docx_bytes(p(BED, style="s3"), parts, {"styles.xml": "styles"})


def outside() -> bytes:
    """Names that lead out of the package, and a relation to a file of the machine's."""
    related = (
        f'<Relationships {RELATIONS}><Relationship Id="r1" Type="x/styles" Target="/etc/passwd"/></Relationships>'
    )
    body = f"<w:document {W}><w:body>{p(BED)}</w:body></w:document>"
    return zipped({"../../x.xml": "x", "/etc/x.xml": "x", "word/document.xml": body,
                   "word/_rels/document.xml.rels": related})  # fmt: skip


def entries() -> bytes:
    """A zip whose directory says that it holds more parts than any document."""
    return docx_bytes(p(BED)) + b"PK\x01\x02" * 20_001


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
# name → (file, what makes it, the code of the problem, "" where it is read)
ATTACKS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an entity in UTF-8": ("a.docx", lambda: entity("utf-8"), "document_dtd"),
    "an entity in UTF-16 with its mark": ("a.docx", lambda: entity("utf-16"), "document_dtd"),
    "an entity in UTF-16 without it": ("a.docx", lambda: entity("utf-16-be"), "document_dtd"),
    "an entity the other way round": ("a.docx", lambda: entity("utf-16-le"), "document_dtd"),
    "parts without number": ("a.docx", entries, "document_too_large"),
    "a list that begins at 10⁴⁰⁰⁰": ("a.docx", lambda: numbering("9" * 4_000, "%1、"), ""),
    "a list whose number is a book": ("a.docx", lambda: numbering("1", "%1" * 20_000), ""),
    "styles that rest on each other": ("a.docx", styles, ""),
    "names that lead out": ("a.docx", outside, ""),
    "a table of nothing but width": (
        "a.html", lambda: page("<table>" + ("<tr>" + WIDE * 9 + "</tr>") * 99), ""),
    "tables in tables": ("a.html", lambda: page("<table><tr><td>" * 3_000 + BED), "document_broken"),
    "spans in spans": ("a.html", lambda: page("<span>" * 3_000 + BED), "document_broken"),
    "an encoding that is a program's": ("a.html", lambda: page(BED, "<meta charset=unicode_escape>"), ""),
    "an encoding that is a domain's": ("a.html", lambda: page(BED, "<meta charset=punycode>"), ""),
    "cells on a diagonal": (
        "a.xlsx", lambda: book(cells((row, row) for row in range(1, 1_500))), "document_too_large"),
    "cells at both ends": ("a.xlsx", lambda: book(cells(iter([(1, 0), (1_048_576, 16_383)]))), ""),
    "one text in every cell": ("a.xlsx", lambda: shared(2_000, "床位" * 20_000), "document_too_large"),
    "columns hidden from below nothing on": (
        "a.xlsx", lambda: book('<cols><col min="-99999999" max="5" hidden="1"/></cols>' + cells(iter([(1, 9)]))),
        ""),
    "merged again and again": ("a.xlsx", lambda: book(merged(2_500)), "document_too_large"),
    "a row of 5,000 digits": (
        "a.xlsx", lambda: book(f'<sheetData><row r="{"9" * 5_000}"><c><v>3</v></c></row></sheetData>'),
        "document_broken"),
    "pages that hold themselves": (
        "a.pdf", lambda: pdf("4 0 R").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R]/Count 3"),
        "document_broken"),
    "pages without number": (
        "a.pdf", lambda: pdf("4 0 R").replace(b"/Count 1", b"/Count 100000"), "document_too_large"),
    "a stream packed twice": (
        "a.pdf", lambda: pdf("5 0 R", stream(b" " * 300_000_000, 2)), "document_exhausting"),
    "a stream named often": (
        "a.pdf", lambda: pdf(f"[{'5 0 R ' * 2_000}]", stream(b" " * 500_000)), "document_exhausting"),
    "a form that draws itself": (
        "a.pdf", lambda: pdf("6 0 R", stream(b"/X Do " * 9, 1, FORM), stream(b"/X Do")), "document_exhausting"),
    "sectors that are noise": ("a.xls", lambda: noise(), "document_broken"),
}  # fmt: skip


def noise() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return head + b"\x01\x00\x00\x00" * 200 + "Workbook".encode("utf-16-le") + b"\x01\x02" * 50_000


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter of the memory, so that what takes all of it has it soon."""
    monkeypatch.setattr(apart, "MEMORY", 300_000_000)


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_told_or_read(tmp_path: Path, tight: None, name: str) -> None:
    file, make, code = ATTACKS[name]
    path = written(tmp_path, file, make())
    if code:
        assert code_of(path) == code
    else:
        text = read_document(path).text
        assert len(text) < 100_000 and not any(ord(sign) < 32 and sign not in "\t\n" for sign in text)


@pytest.mark.parametrize("body", ["<div>" * 150_000, "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">"],
                         ids=["divisions", "attributes"])  # fmt: skip
def test_what_nobody_can_interrupt_is_ended_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    assert code_of(written(tmp_path, "a.html", page(body + BED))) == "document_too_slow"


def test_the_next_document_is_read_all_the_same(tmp_path: Path, tight: None) -> None:
    bomb = written(tmp_path, "bomb.pdf", pdf(f"[{'5 0 R ' * 2_000}]", stream(b" " * 500_000)))
    sound = written(tmp_path, "a.html", page(f"<p>{BED}</p>" + " " * 60_000))
    assert code_of(bomb) == "document_exhausting"
    assert read_document(sound).text == BED + "\n"
    assert code_of(bomb) == "document_exhausting"


def test_a_reader_that_died_idle_condemns_no_document(tmp_path: Path) -> None:
    sound = written(tmp_path, "a.html", page(f"<p>{BED}</p>" + " " * 60_000))
    assert read_document(sound).text == BED + "\n"
    apart._running[0].kill()
    apart._running[0].wait()
    assert read_document(sound).text == BED + "\n"


def test_documents_read_by_several_threads_get_their_own_answers(tmp_path: Path) -> None:
    paths = [
        written(tmp_path, f"{number}.html", page(f"<p>建成床位{number}00张。</p>" + " " * 60_000))
        for number in range(1, 9)
    ]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda path: read_document(path).text, paths))
    assert texts == [f"建成床位{number}00张。\n" for number in range(1, 9)]


def test_lines_that_all_break_off_are_joined_only_so_far(tmp_path: Path) -> None:
    """Each could be the rest of the one before; looked at from the beginning each time, that took minutes."""
    data = docx_bytes("".join(p(f"全县有机构{n}家，其中公办的有{n}家，民办的有") for n in range(4_000)))
    longest = max(map(len, read_document(written(tmp_path, "a.docx", data)).text.split("\n")))
    assert 1_000 < longest < 6_000


TEXTS = {
    "a line": "全县共有养老护理员331名，" * 5_000,
    "figures": "新增床位3张。\n" * 50_001,
    "characters": "各项工作稳步推进。\n" * 600_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("command", ["text", "extract", "draft", "compare", "check"])
def test_commands_that_take_a_file_have_the_limits_of_an_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "a.txt", text)
    for folder in ("reports", "targets", "checks"):
        (tmp_path / folder).mkdir()
    written(tmp_path, "kpi.yml", "bodies:\n  - name: 云溪县民政局\n")
    files = ["a.txt", "a.txt"] if command == "compare" else ["a.txt"]
    assert run([command, *files, "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and "at most" in told.err


def test_a_workspace_may_allow_its_reports_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "kpi.yml", "bodies:\n  - name: 云溪县民政局\nlimits:\n  line: 70000\n")
    written(tmp_path, "a.txt", TEXTS["a line"])
    assert run(["text", "a.txt"]) == 0


def test_the_name_of_a_part_is_no_place_to_write_to(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", outside())
    read_document(path)
    assert [found.name for found in tmp_path.iterdir()] == ["a.docx"]
    with zipfile.ZipFile(path) as package:
        assert "../../x.xml" in package.namelist()
