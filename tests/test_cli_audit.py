"""`kpi init`, `validate`, `audit` and `check` on the sample workspace, from end to end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from waiting_support import LIMIT, running

import kpi.matching
from kpi.cli.app import run

pytestmark = pytest.mark.skipif(not hasattr(kpi.matching, "judge_targets"), reason="matching is not there yet")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "new"
    assert run(["init", str(folder)]) == 0
    return folder


def audited(workspace: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["audit", "--workspace", str(workspace), *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_new_workspace_is_valid_and_says_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "new"), "--lang", "en"]) == 0
    assert "Next: cd " in capsys.readouterr().out
    assert run(["validate", "-w", str(tmp_path / "new"), "--lang", "en"]) == 0
    assert "are valid." in capsys.readouterr().out
    assert run(["init", str(tmp_path / "new")]) == 2


def test_the_sample_holds_misses_so_the_exit_code_is_1(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = audited(workspace, capsys, "--lang", "zh")
    assert (code, err) == (1, "")
    assert "清禾县民政局 · 3 份报告" in out
    assert "项目标：完成 " in out
    assert "退出码 1：" in out


def test_fail_on_never_exits_0(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(workspace, capsys, "--fail-on", "never")[0] == 0


def test_json_is_alone_on_stdout_and_the_same_each_time(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, first, _ = audited(workspace, capsys, "--format", "json", "--lang", "zh")
    _, second, _ = audited(workspace, capsys, "--format", "json", "--lang", "en")
    found = json.loads(first)
    assert found["format"] == "kpi-audit/1"
    assert found["counts"]["targets"] == len(found["targets"]) > 40
    assert found["counts"]["reports"] == 3
    assert first == second


def test_every_quote_stands_where_the_json_says(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(audited(workspace, capsys, "--format", "json")[1])
    quotes = [target["promise"] for target in found["targets"] if target["promise"]]
    quotes += [v["answer"] for target in found["targets"] for v in target["verdicts"] if v["answer"]]
    quotes += [member for relation in found["relations"] for member in relation["members"]]
    texts = {report["doc"]: (workspace / report["doc"]).read_text(encoding="utf-8") for report in found["reports"]}
    assert len(quotes) > 40
    for quote in quotes:
        text = texts[quote["report"]]
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert text.count("\n", 0, quote["start"]) + 1 == quote["line"]


def test_check_shows_one_report_only(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    code = run(["check", str(workspace / "reports/qinghe/2026-h1.txt"), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert code in (0, 1)
    assert [report["doc"] for report in found["reports"]] == ["reports/qinghe/2026-h1.txt"]
    assert {v["report"] for target in found["targets"] for v in target["verdicts"]} == {
        "reports/qinghe/2026-h1.txt"
    }
    assert {relation["report"] for relation in found["relations"]} <= {"reports/qinghe/2026-h1.txt"}


def test_a_report_from_outside_is_checked_without_touching_the_workspace(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (workspace / "reports/qinghe/2026-h1.txt").read_text(encoding="utf-8")
    later = tmp_path / "later.txt"
    later.write_text(text.replace("2026年", "2027年").replace("2025年", "2026年"), encoding="utf-8")
    before = audited(workspace, capsys, "--format", "json")[1]
    assert run(["check", str(later), "--workspace", str(workspace), "--lang", "en", "--format", "json"]) in (0, 1)
    shown = capsys.readouterr()
    assert [report["doc"] for report in json.loads(shown.out)["reports"]] == ["later.txt"]
    assert "in memory only" in shown.err
    assert audited(workspace, capsys, "--format", "json")[1] == before


def test_a_locked_warehouse_is_told_in_words(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_WAIT", "0")
    code = (
        "import sys, pathlib\nfrom kpi.warehouse.store import open_warehouse\n"
        "with open_warehouse(pathlib.Path(sys.argv[1])):\n"
        "    print('open', flush=True)\n    sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", code, str(workspace)]
    with running(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        found, out, err = audited(workspace, capsys, "--lang", "en")
        holder.communicate("\n", timeout=LIMIT)
    assert (found, out) == (2, "")
    assert str(holder.pid) in err


def test_a_broken_target_file_stops_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "broken"
    assert run(["init", str(folder)]) == 0
    (folder / "targets/bad.yml").write_text("body: 清禾县民政局\n\ttargets: []\n", encoding="utf-8")
    code, out, err = audited(folder, capsys, "--lang", "en")
    assert (code, out) == (2, "")
    assert err.startswith("targets/bad.yml:2: ")
    assert not (folder / ".kpi").exists()


def test_a_workspace_without_targets_has_its_figures_checked_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bare"
    assert run(["init", str(folder)]) == 0
    for path in (folder / "targets").glob("*.yml"):
        path.unlink()
    code, out, _ = audited(folder, capsys, "--lang", "en")
    assert code == 1  # the sample's contradictions
    assert "only the figures were checked" in out
    assert "kpi draft" in out
