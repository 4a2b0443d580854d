"""Only bodies of which something changed are matched and judged again: one new report costs one body.

What a body's verdicts rest on is written down as a hash beside them (table `judged`), in the transaction that
writes them. A process that dies before leaves old verdicts with the old hash, so the next run does the body again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpi.auditing.targeting import target_rows
from kpi.matching import judge_targets
from kpi.rules import switched_off
from kpi.warehouse.engine import judging_version
from kpi.warehouse.loading import load_targets
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.targets import TargetSpec

if TYPE_CHECKING:
    from kpi.auditing.suites import Suite

_ROUND = "round"
TOGETHER = 20  # bodies matched in one pass
_FACTS = ("reports", "sections", "quantities")
# What matching makes, and how it is kept: sums of floats hang on the order of rows, which DuckDB leaves open, so
# their last bits say nothing.
_MADE = {
    "targets": "*",
    "candidates": "* REPLACE (round(score, 9) AS score)",
    "verdicts": "* REPLACE (round(margin_share, 9) AS margin_share, round(elapsed, 9) AS elapsed, "
    "round(confidence, 9) AS confidence)",
}


def body_states(
    warehouse: Warehouse, config: Config, specs: Sequence[TargetSpec], suites: Sequence[Suite]
) -> dict[str, str]:
    """Body → hash of all that its verdicts and findings are made from."""
    rows = warehouse.rows("SELECT doc, body, content_hash, engine FROM reports ORDER BY doc")
    reports = {row[0]: row for row in rows}
    inputs: dict[str, list[object]] = defaultdict(list)
    for row in rows:
        inputs[row[1]].append(row)
    for spec in specs:
        inputs[spec.body] += [spec, reports.get(spec.plan)]
    policy = [suite.policy for suite in suites]
    common = (
        judging_version(),
        config.tolerance_about,
        config.tolerance_points,
        policy,
        config.off,
        config.weights,
    )
    return {body: hashlib.sha256(repr((common, found)).encode()).hexdigest() for body, found in inputs.items()}


def changed_bodies(warehouse: Warehouse, states: Mapping[str, str]) -> tuple[str, ...]:
    """The bodies whose verdicts do not rest on what there is now, those that are gone among them."""
    known = dict(warehouse.rows("SELECT body, state FROM judged"))
    return tuple(sorted(body for body in known.keys() | states.keys() if known.get(body) != states.get(body)))


def match_bodies(
    warehouse: Warehouse, config: Config, specs: Sequence[TargetSpec], bodies: Sequence[str]
) -> Iterator[int]:
    """Match bodies, some at a time; yields how many are done. The results wait in temporary tables for
    `keep_matches`.

    What is matched in one pass changes no verdict: how much a word tells hangs on the numbers of its own body.
    """
    for table in _MADE:
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE matched_{table} AS FROM {table} LIMIT 0")
    of_body: dict[str, list[TargetSpec]] = defaultdict(list)
    for spec in specs:
        of_body[spec.body].append(spec)
    with _round(warehouse) as main:
        for first in range(0, len(bodies), TOGETHER):
            some = bodies[first : first + TOGETHER]
            wanted = [spec for body in some for spec in of_body[body]]
            if wanted:
                _fill(warehouse, main, some, {spec.plan for spec in wanted})
                with switched_off(config.off):  # the targets' own words are read like a report's
                    rows = target_rows(warehouse, wanted, config)
                load_targets(warehouse, rows)
                judge_targets(warehouse, float(config.tolerance_about), float(config.tolerance_points))
                for table, columns in _MADE.items():
                    warehouse.execute(f"INSERT INTO temp.matched_{table} SELECT {columns} FROM {table}")
            yield first + len(some)


def keep_matches(warehouse: Warehouse, bodies: Sequence[str]) -> None:
    """Put what `match_bodies` found in the place of what there was. Inside a transaction of the caller's."""
    for table in ("candidates", "verdicts"):
        warehouse.execute(
            f"DELETE FROM {table} WHERE target NOT IN "
            "(SELECT target FROM targets WHERE NOT list_contains(?::VARCHAR[], body))",
            [bodies],
        )
    warehouse.execute("DELETE FROM targets WHERE list_contains(?::VARCHAR[], body)", [bodies])
    for table in _MADE:
        warehouse.execute(f"INSERT INTO {table} FROM temp.matched_{table}")


def keep_states(warehouse: Warehouse, states: Mapping[str, str], bodies: Sequence[str]) -> None:
    """Remember what the findings of `bodies` were made from. Inside the transaction that writes them."""
    warehouse.execute("DELETE FROM judged WHERE list_contains(?::VARCHAR[], body)", [bodies])
    insert_rows(warehouse.connection, "judged", [(body, states[body]) for body in bodies if body in states])


@contextmanager
def _round(warehouse: Warehouse) -> Iterator[str]:
    """A second, empty warehouse in memory in which names are looked up; gives the name of the first."""
    ((main,),) = warehouse.rows("SELECT current_database()")
    warehouse.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {_ROUND}")
    warehouse.execute(f"USE {_ROUND}")
    try:
        warehouse.execute(read_sql("schema"))
        yield f'"{main}".main'
    finally:
        warehouse.execute(f'USE "{main}"')
        warehouse.execute(f"DETACH {_ROUND}")


def _fill(warehouse: Warehouse, main: str, bodies: Sequence[str], plans: set[str]) -> None:
    """The reports of some bodies, and the plans that their targets name, wherever they lie."""
    warehouse.execute("DELETE FROM reports")
    warehouse.execute(
        f"INSERT INTO reports FROM {main}.reports "
        "WHERE list_contains(?::VARCHAR[], body) OR list_contains(?::VARCHAR[], doc)",
        [bodies, sorted(plans)],
    )
    for table in _FACTS[1:]:
        warehouse.execute(f"DELETE FROM {table}")
        warehouse.execute(f"INSERT INTO {table} FROM {main}.{table} WHERE doc IN (SELECT doc FROM reports)")
