"""What `kpi audit` does, step by step; every step can be called alone.

    inputs → refresh (read what is new, load it) → match → judge → gather → settle

Problems of the input (KpiError) are all found before the warehouse is touched, those of reports before any of them
is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from kpi.auditing.cluster import cluster_at
from kpi.auditing.crew import Crew
from kpi.auditing.damaged import bodies_in_doubt, refresh_sound, targets_unjudged
from kpi.auditing.declared import declared_in
from kpi.auditing.frames import prepare
from kpi.auditing.gathering import EVERYTHING, Wanted, audit_warnings, each_body, gather, latest_day
from kpi.auditing.incremental import body_states, changed_bodies, keep_states
from kpi.auditing.inputs import Inputs, load_inputs
from kpi.auditing.leaving import LeftOut, forget_bodies
from kpi.auditing.making import keep_rows, make_rows
from kpi.auditing.refreshing import Step, refresh_reports
from kpi.auditing.result import AuditResult
from kpi.auditing.settling import fill_ledger, settle, today
from kpi.auditing.storing import store_of
from kpi.auditing.weakened import decided, empty_conditions, told
from kpi.auditing.weighing import weight_warnings
from kpi.errors import KpiError, Problem, problem
from kpi.warehouse.lock import Waiting
from kpi.warehouse.plainly import plainly
from kpi.warehouse.store import FOLDER, Warehouse, borrow, open_warehouse
from kpi.workspace.config import Policy, load_config
from kpi.workspace.reports import ReportFile, list_reports
from kpi.workspace.targets import TargetSpec

if TYPE_CHECKING:
    from kpi.auditing.judge import Judged


@dataclass(slots=True)
class Clock:
    """Says which step begins, and remembers how many seconds each took."""

    tell: Step | None = None
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = perf_counter()
        if self.tell:
            self.tell(name, 0, 0)
        yield
        self.steps.append((name, perf_counter() - started))

    def within(self, name: str, done: int, total: int) -> None:
        if self.tell:
            self.tell(name, done, total)


def audit(
    root: Path,
    fail_on: str | None = None,
    extra: Sequence[ReportFile] = (),
    workers: int = 1,
    step: Step | None = None,
    patience: float = 0,
    waiting: Waiting | None = None,
    wanted: Wanted = EVERYTHING,
    policy: Policy | None = None,
    on: str = "",
    joined: Callable[[str], None] | None = None,
    stored: bool = True,
    each: Callable[[str, AuditResult], object] | None = None,
) -> AuditResult:
    """Audit the workspace at `root`, held to a policy from elsewhere where one is given.

    `fail_on` overrides kpi.yml's. `extra` are reports from outside the workspace: with them everything happens in
    a copy and the workspace's warehouse stays as it is. `workers` processes read where there is much to read; a
    script that asks for more than one needs the usual `if __name__ == "__main__"`. Where another audit runs, wait
    up to `patience` seconds, `waiting` being told its process id. `wanted` says how much the result is to hold.
    `on` names a Dask cluster that works in the place of processes: `dask` for one here, or tcp://HOST:PORT, and
    `joined` is told the address of its dashboard. `stored`: take from and write to the store that kpi.yml names;
    with `extra` nothing is written there. `each` is told every body with its whole part of the audit.
    A report that cannot be read is told in `unread`, and the others are audited, but for the targets of the bodies
    whose report it may be; those of `extra` and the one that is `wanted` have to be read. KpiError: every other
    problem of the input.
    """
    clock = Clock(step)
    with clock.step("inputs"):
        inputs = load_inputs(load_config(root, policy))
        with _told_beside(inputs):
            files = (*list_reports(inputs.config), *extra)
    with (
        _told_beside(inputs),
        place_for(root, extra) as place,
        open_warehouse(place, patience, waiting) as warehouse,
        cluster_at(on, workers, place / FOLDER) if on else Crew(workers) as crew,
    ):
        if joined and crew.dashboard:
            joined(crew.dashboard)
        store, unused = store_of(inputs.config, needed=not extra) if stored else (None, ())
        with clock.step("read"):
            take = store.take if store else None
            left_out = LeftOut() if crew.leaves_out else None
            unread: tuple[Problem, ...] = ()
            if left_out is None:
                needed = (*(file.doc for file in extra), *((wanted.doc,) if wanted.doc else ()))
                fresh, unread = refresh_sound(warehouse, inputs.config, files, needed, crew, step, take)
            else:
                fresh = refresh_reports(warehouse, inputs.config, files, crew, step, left_out, take)
        asked = {spec.body for spec in inputs.specs}
        in_doubt = bodies_in_doubt(files, unread, asked) & asked
        inputs = replace(inputs, specs=tuple(spec for spec in inputs.specs if spec.body not in in_doubt))
        with plainly(warehouse):
            judged = update(warehouse, inputs, clock, crew, left_out)
            with clock.step("result"):
                unjudged = [*(left_out.problems if left_out else ()), *targets_unjudged(in_doubt)]
                result = gather(warehouse, fail_on or inputs.config.fail_on, judged.evaluated, wanted)
                result = replace(result, warnings=tuple(unjudged), unread=unread)
                result = settle(
                    warehouse, inputs.suites, inputs.ledger, today(inputs.config), judged.checks, result
                )
        if store and not extra:
            with clock.step("store"):
                store.publish(warehouse, inputs.config, {check for one in inputs.suites for check in one.across})
        warnings = (
            *result.warnings,
            *(store.problems if store else unused),
            *([problem("cluster_lost", reason=crew.lost)] if crew.lost else []),
            *told(inputs.warnings, fail_on),
            *empty_conditions(inputs.suites, judged.checks),
            *decided(warehouse, result, inputs.config.ledger, wanted.doc),
            *audit_warnings(warehouse, _kept(inputs.specs, left_out), result.reports),
            *weight_warnings(warehouse, inputs.config, _kept(inputs.specs, left_out)),
        )
        as_of = inputs.config.as_of or latest_day(result.reports)
        result = replace(result, read=fresh, warnings=warnings, checks=judged.checks, as_of=as_of)
        if each:
            with clock.step("pages"):
                for name, part in each_body(warehouse, result):
                    each(name, part)
    return replace(result, timings=tuple(clock.steps))


@contextmanager
def _told_beside(inputs: Inputs) -> Iterator[None]:
    """Files that were not taken, and all else worth telling, go with what stops the audit."""
    try:
        yield
    except KpiError as error:
        error.beside = (*error.beside, *inputs.warnings)
        raise


@contextmanager
def place_for(root: Path, extra: Sequence[ReportFile]) -> Iterator[Path]:
    """The folder whose warehouse an audit uses: the workspace's, or with guests a copy that goes away."""
    if not extra:
        yield root
        return
    with TemporaryDirectory(prefix="kpi-check-") as folder:
        borrow(root, Path(folder))
        yield Path(folder)


