"""Many bodies are judged some at a time, where there are processors for it by several processes: the tables of a
pass never grow with a country. A body's verdicts rest on its own targets and reports alone, so that it makes no
difference which are taken together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from multiprocessing import parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kpi.errors import KpiError, problem
from kpi.matching.judge import SECONDS, judge_together
from kpi.matching.steps import run
from kpi.system import processors
from kpi.warehouse.parts import take_parts, uncollected, whole, write_part
from kpi.warehouse.store import Warehouse, open_warehouse

TOGETHER = 25_000  # targets and numbers of a portion
MANY = 60_000  # below them files cost more than they save
_MADE = ("candidates", "verdicts")
_FACTS = ("reports", "sections", "quantities", "targets", "relations", "relation_members")


class Portion(NamedTuple):
    """Some bodies for another process: where their facts lie, and where what is made of them is to be put."""

    facts: Path
    place: Path
    share: float
    points: float
    seconds: float
    alone: bool  # no other process works beside this one


def judge_targets(
    warehouse: Warehouse,
    share: float = 0.05,
    points: float = 0.3,
    workers: int | None = None,
    seconds: float = SECONDS,
) -> None:
    """Fill `candidates` and `verdicts` anew for all targets of the warehouse, in one transaction.

    `share` and `points` are the tolerance of 约 and 左右: a share of the target, and points for rates and growth.
    `workers` is the number of processes, by default that of the processors. A process that another one has started
    (a portion of an audit, a worker of a cluster) starts none itself.
    KpiError: one of the processes was ended from outside, the disk is full, or a pass took more than `seconds`.
    """
    run(warehouse, "portion_sizes")
    some = portions(warehouse.rows("FROM portion_sizes ORDER BY body"))
    if len(some) < 2:
        judge_together(warehouse, share, points, seconds)
        return
    workers = min(len(some), workers or (1 if parent_process() else processors()))
    with TemporaryDirectory(prefix="kpi-") as folder:
        todo = [
            Portion(Path(folder, f"{n:04}-facts"), Path(folder, f"{n:04}"), share, points, seconds, workers < 2)
            for n in range(len(some))
        ]
        for bodies, portion in zip(some, todo, strict=True):
            _write_facts(warehouse, bodies, portion.facts)
        _judge_all(todo, workers)
        with warehouse.transaction():
            run(warehouse, "forget")
            take_parts(warehouse, _MADE, [portion.place for portion in todo])


def portions(bodies: Iterable[tuple[str, int]]) -> list[list[str]]:
    """Bodies in groups of about as many rows; one group where there are few."""
    rows = list(bodies)
    found: list[list[str]] = [[]]
    taken, least = 0, TOGETHER if sum(n for _, n in rows) >= MANY else sum(n for _, n in rows) + 1
    for body, n in rows:
        if taken >= least:
            found.append([])
            taken = 0
        found[-1].append(body)
        taken += n
    return found


def _write_facts(warehouse: Warehouse, bodies: Sequence[str], place: Path) -> None:
    """The targets of some bodies, with their reports and the plans that they name, wherever these lie."""
    warehouse.execute(
        "CREATE OR REPLACE TEMP TABLE portion_bodies AS SELECT unnest(?::VARCHAR[]) AS body", [bodies]
    )
    run(warehouse, "portion")
    write_part(warehouse, {table: f"FROM portion_{table}" for table in _FACTS}, place)


def _judge_all(todo: Sequence[Portion], workers: int) -> None:
    if workers < 2:
        for portion in todo:
            judge_apart(portion)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:
        # spawn: DuckDB and its threads must not be copied into a forked child.
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            list(pool.map(judge_apart, todo))
    except BrokenProcessPool as error:
        raise KpiError(problem("process_ended")) from error


def judge_apart(portion: Portion) -> None:
    """Judge the targets of a portion in a warehouse of their own."""
    with uncollected(), open_warehouse(None) as warehouse:
        if not portion.alone:
            warehouse.execute("SET threads = 1")
        take_parts(warehouse, _FACTS, [portion.facts])
        judge_together(warehouse, portion.share, portion.points, portion.seconds)
        write_part(warehouse, whole(_MADE), portion.place)
