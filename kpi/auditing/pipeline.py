"""What `kpi audit` does, step by step; every step can be called alone.

    inputs → read what is new → load → targets → match → judge → result

Problems of the input (KpiError) are all found before the warehouse is touched, those of reports before any of them
is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from kpi.auditing.exits import exit_code
from kpi.auditing.frames import prepare
from kpi.auditing.incremental import body_states, changed_bodies, keep_matches, keep_states, match_bodies
from kpi.auditing.result import (
    AuditResult,
    FindingResult,
    ReportResult,
    read_findings,
    read_relations,
    read_reports,
    read_targets,
)
from kpi.auditing.settling import fill_ledger, settle, today
from kpi.between import relate_bodies
from kpi.errors import KpiError, Problem, problem
from kpi.extraction.catalogue import Catalogue
from kpi.ledger import Entry, read_ledger
from kpi.model import Reading
from kpi.reading.source import content_hash, read_text
from kpi.relations import read
from kpi.warehouse.loading import forget_reports, known_hashes, load_reading
from kpi.warehouse.lock import Waiting
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse, borrow, open_warehouse
from kpi.workspace.config import Config, load_config
from kpi.workspace.indicators import INDICATORS_FILE, indicators_problems, load_catalogue
from kpi.workspace.reports import ReportFile, check_bodies, check_periods, list_reports
from kpi.workspace.targets import TargetSpec
from kpi.workspace.targets import read_targets as read_specs
from kpi.workspace.validate import missing_folders, target_warnings

if TYPE_CHECKING:
    from kpi.auditing.judge import Judged
    from kpi.auditing.suites import Suite

Step = Callable[[str, int, int], None]  # name of the step, done, total (0: nobody can say)
# Starting processes costs some 0.3 s; one process reads about 2 MB a second.
MANY_FILES, MANY_BYTES = 8, 1_500_000


@dataclass(frozen=True, slots=True)
class Inputs:
    """What people wrote: settings, targets, suites, and what is merely worth a look."""

    config: Config
    specs: tuple[TargetSpec, ...]
    suites: tuple[Suite, ...]
    warnings: tuple[Problem, ...] = ()
    ledger: tuple[Entry, ...] = ()


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
    only: str | None = None,
) -> AuditResult:
    """Audit the workspace at `root`.

    `fail_on` overrides kpi.yml's. `extra` are reports from outside the workspace: with them everything happens in
    a copy and the workspace's warehouse stays as it is. `workers` processes read where there is much to read; a
    script that asks for more than one needs the usual `if __name__ == "__main__"`. Where another audit runs, wait
    up to `patience` seconds, `waiting` being told its process id. `only` names a report (by doc) to gather the
    targets and relations of, which is all that `only_report` needs. KpiError: every problem of the input.
    """
    clock = Clock(step)
    with clock.step("inputs"):
        inputs = load_inputs(load_config(root))
        files = (*list_reports(inputs.config), *extra)
    with place_for(root, extra) as place, open_warehouse(place, patience, waiting) as warehouse:
        with clock.step("read"):
            fresh = refresh_reports(warehouse, inputs.config, files, workers, step)
        judged = update(warehouse, inputs, clock)
        with clock.step("result"):
            result = gather(warehouse, fail_on or inputs.config.fail_on, judged.evaluated, only)
            result = settle(warehouse, inputs.suites, inputs.ledger, today(inputs.config), judged.checks, result)
        warnings = (*inputs.warnings, *audit_warnings(warehouse, inputs.specs, result.reports))
    return replace(result, read=fresh, warnings=warnings, checks=judged.checks, timings=tuple(clock.steps))


@contextmanager
def place_for(root: Path, extra: Sequence[ReportFile]) -> Iterator[Path]:
    """The folder whose warehouse an audit uses: the workspace's, or with guests a copy that goes away."""
    if not extra:
        yield root
        return
    with TemporaryDirectory(prefix="kpi-check-") as folder:
        borrow(root, Path(folder))
        yield Path(folder)


