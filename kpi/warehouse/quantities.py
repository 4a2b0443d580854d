"""The figures of a report as values again, from their rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kpi.model import Bound, Flow, Interval, Measure, Period, PeriodKind, Quantity, Role, Subject
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse


def quantities_of(warehouse: Warehouse, docs: Collection[str]) -> dict[str, dict[str, Quantity]]:
    """The figures of each report by id."""
    cursor = warehouse.execute(read_sql("quantities"), [sorted(docs)])
    names = [column[0] for column in cursor.description or []]
    found: dict[str, dict[str, Quantity]] = {doc: {} for doc in docs}
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        found[row["doc"]][row["id"]] = quantity_of(row)
    return found


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
