"""kpi extract --fail-on: a single report as a gate, without a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_workspace import PLAN

from kpi.cli.app import run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "2023-h1.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_contradiction_fails_and_is_told_with_its_check(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", str(report), "--lang", "en"]) == 0
    assert run(["extract", str(report), "--lang", "en", "--fail-on", "critical"]) == 1
    out = capsys.readouterr().out
    assert "1 critical" in out
    assert "exit 1" in out.lower()


def test_a_report_that_adds_up_passes(report: Path) -> None:
    report.write_text(PLAN.replace("民办11家", "民办10家"), encoding="utf-8")
    assert run(["extract", str(report), "--fail-on", "critical"]) == 0


def test_json_owns_standard_output(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(report), "--format", "json", "--fail-on", "critical", "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["relations"]
    assert "exit 1" in err.lower()


def test_a_report_without_anything_to_check_is_exit_2(report: Path) -> None:
    report.write_text("本页无数据。\n", encoding="utf-8")
    assert run(["extract", str(report), "--fail-on", "critical"]) == 2
