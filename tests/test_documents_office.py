"""Old Word, WPS and RTF files: turned by LibreOffice where it is installed, else told what to install."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from documents_support import code_of, docx_bytes, p, problems_of, tbl, written
from waiting_support import LIMIT

from kpi.documents import read_document, read_text
from kpi.documents.office import program
from kpi.presenting.problems import describe

needs_office = pytest.mark.skipif(
    program() is None, reason="no LibreOffice (Debian package libreoffice-writer-nogui)"
)
RTF = "{\\rtf1\\ansi " + "".join(f"\\u{ord(sign)}?" for sign in "新增床位300张。") + "\\par}"


def test_without_libreoffice_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.documents.office.program", lambda: None)
    (found,) = problems_of(written(tmp_path, "a.rtf", RTF))
    assert found.code == "document_needs_office"
    assert "libreoffice-writer-nogui" in describe(found, "zh") and ".docx" in describe(found, "en")


@pytest.mark.parametrize(("script", "code"), [("sleep 60", "document_too_slow"), ("exit 1", "document_broken")])
def test_a_program_that_hangs_or_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    fake = written(tmp_path, "soffice", f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    monkeypatch.setattr("kpi.documents.office.program", lambda: str(fake))
    monkeypatch.setattr("kpi.documents.office.SECONDS", 5 if script == "exit 1" else 0.2)
    assert code_of(written(tmp_path, "a.rtf", RTF)) == code


@needs_office
def test_rich_text_is_read(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "a.rtf", RTF)) == "新增床位300张。\n"


@needs_office
@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_an_old_document_gives_the_same_text_as_its_docx(tmp_path: Path, suffix: str) -> None:
    source = written(
        tmp_path, "a.docx", docx_bytes(p("一、工作回顾") + tbl([["镇", "床位"], ["甲镇", "10"]]) + p("完。"))
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program() or "",
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, timeout=LIMIT, capture_output=True)
    shutil.move(tmp_path / "a.doc", tmp_path / f"b{suffix}")
    found = read_document(tmp_path / f"b{suffix}")
    assert found.text == read_text(source) and found.kind == "doc"
    assert [place.row for place in found.places if place.table] == [1, 1, 2, 2]
