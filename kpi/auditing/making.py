"""What is made of the facts of some bodies, in a warehouse of their own: verdicts, and relations between reports.

The warehouse is in memory: attached to this connection where there is little to do, else in a process that takes
the facts up from files and leaves what it made in files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kpi.auditing.crew import Crew, Failed, attempt_all, portions
from kpi.auditing.declared import catalogue_of
from kpi.auditing.formulas import Declared, forget_misses, relate_formulas
from kpi.auditing.leaving import LeftOut
from kpi.auditing.targeting import target_rows
from kpi.between import Bookshelf, relate_bodies
from kpi.errors import KpiError, problem
from kpi.matching import judge_targets
from kpi.rules import switched_off
from kpi.warehouse.loading import load_targets
from kpi.warehouse.parts import take_parts, uncollected, write_part
from kpi.warehouse.relations import TABLES as RELATION_TABLES
from kpi.warehouse.relations import forget_between
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse, open_warehouse
from kpi.workspace.config import Config
from kpi.workspace.targets import TargetSpec

TOGETHER = 20  # bodies matched in one pass
FEW = 8  # bodies for which files would cost more than they save
_ROUND = "round"
_READ = ("reports", "sections", "quantities")
# What matching makes, and how it is kept: sums of floats hang on the order of rows, which DuckDB leaves open, so
# their last bits say nothing.
_MATCHED = {
    "targets": "FROM targets",
    "candidates": "SELECT * REPLACE (round(score, 9) AS score) FROM candidates",
    "verdicts": "SELECT * REPLACE (round(margin_share, 9) AS margin_share, round(elapsed, 9) AS elapsed, "
    "round(confidence, 9) AS confidence) FROM verdicts",
}
_BETWEEN = "FROM relations WHERE other IS NOT NULL OR rule = 'formula'"
_RELATED = {
    "relations": _BETWEEN,
    **{table: f"FROM {table} SEMI JOIN ({_BETWEEN}) USING (doc, relation)" for table in RELATION_TABLES[1:]},
    "formula_misses": "FROM formula_misses",
}


class Share(NamedTuple):
    """Some bodies, and what besides their facts is made into rows: plain values, for another process.

    `declared`: the formulas of the suites; None where nothing but verdicts is wanted. `facts` and `place`: parts.
    """

    bodies: tuple[str, ...]
    specs: tuple[TargetSpec, ...]
    config: Config
    declared: tuple[Declared, ...] | None
    facts: Path = Path()
    place: Path = Path()

    @property
    def made(self) -> dict[str, str]:
        """Tables of which rows are made, each with the query that gives them."""
        return _MATCHED if self.declared is None else {**_MATCHED, **_RELATED}

    def only(self, body: str) -> Share:
        """One of the bodies, with its targets."""
        return self._replace(bodies=(body,), specs=tuple(spec for spec in self.specs if spec.body == body))


def make_rows(
    warehouse: Warehouse,
    config: Config,
    specs: Sequence[TargetSpec],
    bodies: Sequence[str],
    declared: Sequence[Declared] | None,
    crew: Crew,
    left_out: LeftOut | None = None,
) -> Iterator[int]:
    """Make the rows of bodies, some at a time; yields how many are done. They wait for `keep_rows`.

    Bodies at which the workers of a cluster fail are left out. KpiError: nobody does that.
    Which are taken together changes no row: how much a word tells hangs on the numbers of its own body.
    """
    of_body: dict[str, list[TargetSpec]] = {body: [] for body in bodies}
    for spec in specs:
        if spec.body in of_body:
            of_body[spec.body].append(spec)
    formulas = None if declared is None else tuple(declared)
    shares = [
        Share(tuple(some), tuple(spec for body in some for spec in of_body[body]), config, formulas)
        for some in portions(bodies, crew.workers, TOGETHER)
    ]
    for table in {**_MATCHED, **_RELATED}:
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE made_{table} AS FROM {table} LIMIT 0")
    done = 0
    here = len(bodies) < FEW or declared is None
    for share, made in _here(warehouse, shares) if here else _by_processes(warehouse, shares, crew):
        if isinstance(made, Failed):
            if left_out is None:
                raise KpiError(problem("cluster_failed", reason=made.reason))
            left_out.unfinished(share.bodies[0], made.reason)
        done += len(share.bodies)
        yield done


def keep_rows(warehouse: Warehouse, bodies: Collection[str], related: bool) -> None:
    """Put what `make_rows` made in the place of what there was. Inside a transaction of the caller's."""
    for table in ("candidates", "verdicts"):
        warehouse.execute(
            f"DELETE FROM {table} WHERE target NOT IN "
            "(SELECT target FROM targets WHERE NOT list_contains(?::VARCHAR[], body))",
            [bodies],
        )
    warehouse.execute("DELETE FROM targets WHERE list_contains(?::VARCHAR[], body)", [bodies])
    if related:
        forget_between(warehouse, bodies)
        forget_misses(warehouse, bodies)
    for table in {**_MATCHED, **_RELATED} if related else _MATCHED:
        warehouse.execute(f"INSERT INTO {table} FROM temp.made_{table}")


