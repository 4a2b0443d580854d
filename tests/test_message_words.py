"""The words of problems and messages: stops at the end, one width of punctuation, no English inside 中文."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_support import make_workspace

from kpi.cli.app import run
from kpi.errors import problem
from kpi.language.parsed import read_data
from kpi.presenting.library import library_words
from kpi.presenting.messages import catalogue
from kpi.presenting.problems import describe, problem_texts

PRESENTING = Path(__file__).parent.parent / "kpi" / "presenting"
PROBLEMS = sorted(code for code in problem_texts() if not code.startswith("word."))
PLACEHOLDER = re.compile(r"\{\w+(?::word)?\}")
CODE = re.compile(r"“[^”]*: ?[^”]*”|https?://\S+|\w+://\S+|\.\w+\([^)]*\)|[$]\w+")
# A stop of half the width that touches a Chinese character, a quotation mark or what is filled in.
HALF = re.compile(
    r"[\u4e00-\u9fff”》]\s?[,;:?!()](?!\w)|[,;:?!()][\u4e00-\u9fff“《]|[\u4e00-\u9fff] ?\(|\) ?[\u4e00-\u9fff]"
)
PATTERNS = {"words:note.points"}  # no text, but what a text is looked for with


def texts() -> Iterator[tuple[str, str]]:
    """Every Chinese text of the files of words, with its name."""
    for file in (*PRESENTING.glob("*.yml"), *(PRESENTING / "html").glob("*.yml")):
        for code, entry in read_data(file).items():
            name = f"{file.stem}:{code}"
            if isinstance(entry, dict) and isinstance(entry.get("zh"), str) and name not in PATTERNS:
                yield name, entry["zh"]


def said(code: str, kept: bool) -> str:
    """The Chinese text of a problem with all that may be left out, or without it."""
    zh = problem_texts()[code]["zh"]
    return re.sub(r"\[\[(.*?)\]\]", r"\1" if kept else "", zh)


@pytest.mark.parametrize("kept", [True, False], ids=["whole", "short"])
def test_a_problem_ends_with_a_stop_and_no_stop_hangs_on_what_may_be_left_out(kept: bool) -> None:
    told = {code: said(code, kept) for code in PROBLEMS}
    assert len(told) > 200
    assert {code: text for code, text in told.items() if not text.endswith(("。", "！", "？", "…"))} == {}
    for hanging in (r"[。，；：][。，；：]", r"[”）}](请|可用|现有)"):
        assert {code: text for code, text in told.items() if re.search(hanging, text)} == {}


def test_chinese_words_have_chinese_punctuation() -> None:
    def bare(zh: str) -> str:
        return PLACEHOLDER.sub("甲", CODE.sub("", zh)).replace("[[", "").replace("]]", "")

    words = list(texts())
    assert len(words) > 500
    assert [(name, zh) for name, zh in words if HALF.search(bare(zh))] == []


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (os.strerror(errno.EISDIR), "是一个文件夹"),
        (f"[Errno {errno.ENOSPC}] {os.strerror(errno.ENOSPC)}: 'x'", "磁盘空间不足"),
        ("File is not a zip file", "不是 zip 压缩格式"),
        ("one SELECT statement is expected, nothing else", "不是单独一条 SELECT"),
        ("stopped after 5 s", "超过 5 秒，已中止"),
        ("something quite new happened", "原文：something quite new happened"),
        ("OFD.xml", "OFD.xml"),
        ("5 > 4", "5 > 4"),
    ],
)
def test_what_a_library_says_is_translated_or_quoted(reason: str, told: str) -> None:
    assert library_words(reason) == told
    assert told in describe(problem("document_broken", "a.docx", reason=reason), "zh")
    assert reason in describe(problem("document_broken", "a.docx", reason=reason), "en")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", b"PK no archive"), ("b.pdf", b"%PDF-1.4 nothing"), ("c.xls", b"\xd0\xcf\x11\xe0 short")],
)
def test_a_broken_file_is_told_in_chinese(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(["extract", str(tmp_path / name), "--lang", "zh"]) == 2
    told = capsys.readouterr().err.removeprefix(str(tmp_path))
    english = re.findall(r"[A-Za-z]{3,} [A-Za-z]{2,}[^）]*", told)
    assert not english or "原文：" in told


def test_a_folder_in_the_place_of_a_file_is_called_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_workspace(tmp_path)
    assert run(["review", "-w", str(tmp_path), "--apply", str(tmp_path / "targets"), "--lang", "zh"]) == 2
    assert "是一个文件夹" in capsys.readouterr().err


def test_every_text_of_the_system_has_its_number() -> None:
    names = read_data(PRESENTING / "library.yml")["errno"]
    assert {name for name in names if not hasattr(errno, name)} <= {"ETXTBSY", "EDQUOT", "ESTALE"}
    assert all(catalogue()["library.quoted"].values())