def update(warehouse: Warehouse, inputs: Inputs, clock: Clock) -> Judged:
    """Match and judge the bodies of which something changed; says what each expectation has looked at in all."""
    from kpi.auditing.judge import judge_bodies

    states = body_states(warehouse, inputs.config, inputs.specs, inputs.suites)
    bodies = changed_bodies(warehouse, states)
    with clock.step("match"):
        for done, _ in enumerate(match_bodies(warehouse, inputs.config, inputs.specs, bodies), start=1):
            clock.within("match", done, len(bodies))
    with clock.step("judge"):
        prepare(warehouse)
        fill_ledger(warehouse, inputs.ledger, inputs.config)
        with warehouse.transaction():
            keep_matches(warehouse, bodies)
            relate_bodies(warehouse, bodies)
            judged = judge_bodies(warehouse, inputs.suites, bodies)
            keep_states(warehouse, states, bodies)
    return judged


def load_inputs(config: Config) -> Inputs:
    """Targets and suites. KpiError carries the problems of both at once."""
    specs, problems = read_specs(config)
    problems = [*missing_folders(config), *problems, *indicators_problems(config.root)]
    suites: tuple[Suite, ...] = ()
    if (config.root / config.checks).is_dir():
        try:
            suites = _load_suites(config)
        except KpiError as error:
            problems += error.problems
    ledger, found = read_ledger(config.root / config.ledger, config.ledger)
    if problems := [*problems, *found]:
        raise KpiError(problems)
    return Inputs(config, specs, suites, tuple(target_warnings(config, specs)), ledger)


def _load_suites(config: Config) -> tuple[Suite, ...]:
    from kpi.auditing.policy import load_policy

    return load_policy(config)


def refresh_reports(
    warehouse: Warehouse, config: Config, files: Sequence[ReportFile], workers: int = 1, step: Step | None = None
) -> tuple[str, ...]:
    """Read and load what is new or changed, forget what is gone; returns the docs that were read.

    A change of the bodies in kpi.yml, or of the workspace's own indicators, concerns all reports, so all are read
    again. KpiError: every report that cannot be read (the warehouse stays as it was then), or two for one period.
    """
    hashes = _hashes(files)
    own = config.root / INDICATORS_FILE
    settings = {"bodies": repr(config.bodies), "indicators": content_hash(own) if own.is_file() else ""}
    renamed = any(_setting(warehouse, key) != value for key, value in settings.items())
    known = known_hashes(warehouse)
    stale = [file for file in files if renamed or known.get(file.doc) != hashes[file.doc]]
    readings = read_all(stale, workers, step, own if own.is_file() else None)
    forget_reports(warehouse, [] if renamed else [file.doc for file in files])
    folders = {file.doc: file.body for file in stale}
    for reading in readings:
        report = reading.report
        named = replace(report, body=_body(config, folders[report.doc], report.body))
        load_reading(warehouse, replace(reading, report=named), hashes[report.doc])
    for key, value in settings.items():
        _remember(warehouse, key, value)
    periods = warehouse.rows("SELECT doc, body, period_start, period_end FROM reports ORDER BY doc")
    if clashes := check_periods([(doc, body, start, end) for doc, body, start, end in periods]):
        raise KpiError(clashes)
    return tuple(reading.report.doc for reading in readings)


def _setting(warehouse: Warehouse, key: str) -> str | None:
    found = warehouse.rows("SELECT value FROM meta WHERE key = ?", [key])
    return str(found[0][0]) if found else None


def _remember(warehouse: Warehouse, key: str, value: str) -> None:
    """Settings that the facts rest on stand in the table `meta`."""
    warehouse.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])


def _hashes(files: Sequence[ReportFile]) -> dict[str, str]:
    hashes: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            hashes[file.doc] = content_hash(file.path)
        except KpiError as error:
            problems += _named(error, file)
    if problems:
        raise KpiError(problems)
    return hashes


def _body(config: Config, folder: str, found: str) -> str:
    """The body whose folder the report lies in, else the one the text names, by its name in kpi.yml."""
    known = config.body(folder or found)
    return known.name if known else folder or found


