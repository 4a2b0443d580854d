"""Relative targets and multiples in YAML: read, drafted, drafted again, and refused where they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi.errors import KpiError
from kpi.extraction import extract
from kpi.workspace.config import Config
from kpi.workspace.drafting import draft_yaml
from kpi.workspace.redrafting import redraft
from kpi.workspace.targets import TargetSpec, read_file

REPORT = """清禾县2024年政府工作报告
一、2023年工作回顾
各项工作平稳。
二、2024年工作安排
{}
"""
PLAN = "居民收入增长与经济增长同步，进出口增速快于全省3个百分点，数字经济规模翻一番，失业率低于全省平均水平。"
HEAD = "body: 清禾县人民政府\ndue: 2024-12-31\ntargets:\n  - id: a\n    indicator: 居民收入增长\n"


def drafted(plan: str) -> str:
    return draft_yaml(extract(REPORT.format(plan), "plan"), "plan.txt", "清禾县人民政府")


def specs(folder: Path, text: str) -> tuple[TargetSpec, ...]:
    path = folder / "a.yml"
    path.write_text(text, encoding="utf-8")
    found, problems = read_file(Config(folder), path)
    refused = [problem for problem in problems if problem.code != "plan_missing"]
    if refused:
        raise KpiError(refused)
    return found


def test_they_are_written_as_the_plan_says_them_and_read_back(tmp_path: Path) -> None:
    text = drafted(PLAN)
    assert [line.strip() for line in text.splitlines() if "relative:" in line or "multiple:" in line] == [
        "relative: 与经济增长同步",
        "relative: 快于全省3个百分点",
        "multiple: 翻一番",
        "relative: 低于全省平均水平",
    ]
    found = [(one.kind.value, one.op.value, one.value, one.unit) for one in specs(tmp_path, text)]
    relative, doubled = ("relative", ">=", None, ""), ("level", ">=", 2, "倍")
    assert found == [relative, relative, doubled, ("relative", "<=", None, "")]


def test_a_growth_of_so_many_times_is_no_multiple() -> None:
    assert "at_least: 1.5倍" in drafted("交易额增长1.5倍。")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("relative: 同步", "bad_relative"),
        ("relative: 80%", "bad_relative"),
        ("multiple: 80%", "bad_multiple"),
        ("multiple: 很多", "bad_quantity"),
        ("relative: 与经济增长同步\n    kind: level", "kind_contradicts"),
        ("at_least: 80%\n    kind: relative", "kind_contradicts"),
        ("relative: 与经济增长同步\n    at_least: 5%", "two_measures"),
    ],
)
def test_what_says_nothing_is_refused(tmp_path: Path, line: str, code: str) -> None:
    with pytest.raises(KpiError) as raised:
        specs(tmp_path, f"{HEAD}    {line}\n")
    assert [problem.code for problem in raised.value.problems] == [code]


def test_an_edited_relative_target_survives_a_second_draft(tmp_path: Path) -> None:
    edited = drafted(PLAN).replace("relative: 与经济增长同步", "relative: 高于经济增长")
    path = tmp_path / "a.yml"
    path.write_text(edited, encoding="utf-8")
    done = redraft(edited, path, extract(REPORT.format(PLAN), "plan"), "plan.txt")
    assert done.text == edited
    assert [(change.kind.value, change.plan, change.file) for change in done.changes] == [
        ("edited", "relative: 与经济增长同步", "relative: 高于经济增长"),
    ]  # fmt: skip
