"""Verdicts that are made some bodies at a time, and by several processes, are those of one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kpi.between import relate_bodies
from kpi.errors import KpiError
from kpi.extraction import extract
from kpi.matching import judge_targets
from kpi.matching import portions as portions_module
from kpi.matching.portions import portions
from kpi.warehouse.loading import load_reading
from kpi.warehouse.store import Warehouse, borrow, open_warehouse
from tests.matching_support import report_text

PLAN = "新建绿道130公里。居民消费价格涨幅控制在2%左右。云水大桥建成通车。办好10件民生实事：新建公厕8座。"
REPORT = "新建绿道137公里。居民消费价格与上年持平。云水大桥建成通车。10件民生实事全部办结。"
AGAIN = "新建绿道140公里，2024年新建绿道136公里。"
BODIES = ("云水县", "石桥县", "南山县")
YEARS = ((2023, "asked", "各项工作稳步推进。"), (2024, "told", REPORT), (2025, "again", AGAIN))


Rows = list[list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """A folder with the warehouse, judged in one pass, and the verdicts."""
    root = tmp_path_factory.mktemp("made")
    with open_warehouse(root) as opened:
        for body in BODIES:
            for year, name, review in YEARS:
                reading = extract(report_text(year, review, PLAN), f"{body}/{name}")
                load_reading(opened, replace(reading, report=replace(reading.report, body=body)), f"{body}/{name}")
        opened.execute(
            """INSERT INTO targets BY NAME
            SELECT q.doc || start AS target, '' AS file, 0 AS line, q.doc || start AS id, r.body, q.doc AS plan,
                   DATE '2023-12-31' AS plan_period_end, start, "end", q.text AS quote,
                   '' AS relative, '' AS indicator, subject, '' AS head, modifiers, flow, measure, place,
                   topic, 'level' AS kind, '>=' AS op, value, unit,
                   DATE '2024-12-31' AS due,
                   'number' AS weight, '' AS weight_rule, 'number' AS plan_weight
            FROM quantities q JOIN reports r USING (doc) WHERE q.doc LIKE '%/asked'"""
        )
        relate_bodies(opened, BODIES)
        found = judged(opened, workers=1)
    assert all(found)
    assert any("restated" in row[-2] for row in found[1])  # type: ignore[operator]
    return root, found


@pytest.fixture
def warehouse(made: tuple[Path, Rows], tmp_path: Path) -> Iterator[Warehouse]:
    borrow(made[0], tmp_path)
    with open_warehouse(tmp_path) as opened:
        assert not opened.rebuilt
        yield opened


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions_module, "MANY", 0)
    monkeypatch.setattr(portions_module, "TOGETHER", 1)


def judged(warehouse: Warehouse, workers: int | None = None) -> Rows:
    judge_targets(warehouse, workers=workers)
    rounded = {
        "candidates": "SELECT * REPLACE (round(score, 9) AS score) FROM candidates ORDER BY ALL",
        "verdicts": "SELECT * REPLACE (round(confidence, 9) AS confidence) FROM verdicts ORDER BY ALL",
    }
    return [warehouse.rows(query) for query in rounded.values()]


@pytest.fixture
def together(made: tuple[Path, Rows]) -> Rows:
    return made[1]


def forget(warehouse: Warehouse) -> None:
    """What the one pass has left there: nothing of it is to be taken for what comes out now."""
    warehouse.execute("DELETE FROM candidates; DELETE FROM verdicts")


@pytest.mark.parametrize("workers", [1, 2])
def test_some_bodies_at_a_time_is_as_all_at_once(
    warehouse: Warehouse, together: Rows, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    forget(warehouse)
    monkeypatch.setattr(portions_module, "MANY", 0)
    monkeypatch.setattr(portions_module, "TOGETHER", 1)
    assert judged(warehouse, workers) == together


def test_a_plan_of_another_body_goes_with_its_targets(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.execute("UPDATE reports SET body = '省' WHERE doc = '云水县/asked'")
    found = judged(warehouse, workers=1)
    monkeypatch.setattr(portions_module, "MANY", 0)
    monkeypatch.setattr(portions_module, "TOGETHER", 1)
    assert judged(warehouse, workers=1) == found


def test_a_process_that_another_one_started_starts_none(
    warehouse: Warehouse, together: Rows, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(warehouse)
    monkeypatch.setattr(portions_module, "parent_process", lambda: "the one that audits")
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)
    assert judged(warehouse) == together


def test_what_cannot_be_written_leaves_the_verdicts_as_they_were(
    warehouse: Warehouse, together: Rows, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(place: Path, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", gone)
    with pytest.raises(KpiError, match="No space left"):
        judge_targets(warehouse, workers=1)
    assert warehouse.rows("SELECT count(*) FROM verdicts") == [(len(together[1]),)]


def test_portions_hold_about_as_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions_module, "MANY", 10)
    monkeypatch.setattr(portions_module, "TOGETHER", 5)
    assert portions([("a", 3), ("b", 3), ("c", 9), ("d", 1)]) == [["a", "b"], ["c"], ["d"]]
    assert portions([("a", 3), ("b", 3)]) == [["a", "b"]]
    assert portions([]) == [[]]
