"""Files that are damaged, locked or meant to do harm: told, never read."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from documents_support import W, code_of, docx, docx_bytes, p, problems_of, written, zipped

from kpi.cli.app import run
from kpi.presenting.problems import describe

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_document(xml: str | bytes) -> bytes:
    return zipped({"word/document.xml": xml})


BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
DTD = f'<!DOCTYPE d [<!ENTITY a "ha">]>{BODY}'


@pytest.mark.parametrize("data", [DTD, DTD.encode("utf-16")])
def test_a_document_type_is_refused_in_every_encoding(tmp_path: Path, data: str | bytes) -> None:
    assert code_of(written(tmp_path, "a.docx", with_document(data))) == "document_dtd"


def test_a_part_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    data = with_document(b" " * 5_000_000)
    assert len(data) < 10_000
    assert code_of(written(tmp_path, "a.docx", data)) == "document_too_large"


def test_a_part_beyond_the_limit_is_refused_whatever_it_packs_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpi.documents.package.MOST_BYTES", 100)
    assert code_of(written(tmp_path, "a.docx", docx_bytes(p("文" * 200)))) == "document_too_large"


def test_a_zip_without_its_end_is_broken(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, "a.docx", docx_bytes(p("文"))[:-40])) == "document_broken"


def test_damaged_contents_of_a_zip_are_broken(tmp_path: Path) -> None:
    data = bytearray(docx_bytes(p("文" * 500)))
    at = data.index(b"word/document.xml") + 20
    data[at : at + 30] = b"\xff" * 30
    assert code_of(written(tmp_path, "a.docx", bytes(data))) == "document_broken"


def test_elements_too_deep_for_a_document_are_broken(tmp_path: Path) -> None:
    deep = f"<w:document {W}><w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body></w:document>"
    assert code_of(written(tmp_path, "a.docx", with_document(deep))) == "document_broken"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_encrypted_package_wants_its_password(tmp_path: Path, suffix: str) -> None:
    data = OLE + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000
    assert code_of(written(tmp_path, f"a{suffix}", data)) == "document_password"


def test_an_encrypted_old_document_wants_its_password(tmp_path: Path) -> None:
    head = struct.pack("<HHHHHH", 0xA5EC, 193, 0, 1033, 0, 0x0100)
    data = OLE + b"\0" * 504 + head + b"\0" * 1000 + "WordDocument".encode("utf-16-le") + b"\0" * 100
    assert code_of(written(tmp_path, "a.doc", data)) == "document_password"


@pytest.mark.parametrize("data", [b"", docx_bytes(""), docx_bytes(p(""))])
def test_an_empty_document_is_told(tmp_path: Path, data: bytes) -> None:
    assert code_of(written(tmp_path, "a.docx", data)) in ("report_empty", "document_no_text")


def test_a_document_with_macros_is_read_and_they_are_not_looked_at(tmp_path: Path) -> None:
    found = docx(tmp_path, p("新增床位300张。"), {"vbaProject.bin": "Sub AutoOpen"}, name="a.docm")
    assert found.text == "新增床位300张。\n"


def test_external_parts_are_never_fetched(tmp_path: Path) -> None:
    related = (
        '<Relationships><Relationship Id="r1" Type="x/styles" TargetMode="External" Target="http://192.0.2.1/s.xml"/>'
        '<Relationship Id="r2" Type="x/numbering" Target="../../../../../../etc/hostname"/></Relationships>'
    )
    body = f"<w:document {W}><w:body>{p('新增床位300张。')}</w:body></w:document>"
    data = zipped({"word/document.xml": body, "word/_rels/document.xml.rels": related})
    path = written(tmp_path, "a.docx", data)
    assert docx(tmp_path, p("新增床位300张。")).text == "新增床位300张。\n"
    from kpi.documents import read_text

    assert read_text(path) == "新增床位300张。\n"


BAD = {
    "entities": ("a.docx", with_document(DTD), "entities"),
    "password": ("a.docx", OLE + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "bomb": ("a.docx", with_document(b" " * 2_000_000), "too large"),
    "broken zip": ("a.docx", with_document(BODY)[:-40], "damaged"),
    "truncated": ("a.pdf", b"%PDF-1.7\n1 0 obj\n", "incomplete"),
    "wrong suffix": ("a.pdf", with_document(BODY), "suffix"),
    "no text": ("a.docx", docx_bytes(p("")), "no text"),
    "empty": ("a.docx", b"", "empty"),
    "unread kind": ("a.pptx", zipped({"ppt/presentation.xml": "<a/>"}), "not read"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("command", [["extract"], ["draft"], ["text"], ["draft", "-o", "out.yml"]], ids=" ".join)
def test_commands_leave_2_and_write_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    bad: tuple[str, bytes, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file, data, words = bad
    written(tmp_path, file, data)
    name, *options = command
    assert run(["--lang", "en", name, file, *options]) == 2
    told = capsys.readouterr()
    assert told.out == "" and words in told.err and file in told.err and "Traceback" not in told.err
    assert [path.name for path in tmp_path.iterdir()] == [file]


def test_the_ratio_of_a_part_that_unpacks_to_far_more_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", docx_bytes(p("文" * 2_000_000)))
    (found,) = problems_of(path)
    assert (found.code, found.fields["ratio"]) == ("document_too_large", "200")
    told = describe(found, "en").replace(str(path), "a.docx")  # the folder's name holds any number
    assert "64" not in told and "at most 200" in told


@pytest.mark.parametrize("suffix", ["doc", "xls"])
def test_an_old_office_file_that_is_cut_off_is_incomplete(tmp_path: Path, suffix: str) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + (9).to_bytes(2, "little") + bytes(16)
    data = head + (40).to_bytes(4, "little") + bytes(3000)  # its directory in sector 40
    assert code_of(written(tmp_path, f"a.{suffix}", data)) == "document_truncated"
