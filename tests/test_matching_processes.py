"""Features read by several processes are those that one reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpi.extraction import extract
from kpi.matching import loading
from kpi.matching.loading import TABLES, load_features, write_apart
from kpi.matching.source import works
from kpi.matching.steps import run
from kpi.warehouse.loading import load_reading
from kpi.warehouse.store import Warehouse, open_warehouse
from tests.matching_support import report_text

PLAN = "新建绿道130公里。居民消费价格涨幅控制在2%左右。云水大桥建成通车。办好10件民生实事：新建公厕8座。"
REPORT = "新建绿道137公里。居民消费价格与上年持平。云水大桥建成通车。10件民生实事全部办结。"


def _filled(warehouse: Warehouse) -> None:
    for year, doc, review, plan in ((2023, "asked", "各项工作稳步推进。", PLAN), (2024, "told", REPORT, PLAN)):
        reading = extract(report_text(year, review, plan), doc)
        load_reading(warehouse, replace(reading, report=replace(reading.report, body="云水县")), doc)
    warehouse.execute(
        """INSERT INTO targets BY NAME
        SELECT doc || start AS target, '' AS file, 0 AS line, doc || start AS id, '云水县' AS body, doc AS plan,
               DATE '2023-12-31' AS plan_period_end, start, "end", text AS quote,
               '' AS relative, '' AS indicator, subject, '' AS head, modifiers, flow, measure, place,
               topic, 'level' AS kind, '>=' AS op, value, unit,
               DATE '2024-12-31' AS due,
               'number' AS weight, '' AS weight_rule, 'number' AS plan_weight
        FROM quantities WHERE doc = 'asked'"""
    )
    run(warehouse, "rounds")
    run(warehouse, "pins")


def _tables(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    return {table: warehouse.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES}


def test_several_processes_read_what_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_warehouse(None) as warehouse:
        _filled(warehouse)
        load_features(warehouse, workers=1)
        one = _tables(warehouse)
        assert all(one[table] for table in TABLES)
        monkeypatch.setattr(loading, "MANY", 0)
        load_features(warehouse, workers=2)
        assert _tables(warehouse) == one


def test_a_share_of_the_reports_stands_in_files(tmp_path: Path) -> None:
    with open_warehouse(None) as warehouse:
        _filled(warehouse)
        write_apart(works(warehouse), tmp_path / "share")
    assert sorted(path.stem for path in (tmp_path / "share").iterdir()) == sorted(TABLES)


def test_a_process_that_another_one_started_starts_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MANY", 0)
    monkeypatch.setattr(loading, "parent_process", lambda: "the one that audits")
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)
    with open_warehouse(None) as warehouse:
        _filled(warehouse)
        load_features(warehouse)
        assert all(_tables(warehouse).values())
