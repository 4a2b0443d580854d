"""Judging the targets of a workspace: which report decides, pace before that, pins, and later plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from kpi.between import relate_bodies
from kpi.extraction import extract
from kpi.matching import judge_targets
from kpi.warehouse.loading import TargetRow, load_reading, load_targets
from kpi.warehouse.store import Warehouse, open_warehouse

BODY = "云水县民政局"
PLAN = """云水县民政局2023年工作总结及2024年工作计划

一、2023年工作总结
（一）主要工作。各项工作稳步推进。
二、2024年工作计划
（一）重点任务。新增家庭养老床位300张，城镇登记失业率控制在4%以内。
"""
HALF = """云水县民政局2024年上半年工作总结和下半年工作打算

一、上半年工作总结
（一）主要工作。上半年新增家庭养老床位{beds}张，城镇登记失业率为3.8%。
二、下半年工作打算
（一）重点任务。全年新增家庭养老床位260张。
"""
YEAR = """云水县民政局2024年工作总结及2025年工作计划

一、2024年工作总结
（一）主要工作。新增家庭养老床位310张，城镇登记失业率为3.9%。
二、2025年工作计划
（一）重点任务。进一步提高服务水平。
"""
BEDS = "新增家庭养老床位"
RATE = "城镇登记失业率"


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    with open_warehouse(None) as opened:
        load_reading(opened, extract(PLAN, "plan.txt"), "plan")
        yield opened


def target(name: str, subject: str, value: int, unit: str, **changes: object) -> TargetRow:
    fields: dict[str, object] = {
        "target": f"t/{name}", "file": "targets/t.yml", "line": 1, "id": name, "body": BODY, "plan": "plan.txt",
        "plan_period_end": date(2023, 12, 31), "start": None, "end": None, "quote": f"{subject}{value}{unit}",
        "indicator": subject, "subject": subject, "head": subject[-2:], "modifiers": (), "flow": "",
        "measure": "level",
        "place": "", "topic": "", "kind": "amount", "op": ">=", "value": Decimal(value), "value_high": None,
        "unit": unit, "due": date(2024, 12, 31),
    }  # fmt: skip
    return TargetRow(**(fields | changes))  # type: ignore[arg-type]


def read(warehouse: Warehouse, doc: str, text: str) -> None:
    load_reading(warehouse, extract(text, doc), doc)


def verdicts(warehouse: Warehouse, *rows: TargetRow) -> list[tuple[object, ...]]:
    load_targets(warehouse, rows)
    judge_targets(warehouse)
    return warehouse.rows("SELECT target, doc, verdict, is_latest FROM verdicts ORDER BY target, doc")


def test_without_a_later_report_there_is_no_verdict(warehouse: Warehouse) -> None:
    assert verdicts(warehouse, target("beds", BEDS, 300, "张")) == []


@pytest.mark.parametrize(("beds", "verdict"), [(160, "on_track"), (120, "behind"), (310, "met")])
def test_interim_report_is_judged_by_pace(warehouse: Warehouse, beds: int, verdict: str) -> None:
    read(warehouse, "half.txt", HALF.format(beds=beds))
    assert verdicts(warehouse, target("beds", BEDS, 300, "张")) == [("t/beds", "half.txt", verdict, True)]


def test_an_upper_limit_is_only_on_track_before_it_is_due(warehouse: Warehouse) -> None:
    read(warehouse, "half.txt", HALF.format(beds=160))
    rate = target("rate", RATE, 4, "%", measure="rate", kind="level", op="<=")
    assert verdicts(warehouse, rate) == [("t/rate", "half.txt", "on_track", True)]


def test_first_report_that_covers_the_due_date_decides(warehouse: Warehouse) -> None:
    read(warehouse, "half.txt", HALF.format(beds=120))
    read(warehouse, "year.txt", YEAR)
    read(warehouse, "later.txt", YEAR.replace("2025", "2026").replace("2024", "2025"))
    assert verdicts(warehouse, target("beds", BEDS, 300, "张")) == [
        ("t/beds", "half.txt", "behind", False),
        ("t/beds", "year.txt", "met", True),
    ]


def test_target_of_a_later_year_is_not_due(warehouse: Warehouse) -> None:
    read(warehouse, "year.txt", YEAR)
    late = target("beds", BEDS, 900, "张", due=date(2027, 12, 31))
    assert verdicts(warehouse, late) == [("t/beds", "year.txt", "not_due", True)]


def test_another_body_s_report_judges_nothing(warehouse: Warehouse) -> None:
    read(warehouse, "other.txt", YEAR.replace("云水县", "石桥县"))
    assert verdicts(warehouse, target("beds", BEDS, 300, "张")) == []


def test_a_pinned_quote_is_the_answer(warehouse: Warehouse) -> None:
    read(warehouse, "year.txt", YEAR)
    verdicts(
        warehouse, target("beds", "改善养老条件", 300, "张", pinned_text=f"{BEDS}310张", pinned_by="王 2025-01-20")
    )
    row = warehouse.rows("SELECT verdict, answer_text, modifiers FROM verdicts")
    assert row == [("met", "310张", ["pinned"])]


def test_a_pinned_verdict_wins(warehouse: Warehouse) -> None:
    read(warehouse, "year.txt", YEAR)
    verdicts(warehouse, target("beds", BEDS, 300, "张", pinned_verdict="missed", pinned_why="数据口径有误"))
    assert warehouse.rows("SELECT verdict, modifiers FROM verdicts") == [("missed", ["pinned"])]


def test_the_next_plan_revises_or_carries_over(warehouse: Warehouse) -> None:
    read(warehouse, "half.txt", HALF.format(beds=160))
    later = {"plan": "half.txt", "plan_period_end": date(2024, 6, 30)}
    rate = {"measure": "rate", "kind": "level", "op": "<="}
    verdicts(
        warehouse,
        target("beds", BEDS, 300, "张"),
        target("beds2", BEDS, 260, "张", **later),
        target("rate", RATE, 4, "%", **rate),
        target("rate2", RATE, 4, "%", **later, **rate),
    )
    found = dict(warehouse.rows("SELECT target, modifiers FROM verdicts"))
    assert found == {"t/beds": ["revised", "revised_down"], "t/rate": ["carried_over"]}


def test_judging_again_replaces_the_verdicts(warehouse: Warehouse) -> None:
    read(warehouse, "year.txt", YEAR)
    first = verdicts(warehouse, target("beds", BEDS, 300, "张"))
    assert verdicts(warehouse, target("beds", BEDS, 300, "张")) == first
    assert warehouse.rows("SELECT count(*) FROM candidates WHERE reason = ''") == [(1,)]


def test_the_next_plan_may_say_it_in_other_words(warehouse: Warehouse) -> None:
    read(warehouse, "half.txt", HALF.format(beds=160))
    later = {"plan": "half.txt", "plan_period_end": date(2024, 6, 30)}
    verdicts(
        warehouse,
        target("beds", BEDS, 300, "张"),
        target("beds2", "新增示范家庭养老床位", 300, "张", **later),
    )
    assert warehouse.rows("SELECT target, modifiers FROM verdicts") == [("t/beds", ["carried_over", "reworded"])]


def test_an_answer_that_a_later_report_tells_differently_is_restated(warehouse: Warehouse) -> None:
    read(warehouse, "year.txt", YEAR)
    again = YEAR.replace("2025", "2026").replace("2024", "2025")
    read(warehouse, "later.txt", again.replace("310张", "320张，2024年新增家庭养老床位290张"))
    relate_bodies(warehouse, [BODY])
    verdicts(warehouse, target("beds", BEDS, 300, "张"))
    assert warehouse.rows("SELECT doc, verdict, modifiers FROM verdicts") == [("year.txt", "met", ["restated"])]
