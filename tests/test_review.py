"""kpi review: what only a person can decide is asked for, and the answer lands in the targets file."""

from __future__ import annotations

import os
import pty
import select
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from review_support import TARGETS, make_workspace
from waiting_support import LIMIT, running, until

from kpi.cli.app import run
from kpi.workspace.config import load_config
from kpi.workspace.targets import load_targets

DAY = date(2024, 1, 5)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_workspace(tmp_path))
    monkeypatch.setattr("kpi.workspace.pinning.today", lambda: DAY)
    monkeypatch.setattr("kpi.workspace.pinning.default_name", lambda folder: "王某")
    return tmp_path


Answers = Callable[..., list[str]]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Says these lines to the prompts of a terminal; gives the prompts."""

    def say(*lines: str) -> list[str]:
        asked: list[str] = []
        left = iter(lines)

        def answer(question: str) -> str:
            asked.append(question)
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
        return asked

    return say


def written() -> str:
    return Path("targets/yunxi.yml").read_text(encoding="utf-8")


def added() -> list[str]:
    """The lines that are new in the targets file; everything else stands as it stood."""
    lines, new = iter(TARGETS.splitlines()), []
    expected = next(lines, None)
    for line in written().splitlines():
        if line == expected:
            expected = next(lines, None)
        else:
            new.append(line)
    assert expected is None
    return new


def test_the_list_names_what_waits(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "--list"]) == 0
    shown = capsys.readouterr().out
    assert "2 targets wait for a decision:" in shown
    assert "yunxi/beds  新增养老床位 ≥300张" in shown
    assert "yunxi/burial" not in shown


def test_one_by_one_with_the_sentences_to_choose_from(
    root: Path, answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answers("1", "护理型即新增床位", "", "0", "只报了城区", "李某")
    assert run(["review"]) == 0
    shown = capsys.readouterr()
    assert "1/2  新增养老床位  ≥300张" in shown.out
    assert "下半年，新增养老床位300张" in shown.out
    assert "全年新增护理型养老床位160张" in shown.out
    assert "the likeliest, but not sure enough" in shown.out
    assert "By whom [王某]? " in asked
    assert "2 decided, 0 left." in shown.err
    assert added() == [
        "    answer:",
        "      quote: 全年新增护理型养老床位160张",
        "      report: reports/2023.txt",
        "      by: 王某",
        "      on: 2024-01-05",
        "      why: 护理型即新增床位",
        "    answer:",
        "      report: reports/2023.txt",
        "      verdict: not_reported",
        "      by: 李某",
        "      on: 2024-01-05",
        "      why: 只报了城区",
    ]


def test_what_is_decided_is_asked_no_more_and_decides(
    root: Path, answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers("1", "口径一致", "", "s")
    assert run(["review"]) == 0
    assert "1 decided, 1 left." in capsys.readouterr().err
    assert run(["review", "--list"]) == 0
    shown = capsys.readouterr().out
    assert "1 target waits" in shown
    assert "yunxi/beds" not in shown
    assert run(["explain", "beds"]) == 0
    shown = capsys.readouterr().out
    assert "✗ missed  [pinned]" in shown
    assert "160张 − 300张 = −140张" in shown


def test_skipping_and_stopping_write_nothing(
    root: Path, answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers("x", "9", "s", "q")
    assert run(["review"]) == 0
    assert written() == TARGETS
    assert capsys.readouterr().err.count("one of the choices") == 2


def test_the_end_of_input_stops_without_a_trace(
    root: Path, answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers("1")
    assert run(["review"]) == 0
    assert written() == TARGETS
    assert "0 decided, 2 left." in capsys.readouterr().err


def test_an_empty_reason_is_asked_again(root: Path, answers: Answers) -> None:
    asked = answers("1", "", "  ", "口径一致", "", "q")
    assert run(["review"]) == 0
    assert asked.count("Why (one line)? ") == 3
    assert "      why: 口径一致" in added()


def test_without_a_terminal_it_says_what_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review"]) == 2
    shown = capsys.readouterr()
    assert "--list" in shown.err
    assert shown.err.count("\n") == 1
    assert written() == TARGETS


def decide(*more: str) -> int:
    return run(["review", "--target", "meals", "--why", "口径一致", *more])


def test_a_decision_on_the_command_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide("--candidate", "1", "--by", "赵某") == 0
    assert added() == [
        "    answer:",
        "      quote: 城区老年助餐点达到45个",
        "      report: reports/2023.txt",
        "      by: 赵某",
        "      on: 2024-01-05",
        "      why: 口径一致",
    ]
    assert "targets/yunxi.yml:15" in capsys.readouterr().err


def test_a_later_decision_takes_the_place_of_the_earlier(root: Path) -> None:
    assert decide("--candidate", "1") == 0
    assert decide("--candidate", "none") == 0
    assert added()[:3] == ["    answer:", "      report: reports/2023.txt", "      verdict: not_reported"]
    (pin,) = (spec.pin for spec in load_targets(load_config(Path())) if spec.id == "meals")
    assert pin
    assert (pin.quote, pin.verdict) == ("", "not_reported")


def test_any_verdict_may_be_set_beside_the_number(root: Path) -> None:
    assert decide("--candidate", "1", "--verdict", "not_comparable") == 0
    assert "      verdict: not_comparable" in added()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--candidate", "7"], "there is no candidate 7; choose 1, "),
        (["--candidate", "1", "--verdict", "mett"], "did you mean 'met'?"),
        (["--candidate", "none", "--verdict", "met"], "'none' means not reported"),
        ([], "a decision also needs --candidate"),
        (["--candidate", "1", "--why", " "], "a decision also needs --why"),
    ],
)
def test_a_decision_that_is_none_is_told_and_nothing_written(
    root: Path, more: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(*more) == 2
    assert told in capsys.readouterr().err
    assert written() == TARGETS


def test_words_need_a_verdict(root: Path, answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    report = Path("reports/2023.txt")
    words = "《云溪县慈善奖补办法》正在征求意见。\n"
    report.write_text(report.read_text(encoding="utf-8") + words, encoding="utf-8")
    base = ["review", "--target", "rules"]
    assert run([*base, "--candidate", "1", "--why", "尚未出台"]) == 2
    assert "add --verdict" in capsys.readouterr().err
    answers("1", "3", "尚未出台", "")
    assert run(base) == 0
    assert added()[1:4] == [
        "      quote: 《云溪县慈善奖补办法》正在征求意见",
        "      report: reports/2023.txt",
        "      verdict: in_progress",
    ]


def test_a_file_that_cannot_be_edited_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = "  - {id: meals, indicator: 老年助餐点, at_least: 60个, quote: 老年助餐点达到60个}\n"
    text = TARGETS[: TARGETS.index("\n  # 由养老科")] + "\n" + flow
    Path("targets/yunxi.yml").write_text(text, encoding="utf-8")
    assert decide("--candidate", "1") == 2
    assert written() == text
    assert "targets/yunxi.yml:10" in capsys.readouterr().err


def test_in_a_real_terminal(root: Path) -> None:
    leader, follower = pty.openpty()
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "USER": "pty", "COLUMNS": "80"}
    command = [sys.executable, "-m", "kpi", "review", "--target", "meals", "--lang", "zh"]
    with running(command, stdin=follower, stdout=follower, stderr=follower, env=environ, cwd=root) as started:
        os.close(follower)
        seen = ""
        for wait_for, say in (("选择", "1"), ("理由", "口径一致"), ("认定人", "钱某")):
            seen += shown(leader, wait_for)
            os.write(leader, f"{say}\n".encode())
        seen += shown(leader, "还剩 0 项")
        assert started.wait(timeout=LIMIT) == 0
    os.close(leader)
    assert "已写入 targets/yunxi.yml:15" in seen
    assert "      by: 钱某" in added()


def shown(terminal: int, words: str) -> str:
    """What the terminal shows until these words have come."""
    seen = bytearray()

    def come() -> bool:
        if select.select([terminal], [], [], 0.5)[0]:
            seen.extend(os.read(terminal, 4096))
        return words in seen.decode(errors="replace")

    until(come, f"{words!r} in the terminal")
    return seen.decode(errors="replace")


def test_a_candidate_tells_the_verdict_that_it_leads_to_and_keeps_its_word(
    root: Path, capsys: pytest.CaptureFixture[str], answers: Answers
) -> None:
    answers("1", "同一口径", "")
    assert run(["review", "--target", "beds"]) == 0
    shown = capsys.readouterr()
    assert "160张 → missed" in shown.out
    assert "→ missed" in shown.err
    assert run(["explain", "beds"]) == 0
    assert "✗ missed" in capsys.readouterr().out


def test_a_number_of_quite_another_size_or_unit_is_not_taken_without_a_verdict(
    root: Path, capsys: pytest.CaptureFixture[str], answers: Answers
) -> None:
    later = (root / "reports/2023.txt").read_text(encoding="utf-8")
    (root / "reports/2023.txt").write_text(later.replace("达到45个", "达到200000个"), encoding="utf-8")
    assert decide("--candidate", "1") == 2
    assert "quite another size" in capsys.readouterr().err
    assert written() == TARGETS
    asked = answers("1", "missed", "笔误", "")
    assert run(["review", "--target", "meals"]) == 0
    assert any(question.startswith("Verdict") for question in asked)
    assert "of quite another size" in " ".join(capsys.readouterr().out.split())
    assert "      verdict: missed" in added()
