"""Targets to answers to verdicts: features in Python once a number, everything else as SQL over all of them.

docs/matching.md tells how a verdict comes about; the .sql files run in the order of `STEPS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any

from kpi.matching.features import Feature, feature
from kpi.matching.relatives import Settled, settle_relatives
from kpi.matching.source import (
    asked_numbers,
    read_pages,
    told_numbers,
    told_statements,
    told_umbrellas,
    told_worded,
)
from kpi.matching.statements import Statement
from kpi.matching.umbrellas import Umbrella
from kpi.matching.worded import Worded
from kpi.warehouse.rows import insert_plain_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

# Shares of words from 0 to 1 (docs/matching.md). A false "missed" accuses somebody: it asks for more than "met".
THRESHOLDS: dict[str, float] = {
    "floor": 0.45,  # likeness below which a number is not assigned at all
    "missed": 0.77,
    "missed_side": 0.72,  # what each side must have of the other's words
    "shorter": 0.6,  # what a report that says it in fewer words must have of the target's
    "tail": 0.7,  # a number whose words are the end of the target's
    "met": 0.62,
    "met_side": 0.5,
    "review": 0.6,
    "beside": 0.5,  # a number behind a gate that still speaks of the matter
    "words": 0.6,  # a sentence that speaks of the matter without its number
    "milestone": 0.6,
    "deliverable": 0.85,  # … of a clause without a verb and without the deliverable's own noun
    "listed": 0.4,  # candidates below are not shown
}
CHUNK = 20_000
_COMMENT = re.compile(r"--[^\n]*")
_SETTING = re.compile(r"\$(\w+)")


def judge_targets(warehouse: Warehouse, share: float = 0.05, points: float = 0.3) -> None:
    """Fill `candidates` and `verdicts` anew for all targets of the warehouse, in one transaction.

    `share` and `points` are the tolerance of 约 and 左右: a share of the target, and points for rates and growth.
    """
    # All but the last step write temporary tables, whose memory is given back only outside a transaction.
    run(warehouse, "rounds")
    run(warehouse, "pins")
    _load(warehouse)
    run(warehouse, "words")
    run(warehouse, "links")
    run(warehouse, "gates")
    run(warehouse, "bases")
    run(warehouse, "outcomes", share=share, points=points)
    run(warehouse, "picks")
    while run(warehouse, "pick_round"):
        pass
    for step in ("rivals", "halves", "verdicts", "worded", "kin", "matters", "parts", "declared", "modifiers"):
        run(warehouse, step)
    with warehouse.transaction():
        run(warehouse, "results")


def run(warehouse: Warehouse, name: str, **settings: float) -> int:
    """Run the statements of `<name>.sql` with `$setting` filled in; how many rows the last one wrote."""
    values = THRESHOLDS | settings
    source = _COMMENT.sub("", read_sql(name, "kpi.matching"))
    source = _SETTING.sub(lambda match: repr(values[match[1]]), source)
    count = 0
    for statement in filter(str.strip, source.split(";\n")):
        found = warehouse.execute(statement).fetchone()
        count = int(found[0]) if found and isinstance(found[0], int) else 0
    return count


def _load(warehouse: Warehouse) -> None:
    """Features and statements into their temporary tables."""
    run(warehouse, "features")
    pages = read_pages(warehouse)
    _fill(warehouse, "asked", Feature, map(feature, asked_numbers(warehouse, pages)))
    _fill(warehouse, "told", Feature, map(feature, told_numbers(warehouse, pages)))
    _fill(warehouse, "statements", Statement, told_statements(warehouse, pages))
    _fill(warehouse, "relatives", Settled, settle_relatives(warehouse, pages))
    _fill(warehouse, "umbrellas", Umbrella, told_umbrellas(warehouse, pages))
    _fill(warehouse, "worded", Worded, told_worded(warehouse, pages))


def _fill(warehouse: Warehouse, table: str, kind: type[Any], records: Iterable[object]) -> None:
    """Append records in chunks, so that a country's numbers never stand in memory at once."""
    values = attrgetter(*(field.name for field in fields(kind)))  # dataclasses.astuple would copy every list
    rows = map(values, records)
    while chunk := list(islice(rows, CHUNK)):
        insert_plain_rows(warehouse.connection, table, chunk)
