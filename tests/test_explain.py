"""kpi explain: where one target was promised, what answered, what was turned down and why, and the margin."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from review_support import make_workspace

from kpi.auditing.standing import find_target
from kpi.auditing.story import Arithmetic
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.model import Interval
from kpi.presenting.messages import catalogue
from kpi.warehouse.sql import read_sql
from kpi.workspace.config import load_config
from kpi.workspace.targets import TargetSpec, load_targets


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_workspace(tmp_path))
    return tmp_path


@pytest.fixture
def sample(sample_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample_dir)
    return sample_dir


def told(capsys: pytest.CaptureFixture[str], name: str, lang: str = "en") -> str:
    assert run(["explain", name, "--lang", lang]) == 0
    return capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    assert run(["explain", name, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_promise_demand_answer_and_sum(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "burial")
    assert "   promise  下半年，新增养老床位300张" in text
    assert "reports/2023-h1.txt:4" in text
    assert "level  ≥80%  due 2023-12-31" in text
    assert "1. reports/2023.txt  decides" in text
    assert "✓ met" in text
    assert "reports/2023.txt:4" in text
    assert "82.5% [82.45, 82.55] − 80% = +2.5 points [+2.45, +2.55]" in text


def test_what_needs_review_is_a_candidate_no_result(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "beds")
    assert "? needs review  confidence" in text
    assert "   maybe    全年新增护理型养老床位160张" in text


def test_what_was_turned_down_says_why(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "qinghe-2025h2/home-care-beds"
    assert "186户 · 已对应另一项目标：qinghe-2025h2/home-adaptation · 相近度" in told(capsys, name, "zh")
    assert "186户 · answers another target: qinghe-2025h2/home-adaptation" in told(capsys, name)
    rejected = {found["answer"]["text"]: found for found in as_json(capsys, name)["reports"][0]["rejected"]}
    assert rejected["186户"]["answers"] == "qinghe-2025h2/home-adaptation"
    assert rejected["1915张"]["reason"] in ("unlike", "less_alike", "scope")


def test_a_target_that_no_report_has_reached(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("reports/2023.txt").unlink()
    assert "还没有后续报告可以对照" in told(capsys, "burial", "zh")
    assert as_json(capsys, "burial")["reports"] == []


def test_a_quote_that_the_plan_does_not_hold_is_marked(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("targets/yunxi.yml")
    path.write_text(path.read_text(encoding="utf-8").replace("达到80%以上", "达到八成"), encoding="utf-8")
    assert "(these words are not in the plan)" in told(capsys, "burial")


def test_pace_of_an_interim_report_and_the_plan_that_lowered_it(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(capsys, "qinghe-2026/home-adaptation")
    assert "✗ behind  [revised down]" in text
    assert "85户 − 240户 = −155户 (−64.6%)" in text
    assert "2026-01-01 to 2026-12-31, 49.6% of the time gone, 35.4% done" in text
    assert "next plan, revised down  ≥240户 → ≥200户  qinghe-2026h2/home-adaptation" in text
    assert "reports/qinghe/2026-h1.txt:55" in text
    chapter = as_json(capsys, "qinghe-2026/home-adaptation")["reports"][0]
    assert (chapter["elapsed"], chapter["arithmetic"]["share"]) == (0.49589, 0.354167)


def test_the_later_plan_tells_of_the_earlier(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = as_json(capsys, "qinghe-2026h2/home-adaptation")["other_plans"]
    assert [(link["target"], link["later"], link["modifier"], link["lowered"]) for link in links] == [
        ("qinghe-2026/home-adaptation", False, "revised", True)
    ]


def test_what_is_carried_over_shows_the_other_plan(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "qinghe-2025h2/certified-carers", "zh")
    assert "下一计划，转入下期  ≥32人/万老年人  qinghe-2026/certified-carers" in text
    assert "reports/qinghe/2025.txt:51" in text


def test_a_pin_tells_who_when_and_why(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "funeral-subsidies", "zh")
    assert "“减免群众基本殡葬服务费用162.4万元”" in text
    assert "张三（示例），2026-01-20：惠民殡葬" in text
    assert "✓ 完成  [人工认定]" in text
    assert "162.4万元 [162.35万, 162.45万] − 150万元 = +12.4万元 [+12.35万," in text
    found = as_json(capsys, "funeral-subsidies")
    assert found["pinned"]["by"] == "张三（示例）"
    assert found["reports"][0]["arithmetic"]["margin_interval"] == [123500, 124500]


def specs(root: Path) -> tuple[TargetSpec, ...]:
    return load_targets(load_config(root))


@pytest.mark.parametrize("name", ["qinghe-2025h2/eco-burial-rate", "2025h2/eco-burial-rate"])
def test_a_target_goes_by_its_key_or_the_end_of_it(name: str, sample_dir: Path) -> None:
    assert find_target(specs(sample_dir), name).key == "qinghe-2025h2/eco-burial-rate"


def test_an_id_that_is_there_once_is_enough(sample_dir: Path) -> None:
    assert find_target(specs(sample_dir), "active-discovery-rate").key == "qinghe-2025h2/active-discovery-rate"
    assert find_target(specs(sample_dir), "discovery-rate").id == "active-discovery-rate"


@pytest.mark.parametrize(
    ("name", "code", "value"),
    [
        ("active-discovery-rat", "unknown_target", "qinghe-2025h2/active-discovery-rate"),
        ("主动发现率", "unknown_target", "qinghe-2025h2/active-discovery-rate"),
        ("zzz", "unknown_target", ""),
        ("", "unknown_target", ""),
        ("home-adaptation", "ambiguous_target", "qinghe-2025h2/home-adaptation, qinghe-2026/home-adaptation"),
    ],
)
def test_another_name_is_told_with_the_nearest(name: str, code: str, value: str, sample_dir: Path) -> None:
    with pytest.raises(KpiError) as caught:
        find_target(specs(sample_dir), name)
    (found,) = caught.value.problems
    assert found.code == code
    assert value in {**found.fields}.get("nearest" if code == "unknown_target" else "expected", "")


def test_the_sum_of_a_rate_and_of_an_open_interval() -> None:
    from terminal_cases import target

    from kpi.auditing.story import Story
    from kpi.presenting.explain_view import arithmetic_words

    less = Interval(None, Decimal(15))
    found = Arithmetic(Decimal(15), Decimal(20), True, Decimal(1), less, Interval(None, Decimal(-5)), 0.75)
    story = Story(target("days", "办理时限", "压缩至20天以内", op="<=", value=Decimal(20), unit="天"))
    assert arithmetic_words(found, story, "en") == (
        "15天 [−∞, 15] − 20天 = −5天 [−∞, −5] (−25%)  lower is better  tolerance of about 1天"
    )


def test_every_gate_of_matching_has_its_words() -> None:
    gates = read_sql("gates", "kpi.matching").rpartition("WHEN pinned THEN ''")[2]
    reasons = set(re.findall(r"THEN '(\w+)'", gates))
    assert {"unit", "period", "pinned"} <= reasons
    reasons |= {"other_target", "unsure", "unlike", "less_alike"}
    assert {f"reason.{reason}" for reason in reasons} <= set(catalogue())


def test_explaining_leaves_the_verdicts_of_the_last_audit(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kpi.warehouse.store import open_warehouse

    told(capsys, "burial")
    with open_warehouse(small) as warehouse:
        assert warehouse.rows("SELECT count(*) FROM verdicts") == [(0,)]
        assert warehouse.rows("SELECT count(*) FROM reports") == [(2,)]
