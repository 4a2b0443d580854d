"""The suites that a workspace runs: those of checks/, as kpi.yml limits them, none of the shipped ones missing.

A suite that is lost, misspelt or emptied would check nothing and look like one that passed. So what ships with kpi
is needed, every expectation by its id, unless kpi.yml says by name what is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kpi.auditing.gx import build_suite
from kpi.auditing.standards import shipped
from kpi.auditing.suites import Suite, load_suites
from kpi.errors import KpiError, Problem, listed, nearest, problem
from kpi.workspace.config import CONFIG_FILE, Config, SuiteUse


def load_policy(config: Config) -> tuple[Suite, ...]:
    """The suites to run, each with its scope. KpiError: what is wrong with a file, and what is missing."""
    suites: tuple[Suite, ...] = ()
    problems: list[Problem] = []
    try:
        suites = load_suites(config.home / config.checks, config.home, config.limits)
    except KpiError as error:
        problems += error.problems
    # With files that cannot be read nobody knows what is missing.
    problems = problems or [*_missing(config, suites)]
    if problems:
        raise KpiError(problems)
    uses = {use.name: use for use in config.suites}
    return tuple(_limited(suite, uses.get(suite.name)) for suite in suites if not _off(uses, suite.name))


def _off(uses: Mapping[str, SuiteUse], name: str) -> bool:
    return name in uses and bool(uses[name].off)


def _limited(suite: Suite, use: SuiteUse | None) -> Suite:
    if use is None:
        return suite
    checks = tuple(check for check in suite.checks if check.id not in use.without)
    gx = build_suite(suite.name, [check.as_gx() for check in checks]) if checks != suite.checks else suite.gx
    return replace(suite, checks=checks, gx=gx, scope=use)


def _missing(config: Config, suites: tuple[Suite, ...]) -> Iterator[Problem]:
    there = {suite.name: suite for suite in suites}
    uses = {use.name: use for use in config.suites}
    known = sorted({*there, *shipped()})
    for use in config.suites:
        if use.name not in known:
            yield problem("unknown_suite", CONFIG_FILE, use.line, found=use.name, expected=listed(known),
                          nearest=nearest(use.name, known))  # fmt: skip
        yield from _unknown_checks(use, there.get(use.name))
    wanted = [*shipped(), *(use.name for use in config.suites if use.name not in shipped() and use.name in known)]
    for name in wanted:
        if _off(uses, name):
            continue
        if name not in there:
            file = f"{config.checks}/{shipped()[name][0]}"
            found = ", ".join(sorted(there))
            yield problem("suite_missing", file, suite=name, found=found, nearest=nearest(name, there))
            continue
        yield from _missing_checks(there[name], uses.get(name))


def _missing_checks(suite: Suite, use: SuiteUse | None) -> Iterator[Problem]:
    ids = [check.id for check in suite.checks]
    _, needed = shipped().get(suite.name, ("", ()))
    for name in needed:
        if name not in ids and not (use and name in use.without):
            others = [one for one in ids if one not in needed]
            yield problem("check_missing", suite.file, suite.line, check=name, suite=suite.name,
                          nearest=nearest(name, others))  # fmt: skip


def _unknown_checks(use: SuiteUse, suite: Suite | None) -> Iterator[Problem]:
    known = [*shipped().get(use.name, ("", ()))[1], *(check.id for check in suite.checks)] if suite else []
    for name in use.without:
        if suite and name not in known:
            yield problem("unknown_check", CONFIG_FILE, use.line, found=name, expected=listed(known),
                          nearest=nearest(name, known))  # fmt: skip
