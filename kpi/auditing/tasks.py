"""Which expectations look at what together: row by row some bodies at a time, then what hangs on all rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from kpi.auditing.declared import FORMULA_TYPE, with_columns
from kpi.auditing.frames import TABLES, WHOLE, frame
from kpi.auditing.gx import build_suite
from kpi.auditing.sandbox import TOGETHER
from kpi.auditing.scope import in_scope
from kpi.auditing.sqlchecks import run_sql
from kpi.auditing.suites import Check, Suite
from kpi.errors import Problem
from kpi.warehouse.store import Warehouse
from kpi.workspace.limits import Limits

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import ExpectationSuite

Bodies = Collection[str] | None  # None: all
Parts = dict[tuple[str, ...], "ExpectationSuite"]
_BODIES = 25  # whose rows are looked at together


class Task(NamedTuple):
    """Expectations that look at one frame together."""

    suite: Suite
    checks: tuple[Check, ...]
    gx: ExpectationSuite
    data: pd.DataFrame
    tables: int = 0  # reports in the warehouse that SQL ran over; SQL returns what fails, not what it looked at
    seconds: float | None = None  # that it may take; None: any, 0 or less: the others have used all of them up


def tasks_of(
    warehouse: Warehouse, suites: Sequence[Suite], bodies: Bodies, problems: list[Problem], limits: Limits
) -> Iterator[Task]:
    """Row by row some bodies at a time, so that a frame never holds a country; then what hangs on all rows."""
    parts: Parts = {}
    left = float(limits.sql_seconds * TOGETHER)  # seconds for the patterns of all suites

    def tasks(suite: Suite, whole: bool, data: Callable[[], pd.DataFrame]) -> Iterator[Task]:
        nonlocal left
        for matched in (False, True):
            checks = tuple(
                c
                for c in suite.checks
                if (c.whole, _matches(c), c.type == FORMULA_TYPE) == (whole, matched, False)
            )
            if checks:
                limit = min(left, limits.sql_seconds * len(checks)) if matched else None
                rows, started = in_scope(data(), suite.scope), perf_counter()
                yield Task(suite, checks, _part(suite, checks, parts), rows, 0, limit)
                if matched:
                    left -= perf_counter() - started

    by_row = [suite for suite in suites if suite.frame != TABLES and suite.frame not in WHOLE]
    for some in _some(bodies):
        made = cache(partial(frame, warehouse, bodies=some))
        for suite in by_row:
            yield from tasks(suite, False, partial(made, suite.frame))
            formulas = tuple(check for check in suite.checks if check.type == FORMULA_TYPE)
            if formulas:
                yield from _formula_tasks(suite, formulas, in_scope(made(suite.frame), suite.scope), parts)
    made = cache(partial(frame, warehouse))
    for suite in (suite for suite in suites if suite.frame != TABLES):
        if suite.frame in WHOLE:
            yield from tasks(suite, False, partial(made, suite.frame))
        yield from tasks(suite, True, partial(made, suite.frame))
    of_tables = [suite for suite in suites if suite.frame == TABLES]
    asked = {check.id: suite for suite in of_tables for check in suite.checks}
    ((reports,),) = warehouse.rows("SELECT count(*) FROM reports")
    queries = [check for suite in of_tables for check in suite.checks]
    for check, rows in run_sql(warehouse, queries, problems, limits):
        suite = asked[check.id]
        yield Task(suite, (check,), _part(suite, (check,), parts), in_scope(rows, suite.scope), reports)


def _some(bodies: Bodies) -> Iterator[Bodies]:
    """Bodies whose rows are looked at together; None for all, which are not cut."""
    if bodies is None:
        yield None
        return
    every = sorted(bodies)
    for first in range(0, len(every), _BODIES):
        yield every[first : first + _BODIES]


def _matches(check: Check) -> bool:
    """Whether it runs patterns that somebody wrote, which may take for ever on a short text."""
    return "regex" in check.type or "pattern" in check.type or "strftime" in check.type


def _formula_tasks(
    suite: Suite, formulas: tuple[Check, ...], relations: pd.DataFrame, parts: Parts
) -> Iterator[Task]:
    """Formulas whose figures stand in some report, and those that meet no row, for which nothing is run."""
    evaluated = set(relations["formula"][relations["type"] == "formula"])
    for met in (True, False):
        checks = tuple(check for check in formulas if (check.id in evaluated) is met)
        if checks:
            rows = with_columns(relations if met else relations.head(0), (check.id for check in checks))
            yield Task(suite, checks, _part(suite, checks, parts), rows)


def _part(suite: Suite, checks: tuple[Check, ...], parts: Parts) -> ExpectationSuite:
    """The suite of these checks alone; `parts` remembers it."""
    if checks == suite.checks:
        return suite.gx
    key = (suite.name, *(check.id for check in checks))
    if key not in parts:
        parts[key] = build_suite(suite.name, [check.as_gx() for check in checks])
    return parts[key]
