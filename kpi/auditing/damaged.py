"""A report that cannot be read stops no audit of the others: they are audited, and it is named first (exit 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpi.auditing.crew import Crew
from kpi.auditing.refreshing import DamagedError, Step, Take, refresh_reports
from kpi.errors import KpiError, Problem, problem
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.reports import ReportFile


def refresh_sound(
    warehouse: Warehouse,
    config: Config,
    files: Sequence[ReportFile],
    needed: Sequence[str] = (),
    crew: Crew | int = 1,
    step: Step | None = None,
    take: Take | None = None,
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The docs that were read as new, and what is wrong with each report that could not be.

    What a damaged report held before is forgotten, so that the next audit tells it again. KpiError: one that is
    `needed` is damaged, or all are; and whatever else stops an audit.
    """
    try:
        return refresh_reports(warehouse, config, files, crew, step, take=take), ()
    except DamagedError as error:
        damaged = {found.file for found in error.problems}
        sound = [file for file in files if file.doc not in damaged]
        of_reports = damaged <= {file.doc for file in files}  # a full disk is no report's fault
        if not sound or not of_reports or damaged & set(needed):
            raise
        problems = tuple(error.problems)
    try:
        return refresh_reports(warehouse, config, sound, crew, step), problems
    except KpiError as stopped:  # whatever stops the others, what was not read may be the very one that is missed
        raise KpiError([*stopped.problems, *problems]) from stopped


def bodies_in_doubt(
    files: Sequence[ReportFile], unread: Sequence[Problem], bodies: Iterable[str]
) -> frozenset[str]:
    """Of whom a report that was not read may be: of the body of its folder, of any where none is implied.

    It may be the one that answers, so that nothing is said of their targets: silence would accuse them.
    """
    docs = {found.file for found in unread}
    owners = {file.body for file in files if file.doc in docs}
    return frozenset(bodies) if "" in owners else frozenset(owners)


def targets_unjudged(bodies: Iterable[str]) -> list[Problem]:
    return [problem("targets_unjudged", body=body) for body in sorted(bodies)]
