"""Many rows at once: numpy's way and the list's way leave the same rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kpi.model import Flow
from kpi.warehouse import rows
from kpi.warehouse.store import open_warehouse

COLUMNS = "s VARCHAR, i INTEGER, f DOUBLE, b BOOLEAN, l VARCHAR[], n INTEGER[], d DECIMAL(38, 8), t DATE"
ROWS: list[tuple[object, ...]] = [
    ("甲", 1, 0.5, True, ["a", "b"], [1, 2], Decimal("0.1"), date(2025, 12, 31)),
    ("", -2, 1e9, False, [], [], Decimal("-99999999999999999999999999999.99999999"), date(1, 1, 1)),
    ("丙|丁\0\n", 3, 0.1, True, ["含,逗号", ""], [0], Decimal("1E+3"), date(9999, 1, 1)),
    (None, None, None, None, None, None, None, None),
    (Flow.NEW.value, 0, 0.0, False, [""], [7], Decimal(0), date(1970, 1, 1)),
]


@pytest.mark.parametrize("many", [1, 1000])
@pytest.mark.parametrize(
    "found", [ROWS, ROWS[3:4], ROWS * 2000, [*ROWS, ("\x1f", *ROWS[0][1:4], ["\x1f"], *ROWS[0][5:])]]
)
def test_both_ways_leave_the_same_rows(
    monkeypatch: pytest.MonkeyPatch, many: int, found: list[tuple[object, ...]]
) -> None:
    monkeypatch.setattr(rows, "_MANY", many)
    with open_warehouse(None) as warehouse:
        warehouse.execute(f"CREATE TEMP TABLE t ({COLUMNS})")
        rows.insert_rows(warehouse.connection, "t", found)
        assert warehouse.rows("FROM t") == found


def test_a_word_of_the_vocabulary_is_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_warehouse(None) as warehouse:
        warehouse.execute("CREATE TEMP TABLE t (s VARCHAR)")
        for many in (1, 1000):
            monkeypatch.setattr(rows, "_MANY", many)
            rows.insert_rows(warehouse.connection, "t", [(Flow.NEW,)])
        assert warehouse.rows("FROM t") == [(Flow.NEW.value,)] * 2


def test_no_rows_are_no_error() -> None:
    with open_warehouse(None) as warehouse:
        warehouse.execute("CREATE TEMP TABLE t (s VARCHAR)")
        rows.insert_rows(warehouse.connection, "t", [])
        assert warehouse.rows("FROM t") == []
