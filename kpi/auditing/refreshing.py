"""Reports into the warehouse: what is new or changed is read, what is gone is forgotten.

Every report is read before any is loaded, so that one that cannot be read leaves the warehouse as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kpi.auditing.crew import Crew, Failed, attempt_all, crew_of, portions
from kpi.auditing.leaving import LeftOut, Refused, forget_bodies
from kpi.clock import read_within
from kpi.documents import content_hash
from kpi.errors import KpiError, Problem, problem
from kpi.extraction.catalogue import Catalogue
from kpi.model import Reading
from kpi.reading.bodies import Same, same_body
from kpi.relations.opened import read_reading
from kpi.rules import switched_off
from kpi.warehouse.loading import FACTS, forget_docs, forget_reports, known_hashes, load_readings, too_large
from kpi.warehouse.parts import take_parts, uncollected, whole, write_part
from kpi.warehouse.store import Warehouse, open_warehouse
from kpi.workspace.config import Config
from kpi.workspace.indicators import INDICATORS_FILE, load_catalogue
from kpi.workspace.limits import STANDARD, Limits, excess
from kpi.workspace.reports import ReportFile, check_periods

MakeRoom = Callable[[Refused], None]
Take = Callable[[Warehouse, Mapping[str, str], Mapping[str, str]], None]  # with hashes by doc, and settings
Step = Callable[[str, int, int], None]  # name of the step, done, total (0: nobody can say)
# Starting processes costs some 0.5 s each; one reads about 0.15 MB a second.
MANY_FILES, MANY_BYTES = 8, 300_000
PORTION = 40  # reports that a process reads before it writes down what it found
AT_ONCE = 25  # portions loaded in one transaction


class DamagedError(KpiError):
    """Reports that cannot be read; nothing was loaded."""


def refresh_reports(
    warehouse: Warehouse,
    config: Config,
    files: Sequence[ReportFile],
    workers: int | Crew = 1,
    step: Step | None = None,
    left_out: LeftOut | None = None,
    take: Take | None = None,
) -> tuple[str, ...]:
    """Read and load what is new or changed, forget what is gone; returns the docs that were read.

    `take` may put into the warehouse what somebody read before, at first.

    A change of the bodies, of the periods or of the rules that are off in kpi.yml, or of the workspace's own
    indicators, concerns all reports, so all are read again. KpiError: every report that cannot be read (the
    warehouse stays as it was then), or two for one period. With `left_out` their bodies are left out, and the
    others loaded.
    """
    hashes, unopened = _hashes(files, config.limits.file_mb * 1_000_000)
    own = config.home / INDICATORS_FILE
    settings = {"bodies": repr(config.bodies), "indicators": content_hash(own) if own.is_file() else ""}
    settings["rules_off"] = " ".join(config.off)
    if config.periods or _setting(warehouse, "periods"):
        settings["periods"] = repr(config.periods) if config.periods else ""
    if take:
        take(warehouse, hashes, settings)
    had = {key: _setting(warehouse, key) for key in settings}
    renamed = any((had[key] or "") != value for key, value in settings.items())
    known = known_hashes(warehouse)
    stale = [file for file in files if file.doc in hashes and (renamed or known.get(file.doc) != hashes[file.doc])]
    kept = [] if renamed else [file.doc for file in files]

    def make_room(refused: Refused) -> None:
        """Before the first is loaded: one that is stopped midway leaves no facts that rest on other settings.

        KpiError: some were refused, and nobody leaves their bodies out.
        """
        if refused := {**unopened, **refused}:
            if left_out is None:
                raise DamagedError(dict.fromkeys(told for problems in refused.values() for told in problems))
            left_out.unread(files, refused)
        forget_reports(warehouse, kept)
        for key, value in settings.items():
            if had[key] != value:
                _remember(warehouse, key, value)

    load = _load_few if is_little(stale) else _load_many
    load(warehouse, make_room, Portion(tuple(stale), hashes, config), workers, step)
    if left_out:
        with warehouse.transaction():
            forget_bodies(warehouse, left_out.bodies)
    periods = warehouse.rows("SELECT doc, body, period_start, period_end FROM reports ORDER BY doc")
    if clashes := check_periods([(doc, body, start, end) for doc, body, start, end in periods]):
        raise KpiError(clashes)
    return tuple(file.doc for file in stale)


class Portion(NamedTuple):
    """Reports to read, the sha256 of each by its doc, the settings: plain values, for another process.

    `place`: the folder for what was read.
    """

    files: tuple[ReportFile, ...]
    hashes: Mapping[str, str]
    config: Config
    place: Path = Path()


def is_little(files: Sequence[ReportFile]) -> bool:
    """Whether other processes would cost more than they save."""
    return len(files) < MANY_FILES or sum(file.bytes for file in files) < MANY_BYTES


def _load_few(
    warehouse: Warehouse, make_room: MakeRoom, stale: Portion, workers: int | Crew, step: Step | None
) -> None:
    readings, refused = read_portion(stale, step)
    make_room(refused)
    load_readings(warehouse, readings)


def _load_many(
    warehouse: Warehouse, make_room: MakeRoom, stale: Portion, workers: int | Crew, step: Step | None
) -> None:
    """Through files, so that what was read of a country never stands in memory at once."""
    with crew_of(workers) as crew, crew.folder() as folder:
        cut = portions(stale.files, crew.workers, PORTION)
        parts = [
            Portion(tuple(files), {file.doc: stale.hashes[file.doc] for file in files}, stale.config,
                    folder / f"{number:06}")
            for number, files in enumerate(cut)
        ]  # fmt: skip
        refused: dict[str, Sequence[Problem]] = {}
        written: list[Portion] = []
        done = 0
        for part, found in attempt_all(crew, read_apart, parts, one_by_one):
            if isinstance(found, Failed):
                doc = part.files[0].doc
                refused[doc] = (problem("cluster_gave_up", doc, reason=found.reason),)
            else:
                refused |= found
                written.append(part)
            done += len(part.files)
            if step:
                step("read", done, len(stale.files))
        make_room(refused)
        for first in range(0, len(written), AT_ONCE):
            some = written[first : first + AT_ONCE]
            if step:
                step("load", first, len(written))
            with warehouse.transaction():
                forget_docs(warehouse, [file.doc for part in some for file in part.files])
                take_parts(warehouse, FACTS, [part.place for part in some])


def one_by_one(portion: Portion) -> list[Portion]:
    """The reports of a portion as portions of their own."""
    return [
        portion._replace(files=(file,), place=portion.place.with_name(f"{portion.place.name}-{number}"))
        for number, file in enumerate(portion.files)
    ]


def read_apart(portion: Portion) -> Refused:
    """Read the reports and write their facts down in the portion's place; what kept some from being read."""
    readings, refused = read_portion(portion)
    with uncollected(), open_warehouse(None) as warehouse:
        warehouse.execute("SET threads = 1")
        load_readings(warehouse, readings)
        write_part(warehouse, whole(FACTS), portion.place)
    return refused