def read_all(
    files: Sequence[ReportFile], workers: int = 1, step: Step | None = None, indicators: Path | None = None
) -> list[Reading]:
    """Readings in the order of the files, by several processes only where there is much to read.

    `indicators` is the workspace's own catalogue, where it has one. KpiError carries the problems of all files.
    """
    readings: list[Reading] = []
    problems: list[Problem] = []
    for done, outcome in enumerate(_outcomes(files, workers, indicators), start=1):
        if isinstance(outcome, Reading):
            readings.append(outcome)
        else:
            problems += outcome
        if step:
            step("read", done, len(files))
    if problems:
        raise KpiError(problems)
    return readings


def _outcomes(
    files: Sequence[ReportFile], workers: int, indicators: Path | None
) -> Iterator[Reading | tuple[Problem, ...]]:
    outcome = partial(_outcome, catalogue=load_catalogue(indicators))
    few = len(files) < MANY_FILES or sum(file.path.stat().st_size for file in files) < MANY_BYTES
    if workers < 2 or few:
        yield from map(outcome, files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # spawn: DuckDB and its threads must not be copied into a forked child.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(outcome, files, chunksize=max(1, len(files) // 64))


def _outcome(file: ReportFile, catalogue: Catalogue) -> Reading | tuple[Problem, ...]:
    """Problems are returned, not raised, so that one bad file does not hide the others."""
    try:
        return read(read_text(file.path), file.doc, catalogue)
    except KpiError as error:
        return _named(error, file)


def _named(error: KpiError, file: ReportFile) -> tuple[Problem, ...]:
    """Problems of a file by its name in the workspace."""
    return tuple(replace(found, file=file.doc) for found in error.problems)


def gather(warehouse: Warehouse, fail_on: str, evaluated: int, only: str | None = None) -> AuditResult:
    """Everything that the warehouse now says, and the exit code that follows from it.

    With `only` the targets and relations of one report; reports and findings are all there.
    """
    findings = read_findings(warehouse)
    return AuditResult(
        reports=read_reports(warehouse),
        targets=read_targets(warehouse, only),
        relations=read_relations(warehouse, only),
        findings=findings,
        evaluated=evaluated,
        fail_on=fail_on,
        exit_code=exit_code(findings, fail_on, evaluated),
    )


def audit_warnings(
    warehouse: Warehouse, specs: Sequence[TargetSpec], reports: Sequence[ReportResult]
) -> Iterator[Problem]:
    """What is worth a look: a rebuilt warehouse, pins without effect, bodies without report."""
    if warehouse.rebuilt:
        yield problem("warehouse_rebuilt")
    for file, line, target, found in warehouse.rows(read_sql("pins_not_found", "kpi.auditing")):
        yield problem("pin_not_found", file, line, target=target, found=found)
    yield from check_bodies([(spec.file, spec.line, spec.body) for spec in specs], {r.body for r in reports})


def only_report(result: AuditResult, doc: str) -> AuditResult:
    """The part of an audit that one report answers for: its arithmetic, and every target that it should answer."""
    targets = tuple(
        replace(target, verdicts=tuple(replace(v, is_latest=True) for v in target.verdicts if v.doc == doc))
        for target in result.targets
        if any(verdict.doc == doc for verdict in target.verdicts)
    )
    decided = {target.target for target in result.targets if target.latest and target.latest.doc == doc}

    def concerns(finding: FindingResult) -> bool:
        return finding.subject in decided if finding.subject_kind == "target" else finding.doc == doc

    findings = tuple(finding for finding in result.findings if concerns(finding))
    return replace(
        result,
        reports=tuple(report for report in result.reports if report.doc == doc),
        targets=targets,
        relations=tuple(relation for relation in result.relations if relation.doc == doc),
        findings=findings,
        settled=tuple(finding for finding in result.settled if concerns(finding)),
        rectified=tuple(mended for mended in result.rectified if doc in (mended.by, mended.entry.report)),
        exit_code=exit_code(findings, result.fail_on, result.evaluated),
    )
