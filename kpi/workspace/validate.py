"""All that is wrong with a workspace's folders and targets, at once; and what is merely worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from kpi.errors import KpiError, Problem, problem
from kpi.files import is_folder
from kpi.reading.structure import read_report
from kpi.workspace.config import CONFIG_FILE, Config
from kpi.workspace.naming import fold
from kpi.workspace.reports import find_plan, plan_text
from kpi.workspace.targets import TargetSpec, read_targets


def validate(config: Config) -> list[Problem]:
    """Every problem of the workspace's folders and targets (suites are checked by kpi.auditing)."""
    _, problems = read_targets(config)
    return [*missing_folders(config), *problems]


def missing_folders(config: Config) -> list[Problem]:
    """The folders that kpi.yml names and that are not there; the targets folder has a problem of its own."""
    folders = (("reports", config.root, config.reports), ("checks", config.home, config.checks))
    return [
        problem("folder_missing", CONFIG_FILE, key=key, found=folder)
        for key, place, folder in folders
        if not is_folder(place / folder)
    ]


def target_warnings(config: Config, targets: Sequence[TargetSpec]) -> list[Problem]:
    """What is merely worth a look in targets: another body's plan, quotes not in it, promises told twice."""
    return [*_of_other_bodies(config, targets), *_quotes_not_found(config, targets), *_told_twice(targets)]


def _of_other_bodies(config: Config, targets: Iterable[TargetSpec]) -> list[Problem]:
    """Where kpi.yml knows no bodies: a body that the plan's text calls otherwise. One problem a file and plan."""
    if config.bodies:
        return []
    first: dict[tuple[str, str, str], TargetSpec] = {}
    for one in targets:
        first.setdefault((one.file, one.plan, one.body), one)
    named = cache(lambda plan: _body_of(config, plan))
    return [
        problem("plan_of_other_body", file, one.line, found=body, plan=plan, body=said)
        for (file, plan, body), one in first.items()
        if plan and body and (said := named(plan)) and said != body
    ]


def _body_of(config: Config, plan: str) -> str:
    """Whom the text of a plan names, "" for nobody."""
    try:
        return read_report(plan_text(config, plan), plan).body if find_plan(config, plan) is not None else ""
    except KpiError:
        return ""


def _told_twice(targets: Iterable[TargetSpec]) -> list[Problem]:
    """One promise of a plan in two files (one was copied) counts twice. One problem a pair of files."""
    first: dict[tuple[object, ...], TargetSpec] = {}
    again: dict[tuple[str, str], list[TargetSpec]] = {}
    for one in targets:
        said = (one.body, one.plan, one.quote, one.indicator, one.op, one.value, one.value_high, one.unit, one.due)
        earlier = first.setdefault(said, one)
        if one.plan and one.quote and earlier.file != one.file:
            again.setdefault((one.file, earlier.file), []).append(one)
    return [
        problem("promise_twice", file, found[0].line, count=len(found), first=earlier)
        for (file, earlier), found in again.items()
    ]


def _quotes_not_found(config: Config, targets: Iterable[TargetSpec]) -> list[Problem]:
    """Spaces, line breaks and full-width forms make no difference.

    A plan that cannot be read holds none that could be missed; reading it says why.
    """
    plain = cache(lambda plan: _plain(config, plan))
    found = []
    for target in targets:
        for quote in (target.quote, *target.also) if target.plan else ():
            text = plain(target.plan) if quote else None
            if text is not None and fold(quote) not in text:
                found.append(problem("quote_not_found", target.file, target.line,
                                     target=target.id, found=quote, plan=target.plan))  # fmt: skip
    return found


def unread_plans(config: Config, targets: Iterable[TargetSpec]) -> list[Problem]:
    """Why each plan that targets name cannot be read, once a plan."""
    found: list[Problem] = []
    for plan in sorted({target.plan for target in targets if target.plan}):
        try:
            if find_plan(config, plan) is not None:
                plan_text(config, plan)
        except KpiError as error:
            found += [replace(one, file=plan) if one.file.endswith(plan) else one for one in error.problems]
    return found


def _plain(config: Config, plan: str) -> str | None:
    """The text of a plan; None where it is not there or cannot be read."""
    try:
        return fold(plan_text(config, plan)) if find_plan(config, plan) is not None else None
    except KpiError:
        return None
