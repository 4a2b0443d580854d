"""What people wrote: settings, targets, suites, ledger; read and checked before the warehouse is touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi.errors import KpiError, Problem
from kpi.ledger import Entry, read_ledger
from kpi.workspace.config import Config
from kpi.workspace.indicators import indicators_problems
from kpi.workspace.reports import untaken_reports
from kpi.workspace.targets import TargetSpec, read_targets
from kpi.workspace.validate import missing_folders, rules_off, target_warnings

if TYPE_CHECKING:
    from kpi.auditing.suites import Suite


@dataclass(frozen=True, slots=True)
class Inputs:
    """`warnings` are what is merely worth a look."""

    config: Config
    specs: tuple[TargetSpec, ...]
    suites: tuple[Suite, ...]
    warnings: tuple[Problem, ...] = ()
    ledger: tuple[Entry, ...] = ()


def load_inputs(config: Config) -> Inputs:
    """Targets, suites and ledger. KpiError carries the problems of all at once."""
    specs, problems = read_targets(config)
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
    return Inputs(
        config,
        specs,
        suites,
        (*rules_off(config), *untaken_reports(config), *target_warnings(config, specs)),
        ledger,
    )


def _load_suites(config: Config) -> tuple[Suite, ...]:
    from kpi.auditing.policy import load_policy

    return load_policy(config)
