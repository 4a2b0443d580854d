"""kpi.yml: defaults, what it may say, and every fault at once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from workspace_support import codes, problems_of

from kpi.workspace.config import Body, find_root, load_config


def config_text(root: Path, text: str) -> Path:
    (root / "kpi.yml").write_text(text, encoding="utf-8")
    return root


def test_all_that_kpi_yml_can_say(tmp_path: Path) -> None:
    config = load_config(config_text(tmp_path, """\
bodies:
  - {name: 清禾县民政局, aliases: [县民政局], reports: reports/qinghe/}
  - name: 象山县民政局
reports: ./texts
targets: goals
checks: rules
language: zh
tolerance: {about: 8%, rate_points: 0.5}
fail_on: warning
"""))  # fmt: skip
    qinghe = Body("清禾县民政局", ("县民政局",), "reports/qinghe")
    assert config.bodies == (qinghe, Body("象山县民政局"))
    assert (config.reports, config.targets, config.checks) == ("texts", "goals", "rules")
    assert (config.language, config.fail_on) == ("zh", "warning")
    assert (config.tolerance_about, config.tolerance_points) == (Decimal("0.08"), Decimal("0.5"))
    assert config.body("县民政局") == qinghe


def test_defaults(tmp_path: Path) -> None:
    config = load_config(config_text(tmp_path, "language: auto\n"))
    assert (config.reports, config.targets, config.checks) == ("reports", "targets", "checks")
    assert (config.tolerance_about, config.tolerance_points) == (Decimal("0.05"), Decimal("0.3"))
    assert config.fail_on == "critical"


@pytest.mark.parametrize("text", ["0.05", "5%", "5 %", "5\uff05"])
def test_about_is_a_percentage_or_a_share(tmp_path: Path, text: str) -> None:
    assert load_config(config_text(tmp_path, f"tolerance: {{about: {text}}}")).tolerance_about == Decimal("0.05")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("language: zh\nfail_onn: never", "unknown_key", 2),
        ("language: de", "unknown_choice", 1),
        ("fail_on: warn", "unknown_choice", 1),
        ("fail_on:", "empty_value", 1),
        ("bodies: 清禾县民政局", "wrong_shape", 1),
        ("bodies:\n  - 清禾县民政局", "item_not_mapping", 2),
        ("bodies:\n  - aliases: [甲]", "missing_key", 2),
        ("bodies:\n  - name: 甲\n  - name: 乙\n    aliases: [甲]", "duplicate_body", 3),
        ("tolerance:\n  about: 5", "bad_share", 2),
        ("tolerance:\n  rate_points: 一", "bad_number", 2),
        ("tolerance:\n  rate_points: -1", "bad_number", 2),
        ("reports: ../elsewhere", "path_outside", 1),
        ("reports: /etc", "path_outside", 1),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    root = config_text(tmp_path, text)
    assert codes(problems_of(lambda: load_config(root))) == [(code, line)]


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    root = config_text(tmp_path, "lang: zh\nfail_on: warn\ntolerance: {about: x}\n")
    problems = problems_of(lambda: load_config(root))
    assert codes(problems) == [("unknown_key", 1), ("bad_share", 3), ("unknown_choice", 2)]
    assert problems[0].fields["nearest"] == "language"
    assert problems[2].fields["nearest"] == "warning"


def test_the_workspace_is_found_from_below(tmp_path: Path) -> None:
    config_text(tmp_path, "language: zh")
    below = tmp_path / "reports" / "qinghe"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path.resolve()


def test_without_kpi_yml_there_is_no_workspace(tmp_path: Path) -> None:
    assert codes(problems_of(lambda: find_root(tmp_path))) == [("no_workspace", 0)]
    assert codes(problems_of(lambda: load_config(tmp_path))) == [("no_workspace", 0)]
