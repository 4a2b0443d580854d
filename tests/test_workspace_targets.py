"""targets/*.yml: every measure, and every fault with file and line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from workspace_support import KPI_YML, codes, parser, problems_of, workspace

from kpi.model import Op, TargetKind, Verdict
from kpi.workspace.targets import Pin, TargetSpec, load_targets
from kpi.workspace.validate import target_warnings, validate

__all__ = ["parser"]

HEAD = "body: 清禾县民政局\ndue: 2025-12-31\ntargets:\n"


def one(root: Path, lines: str) -> TargetSpec:
    (spec,) = load_targets(workspace(root, a=f"{HEAD}  - id: x\n    indicator: 床位\n{lines}"))
    return spec


@pytest.mark.parametrize(
    ("line", "kind", "op", "value", "high", "unit"),
    [
        ("at_least: 80%", TargetKind.LEVEL, Op.AT_LEAST, "80", None, "%"),
        ("at_least: 80%以上", TargetKind.LEVEL, Op.AT_LEAST, "80", None, "%"),
        ("at_least: 30人/万老年人", TargetKind.LEVEL, Op.AT_LEAST, "30", None, "人/万老年人"),
        ("at_most: 200万元", TargetKind.LEVEL, Op.AT_MOST, "2000000", None, "元"),
        ("exactly: 2134元/月", TargetKind.LEVEL, Op.EXACTLY, "2134", None, "元/月"),
        ("exactly: 5", TargetKind.LEVEL, Op.EXACTLY, "5", None, ""),
        ("about: 98.4%", TargetKind.LEVEL, Op.ABOUT, "98.4", None, "%"),
        ("between: 6%—6.5%", TargetKind.LEVEL, Op.RANGE, "6", "6.5", "%"),
        ("between: [6%, 6.5%]", TargetKind.LEVEL, Op.RANGE, "6", "6.5", "%"),
        ("between: [6, 6.5%]", TargetKind.LEVEL, Op.RANGE, "6", "6.5", "%"),
        ("add: 100张", TargetKind.AMOUNT, Op.AT_LEAST, "100", None, "张"),
        ("at_most: 200万元\n    kind: amount", TargetKind.AMOUNT, Op.AT_MOST, "2000000", None, "元"),
    ],
)
def test_a_measure_is_read_as_people_write_it(
    tmp_path: Path, line: str, kind: TargetKind, op: Op, value: str, high: str | None, unit: str
) -> None:
    spec = one(tmp_path, f"    {line}\n")
    assert (spec.kind, spec.op, spec.unit) == (kind, op, unit)
    assert (spec.value, spec.value_high) == (Decimal(value), Decimal(high) if high else None)


def test_a_target_knows_where_it_stands_and_whose_it_is(tmp_path: Path) -> None:
    text = """\
body: 县民政局
plan: reports/qinghe/2025.txt
due: 2025-12-31
targets:
  - id: eco-burial-rate
    indicator: 节地生态安葬率
    at_least: 80%
    quote: 节地生态安葬率达80%以上
    note: 省定
  - id: facility-plan
    milestone: 发布专项规划
    due: 2026-06-30
"""
    burial, plan = load_targets(workspace(tmp_path, qinghe=text))
    assert (burial.file, burial.line, burial.key) == ("targets/qinghe.yml", 5, "qinghe/eco-burial-rate")
    assert (burial.body, burial.plan) == ("清禾县民政局", "reports/qinghe/2025.txt")
    assert (burial.due, burial.quote, burial.note) == (date(2025, 12, 31), "节地生态安葬率达80%以上", "省定")
    assert (plan.line, plan.kind, plan.op, plan.value) == (10, TargetKind.MILESTONE, Op.DONE, None)
    assert (plan.indicator, plan.due) == ("发布专项规划", date(2026, 6, 30))


def test_a_pinned_answer_keeps_who_and_why(tmp_path: Path) -> None:
    spec = one(tmp_path, """\
    at_least: 80%
    answer:
      quote: 安葬率为81%
      by: 王审计
      on: 2026-03-01
      why: 口径一致
      verdict: met
