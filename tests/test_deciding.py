"""kpi review --apply: a file of decisions is merged whole or not at all, and only where it still holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from deciding_support import DAY, MISSED, Seen, decision_file, hold, make, seen
from deciding_support import audited as audit_of
from known_support import copied
from review_support import TARGETS

from bench.places import ROOT
from kpi.auditing.applying import edits, write_edits
from kpi.auditing.deciding import Outcome, Weighed, weighed
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.ledger import load_ledger
from kpi.ledger.decisions import Decisions, read_decisions
from kpi.workspace.config import load_config
from kpi.workspace.targets import read_targets


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seen]:
    """The workspace after its first audit, and what its page shows."""
    root = make(tmp_path_factory.mktemp("decided") / "workspace")
    return root, seen(root)


@pytest.fixture
def root(audited: tuple[Path, Seen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = copied(audited[0], tmp_path / "workspace")
    monkeypatch.chdir(copy)
    monkeypatch.setattr("kpi.workspace.pinning.today", lambda: DAY)
    return copy


@pytest.fixture
def of(audited: tuple[Path, Seen]) -> Seen:
    return audited[1]


Weighing = Callable[[Decisions], Weighed]


@pytest.fixture(scope="module")
def weighing(audited: tuple[Path, Seen]) -> Weighing:
    """Decisions held against the workspace as it was audited, which is asked once."""
    result, asked = audit_of(audited[0])
    specs, _ = read_targets(load_config(audited[0]))
    return lambda decisions: weighed(decisions, result, asked, specs, ())


def save(text: str) -> Path:
    path = Path("said.yml")
    path.write_text(text, encoding="utf-8")
    return path


def untouched() -> bool:
    return not Path("ledger.yml").exists() and Path("targets/yunxi.yml").read_text(encoding="utf-8") == TARGETS


def apply(text: str, *options: str) -> int:
    return run(["review", "--apply", str(save(text)), "--lang", "en", *options])


def codes(text: str) -> set[tuple[str, int]]:
    """Everything that is wrong with a file, by code and line."""
    with pytest.raises(KpiError) as caught:
        read_decisions(save(text), DAY)
    return {(found.code, found.line) for found in caught.value.problems}


# --- what is written ------------------------------------------------------------------------------


def test_a_dismissal_and_an_answer_are_written_with_who_and_when(
    root: Path, of: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(decision_file(of), "--yes") == 0
    ledger = Path("ledger.yml").read_text(encoding="utf-8")
    for line in (
        "status: dismissed",
        "who: 李某",
        "when: 2024-01-04",
        "why: 两处口径不同",
        "check: sum-inconsistent",
    ):
        assert line in ledger
    assert (
        "    answer:\n      quote: 全年新增护理型养老床位160张\n      report: reports/2023.txt\n"
        "      by: 李某\n      on: 2024-01-04\n      why: 护理型即新增床位\n"
    ) in Path("targets/yunxi.yml").read_text(encoding="utf-8")
    shown = capsys.readouterr()
    assert "2 decisions of 李某, 2024-01-04:" in shown.out
    assert "+      by: 李某" in shown.out
    assert "Wrote 2 decisions: ledger.yml, targets/yunxi.yml." in shown.err


def test_the_same_file_again_changes_nothing(root: Path, of: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    text = decision_file(of)
    assert apply(text, "--yes") == 0
    before = Path("ledger.yml").read_bytes(), Path("targets/yunxi.yml").read_bytes()
    capsys.readouterr()
    assert apply(text, "--yes") == 0
    shown = capsys.readouterr()
    assert shown.out.count("there already") == 2 and "no file was changed" in shown.err
    assert (Path("ledger.yml").read_bytes(), Path("targets/yunxi.yml").read_bytes()) == before


def test_nobody_agreed_so_the_difference_is_all(root: Path, of: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    assert apply(decision_file(of)) == 2
    shown = capsys.readouterr()
    assert "+    status: dismissed" in shown.out and "add --yes" in shown.err
    assert untouched()


@pytest.mark.parametrize(("said", "written"), [("y", True), ("", False), ("nope", False)])
def test_in_a_terminal_it_asks(
    root: Path, of: Seen, monkeypatch: pytest.MonkeyPatch, said: str, written: bool
) -> None:
    monkeypatch.setattr("builtins.input", lambda question: said)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    assert apply(decision_file(of)) == 0
    assert untouched() is not written


@pytest.mark.parametrize("file", ["ledger.yml", "targets/yunxi.yml"])
def test_what_somebody_writes_while_it_asks_is_not_lost(
    root: Path, of: Seen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    def answer(question: str) -> str:
        with Path(file).open("a", encoding="utf-8") as there:
            there.write("# 王某\n")
        return "y"

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    assert apply(decision_file(of)) == 2
    assert f"{file}: this file was changed while" in capsys.readouterr().err
    assert not any(
        "李某" in path.read_text(encoding="utf-8") for path in root.rglob("*.yml") if path.name != "said.yml"
    )


def test_none_of_the_candidates_means_not_reported(root: Path, of: Seen) -> None:
    assert apply(decision_file(of, candidate="none"), "--yes") == 0
    assert "      verdict: not_reported\n" in Path("targets/yunxi.yml").read_text(encoding="utf-8")


# --- what has changed since -----------------------------------------------------------------------


def test_a_finding_whose_numbers_changed_is_left_out_and_the_rest_written(
    root: Path, of: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    text = decision_file(of)
    Path("reports/2023.txt").write_text(MISSED.replace("民办11家", "民办12家"), encoding="utf-8")
    assert apply(text, "--yes") == 1
    assert "left out: the report or the verdict has changed since" in capsys.readouterr().out
    assert not Path("ledger.yml").exists()
    assert "by: 李某" in Path("targets/yunxi.yml").read_text(encoding="utf-8")


def test_a_finding_that_is_gone_is_told(root: Path, of: Seen) -> None:
    decisions = read_decisions(save(decision_file(of)), DAY)
    Path("reports/2023.txt").write_text(MISSED.replace("民办11家", "民办10家"), encoding="utf-8")
    found = hold(root, decisions)
    assert [one.outcome for one in found.all] == [Outcome.GONE, Outcome.APPLIES]


def test_other_candidates_than_were_seen_are_not_chosen_from(root: Path, of: Seen) -> None:
    decisions = read_decisions(save(decision_file(of)), DAY)
    Path("reports/2023.txt").write_text(MISSED.replace("145张", "146张"), encoding="utf-8")
    assert [one.outcome for one in hold(root, decisions).all] == [Outcome.APPLIES, Outcome.CHANGED]


def test_what_somebody_decided_meanwhile_stays(root: Path, of: Seen) -> None:
    text = decision_file(of)
    assert run(["ledger", "confirm", of.fingerprint, "--who", "王某"]) == 0
    assert run(["review", "--target", "beds", "--candidate", "none", "--why", "没有", "--by", "王某"]) == 0
    before = Path("ledger.yml").read_bytes(), Path("targets/yunxi.yml").read_bytes()
    assert [one.outcome for one in hold(root, read_decisions(save(text), DAY)).all] == [Outcome.DECIDED] * 2
    assert apply(text, "--yes") == 1
    assert (Path("ledger.yml").read_bytes(), Path("targets/yunxi.yml").read_bytes()) == before


# --- what is no file of decisions -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"format": "kpi-decisions/9"}, {("unknown_choice", 1)}),
        ({"by": None}, {("missing_key", 1)}),
        ({"on": "2024-13-01"}, {("bad_date", 3)}),
        ({"on": "2031-01-01"}, {("decided_later", 3)}),
        ({"status": "closed"}, {("unknown_choice", 6)}),
        ({"why": None}, {("missing_key", 5)}),
        ({"why": "'   '"}, {("empty_value", 7)}),
        ({"why": "x" * 501}, {("text_too_wide", 7)}),
        ({"by": '"\\u202e王"'}, {("unseen_signs", 2)}),
        ({"by": '"a\\x1b[2J"'}, {("unseen_signs", 2)}),
        ({"candidate": "-1"}, {("unknown_candidate", 13)}),
        ({"reason": None}, {("missing_key", 12)}),
        ({"seen": None, "on": "gestern", "candidate": "x"},
         {("missing_key", 5), ("bad_date", 3), ("unknown_candidate", 12)}),
    ],
)  # fmt: skip
def test_everything_wrong_is_said_at_once_with_its_line(
    root: Path, of: Seen, changes: dict[str, str | None], expected: set[tuple[str, int]]
) -> None:
    text = decision_file(of, **changes)
    assert codes(text) == expected
    assert apply(text, "--yes") == 2
    assert untouched()


def test_a_thing_decided_twice_is_no_decision(root: Path, of: Seen) -> None:
    text = decision_file(of)
    head, _, answers = text.partition("answers:\n")
    finding = head.partition("findings:\n")[2]
    assert codes(head + finding + "answers:\n" + answers + answers) == {
        ("decided_twice", 11),
        ("decided_twice", 22),
    }


def test_twice_on_one_line_is_twice(root: Path) -> None:
    answer = "{target: yunxi/beds, candidate: 1, why: a, seen: b}"
    head = "format: kpi-decisions/1\nby: a\non: 2024-01-04\n"
    assert codes(f"{head}answers: [{answer}, {answer}]\n") == {("decided_twice", 4)}


@pytest.mark.parametrize("text", ["format: kpi-decisions/1\nby: a\non: 2024-01-01\n", "[]", "", "a: &x [*x]\n"])
def test_no_decisions_no_change(root: Path, text: str) -> None:
    assert apply(text, "--yes") == 2
    assert untouched()


def test_names_that_the_workspace_does_not_know_stop_the_whole_file(
    root: Path, of: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    text = decision_file(of, fingerprint="f000000000000000", check="no-such-check", target="yunxi/bed")
    assert apply(text, "--yes") == 2
    told = capsys.readouterr().err
    assert "said.yml:5: this workspace has no finding 'f000000000000000'" in told
    assert "said.yml:12: no target is called 'yunxi/bed'; did you mean yunxi/beds" in told
    assert untouched()


def test_a_candidate_that_is_not_there_stops_the_whole_file(root: Path, of: Seen) -> None:
    assert apply(decision_file(of, candidate="99"), "--yes") == 2
    assert untouched()


def test_one_file_that_cannot_be_edited_stops_all(root: Path, of: Seen) -> None:
    """The target written as a flow mapping has no lines of its own, so the ledger is not written either."""
    text = Path("targets/yunxi.yml").read_text(encoding="utf-8")
    head, _, rest = text.partition("  - id: beds")
    rest = rest.partition("\n\n")[2]
    flow = head + "  - {id: beds, indicator: 新增养老床位, add: 300张, quote: 新增养老床位300张}\n" + rest
    Path("targets/yunxi.yml").write_text(flow, encoding="utf-8")
    assert apply(decision_file(seen(root)), "--yes") == 2
    assert not Path("ledger.yml").exists()
    assert Path("targets/yunxi.yml").read_text(encoding="utf-8") == flow


@pytest.mark.parametrize("options", [["--by", "x"], ["--target", "beds"], ["--list"], ["--why", "x"]])
def test_the_file_says_it_all(root: Path, of: Seen, options: list[str]) -> None:
    assert apply(decision_file(of), "--yes", *options) == 2
    assert untouched()


@pytest.mark.parametrize(
    "why", ["null", "2024-01-01", "a: b # c", "- x", "{status: closed}", "&a *b", "=HYPERLINK(1)", "'", "!!int x"]
)
def test_a_reason_stays_a_text_whatever_it_looks_like(root: Path, of: Seen, weighing: Weighing, why: str) -> None:
    """Neither YAML of its own nor a value of another type: both files are read back as it was said."""
    decisions = read_decisions(save(decision_file(of, why=f'"{why}"', reason=f'"{why}"')), DAY)
    config = load_config(root)
    write_edits(config, edits(config, decisions, weighing(decisions)))
    assert [entry.why for entry in load_ledger(config)] == [why]
    assert [spec.pin.why for spec in read_targets(config)[0] if spec.pin] == [why]


@pytest.mark.parametrize("page", ["deciding.md", "deciding.zh-CN.md"])
def test_the_file_in_the_docs_is_read(root: Path, page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    path = save(text)
    decisions = read_decisions(path, date(2026, 1, 20))
    assert (len(decisions.findings), len(decisions.answers)) == (1, 1)


def test_a_file_that_is_none_of_decisions_is_told_in_one_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", "--apply", "kpi.yml", "--lang", "zh"]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if "已停用" not in line]
    assert len([line for line in told if "kpi.yml" in line]) == 1 and "不是网页上存下的认定文件" in told[-1]
