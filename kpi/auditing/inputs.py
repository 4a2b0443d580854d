"""What people wrote: settings, targets, suites, ledger; read and checked before the warehouse is touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi.auditing.weakened import weakened_indicators, weakened_suites
from kpi.errors import KpiError, Problem, problem
from kpi.files import is_folder
from kpi.ledger import Entry, read_ledger
from kpi.workspace.borrowing import differences
from kpi.workspace.config import CONFIG_FILE, Config
from kpi.workspace.folder import Listed, list_folder, mistaken
from kpi.workspace.indicators import INDICATORS_FILE, indicators_problems
from kpi.workspace.reports import untaken_reports
from kpi.workspace.targets import TargetSpec, list_targets, read_targets
from kpi.workspace.validate import missing_folders, target_warnings
from kpi.workspace.weakened import weakened

if TYPE_CHECKING:
    from kpi.auditing.suites import Suite


KEEPERS = (".gitkeep", ".gitignore", ".keep", ".DS_Store")  # what keeps an empty folder


@dataclass(frozen=True, slots=True)
class Inputs:
    """`warnings` are what is merely worth a look."""

    config: Config
    specs: tuple[TargetSpec, ...]
    suites: tuple[Suite, ...]
    warnings: tuple[Problem, ...] = ()
    ledger: tuple[Entry, ...] = ()


def load_inputs(config: Config) -> Inputs:
    """Targets, suites and ledger. KpiError carries the problems of all at once.

    A workspace without targets has its figures checked alone, which every output tells.
    """
    specs, problems = read_targets(config)
    untold = [found for found in problems if found.code == "no_targets" and _may_lack_targets(config)]
    untold = [] if _holds_files(config) else untold
    problems = [found for found in problems if found not in untold]
    problems = [*missing_folders(config), *problems, *indicators_problems(config.home)]
    suites: tuple[Suite, ...] = ()
    if is_folder(config.home / config.checks):
        try:
            suites = _load_suites(config)
        except KpiError as error:
            problems += error.problems
    ledger, found = read_ledger(config.home / config.ledger, config.ledger)
    if problems := [*problems, *found]:
        # A file that is not read may be the very one that is missed.
        raise KpiError([*problems, *_told(config)])
    return Inputs(
        config,
        specs,
        suites,
        (
            *without_targets(config, untold),
            *borrowed_from(config),
            *weakened(config),
            *weakened_suites(suites),
            *weakened_indicators(config),
            *untaken(config),
            *target_warnings(config, specs),
        ),
        ledger,
    )


def _may_lack_targets(config: Config) -> bool:
    """Whether none were written yet; a folder that kpi.yml names and that is not there is a slip."""
    return config.targets == Config(config.root).targets or is_folder(config.root / config.targets)


def _holds_files(config: Config) -> bool:
    """Whether something lies in the targets folder that could be meant as targets: none of it was taken."""
    names = (found.file.rpartition("/")[2] for found in list_targets(config).refused)
    return any(not name.upper().startswith("README") and name not in KEEPERS for name in names)


def without_targets(config: Config, untold: list[Problem]) -> list[Problem]:
    return [problem("arithmetic_alone", found.file, expected=f"{config.targets}/*.yml") for found in untold]


def borrowed_from(config: Config) -> list[Problem]:
    """Whose policy holds, and which files of the workspace it takes the place of."""
    if config.policy is None:
        return []
    return [problem("policy_holds", found=config.policy.name, expected=", ".join(differences(config)))]


def untaken(config: Config) -> list[Problem]:
    """Every file of the workspace's folders that is not read, with the reason."""
    from kpi.auditing.suites import list_suites

    suites = list_suites(config.home, config.checks, config.limits.files)
    return [*untaken_reports(config), *list_targets(config).refused, *suites.refused, *_mistaken(config)]


def _mistaken(config: Config) -> list[Problem]:
    """What lies beside kpi.yml under a name that is nearly one that counts."""
    names = (CONFIG_FILE, INDICATORS_FILE, config.ledger, config.reports, config.targets, config.checks)
    return list(mistaken(config.home, names))


def _told(config: Config) -> list[Problem]:
    """The same where something is wrong already, each folder for itself."""
    most = config.limits.files
    ways: tuple[Callable[[], Listed], ...] = (
        lambda: list_folder(config.root, config.reports, most),
        lambda: list_targets(config),
        lambda: list_folder(config.home, config.checks, most),
    )
    found: list[Problem] = []
    for way in ways:
        try:
            found += way().refused
        except KpiError as error:
            found += error.problems
        except OSError:  # it is not there, which is told
            continue
    return found


def _load_suites(config: Config) -> tuple[Suite, ...]:
    from kpi.auditing.policy import load_policy

    return load_policy(config)