def read_portion(
    portion: Portion, step: Step | None = None
) -> tuple[list[tuple[Reading, str]], dict[str, Sequence[Problem]]]:
    """The reports as read, each with the hash of its bytes and the body that it is of; and what went wrong."""
    config, total = portion.config, len(portion.files)
    readings: list[tuple[Reading, str]] = []
    refused: dict[str, Sequence[Problem]] = {}
    own = config.home / INDICATORS_FILE
    found = outcomes(portion.files, own if own.is_file() else None, config.off, config.limits)
    for done, (file, outcome) in enumerate(zip(portion.files, found, strict=True), start=1):
        if isinstance(outcome, Reading):
            body = _body(config, file.body, outcome.report.body)
            strange = _of_another(config, file.doc, body, outcome.report.body)
            report = replace(outcome.report, body=body)
            read = replace(outcome, report=report, warnings=(*outcome.warnings, *strange))
            if large := tuple(too_large(read)):
                refused[file.doc] = large
            else:
                readings.append((read, portion.hashes[file.doc]))
        else:
            refused[file.doc] = outcome
        if step:
            step("read", done, total)
    return readings, refused


def _setting(warehouse: Warehouse, key: str) -> str | None:
    found = warehouse.rows("SELECT value FROM meta WHERE key = ?", [key])
    return str(found[0][0]) if found else None


def _remember(warehouse: Warehouse, key: str, value: str) -> None:
    """Settings that the facts rest on stand in the table `meta`."""
    warehouse.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])


def _hashes(files: Sequence[ReportFile], most: int) -> tuple[dict[str, str], dict[str, Sequence[Problem]]]:
    """By doc the hash of what is there, or why it cannot be opened."""
    hashes: dict[str, str] = {}
    refused: dict[str, Sequence[Problem]] = {}
    for file in files:
        try:
            if (found := file.bytes) > most:
                raise KpiError(problem("file_too_large", file.doc, reason=f"{found} > {most}"))
            hashes[file.doc] = file.content_hash
        except KpiError as error:
            refused[file.doc] = _named(error, file)
        except OSError as error:
            refused[file.doc] = (problem("unreadable_file", file.doc, reason=error.strerror or error),)
    return hashes, refused


def _body(config: Config, folder: str, found: str) -> str:
    """The body whose folder the report lies in, else the one the text names, by its name in kpi.yml."""
    known = config.body(folder or found)
    return known.name if known else folder or found


def _of_another(config: Config, doc: str, body: str, said: str) -> Iterator[Problem]:
    """Where the text names another body than the one in whose folder it lies."""
    if config.body(said) is None and same_body(body, said) is Same.NO:
        yield problem("report_of_another_body", doc, found=said, body=body)


def outcomes(
    files: Sequence[ReportFile],
    indicators: Path | None = None,
    off: Sequence[str] = (),
    limits: Limits = STANDARD,
    workers: int = 1,
) -> Iterator[Reading | tuple[Problem, ...]]:
    """Of each file in turn what was read in it, or why it could not be.

    `indicators` is the workspace's own catalogue, where it has one, `off` the rules that are switched off.
    """
    outcome = partial(_outcome, catalogue=load_catalogue(indicators), off=off, limits=limits)
    with Crew(1 if is_little(files) else workers) as crew:
        yield from crew.map(outcome, files)


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
            with read_within(limits.read_seconds, file.doc):
                return read_reading(document, file.doc, catalogue)
    except KpiError as error:
        return _named(error, file)


def _named(error: KpiError, file: ReportFile) -> tuple[Problem, ...]:
    """Problems of a file by its name in the workspace; the files of a report in several have theirs."""
    return tuple(replace(found, file=found.file if file.parts else file.doc) for found in error.problems)