def _by_processes(
    warehouse: Warehouse, shares: Sequence[Share], crew: Crew
) -> Iterator[tuple[Share, Failed | None]]:
    with crew.folder() as folder:

        def placed(share: Share, name: str) -> Share:
            share = share._replace(facts=folder / f"{name}-facts", place=folder / name)
            write_part(warehouse, _facts_of(share), share.facts)
            return share

        def one_by_one(share: Share) -> list[Share]:
            return [placed(share.only(body), f"{share.place.name}-{n}") for n, body in enumerate(share.bodies)]

        first = [placed(share, f"{number:06}") for number, share in enumerate(shares)]
        for share, made in attempt_all(crew, make_apart, first, one_by_one):
            if made is None:
                take_parts(warehouse, share.made, [share.place], prefix="made_")
            yield share, made


def make_apart(share: Share) -> None:
    """Make the rows of a share from the part that holds its facts, and leave them as another part."""
    with uncollected(), open_warehouse(None) as warehouse:
        warehouse.execute("SET threads = 1")
        take_parts(warehouse, (*_READ, *RELATION_TABLES), [share.facts])
        _make(warehouse, share)
        write_part(warehouse, share.made, share.place)


def _here(warehouse: Warehouse, shares: Sequence[Share]) -> Iterator[tuple[Share, None]]:
    """The same in this process, without files."""
    if not shares:
        return
    with _round(warehouse) as main:
        for number, share in enumerate(shares):
            facts = _facts_of(share, f"{main}.")
            for table in (*_READ, *RELATION_TABLES, "formula_misses", *_MATCHED) if number else ():
                warehouse.execute(f"DELETE FROM {table}")
            for table, query in facts.items():
                warehouse.execute(f"INSERT INTO {table} {query}")
            _make(warehouse, share)
            for table, query in share.made.items():
                warehouse.execute(f"INSERT INTO temp.made_{table} {query}")
            yield share, None


def _make(warehouse: Warehouse, share: Share) -> None:
    """Relations first: whether a later report tells an answer differently is part of its verdict."""
    books = Bookshelf(warehouse)
    relate_bodies(warehouse, share.bodies, books)
    if share.declared is not None:
        relate_formulas(warehouse, share.bodies, share.declared, catalogue_of(share.config.home), books)
    if share.specs:
        _match(warehouse, share)


def _match(warehouse: Warehouse, share: Share) -> None:
    config = share.config
    with switched_off(config.off):  # the targets' own words are read like a report's
        rows = target_rows(warehouse, share.specs, config)
    load_targets(warehouse, rows)
    seconds = config.limits.match_seconds
    judge_targets(warehouse, float(config.tolerance_about), float(config.tolerance_points), seconds=seconds)


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


def _facts_of(share: Share, main: str = "") -> dict[str, str]:
    """Queries for the facts of a share: the reports of its bodies, and the plans that its targets name, wherever
    they lie; of relations only those of its bodies.
    """
    bodies = _listed(share.bodies)
    plans = _listed({spec.plan for spec in share.specs if spec.plan})
    own = f"SELECT doc FROM {main}reports WHERE list_contains({bodies}, body)"
    docs = f"{own} OR list_contains({plans}, doc)"
    return {
        **{table: f"FROM {main}{table} WHERE doc IN ({docs})" for table in _READ},
        **{table: f"FROM {main}{table} WHERE doc IN ({own})" for table in RELATION_TABLES},
    }


def _listed(texts: Collection[str]) -> str:
    """A list of texts as SQL writes it; `COPY` takes no parameters."""
    quoted = (one.replace("'", "''") for one in sorted(texts))
    return "[" + ", ".join(f"'{one}'" for one in quoted) + "]::VARCHAR[]"
