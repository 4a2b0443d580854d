"""kpi draft ends with what it left out, and by which rule; the file keeps it as comments on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi.cli.app import run
from kpi.extraction import extract
from kpi.extraction.omitted import omitted
from kpi.rules import switched_off

TEXT = """清禾县2024年政府工作报告
一、2023年工作回顾
救助310人，落实《清禾县救助办法》。
二、2024年工作安排
围绕22个重点产业集群，新增床位300张。
落实《清禾县养老服务条例》，出台《清禾县殡葬管理办法》。
打造一批养老服务中心，已编制《清禾县养老规划》。
进出口增速快于全省3个百分点。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_number_and_title_of_the_plan_is_a_target_or_told() -> None:
    reading = extract(TEXT, "a")
    told = [(TEXT[one.start : one.end], one.rule) for one in omitted(reading)]
    assert [pair for pair in told if not pair[1].startswith(("date.", "ordinal.", "word."))] == [
        ("22个", "role.other.scope"),
        ("《清禾县养老服务条例》", "omitted.title"),
        ("打造一批养老服务中心", "guard.loose"),
        ("已编制《清禾县养老规划》", "guard.past"),
    ]


def test_it_stands_on_standard_error_behind_the_draft(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "draft", str(report)]) == 0
    said = capsys.readouterr()
    assert "left out" not in said.out
    lines = said.err.splitlines()
    assert lines[0].startswith("Left out: ")
    assert "    5: 围绕22个重点产业集群" in lines
    assert "    6: 落实《清禾县养老服务条例》" in lines
    assert "    7: 打造一批养老服务中心" in lines


def test_the_file_keeps_it_as_comments_on_request(report: Path) -> None:
    target = report.with_name("targets.yml")
    command = ["--lang", "en", "draft", str(report), "-o", str(target)]
    assert run([*command, "--left-out"]) == 0
    once = target.read_text(encoding="utf-8")
    assert "# left out: 5: 22个 · 围绕22个重点产业集群 (role.other.scope)" in once.splitlines()
    assert run([*command, "--left-out"]) == 0
    assert target.read_text(encoding="utf-8") == once
    assert run(command) == 0
    assert target.read_text(encoding="utf-8") == once


def test_a_guard_that_is_switched_off_lets_the_task_be_drafted() -> None:
    with switched_off(["guard.loose"]):
        reading = extract(TEXT, "a")
        assert "打造一批养老服务中心" in [target.text for target in reading.targets]
        assert "guard.loose" not in [one.rule for one in omitted(reading)]
