"""Many plain rows at once: a data frame's way and the list's way leave the same rows."""

from __future__ import annotations

import pytest

from kpi.warehouse import rows
from kpi.warehouse.store import open_warehouse

ROWS: list[tuple[object, ...]] = [
    ("甲", 1, 0.5, True, ["a", "b"]),
    ("", -2, 1e9, False, []),
    ("丙|丁", 3, 0.0, True, ["含,逗号"]),
]


@pytest.mark.parametrize("many", [1, 1000])
def test_both_ways_leave_the_same_rows(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(rows, "_MANY", many)
    with open_warehouse(None) as warehouse:
        warehouse.execute("CREATE TEMP TABLE t (s VARCHAR, i INTEGER, f DOUBLE, b BOOLEAN, l VARCHAR[])")
        rows.insert_plain_rows(warehouse.connection, "t", ROWS)
        assert warehouse.rows("FROM t") == ROWS


def test_no_rows_are_no_error() -> None:
    with open_warehouse(None) as warehouse:
        warehouse.execute("CREATE TEMP TABLE t (s VARCHAR)")
        rows.insert_plain_rows(warehouse.connection, "t", [])
        assert warehouse.rows("FROM t") == []
