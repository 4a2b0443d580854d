"""Only bodies of which something changed are matched and judged again: one new report costs one body.

What a body's verdicts rest on is written down as a hash beside them (table `judged`), in the transaction that
writes them. A process that dies before leaves old verdicts with the old hash, so the next run does the body again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpi.warehouse.engine import judging_version
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.targets import TargetSpec

if TYPE_CHECKING:
    from kpi.auditing.suites import Suite


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


def keep_states(warehouse: Warehouse, states: Mapping[str, str], bodies: Sequence[str]) -> None:
    """Remember what the findings of `bodies` were made from. Inside the transaction that writes them."""
    warehouse.execute("DELETE FROM judged WHERE list_contains(?::VARCHAR[], body)", [bodies])
    insert_rows(warehouse.connection, "judged", [(body, states[body]) for body in bodies if body in states])
