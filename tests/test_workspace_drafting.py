"""A drafted targets file is valid as it stands and says what the plan said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from workspace_support import KPI_YML, codes, parser, problems_of, workspace

from kpi.extraction import extract
from kpi.model import Bound, Interval, Op, Quantity, Reading, Report, Role, Subject, Target, TargetKind
from kpi.workspace.drafting import draft_yaml
from kpi.workspace.naming import unique_ids
from kpi.workspace.targets import TargetSpec, load_targets

__all__ = ["parser"]

YEAR_END = date(2025, 12, 31)
REPORT = Report("2025.txt", "", title="2025年工作总结", body="清禾县民政局", plan_due=YEAR_END)
RATE = Target("t1", 0, 0, "节地生态安葬率达80%以上", Subject("节地生态安葬率"), TargetKind.LEVEL, Op.AT_LEAST,
              YEAR_END, Decimal("80.0"), unit="%")  # fmt: skip


def drafted(root: Path, reading: Reading) -> tuple[str, tuple[TargetSpec, ...]]:
    text = draft_yaml(reading, "reports/qinghe/2025.txt")
    return text, load_targets(workspace(root, KPI_YML, a=text))


def reading_of(*targets: Target, quantities: tuple[Quantity, ...] = ()) -> Reading:
    return Reading(REPORT, quantities=quantities, targets=targets)


def quantity(text: str, value: str, unit: str) -> Quantity:
    return Quantity("q1", 0, 0, text, Decimal(value), unit, Bound.EXACT, Role.TARGET, Subject(""),
                    Interval(None, None), Decimal(1), (0, 0))  # fmt: skip


def test_the_draft_says_body_plan_due_and_quote(tmp_path: Path) -> None:
    text, (spec,) = drafted(tmp_path, reading_of(RATE))
    assert text.splitlines()[2:-2] == [
        "# 2025年工作总结",
        "body: 清禾县民政局",
        "plan: reports/qinghe/2025.txt",
        "due: 2025-12-31",
        "targets:",
        "  - id: 节地生态安葬率",
        "    indicator: 节地生态安葬率",
        "    at_least: 80%",
        "    quote: 节地生态安葬率达80%以上",
    ]
    assert (spec.value, spec.unit, spec.due) == (Decimal(80), "%", YEAR_END)


def test_every_kind_of_target_is_read_back_as_it_was(tmp_path: Path) -> None:
    base = replace(RATE, unit="张", value=Decimal(100))
    targets = (
        RATE,
        replace(base, kind=TargetKind.AMOUNT),
        replace(base, kind=TargetKind.AMOUNT, op=Op.AT_MOST),
        replace(base, kind=TargetKind.AMOUNT, op=Op.ABOUT),
        replace(base, op=Op.EXACTLY),
        replace(base, op=Op.RANGE, value=Decimal(6), value_high=Decimal("6.5"), unit="%"),
        replace(base, value=Decimal(30), unit="人/万老年人"),
        replace(base, kind=TargetKind.MILESTONE, op=Op.DONE, value=None, unit=""),
    )
    _, specs = drafted(tmp_path, reading_of(*targets))
    wanted = [(target.kind, target.op, target.value, target.value_high, target.unit) for target in targets]
    assert [(spec.kind, spec.op, spec.value, spec.value_high, spec.unit) for spec in specs] == wanted


def test_a_number_printed_in_ten_thousands_is_written_so(tmp_path: Path) -> None:
    people = replace(RATE, value=Decimal(208900), unit="人", quantity="q1")
    text, (spec,) = drafted(tmp_path, reading_of(people, quantities=(quantity("20.89万人", "208900", "人"),)))
    assert "at_least: 20.89万人" in text
    assert spec.value == 208900


def test_ids_are_unique_and_stable() -> None:
    named = replace(RATE, indicator="eco-burial-rate")
    odd = replace(RATE, subject=Subject("“一老一小” 覆盖率/年"))
    assert unique_ids((RATE, RATE, named, odd, RATE)) == [
        "节地生态安葬率", "节地生态安葬率-2", "eco-burial-rate", "一老一小覆盖率年", "节地生态安葬率-3",
    ]  # fmt: skip


def test_due_stands_only_where_it_differs(tmp_path: Path) -> None:
    other = replace(RATE, text="火化率达80%以上", subject=Subject("火化率"))
    text, specs = drafted(tmp_path, reading_of(RATE, other, replace(RATE, due=date(2025, 9, 30))))
    assert text.count("due:") == 2
    assert [spec.due for spec in specs] == [YEAR_END, YEAR_END, date(2025, 9, 30)]


def test_awkward_words_are_quoted_for_yaml(tmp_path: Path) -> None:
    words = "# 一是: '率'\n达\n  “80%” - 以上 & more: *x"
    awkward = replace(RATE, text=words, subject=Subject("no: [x]"))
    _, (spec,) = drafted(tmp_path, reading_of(awkward))
    assert spec.quote == "# 一是: '率' 达“80%” - 以上 & more: *x"
    assert spec.indicator == "no: [x]"


def test_a_quantity_of_unknown_unit_stands_in_a_comment(tmp_path: Path) -> None:
    text, specs = drafted(tmp_path, reading_of(RATE, replace(RATE, unit="坨", subject=Subject("甲物"))))
    assert [spec.indicator for spec in specs] == ["节地生态安葬率"]
    assert "  # - id: 甲物" in text.splitlines()


def test_the_body_can_be_given_where_the_report_names_none(tmp_path: Path) -> None:
    reading = Reading(replace(REPORT, body=""), targets=(RATE,))
    text = draft_yaml(reading, "reports/qinghe/2025.txt", body="县民政局")
    assert load_targets(workspace(tmp_path, a=text))[0].body == "清禾县民政局"


def test_a_plan_without_targets_says_so() -> None:
    assert codes(problems_of(lambda: draft_yaml(reading_of(), "a.txt"))) == [("nothing_to_draft", 0)]


def test_a_task_of_the_year_under_review_is_no_target_of_the_next_plan() -> None:
    reading = extract(
        "清禾县民政局2025年工作总结和2026年工作计划\n一、2025年工作总结\n"
        "完成适老化改造430户，完成全年任务数410户的104.9%。\n二、2026年工作计划\n新增养老床位150张。\n",
        "a",
    )
    text = draft_yaml(reading, "reports/a.txt")
    assert "新增养老床位150张" in text
    assert "410户" not in text
