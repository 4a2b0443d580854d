"""kpi compare: milestones keep their verbs, and what is not yet due is told by its pace."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpi.cli.app import run

PLAN = (
    "云溪县民政局2023年工作总结\n全年新增养老床位100张。\n2024年工作计划\n"
    "2024年，新增养老床位300张，出台《云溪县慈善奖补办法》，建成县养老服务中心并投入运营。\n"
)
LATER = (
    "云溪县民政局2024年上半年工作总结\n上半年，新增养老床位90张。"
    "县养老服务中心建成并投入运营。《云溪县慈善奖补办法》正在征求意见。\n"
)


@pytest.fixture
def shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    for name, text in (("2023.txt", PLAN), ("2024-h1.txt", LATER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(["compare", str(tmp_path / "2023.txt"), str(tmp_path / "2024-h1.txt"), "--lang", "zh"]) == 0
    return capsys.readouterr().out


def test_a_milestone_is_called_by_its_own_words(shown: str) -> None:
    titles = [line for line in shown.splitlines() if line.startswith((" ✓", " ~"))]
    assert any("建成县养老服务中心并投入运营" in title for title in titles)
    assert any("出台《云溪县慈善奖补办法》" in title for title in titles)


def test_what_is_behind_is_told_by_its_pace_and_not_by_the_year_s_whole(shown: str) -> None:
    (numbers,) = [line for line in shown.splitlines() if "实际 90张" in line]
    assert "完成 30%，时间过去 49." in numbers and "差额" not in numbers
