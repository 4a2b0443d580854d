"""Bytes to text: encodings that must work, and input that is none."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from waiting_support import LIMIT

import kpi.presenting
from kpi.documents import content_hash, read_text
from kpi.errors import KpiError

TEXT = "民政局2023年工作总结\r\n一、城乡低保对象1200人，发放资金35.6万元。\n"


def code_of(path: Path) -> str:
    with pytest.raises(KpiError) as caught:
        read_text(path)
    (problem,) = caught.value.problems
    messages = yaml.safe_load(Path(kpi.presenting.__file__).with_name("problems.yml").read_text(encoding="utf-8"))
    assert {"zh", "en"} <= set(messages[problem.code])
    return problem.code


def written(folder: Path, data: bytes) -> Path:
    path = folder / "report.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_is_the_same_in_every_encoding_with_its_line_ends(tmp_path: Path, encoding: str) -> None:
    assert read_text(written(tmp_path, TEXT.encode(encoding))) == TEXT


def test_a_utf8_mark_is_kept_so_that_offsets_agree_with_open(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode("utf-8-sig"))
    with path.open(encoding="utf-8", newline="") as file:
        assert read_text(path) == file.read()


def test_a_carriage_return_alone_ends_a_line_where_nothing_else_does(tmp_path: Path) -> None:
    lines = TEXT.splitlines()
    assert read_text(written(tmp_path, "\r".join(lines).encode())) == "\n".join(lines)
    mixed = "\r".join(lines) + "\n"
    assert read_text(written(tmp_path, mixed.encode())) == mixed


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\u3000\n\u3000".encode(), "\ufeff \n".encode()])
def test_blank_files_are_empty(tmp_path: Path, data: bytes) -> None:
    assert code_of(written(tmp_path, data)) == "report_empty"


def test_bytes_that_are_no_text_are_told_as_such(tmp_path: Path) -> None:
    assert code_of(written(tmp_path, b"text\x01\x02\x03\x04 more" * 10)) == "report_binary"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"{\\rtf1 a}", b"<!DOCTYPE html><html><body>a</body></html>"]
)
def test_a_document_named_txt_has_the_wrong_suffix(tmp_path: Path, data: bytes) -> None:
    assert code_of(written(tmp_path, data)) == "document_wrong_suffix"


def test_damaged_utf8_is_not_read_as_another_encoding(tmp_path: Path) -> None:
    before, after = TEXT[:20].encode(), TEXT[20:].encode()
    path = written(tmp_path, before + b"\xff" + after)
    with pytest.raises(KpiError) as caught:
        read_text(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.fields["place"]) == (
        "report_unreadable_encoding",
        2,
        str(len(before)),
    )


def test_big5_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    data = "縣政府社會處一百一十二年度工作總結，補助經費三萬元，輔導團體二十個。".encode("big5")
    assert code_of(written(tmp_path, data)) == "report_unreadable_encoding"


def test_missing_files_and_folders_say_so(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.txt") == "report_missing"
    assert code_of(tmp_path) == "report_is_folder"
    assert code_of(written(tmp_path, TEXT.encode()) / "below.txt") == "report_missing"


def test_content_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = TEXT.encode("gb18030")
    assert content_hash(written(tmp_path, data)) == sha256(data).hexdigest()


def test_help_and_plain_text_import_no_reader_of_documents(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode())
    script = (
        "import sys\nfrom kpi.cli.app import run\n"
        f"run(['--help']); run(['text', {str(path)!r}]); run(['extract', {str(path)!r}])\n"
        "names = {name.partition('.')[0] for name in sys.modules}\n"
        "kinds = {f'kpi.documents.{one}' for one in ('docx', 'pdf', 'html', 'xlsx', 'xls', 'ofd', 'office')}\n"
        "found = names & {'pypdfium2', 'selectolax', 'xlrd', 'rapidocr', 'PIL'} | kinds & set(sys.modules)\n"
        "sys.exit(' '.join(found) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=LIMIT)
    assert (done.returncode, done.stderr) == (0, "")
