"""The frames that expectations look at (docs/checks.md): pandas frames made by SQL from the warehouse.

Every frame has `key` (unique), `identity` (what makes a finding the same finding in the next run) and a place
(`doc`, `start`, `end`, `quote`). A frame without rows keeps its columns.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse, open_warehouse

if TYPE_CHECKING:
    import pandas as pd

# Name of a frame → what one of its rows is (findings.subject_kind).
SUBJECTS = {"targets": "target", "relations": "relation", "quantities": "quantity", "reports": "report"}


def frame(warehouse: Warehouse, name: str) -> pd.DataFrame:
    """The frame `name`, its rows in a fixed order. Decimals become floats: findings show the printed words."""
    warehouse.execute(read_sql("macros", "kpi.auditing"))
    return warehouse.execute(read_sql(name, "kpi.auditing")).df()


def frame_columns(name: str) -> tuple[str, ...]:
    """The columns of a frame, known without any workspace."""
    return _columns()[name]


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    with open_warehouse(None) as warehouse:
        return {name: tuple(str(column) for column in frame(warehouse, name).columns) for name in SUBJECTS}
