"""A few rows are looked at as the SQL is written, by one thread: to plan for many takes longer than to do it.

Of the time of a small audit in DuckDB nearly all is planning. What is left out here changes no row: orders of
joins, rewriting of expressions, estimates, and the sharing out among threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kpi.warehouse.store import Warehouse

FEW = 2_000  # targets and numbers; with ten times as many it still costs nothing
_LEFT_OUT = (
    "common_subexpressions", "common_subplan", "expression_rewriter", "join_filter_pushdown", "join_order",
    "statistics_propagation",
)  # fmt: skip


@contextmanager
def plainly(warehouse: Warehouse) -> Iterator[None]:
    """Inside, statements are planned for few rows, where the warehouse holds few."""
    import duckdb

    ((rows, threads, left_out),) = warehouse.rows(
        "SELECT (SELECT count(*) FROM targets) + (SELECT count(*) FROM quantities), "
        "current_setting('threads'), current_setting('disabled_optimizers')"
    )
    if rows > FEW or left_out:
        yield
        return
    warehouse.execute(f"SET threads = 1; SET disabled_optimizers = '{','.join(_LEFT_OUT)}'")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # a connection that is broken told why
            warehouse.execute(f"SET threads = {threads}; RESET disabled_optimizers")
