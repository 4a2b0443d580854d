"""What the public functions do, on the engine's own terms: KpiError as it comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.api.audited import Audit
from kpi.api.comparison import Comparison
from kpi.api.frames import frame
from kpi.api.report import Report
from kpi.api.rows import place_words
from kpi.api.warehouse import PATIENCE, Warehouse
from kpi.auditing.declared import read_with_formulas
from kpi.auditing.pipeline import audit
from kpi.auditing.placing import places_of
from kpi.between.pairing import as_problems, doubts
from kpi.clock import read_within
from kpi.documents.places import place_at
from kpi.errors import KpiError, Problem
from kpi.matching import compare
from kpi.warehouse import store
from kpi.warehouse.snapshot import Snapshot, is_store
from kpi.warehouse.sql import read_sql
from kpi.warehouse.standing import read_only, standing_file
from kpi.workspace.alone import read_alone
from kpi.workspace.config import CONFIG_FILE, Config, limits_around, load_config

if TYPE_CHECKING:
    import pandas as pd


def read_report(path: Path, name: str = "") -> Report:
    """The report in a file, by its stem unless a name is given. KpiError also where an audit would not take it."""
    document = read_alone(path)
    with read_within(limits_around(path).read_seconds, str(path)):
        return Report(path, read_with_formulas(document, name or path.stem))


def compare_reports(plan: Path, later: Path, force: bool) -> Comparison:
    """KpiError: the problems of both, or what certainly speaks against the pair."""
    apart = plan.stem != later.stem
    reports: list[Report] = []
    problems: list[Problem] = []
    for path in (plan, later):
        try:
            reports.append(read_report(path, path.stem if apart else path.as_posix()))
        except KpiError as error:
            problems += error.problems
    if problems:
        raise KpiError(problems)
    first, second = reports
    refused, likely = as_problems(doubts(first._reading.report, second._reading.report), later.as_posix(), force)
    if refused:
        raise KpiError(refused)
    return Comparison(first, second, compare(first._reading, second._reading), likely)


def audit_workspace(folder: Path) -> Audit:
    """In one process: a notebook has no `if __name__ == "__main__"`."""
    result = audit(folder, patience=PATIENCE)
    return Audit(folder, _figures(load_config(folder)), replace(result, evidence=None))


def open_standing(folder: Path | str) -> Warehouse:
    """The warehouse of a workspace, or a store. KpiError where there is nothing to ask."""
    if isinstance(folder, str) or (is_store(folder) and not (folder / CONFIG_FILE).is_file()):
        copy = Snapshot(folder)
        return Warehouse(folder, Config(copy.folder, as_of=copy.as_of), copy)
    config = load_config(folder)
    with standing_file(config.root, PATIENCE):
        return Warehouse(folder, config)


def _figures(config: Config) -> pd.DataFrame:
    """The frame `figures` of all reports of a workspace that has just been audited."""
    with standing_file(config.root, PATIENCE) as file, read_only(file) as connection:
        places = places_of(store.Warehouse(connection, None))
        found = connection.execute(read_sql("figures", "kpi.api"))
        names = [str(column[0]) for column in found.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        row["place"] = place_words(place_at(places.get(row["report"], ()), row["start"]))
    return frame("figures", rows)
