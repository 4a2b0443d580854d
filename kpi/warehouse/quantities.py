"""The figures of a report as values again, from their rows."""

from __future__ import annotations

from typing import Any

from kpi.model import Bound, Flow, Interval, Measure, Period, PeriodKind, Quantity, Role, Subject
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse


def quantities_of(warehouse: Warehouse, doc: str) -> dict[str, Quantity]:
    """The figures of one report by id."""
    cursor = warehouse.execute(read_sql("quantities"), [doc])
    names = [column[0] for column in cursor.description or []]
    return {row[0]: quantity_of(dict(zip(names, row, strict=True))) for row in cursor.fetchall()}


def quantity_of(row: dict[str, Any]) -> Quantity:
    """A row of `quantities`."""
    subject = Subject(
        row["subject"], row["head"], tuple(row["modifiers"]), Flow(row["flow"]), Measure(row["measure"]),
        row["place"], row["topic"],
    )  # fmt: skip
    period = Period(PeriodKind(row["period_kind"]), row["period_start"], row["period_end"])
    return Quantity(
        row["id"], row["start"], row["end"], row["text"], row["value"], row["unit"], Bound(row["bound"]),
        Role(row["role"]), subject, Interval(row["low"], row["high"]), row["last_place"],
        (row["sentence_start"], row["sentence_end"]), row["section"], period, row["optional"],
        damaged=row["damaged"], indicator=row["indicator"],
    )  # fmt: skip
