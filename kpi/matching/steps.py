"""A step of matching: the statements of one .sql file, with the thresholds filled in."""

from __future__ import annotations

import atexit
import re
from typing import TYPE_CHECKING

from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

if TYPE_CHECKING:
    import duckdb

# Shares of words from 0 to 1 (docs/matching.md). A false "missed" accuses somebody: it asks for more than "met".
THRESHOLDS: dict[str, float] = {
    "floor": 0.45,  # likeness below which a number is not assigned at all
    "missed": 0.77,
    "missed_side": 0.72,  # what each side must have of the other's words
    "shorter": 0.6,  # what a report that says it in fewer words must have of the target's
    "tail": 0.7,  # a number whose words are the end of the target's
    "met": 0.62,
    "rate": 0.66,  # … of a rate that ends otherwise (发放率 of 参保率)
    "met_side": 0.5,
    "review": 0.6,
    "beside": 0.5,  # a number behind a gate that still speaks of the matter
    "refused": 0.45,  # … that keeps its target from being called not reported
    "words": 0.6,  # a sentence that speaks of the matter without its number
    "sentence": 0.55,  # … with the target's noun and a verb that could answer
    "milestone": 0.6,
    "named": 0.4,  # … of a clause on what bears the deliverable's name
    "headed": 0.56,  # … of a clause that ends with the deliverable's own noun, and says that it is done
    "deliverable": 0.85,  # … of a clause without a verb and without the deliverable's own noun
    "listed": 0.4,  # candidates below are not shown
}
_COMMENT = re.compile(r"--[^\n]*")
_SETTING = re.compile(r"\$(\w+)")
_parsed: dict[str, list[duckdb.Statement]] = {}
atexit.register(_parsed.clear)  # else DuckDB complains at the end of what outlived it


def run(warehouse: Warehouse, name: str, **settings: float) -> int:
    """Run the statements of `<name>.sql` with `$setting` filled in; how many rows the last one wrote."""
    values = THRESHOLDS | settings
    source = _COMMENT.sub("", read_sql(name, "kpi.matching"))
    source = _SETTING.sub(lambda match: repr(values[match[1]]), source)
    count = 0
    for statement in _statements(warehouse, source):
        found = warehouse.execute(statement).fetchone()
        count = int(found[0]) if found and isinstance(found[0], int) else 0
    return count


def _statements(warehouse: Warehouse, source: str) -> list[duckdb.Statement]:
    """Parsed once in a process: that is a tenth of the time of matching a few reports."""
    if source not in _parsed:
        _parsed[source] = warehouse.connection.extract_statements(source)
    return _parsed[source]