""")  # fmt: skip
    assert spec.pin == Pin("安葬率为81%", "王审计", date(2026, 3, 1), "口径一致", Verdict.MET)


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("    at_leest: 80%\n    at_most: 90%", "unknown_key", 6),
        ("    at_least: 80%\n    at_most: 90%", "two_measures", 7),
        ("    note: 无", "no_measure", 4),
        ("    at_least: 很多", "bad_quantity", 6),
        ("    at_least:", "empty_value", 6),
        ("    at_least: [80%]", "wrong_shape", 6),
        ("    at_least: 6%—6.5%", "range_needs_between", 6),
        ("    between: 80%", "bad_range", 6),
        ("    between: [90%, 80%]", "bad_range", 6),
        ("    between: [80%, 90张]", "bad_range", 6),
        ("    between: [80%, 很多]", "bad_quantity", 6),
        ("    at_most: 80%以上", "bound_contradicts", 6),
        ("    exactly: 约80%", "bound_contradicts", 6),
        ("    add: 100张以内", "bound_contradicts", 6),
        ("    add: 100张\n    kind: level", "kind_contradicts", 7),
        ("    at_least: 80%\n    kind: milestone", "kind_contradicts", 7),
        ("    at_least: 80%\n    kind: amont", "unknown_choice", 7),
        ("    at_least: 80%\n    due: 年底", "bad_date", 7),
        ("    at_least: 80%\n    due: 2025-02-30", "bad_date", 7),
        ("    at_least: 80%\n    answer: {by: 王, on: 2026-03-01, why: 是}", "pin_without_answer", 7),
        ("    at_least: 80%\n    answer: {quote: 甲, on: 2026-03-01, why: 是}", "missing_key", 7),
        ("    at_least: 80%\n    answer: {quote: 甲, by: 王, on: 昨天, why: 是}", "bad_date", 7),
        ("    at_least: 80%\n    answer: {verdict: good, by: 王, on: 2026-03-01, why: 是}", "unknown_choice", 7),
    ],
)
def test_a_fault_of_a_target_is_named_with_its_line(tmp_path: Path, lines: str, code: str, line: int) -> None:
    text = f"{HEAD}  - id: x\n    indicator: 床位\n{lines}\n"
    config = workspace(tmp_path, a=text)
    assert codes(problems_of(lambda: load_targets(config))) == [(code, line)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("due: 2025-12-31\ntargets:\n  - {id: x, milestone: 出台办法}", "missing_key", 1),
        ("body: 清禾县民政局\ntargets:\n  - {id: x, milestone: 出台办法}", "no_due", 3),
        ("body: 清禾县民政局\ndue: 明年\ntargets:\n  - {id: x, milestone: 出台办法}", "bad_date", 2),
        ("body: 清禾县民政局\ndue: 2025-12-31", "missing_key", 1),
        (f"{HEAD[:-1]} []", "empty_targets", 3),
        (f"{HEAD}  - 出台办法", "item_not_mapping", 4),
        (f"{HEAD}  - milestone: 出台办法", "missing_key", 4),
        (f"{HEAD}  - {{id: x, at_least: 80%}}", "missing_key", 4),
        (f"{HEAD}  - {{id: a b, milestone: 出台办法}}", "bad_id", 4),
        (f"owner: 王\n{HEAD}  - {{id: x, milestone: 出台办法}}", "unknown_key", 1),
        (f"plan: ../secret.txt\n{HEAD}  - {{id: x, milestone: 出台办法}}", "plan_missing", 1),
        ("body:\n\t清禾县民政局", "yaml_tab", 2),
    ],
)
def test_a_fault_of_a_file_is_named_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    config = workspace(tmp_path, a=text)
    assert codes(problems_of(lambda: load_targets(config))) == [(code, line)]


def test_unknown_words_name_the_nearest_valid_one(tmp_path: Path) -> None:
    text = "body: 青禾县民政局\nplan: reports/qinghe/2024.txt\ndue: 2025-12-31\ntargets:\n"
    text += "  - {id: x, milestnoe: 出台}"
    config = workspace(tmp_path, a=text)
    problems = problems_of(lambda: load_targets(config))
    near = {found.code: found.fields.get("nearest") for found in problems}
    assert near == {
        "unknown_body": "清禾县民政局",
        "plan_missing": "reports/qinghe/2025.txt",
        "unknown_key": "milestone",
        "no_measure": None,
    }


def test_an_unknown_unit_names_the_quantity_and_the_nearest_unit(tmp_path: Path) -> None:
    config = workspace(tmp_path, a=f"{HEAD}  - {{id: x, indicator: 床位, add: 3个百分店}}")
    (found,) = problems_of(lambda: load_targets(config))
    assert found.code == "unknown_unit"
    assert found.fields == {"quantity": "3个百分店", "found": "个百分店", "nearest": "个百分点"}


def test_an_id_is_unique_in_its_file_only(tmp_path: Path) -> None:
    twice = f"{HEAD}  - {{id: x, milestone: 甲}}\n  - {{id: x, milestone: 乙}}"
    config = workspace(tmp_path, a=twice, b=f"{HEAD}  - {{id: x, milestone: 甲}}")
    (found,) = problems_of(lambda: load_targets(config))
    assert (found.code, found.file, found.line) == ("duplicate_id", "targets/a.yml", 5)
    assert found.fields["first"] == "targets/a.yml:4"


def test_files_of_one_stem_share_their_ids(tmp_path: Path) -> None:
    text = f"{HEAD}  - {{id: x, milestone: 甲}}"
    config = workspace(tmp_path, a=text)
    (tmp_path / "targets" / "old").mkdir()
    (tmp_path / "targets" / "old" / "a.yaml").write_text(text, encoding="utf-8")
    (found,) = problems_of(lambda: load_targets(config))
    assert (found.code, found.file) == ("duplicate_id", "targets/old/a.yaml")


def test_the_faults_of_all_files_come_together(tmp_path: Path) -> None:
    config = workspace(tmp_path, a="- x", b=f"{HEAD}  - {{id: x}}", c=f"{HEAD}  - {{id: y, milestone: 甲}}")
    problems = problems_of(lambda: load_targets(config))
    assert [(found.file, found.code) for found in problems] == [
        ("targets/a.yml", "yaml_not_mapping"),
        ("targets/b.yml", "no_measure"),
    ]


def test_a_workspace_without_targets_says_so(tmp_path: Path) -> None:
    config = workspace(tmp_path)
    assert codes(problems_of(lambda: load_targets(config))) == [("no_targets", 0)]


def test_without_bodies_in_kpi_yml_any_body_is_taken(tmp_path: Path) -> None:
    config = workspace(tmp_path, "language: zh", a=f"{HEAD}  - {{id: x, milestone: 甲}}")
    assert load_targets(config)[0].body == "清禾县民政局"


def test_a_quote_that_the_plan_does_not_hold_is_a_warning(tmp_path: Path) -> None:
    text = f"""\
plan: reports/qinghe/2025.txt
{HEAD}  - {{id: x, indicator: 率, at_least: 80%, quote: 节地生态安葬率达80\uff05以上}}
  - {{id: y, indicator: 率, at_least: 80%, quote: 节地生态安葬率达90%以上}}
"""
    config = workspace(tmp_path, a=text)
    warnings = target_warnings(config, load_targets(config))
    assert codes(warnings) == [("quote_not_found", 6)]
    assert warnings[0].fields["target"] == "y"


def test_a_quote_in_a_gb18030_plan_is_found(tmp_path: Path) -> None:
    text = f"plan: reports/p.txt\n{HEAD}  - {{id: x, milestone: 甲, quote: 出台办法}}\n"
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws/reports").mkdir()
    (tmp_path / "ws/reports/p.txt").write_bytes("年内出台办法。".encode("gb18030"))
    config = workspace(tmp_path / "ws", a=text)
    assert target_warnings(config, load_targets(config)) == []


def test_validate_adds_missing_folders(tmp_path: Path) -> None:
    config = workspace(tmp_path, KPI_YML + "checks: rules\n", a="- x")
    assert [found.code for found in validate(config)] == ["folder_missing", "yaml_not_mapping"]
