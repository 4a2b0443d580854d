"""Few rows are planned for as few: the same rows come of it, and many are planned for as DuckDB does."""

from __future__ import annotations

from typing import Any

import pytest

from bench.bureaus import PAIRS
from kpi.documents import read_text
from kpi.extraction import extract
from kpi.matching.compare import judged_pair
from kpi.model import Reading
from kpi.warehouse import plainly as module
from kpi.warehouse.plainly import plainly
from kpi.warehouse.store import Warehouse, open_warehouse

SETTINGS = "SELECT current_setting('threads'), current_setting('disabled_optimizers')"


@pytest.fixture(scope="module")
def pair() -> tuple[Reading, Reading]:
    name = min(path.stem for path in PAIRS.glob("*.json"))
    plan, report = (extract(read_text(PAIRS / f"{name}-{which}.txt"), which) for which in ("plan", "next"))
    return plan, report


def rows(pair: tuple[Reading, Reading]) -> list[list[tuple[Any, ...]]]:
    with judged_pair(*pair) as warehouse:
        return [warehouse.rows(f"FROM {table} ORDER BY ALL") for table in ("candidates", "verdicts")]


def test_the_same_rows_come_of_it(pair: tuple[Reading, Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows(pair)
    assert all(len(some) > 10 for some in found)
    with open_warehouse(None) as warehouse, plainly(warehouse):
        assert warehouse.rows(SETTINGS)[0][0] == 1
    monkeypatch.setattr(module, "FEW", -1)
    with open_warehouse(None) as warehouse:
        usual = warehouse.rows(SETTINGS)
        with plainly(warehouse):
            assert warehouse.rows(SETTINGS) == usual
    assert rows(pair) == found


def test_what_was_set_before_is_set_again() -> None:
    with open_warehouse(None) as warehouse:
        warehouse.execute("SET threads = 3")
        with pytest.raises(ZeroDivisionError), plainly(warehouse):
            inside = warehouse.rows(SETTINGS)
            with plainly(warehouse):
                assert warehouse.rows(SETTINGS) == inside
            assert warehouse.rows(SETTINGS) == inside
            raise ZeroDivisionError
        assert warehouse.rows(SETTINGS) == [(3, "")] != inside


def test_a_connection_that_is_gone_hides_nothing() -> None:
    warehouse: Warehouse = open_warehouse(None)
    with pytest.raises(ZeroDivisionError), plainly(warehouse):
        warehouse.close()
        raise ZeroDivisionError
