"""A suffix that does not fit what the file holds is told with the right one, by every command."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_workspace
from documents_support import code_of, docx_bytes, p, problems_of, written, zipped

from kpi.cli.app import run
from kpi.documents import read_text
from kpi.presenting.problems import describe

BAD = "reports/2024.pdf"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", docx_bytes(p("文")), ".docx"),
        ("a.docx", b"%PDF-1.7\n%%EOF", ".pdf"),
        ("a.doc", b"<html><body><p>x</p></body></html>", ".html"),
        ("a.xls", docx_bytes(p("文")), ".docx"),
        ("a.txt", docx_bytes(p("文")), ".docx"),
        ("a.docx", "新增床位300张。".encode("gb18030"), ".txt"),
        ("a.html", "一、工作回顾\n新增床位300张。".encode(), ".txt"),
    ],
)
def test_a_suffix_that_does_not_fit_is_told_with_the_one_that_does(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    (found,) = problems_of(written(tmp_path, name, data))
    assert (found.code, found.fields["expected"]) == ("document_wrong_suffix", expected)


def test_a_piece_of_a_page_is_one_without_its_frame(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "a.html", "<p>新增床位300张。</p>")) == "新增床位300张。\n"


def test_bytes_that_no_program_writes_are_broken(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, "a.pdf", bytes(range(256)))) == "document_broken"


def test_a_kind_that_is_not_read_says_which_are(tmp_path: Path) -> None:
    (found,) = problems_of(written(tmp_path, "a.pptx", zipped({"ppt/presentation.xml": "<a/>"})))
    assert found.code == "document_not_read" and ".docx" in describe(found, "en")


@pytest.mark.parametrize(
    ("data", "kind"), [("MIME-Version: 1.0\n\n<html>", "mht"), ('<?xml version="1.0"?><Workbook/>', "xml")]
)
def test_kinds_written_in_characters_are_named_whatever_the_suffix(tmp_path: Path, data: str, kind: str) -> None:
    for name in ("a.doc", "a.txt"):
        (found,) = problems_of(written(tmp_path, name, data))
        assert (found.code, found.fields["found"]) == ("document_not_read", kind)


@pytest.mark.parametrize(
    "command",
    [
        ["text", BAD],
        ["extract", BAD],
        ["draft", BAD],
        ["compare", BAD, BAD],
        ["check", BAD],
        ["audit"],
        ["validate"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_tells_a_wrong_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    root = small_workspace.make(tmp_path)
    (root / BAD).write_bytes(docx_bytes(p("新增床位300张。")))
    small_workspace.replace(root, "targets/yunxi.yml", "reports/2023-h1.txt", BAD)
    before = {path.name for path in root.iterdir()}
    monkeypatch.chdir(root)
    assert run(["--lang", "en", *command]) == 2
    told = capsys.readouterr()
    said = " ".join((told.err + told.out).split())  # an audit tells it above the rest, in lines of its own
    assert f"{BAD}: the suffix .pdf does not fit the contents, which are docx" in said
    assert "Traceback" not in said and (command == ["audit"] or not told.out)
    assert {path.name for path in root.iterdir()} - before <= {".kpi"}


def test_watch_writes_it_beside_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_workspace.make(tmp_path)
    (root / BAD).write_bytes(docx_bytes(p("新增床位300张。")))
    (root / "reports/2023-h1.txt").unlink()
    (root / "reports/2023.txt").unlink()
    folder = str(root / "reports")
    told = ["--lang", "en", "watch", folder, "--workspace", str(root), "--once", "--every", "0.05"]
    assert run(told) == 2
    assert "does not fit the contents" in (root / "reports/2024.kpi.md").read_text(encoding="utf-8")
