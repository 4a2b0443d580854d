"""The files of a workspace as decisions would leave them: made whole first, looked at, then written together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import groupby

from kpi.auditing.deciding import Outcome, Weighed, decided, facts
from kpi.errors import KpiError, Problem, problem
from kpi.files import write_together
from kpi.ledger.book import Book
from kpi.ledger.decisions import Decisions
from kpi.workspace.config import Config
from kpi.workspace.editing import BOM, read_exact
from kpi.workspace.pinning import pinned_text


@dataclass(frozen=True, slots=True)
class Edit:
    """A file below the workspace, before (empty where it is new) and after."""

    file: str
    before: str
    after: str


def edits(config: Config, decisions: Decisions, found: Weighed) -> tuple[Edit, ...]:
    """What the decisions that apply change, file by file. KpiError: all files that cannot be edited."""
    problems: list[Problem] = []
    made: list[Edit] = []
    pins = [one for one in found.targets if one.outcome is Outcome.APPLIES]
    for file, own in groupby(sorted(pins, key=lambda one: one.target.file), lambda one: one.target.file):
        try:
            before = after = read_exact(config.root / file, file)
            for one in own:
                after = pinned_text(after, file, one.target.id, one.pin)
            made.append(Edit(file, before, after))
        except KpiError as error:
            problems += error.problems
    if problems:
        raise KpiError(problems)
    return (*_ledger(config, decisions, found), *made)


def _ledger(config: Config, decisions: Decisions, found: Weighed) -> tuple[Edit, ...]:
    applied = [one for one in found.findings if one.outcome is Outcome.APPLIES]
    if not applied:
        return ()
    book = Book(config.root / config.ledger)
    for one in applied:
        if one.finding:
            said = decided(one.decision.status.value, decisions.by, decisions.on, one.decision.why)
            book.put(one.decision.fingerprint, facts(one.finding) | said)
    return (Edit(config.ledger, book.before, book.text()),)


def write_edits(config: Config, made: tuple[Edit, ...]) -> None:
    """All of them or none. KpiError where one cannot be written, or was changed since its difference was made."""
    changed = [edit.file for edit in made if _text(config, edit.file) != edit.before.removeprefix(BOM)]
    if changed:
        raise KpiError(problem("changed_meanwhile", file) for file in changed)
    try:
        write_together({config.root / edit.file: edit.after.encode() for edit in made})
    except OSError as error:
        raise KpiError(problem("cannot_write", str(error.filename), reason=error.strerror or error)) from error


def _text(config: Config, file: str) -> str:
    path = config.root / file
    return read_exact(path, file).removeprefix(BOM) if os.path.lexists(path) else ""
