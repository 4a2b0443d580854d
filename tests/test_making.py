"""What the verdicts of an audit know of the relations between reports, whichever process made them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.places import ROOT
from kpi.auditing import making
from kpi.auditing.fetching import read_targets
from kpi.auditing.pipeline import audit
from kpi.auditing.standing import standing
from kpi.workspace.config import load_config
from kpi.workspace.targets import load_targets

REPORT = """{body}民政局{year}年工作总结及{next}年工作计划

一、{year}年工作总结
（一）主要工作。{told}。
二、{next}年工作计划
（一）重点任务。{planned}。
"""
BODIES = ("云水县", "石桥县")
TARGETS = """\
body: {body}民政局
plan: reports/{body}/2023.txt
due: 2024-12-31
targets:
  - id: beds
    indicator: 新增家庭养老床位
    add: 300张
    quote: 新增家庭养老床位300张
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two bodies, each of which answers its target in 2024 and tells that answer differently in 2025."""
    (tmp_path / "kpi.yml").write_text("fail_on: critical\n", encoding="utf-8")
    shutil.copytree(ROOT / "checks", tmp_path / "checks")
    (tmp_path / "targets").mkdir()
    for body in BODIES:
        folder = tmp_path / "reports" / body
        folder.mkdir(parents=True)
        for year, told, planned in (
            (2023, "各项工作稳步推进", "新增家庭养老床位300张"),
            (2024, "新增家庭养老床位310张", "提高服务水平"),
            (2025, "新增家庭养老床位320张，2024年新增家庭养老床位290张", "提高服务水平"),
        ):
            text = REPORT.format(body=body, year=year, next=year + 1, told=told, planned=planned)
            (folder / f"{year}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"targets/{body}.yml").write_text(TARGETS.format(body=body), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("few", [making.FEW, 1], ids=["here", "in processes beside"])
def test_an_answer_told_differently_later_is_restated(
    root: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(making, "FEW", few)
    latest = [target.latest for target in audit(root, workers=2).targets]
    assert [(one.verdict, one.modifiers) for one in latest if one] == [("met", ("restated",))] * 2


def test_it_is_where_single_targets_are_asked_about(root: Path) -> None:
    config = load_config(root)
    specs = load_targets(config)
    with standing(config, specs, [specs[0].body]) as warehouse:
        [latest] = [target.latest for target in read_targets(warehouse) if target.latest]
    assert latest.modifiers == ("restated",)
