"""The sample workspace, a new copy of it, and the real parser of quantities agree."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kpi.workspace.config import Config, load_config
from kpi.workspace.starter import init_workspace
from kpi.workspace.targets import load_targets, read_file
from kpi.workspace.validate import target_warnings, validate
from kpi.workspace.written import nearest_unit, parse_written

ROOT = Path(__file__).parents[1]


def test_the_sample_is_valid_and_quotes_its_plans() -> None:
    config = load_config(ROOT)
    assert validate(config) == []
    targets = load_targets(config)
    assert {target.body for target in targets} == {"清禾县民政局"}
    assert target_warnings(config, targets) == []


def test_the_targets_of_the_real_county_are_valid_and_no_part_of_the_sample() -> None:
    folder = ROOT / "examples" / "xiangshan"
    targets, problems = read_file(Config(folder), folder / "xiangshan-2023.yml")
    assert problems == []
    assert {target.body for target in targets} == {"象山县民政局"}
    assert len(targets) > 30


def test_a_new_workspace_is_valid_at_once(tmp_path: Path) -> None:
    init_workspace(tmp_path)
    config = load_config(tmp_path)
    assert validate(config) == []
    assert target_warnings(config, load_targets(config)) == []


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("80%", "80", None, "%"),
        ("30人/万老年人", "30", None, "人/万老年人"),
        ("100张", "100", None, "张"),
        ("200万元", "2000000", None, "元"),
        ("6%—6.5%", "6", "6.5", "%"),
        ("2134元/月", "2134", None, "元/月"),
        ("5", "5", None, ""),
    ],
)
def test_quantities_of_targets_go_through_the_parser_of_reports(
    text: str, value: str, high: str | None, unit: str
) -> None:
    parsed = parse_written(text)
    assert parsed is not None
    assert (parsed.value, parsed.unit, parsed.known_unit) == (Decimal(value), unit, True)
    assert parsed.value_high == (Decimal(high) if high else None)


def test_an_unknown_unit_is_seen_by_the_parser_of_reports() -> None:
    parsed = parse_written("3坨坨")
    assert parsed is None or not parsed.known_unit


@pytest.mark.parametrize(("unit", "near"), [("个百分店", "个百分点"), ("人/万老人", "人/万老年人"), ("坨", "")])
def test_the_nearest_unit_is_named(unit: str, near: str) -> None:
    assert nearest_unit(unit) == near
