"""Settings that would quietly check less: wrong ones are errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_workspace import make

from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.workspace.borrowing import borrowed
from kpi.workspace.config import load_config

NO_REASONS = ("false", "False", "true", "no", "off", "0", "1", "...", "'  -  '", "null", "''", "~", "[]", "{}")
LIMITS = (
    "files: 0", "files: -1", "files: 1e9", "text_mb: 51", "sql_seconds: 999999999999", "sql_mb: lots", "files: ９",
    "line: 0", "figures: 1000001", "checks: 10001", "file_mb: 1.5", "rows: 5", "files: [1]",
)  # fmt: skip


def codes(root: Path, text: str) -> list[str]:
    (root / "kpi.yml").write_text(text, encoding="utf-8")
    try:
        load_config(root)
    except KpiError as error:
        return [found.code for found in error.problems]
    return []


@pytest.mark.parametrize("value", NO_REASONS)
def test_a_suite_is_switched_off_by_words_only(tmp_path: Path, value: str) -> None:
    assert codes(tmp_path, f"suites:\n  - name: targets\n    off: {value}\n")


def test_a_reason_in_words_is_taken(tmp_path: Path) -> None:
    assert codes(tmp_path, "suites:\n  - name: targets\n    off: 本年不考核目标\n") == []


def test_a_suite_named_twice_is_an_error(tmp_path: Path) -> None:
    text = "suites:\n  - name: targets\n  - name: targets\n    off: 停用\n"
    assert codes(tmp_path, text) == ["duplicate_id"]


@pytest.mark.parametrize("limit", LIMITS)
def test_no_limit_is_lifted_by_a_wrong_value(tmp_path: Path, limit: str) -> None:
    assert codes(tmp_path, f"limits:\n  {limit}\n")


@pytest.mark.parametrize("name", ["", " ", "\t", "\n", "\u3000"], ids=repr)
@pytest.mark.parametrize("command", ["audit", "check"])
def test_a_policy_without_a_name_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    """A variable of CI that is not set; the folder that the user stands in is no policy."""
    root = make(tmp_path / "workspace")
    monkeypatch.chdir(root)
    report = [str(next(root.glob("reports/**/*.txt")))] if command == "check" else []
    assert run([command, *report, "--policy", name, "--lang", "en"]) == 2
    assert "--policy" in capsys.readouterr().err
    with pytest.raises(KpiError), borrowed(root, name):
        pass
