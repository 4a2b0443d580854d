"""What suites, ledger, targets and indicators of a workspace make less of than what ships with kpi."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kpi.auditing.declared import FORMULA_TYPE
from kpi.auditing.exits import SEVERITIES
from kpi.auditing.result import AuditResult, CheckResult
from kpi.auditing.standards import Standard, standards
from kpi.errors import KpiError, Problem, problem
from kpi.extraction.catalogue import builtin_catalogue
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.indicators import INDICATORS_FILE, load_catalogue

if TYPE_CHECKING:
    from kpi.auditing.suites import Check, Suite


def weakened_suites(suites: Iterable[Suite]) -> Iterator[Problem]:
    """A problem for each suite in which a check that ships with kpi asks something else, or matters less.

    What matters most comes first and formulas are only counted: a line is cut somewhere, and nothing that weighs
    less may stand before that.
    """
    found = [(suite, changed) for suite in suites if (changed := _changed(suite))]
    for suite, changed in sorted(found, key=lambda one: _weight(one[1][0][0])):
        named = [(check, ways) for check, ways in changed if standards()[check.id].type != FORMULA_TYPE]
        told = ", ".join(f"{check.id} ({', '.join(ways)})" for check, ways in named)
        yield problem("checks_weakened", suite.file, changed[0][0].line, suite=suite.name, n=len(changed),
                      found=told, formulas=len(changed) - len(named) or "")  # fmt: skip


def _changed(suite: Suite) -> list[tuple[Check, list[str]]]:
    """The checks of a suite that differ from those that ship, each with the ways, the gravest first."""
    found = [(check, ways) for check in suite.checks if (ways := list(_ways(suite.frame, check)))]
    return sorted(found, key=lambda one: _weight(one[0]))


def _weight(check: Check) -> int:
    """Of the check that ships under the id: the lowest for a critical one, the highest for a formula."""
    standard = standards()[check.id]
    return 1 if standard.type == FORMULA_TYPE else -SEVERITIES.index(standard.severity)


def _ways(frame: str, check: Check) -> Iterator[str]:
    """In which ways a check is another than the one that ships under its id, or a milder one."""
    standard = standards().get(check.id)
    if standard is None:
        return
    if SEVERITIES.index(check.severity) < SEVERITIES.index(standard.severity):
        yield f"severity {standard.severity} → {check.severity}"
    if (frame, check.type) != (standard.frame, standard.type):
        yield f"type {standard.type} → {check.type}"
    elif check.kwargs != standard.kwargs:
        yield from (_value(name, check.kwargs, standard) for name in _differing(check.kwargs, standard.kwargs))


def _differing(kwargs: dict[str, Any], standard: dict[str, Any]) -> list[str]:
    return sorted(name for name in kwargs.keys() | standard.keys() if kwargs.get(name) != standard.get(name))


def _value(name: str, kwargs: dict[str, Any], standard: Standard) -> str:
    if name in ("sql", "formula"):
        return name
    return f"{name} {standard.kwargs.get(name, '–')} → {kwargs.get(name, '–')}"


def weakened_indicators(config: Config) -> Iterator[Problem]:
    """The indicators of the catalogue that a workspace defines otherwise: figures may then mean something else."""
    own = config.home / INDICATORS_FILE
    if not os.path.lexists(own):
        return
    try:
        found, shipped = load_catalogue(own).indicators, builtin_catalogue().indicators
    except KpiError:  # told elsewhere
        return
    changed = sorted(name for name, indicator in shipped.items() if found.get(name) != indicator)
    if changed:
        yield problem("indicators_changed", INDICATORS_FILE, n=len(changed), found=", ".join(changed))


def empty_conditions(suites: Iterable[Suite], checks: Iterable[CheckResult]) -> Iterator[Problem]:
    """Checks whose `row_condition` let no row through: they looked at nothing and found nothing."""
    rows = {check.id: check.rows for check in checks}
    found: dict[str, list[Check]] = defaultdict(list)
    for suite in suites:
        for check in suite.checks:
            if "row_condition" in check.kwargs and not rows.get(check.id):
                found[suite.file].append(check)
    for file, idle in found.items():
        told = ", ".join(check.id for check in idle)
        yield problem("condition_selects_nothing", file, idle[0].line, n=len(idle), found=told)


def decided(warehouse: Warehouse, result: AuditResult, ledger: str, doc: str | None = None) -> Iterator[Problem]:
    """What people decided in place of the engine: dismissals that no change of numbers undoes, pinned answers.

    `doc`: only answers that decide by this report.
    """
    blind = [
        finding.standing.entry
        for finding in result.settled
        if finding.evidence and finding.standing.entry and not finding.standing.entry.evidence
    ]
    if blind:
        yield problem("dismissed_blindly", ledger, blind[0].line, n=len(blind), found=blind[0].fingerprint)
    pinned = warehouse.rows(read_sql("pinned", "kpi.auditing"), {"doc": doc})
    if pinned:
        file, line, target = pinned[0]
        yield problem("decided_by_hand", file, line, n=len(pinned), found=target)


def told(problems: Sequence[Problem], fail_on: str | None) -> tuple[Problem, ...]:
    """Without the threshold of kpi.yml where the command line gives another."""
    return tuple(found for found in problems if not (fail_on and found.code == "fail_on_never"))
