"""The frames that expectations look at (docs/checks.md): pandas frames made by SQL from the warehouse.

Every frame has `key` (unique), `identity` (what makes a finding the same finding in the next run), `evidence`
(what it rests on), whose it is (`body`, `report_kind`, `report_end`) and a place (`doc`, `start`, `end`, `quote`).
A frame without rows keeps its columns.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from kpi.auditing.misfits import find_misfits
from kpi.auditing.sentences import FRAMES, cut_sentences
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse, open_warehouse

if TYPE_CHECKING:
    import pandas as pd

# Name of a frame → what one of its rows is (findings.subject_kind).
SUBJECTS = {
    "targets": "target",
    "relations": "relation",
    "quantities": "quantity",
    "numerals": "numeral",
    "reports": "report",
    "deadlines": "report",
    "ledger": "ledger",
}
# Rows that hang on all reports (the latest day) or on the ledger: looked at in every audit, they are few.
WHOLE = frozenset({"deadlines", "ledger"})
# No frame: expectations of such a suite are SQL over the tables themselves.
TABLES = "warehouse"


def prepare(warehouse: Warehouse) -> None:
    """Macros and temporary tables that the frames' SQL uses, once a connection; best outside a transaction, with
    which they would go.
    """
    if not warehouse.prepared:
        warehouse.execute(read_sql("macros", "kpi.auditing"))
        warehouse.prepared = True


def frame(warehouse: Warehouse, name: str, bodies: Collection[str] | None = None) -> pd.DataFrame:
    """The frame `name`, its rows in a fixed order, of `bodies` only where given.

    Decimals become floats: findings show the printed words.
    """
    prepare(warehouse)
    warehouse.execute("DELETE FROM wanted_bodies")
    if bodies is None or name in WHOLE:
        warehouse.execute("INSERT INTO wanted_bodies SELECT body FROM reports UNION SELECT body FROM targets")
    else:
        insert_rows(warehouse.connection, "wanted_bodies", [(body,) for body in sorted(bodies)])
    if name in FRAMES:
        cut_sentences(warehouse, name)
    if name == "quantities":
        find_misfits(warehouse)
    return warehouse.execute(read_sql(name, "kpi.auditing")).df()


def frame_columns(name: str) -> tuple[str, ...]:
    """The columns of a frame, known without any workspace."""
    return _columns()[name]


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    with open_warehouse(None) as warehouse:
        prepare(warehouse)
        found = {name: warehouse.execute(read_sql(name, "kpi.auditing")).description or [] for name in SUBJECTS}
    return {name: tuple(str(column[0]) for column in columns) for name, columns in found.items()}
