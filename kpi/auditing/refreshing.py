"""Reports into the warehouse: what is new or changed is read, what is gone is forgotten.

Every report is read before any is loaded, so that one that cannot be read leaves the warehouse as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kpi.documents import content_hash
from kpi.errors import KpiError, Problem, problem
from kpi.extraction.catalogue import Catalogue
from kpi.model import Reading
from kpi.relations.opened import read_reading
from kpi.rules import switched_off
from kpi.warehouse.loading import forget_reports, known_hashes, load_reading
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.indicators import INDICATORS_FILE, load_catalogue
from kpi.workspace.limits import STANDARD, Limits, excess
from kpi.workspace.reports import ReportFile, check_periods

Step = Callable[[str, int, int], None]  # name of the step, done, total (0: nobody can say)
# Starting processes costs some 0.3 s; one process reads about 2 MB a second.
MANY_FILES, MANY_BYTES = 8, 1_500_000


def refresh_reports(
    warehouse: Warehouse, config: Config, files: Sequence[ReportFile], workers: int = 1, step: Step | None = None
) -> tuple[str, ...]:
    """Read and load what is new or changed, forget what is gone; returns the docs that were read.

    A change of the bodies or of the rules that are off in kpi.yml, or of the workspace's own indicators, concerns
    all reports, so all are read again. KpiError: every report that cannot be read (the warehouse stays as it was
    then), or two for one period.
    """
    hashes = _hashes(files, config.limits.file_mb * 1_000_000)
    own = config.home / INDICATORS_FILE
    settings = {"bodies": repr(config.bodies), "indicators": content_hash(own) if own.is_file() else ""}
    settings["rules_off"] = " ".join(config.off)
    renamed = any((_setting(warehouse, key) or "") != value for key, value in settings.items())
    known = known_hashes(warehouse)
    stale = [file for file in files if renamed or known.get(file.doc) != hashes[file.doc]]
    readings = read_all(stale, workers, step, own if own.is_file() else None, config.off, config.limits)
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


def _hashes(files: Sequence[ReportFile], most: int) -> dict[str, str]:
    hashes: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            if (found := file.bytes) > most:
                raise KpiError(problem("file_too_large", file.doc, reason=f"{found} > {most}"))
            hashes[file.doc] = file.content_hash
        except KpiError as error:
            problems += _named(error, file)
        except OSError as error:
            problems.append(problem("unreadable_file", file.doc, reason=error.strerror or error))
    if problems:
        raise KpiError(problems)
    return hashes


def _body(config: Config, folder: str, found: str) -> str:
    """The body whose folder the report lies in, else the one the text names, by its name in kpi.yml."""
    known = config.body(folder or found)
    return known.name if known else folder or found


def read_all(
    files: Sequence[ReportFile],
    workers: int = 1,
    step: Step | None = None,
    indicators: Path | None = None,
    off: Sequence[str] = (),
    limits: Limits = STANDARD,
) -> list[Reading]:
    """Readings in the order of the files, by several processes only where there is much to read.

    `indicators` is the workspace's own catalogue, where it has one, `off` the rules that are switched off.
    KpiError carries the problems of all files.
    """
    readings: list[Reading] = []
    problems: list[Problem] = []
    for done, outcome in enumerate(outcomes(files, workers, indicators, off, limits), start=1):
        if isinstance(outcome, Reading):
            readings.append(outcome)
        else:
            problems += outcome
        if step:
            step("read", done, len(files))
    if problems:
        raise KpiError(problems)
    return readings


def outcomes(
    files: Sequence[ReportFile],
    workers: int = 1,
    indicators: Path | None = None,
    off: Sequence[str] = (),
    limits: Limits = STANDARD,
) -> Iterator[Reading | tuple[Problem, ...]]:
    """Of each file in turn what was read in it, or why it could not be."""
    outcome = partial(_outcome, catalogue=load_catalogue(indicators), off=off, limits=limits)
    few = len(files) < MANY_FILES or sum(file.bytes for file in files) < MANY_BYTES
    if workers < 2 or few:
        yield from map(outcome, files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # spawn: DuckDB and its threads must not be copied into a forked child.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(outcome, files, chunksize=max(1, len(files) // 64))


def _outcome(
    file: ReportFile, catalogue: Catalogue, off: Sequence[str], limits: Limits
) -> Reading | tuple[Problem, ...]:
    """Problems are returned, not raised, so that one bad file does not hide the others.

    The rules are switched off here, in the process that reads.
    """
    try:
        with switched_off(off):
            document = file.read()
            if found := excess(document.text, file.doc, limits):
                return (found,)
            return read_reading(document, file.doc, catalogue)
    except KpiError as error:
        return _named(error, file)


def _named(error: KpiError, file: ReportFile) -> tuple[Problem, ...]:
    """Problems of a file by its name in the workspace; the files of a report in several have theirs."""
    return tuple(replace(found, file=found.file if file.parts else file.doc) for found in error.problems)