def _kept(specs: Sequence[TargetSpec], left_out: LeftOut | None) -> tuple[TargetSpec, ...]:
    """The targets of the bodies that are judged."""
    return tuple(spec for spec in specs if left_out is None or spec.body not in left_out.bodies)


def update(
    warehouse: Warehouse, inputs: Inputs, clock: Clock, crew: Crew, left_out: LeftOut | None = None
) -> Judged:
    """Match and judge the bodies of which something changed; says what each expectation has looked at in all."""
    from kpi.auditing.judge import judge_bodies

    specs = _kept(inputs.specs, left_out)
    states = body_states(warehouse, inputs.config, specs, inputs.suites)
    bodies = changed_bodies(warehouse, states)
    declared = declared_in(inputs.suites, inputs.config)
    with clock.step("match"):
        for done in make_rows(warehouse, inputs.config, specs, bodies, declared, crew, left_out):
            clock.within("match", done, len(bodies))
    with clock.step("judge"):
        prepare(warehouse)
        fill_ledger(warehouse, inputs.ledger, inputs.config)
        with warehouse.transaction():
            keep_rows(warehouse, bodies, related=True)
            if left_out:
                forget_bodies(warehouse, left_out.bodies)
                states = {body: state for body, state in states.items() if body not in left_out.bodies}
            judged = judge_bodies(warehouse, inputs.suites, bodies, inputs.config.limits)
            keep_states(warehouse, states, bodies)
    return judged
