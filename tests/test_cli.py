"""The command line: help, languages, JSON alone on stdout, exit codes, and bad input without a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from waiting_support import LIMIT

import kpi
from kpi.cli.app import COMMANDS, run
from kpi.presenting.messages import message

REPORT = (
    "云溪县民政局2023年上半年工作总结和下半年工作计划\n"
    "一、上半年工作\n上半年全县共有低保对象2350人，其中城市低保对象350人、农村低保对象2000人。\n"
    "二、下半年工作计划\n下半年，节地生态安葬率达80%以上，培训养老护理员200人次以上。\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "2023-h1.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


KPI = (sys.executable, "-m", "kpi")


def finished(
    *arguments: object, cwd: Path | None = None, kpi_command: Sequence[object] = KPI, **environ: str
) -> subprocess.CompletedProcess[str]:
    """One that the interpreter says nothing about may come from the command that is served."""
    root = Path(kpi.__file__).parent.parent
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "COLUMNS"))}
    settings |= {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8", **environ}
    command = [*map(str, kpi_command), *map(str, arguments)]
    return subprocess.run(
        command, env=settings, cwd=cwd,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=LIMIT,
    )  # fmt: skip


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"kpi {kpi.__version__}\n"
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(name in text for name in ("extract", "draft", "compare", "audit", "check", "init", "validate"))
    assert "Exit codes: 0" in text


def test_help_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "audit", "--help"]) == 0
    assert "审计工作区" in capsys.readouterr().out


@pytest.mark.parametrize("command", [(), *((name,) for name, _ in COMMANDS)], ids=str)
def test_help_in_chinese_is_whole_at_80_columns(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*command, "--help", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert not re.search(r"(?<!…)… *│$", shown, re.MULTILINE)
    said = "".join(line.strip("│ ") for line in shown.splitlines())
    words = [message(f"help.{name}", "zh").replace(" ", "") for name, _ in COMMANDS]
    assert command or all(word in said.replace(" ", "") for word in words)


def test_the_locale_chooses_the_language(report: Path, kpi_command: Path) -> None:
    def shown(*more: str, locale: str) -> str:
        return finished("extract", report, *more, kpi_command=[kpi_command], LC_ALL=locale).stdout

    assert "计划部分" in shown(locale="zh_CN.UTF-8")
    assert "published" in shown(locale="C.UTF-8")
    assert "published" in shown("--lang", "en", locale="zh_CN.UTF-8")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["ledger", "--help"], ["check", "--nope"]])
def test_typer_s_own_words_are_in_the_language_too(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--lang", "zh", *arguments])
    said = "".join(capsys.readouterr())
    assert "用法：kpi" in said
    english = ("Usage", "[OPTIONS]", "Show this message", "[required]", "[default", "Error", "Try ", "[ARGS]")
    assert [word for word in english if word in said] == []
    run(["--lang", "en", *arguments])
    assert "Usage: kpi" in "".join(capsys.readouterr())


def test_importing_and_help_load_nothing_heavy() -> None:
    code = (
        "import sys, io; sys.stdout = io.StringIO()\n"
        "from kpi.cli.app import run\nrun(['--help'])\n"
        "sys.exit(' '.join({'pandas', 'duckdb', 'great_expectations', 'numpy'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
    assert done.stderr.strip() == ""


def test_extract_in_a_pipe_has_no_escape_codes(report: Path, kpi_command: Path) -> None:
    done = finished("extract", report, kpi_command=[kpi_command])
    assert done.returncode == 0
    assert "2350人" in done.stdout
    assert "\x1b" not in done.stdout


def test_json_is_alone_on_stdout_and_the_same_each_time(report: Path) -> None:
    first = finished("extract", report, "--format", "json", PYTHONHASHSEED="1")
    second = finished("extract", report, "--format", "json", PYTHONHASHSEED="2")
    found = json.loads(first.stdout)
    assert found["doc"] == "2023-h1"
    assert {quantity["text"] for quantity in found["quantities"]} >= {"2350人", "350人", "80%"}
    assert first.stdout == second.stdout


def test_a_terminal_without_chinese_loses_no_json_and_raises_nothing(report: Path) -> None:
    coded = finished("extract", report, "--format", "json", PYTHONIOENCODING="ascii")
    assert json.loads(coded.stdout)["meta"]["body"] == "云溪县民政局"
    assert finished("extract", report, PYTHONIOENCODING="ascii").returncode == 0


def test_gb18030_just_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gb.txt"
    path.write_bytes(REPORT.encode("gb18030"))
    assert run(["extract", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["meta"]["body"] == "云溪县民政局"


def test_a_text_without_figures_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "words.txt"
    path.write_text("我局认真学习，扎实推进各项工作。\n", encoding="utf-8")
    assert run(["--lang", "en", "extract", str(path)]) == 0
    assert "No figures in this text." in capsys.readouterr().out


def test_draft_prints_valid_yaml_and_never_overwrites(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draft", str(report)]) == 0
    drafted = capsys.readouterr().out
    assert "节地生态安葬率达80%以上" in drafted
    target = tmp_path / "targets.yml"
    assert run(["draft", str(report), "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").count("quote:") == drafted.count("quote:")
    target.write_text("edited", encoding="utf-8")
    assert run(["draft", str(report), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "edited"
    assert "targets.yml" in capsys.readouterr().err


def bad_inputs(folder: Path) -> dict[str, Path]:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "folder.txt").mkdir()
    return {name: folder / f"{name}.txt" for name in ("missing", "empty", "binary", "folder")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["missing", "empty", "binary", "folder"])
@pytest.mark.parametrize("command", [["extract"], ["draft"], ["check"], ["compare", "2023-h1.txt"]])
def test_bad_input_is_one_clear_line_and_exit_2(
    command: list[str],
    name: str,
    lang: str,
    report: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    bad_inputs(tmp_path)
    assert run([*command, f"{name}.txt", "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"{name}.txt")
    assert shown.err.count("\n") == 1


def test_compare_tells_the_problems_of_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 2


@pytest.mark.parametrize("command", ["audit", "validate"])
def test_outside_a_workspace_it_says_so(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([command, "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert "kpi.yml" in shown.err
    assert shown.out == ""


@pytest.mark.parametrize(
    "arguments", [["extract"], ["nonsense"], ["extract", "x", "--format", "xml"], ["audit", "--lang", "fr"]]
)
def test_usage_errors_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err


def test_an_unexpected_error_is_told_plainly(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("something\nlong")

    monkeypatch.delenv("KPI_DEBUG", raising=False)
    monkeypatch.setattr("kpi.relations.opened.read", broken)
    assert run(["--lang", "en", "extract", str(report)]) == 2
    assert capsys.readouterr().err == (
        "Internal error: RuntimeError: something\n"
        f"This is a defect of kpi {kpi.__version__}. Please report the line above and the command; "
        "KPI_DEBUG=1 shows the details.\n"
    )
    monkeypatch.setenv("KPI_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(["extract", str(report)])


def test_ctrl_c_is_one_word_and_no_traceback(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kpi.relations.opened.read", interrupted)
    assert run(["extract", str(report), "--lang", "en"]) == 130
    assert capsys.readouterr().err.strip() == "Interrupted."


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(REPORT * 100, encoding="utf-8")
    root = Path(kpi.__file__).parent.parent
    script = f"'{sys.executable}' -m kpi extract '{path}' | head -1; exit ${{PIPESTATUS[0]}}"
    command = ["bash", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False, timeout=LIMIT)
    assert (done.returncode, done.stderr) == (0, "")
