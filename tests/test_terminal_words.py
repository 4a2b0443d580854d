"""What the command line says in the language asked for: errors of options, lists without a name, words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from output_cases import finding, judged
from small_workspace import make_audited

from kpi.arithmetic import notation
from kpi.auditing.explaining import list_checks
from kpi.auditing.result import RelationResult
from kpi.cli.app import run
from kpi.model import Computation, Mend, Nearest, Shape, Term
from kpi.presenting import progress
from kpi.presenting.computations import computation_line, told_line
from kpi.presenting.console import STYLES, make_console
from kpi.presenting.ledger_view import ledger_lines, ledger_rows
from kpi.presenting.outputs import github, markdown
from kpi.presenting.usage import usage_words
from kpi.presenting.worded import in_words
from kpi.warehouse.dictionary import dictionary


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["audit", "--bogus"], "没有选项 --bogus。"),
        (["audit", "--formt", "x"], "没有选项 --formt。是否应为其中之一：--format？"),
        (["audit", "--format", "bogus"], "'--format' 不能是 'bogus'，可选：'table'"),
        (["nosuch"], "没有命令 'nosuch'"),
        (["rules", "a", "b"], "多出的参数：b。"),
        (["explain"], "缺少参数 'ID'。"),
        (["watch", ".", "--every", "0"], "'--every' 不能小于 0.05。"),
        (["watch", ".", "--every", "x"], "'--every' 应为数。"),
    ],
)
def test_an_error_of_an_option_is_told_in_the_language_asked_for(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--lang", "zh"]) == 2
    assert said in capsys.readouterr().err
    assert run([*arguments, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert said not in told and "Value error" not in told


def test_a_sentence_that_nobody_translated_stays_as_it_is() -> None:
    assert usage_words("Something quite new.", "zh") == "Something quite new."


def test_checks_are_listed_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["explain-check", "目标未完成", "--lang", "en"]) == 0
    assert run(["explain-check", "target missed", "--lang", "en"]) == 0
    assert capsys.readouterr().out.count("target-missed") == 2
    assert run(["explain-check", "target-mised", "--lang", "en"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "target-missed" in told and "target-met" not in told and len(told) < 250
    assert run(["explain-check", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    known = list_checks(None)
    assert known and all(check.id in shown for check in known)
    assert f"{len(known)} checks." in shown


def test_only_new_says_how_many_the_ledger_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(make_audited(tmp_path / "workspace"))
    assert run(["ledger", "sync", "-w", root, "--lang", "en"]) == 0
    written = capsys.readouterr().err.split()[0]
    assert run(["audit", "-w", root, "--only-new", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert f"{written} findings that the ledger has already are not counted" in shown
    assert "✗" not in shown  # what only these are about is not told again, but counted
    assert run(["audit", "-w", root, "--lang", "en"]) == 1
    assert "✗" in capsys.readouterr().out


def test_tables_are_told_as_json_and_csv_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told["tables"]] == list(dictionary())
    assert run(["query", "targets", "--format", "json"]) == 0
    [one] = json.loads(capsys.readouterr().out)["tables"]
    assert [column["name"] for column in one["columns"]] == [c.name for c in dictionary()["targets"].columns]
    assert run(["query", "targets", "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == ["table", "column", "type", "zh", "en"] and len(rows) == 1 + len(one["columns"])


SHARE = Computation(
    Shape.SHARE,
    (Term("254", "q1"), Term("318", "q2", sign="/")),
    "≠",
    (Term("77.9%", "q3"),),
    "79.874%",
    nearest=(Nearest("248"),),
    mends=(Mend("q3", "77.9", "79.9", 0, 1),),
)


def test_people_read_words_and_machines_signs() -> None:
    computation = SHARE
    line = computation_line(computation, "zh")
    assert "77.9% ⇐ 248 / 318" in line and "77.9 → 79.9 (✗1)" in line
    assert "77.9% 对应 248 / 318" in told_line(computation, "zh")
    told = told_line(computation, "en")
    assert "77.9% would be 248 / 318" in told and "77.9 → 79.9 (breaks 1 other)" in told


def test_findings_that_people_list_have_words_for_signs() -> None:
    relation = RelationResult("a.txt", "甲县", "share", "inconsistent", SHARE, (), "a.txt#1")
    line = notation.explained(SHARE)
    found = finding(subject_kind="relation", subject="a.txt#1", message=(f"持证：{line}", f"持证: {line}"))
    result = replace(judged(found), relations=(relation,), settled=(found,))
    for lang, words in (("zh", "77.9% 对应 248 / 318"), ("en", "77.9% would be 248 / 318")):
        listed = "\n".join(row.plain for row in ledger_lines(ledger_rows(in_words(result)), lang, 200))  # type: ignore[arg-type]
        assert listed.count(words) == 2
        for told in (listed, markdown.render(result, lang).decode(), github.render(result, lang).decode()):  # type: ignore[arg-type]
            assert words in told.replace("%25", "%") and not any(sign in told for sign in "⇐✗∄↔")


def test_no_color_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    for style in STYLES:
        make_console(plain, 80).print("x", style=style)
    monkeypatch.setattr(progress, "Timer", None)  # nothing could start a bar
    with progress.progress("zh", plain) as step:
        step("read", 1, 2)
    assert "x" in plain.getvalue() and "\x1b" not in plain.getvalue()
    monkeypatch.delenv("NO_COLOR")
    coloured = Terminal()
    make_console(coloured, 80).print("x", style="bad")
    assert "31m" in coloured.getvalue()


def test_completion_knows_the_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_KPI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "kpi aud")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run([]) == 0
    assert capsys.readouterr().out.split() == ["audit"]
