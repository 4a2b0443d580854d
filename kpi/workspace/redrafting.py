"""A second draft over a file that a person edited: what is there stays, what is new is added, the rest is told.

Each drafted target is the file's target with the same words, else with the same id, else with the same words but
for the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from kpi.errors import KpiError, problem
from kpi.model import Op, Reading, TargetKind
from kpi.workspace.config import Config
from kpi.workspace.drafting import KEYS, LEFT_OUT, Drafted, drafted, file_due, item_lines, omitted_lines, written
from kpi.workspace.editing import append_targets
from kpi.workspace.naming import fingerprint, fold, memory_lines, remembered
from kpi.workspace.targets import TargetSpec, read_file

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Where the draft is not made in a workspace, or the file was moved, these say nothing about the targets.
_ELSEWHERE = ("plan_missing", "report_not_found", "unknown_body")


class ChangeKind(StrEnum):
    """What a second draft has to say of a target."""

    NEW = "new"  # added to the file
    CHANGED = "changed"  # the plan words it otherwise than the file quotes it
    EDITED = "edited"  # the plan's words stand, the file asks for something else: a person's edit, kept
    GONE = "gone"  # the plan no longer says it
    LEFT_OUT = "left_out"  # drafted before, removed by a person: stays out


@dataclass(frozen=True, slots=True)
class Change:
    """`plan` and `file` are what each side says, empty where it says nothing; `line` is the file's, 0 for none."""

    kind: ChangeKind
    id: str
    plan: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Redraft:
    """The file's new text, and what there is to say; `kept` counts the targets that stayed."""

    text: str
    changes: tuple[Change, ...]
    kept: int


def redraft(
    text: str, path: Path, reading: Reading, plan_path: str, root: Path | None = None, left_out: bool = False
) -> Redraft:
    """Draft `reading` over the targets file `path` with this text; `root` is the workspace that it lies in.
    With `left_out` the comments on what is no target are written anew.

    KpiError where the file is not valid as it stands, is not of this plan, or cannot be added to.
    """
    in_workspace, path = root is not None, path.resolve()
    root = (root or path.parent).resolve()
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    specs, problems = read_file(Config(root), path)
    if problems := [found for found in problems if found.code not in _ELSEWHERE]:
        raise KpiError(problems)
    other = next((spec for spec in specs if not _same_plan(spec.plan, plan_path, in_workspace)), None)
    if other:
        raise KpiError(problem("other_plan", file, found=other.plan, expected=plan_path))
    items = drafted(reading, plan_path)
    pairs = _paired(items, specs)
    memory, body = remembered(text)
    fresh = [item for item in items if item.id not in pairs and not _known(item, memory)]
    added = _renamed(fresh, {spec.id for spec in specs})
    due = _file_due(text) or file_due(reading)
    if added:
        body = append_targets(body, file, [item_lines(item, due) for item in added])
    ending = "\r\n" if "\r\n" in text else "\n"
    remember = [line + ending for line in memory_lines((item.id, item.target) for item in items)]
    if left_out:
        kept = [line for line in body.splitlines(keepends=True) if not line.startswith(LEFT_OUT)]
        body = "".join(kept)
        remember = [*(line + ending for line in omitted_lines(reading)), *remember]
    whole = body + ("" if body.endswith("\n") else ending) + "".join(remember)
    known = [item for item in items if item not in fresh]
    changes = (*_told(known, pairs, specs, fold(reading.report.text), body), *_new(added))
    return Redraft(whole, changes, len(specs))


def _same_plan(found: str, expected: str, in_workspace: bool) -> bool:
    """Outside a workspace paths depend on where the command was run."""
    return not found or found == expected or (not in_workspace and Path(found).name == Path(expected).name)


def _paired(items: Sequence[Drafted], specs: Sequence[TargetSpec]) -> dict[str, TargetSpec]:
    """The file's target of each drafted one, by the drafted id; the surest likeness first, each target once."""
    alike: tuple[Callable[[Drafted, TargetSpec], bool], ...] = (
        lambda item, spec: _same_words(item, spec) and _same_demand(item, spec),
        lambda item, spec: _same_words(item, spec) and item.id == spec.id,
        _same_words,
        lambda item, spec: item.id == spec.id,
        lambda item, spec: _within(item, spec) and _same_demand(item, spec),
        lambda item, spec: _but_for_numbers(item.target.text) == _but_for_numbers(spec.quote),
    )
    found: dict[str, TargetSpec] = {}
    taken: set[str] = set()
    for test in alike:
        for item in items:
            free = (spec for spec in specs if spec.id not in taken and item.id not in found)
            match = next((spec for spec in free if test(item, spec)), None)
            if match:
                found[item.id] = match
                taken.add(match.id)
    return found


def _same_words(item: Drafted, spec: TargetSpec) -> bool:
    return bool(spec.quote) and fold(item.target.text) == fold(spec.quote)


def _within(item: Drafted, spec: TargetSpec) -> bool:
    """One quotes more of the sentence than the other."""
    mine, other = fold(item.target.text), fold(spec.quote)
    return bool(other) and (mine in other or other in mine)


def _but_for_numbers(text: str) -> str:
    return _NUMBER.sub("#", fold(text))


def _same_demand(item: Drafted, spec: TargetSpec) -> bool:
    target = item.target
    if TargetKind.MILESTONE in (target.kind, spec.kind):
        return target.kind is spec.kind and target.due == spec.due
    if TargetKind.RELATIVE in (target.kind, spec.kind):
        return (target.kind, fold(target.relative), target.due) == (spec.kind, fold(spec.relative), spec.due)
    asked = (spec.kind, spec.op, spec.value, spec.value_high, spec.unit, spec.due)
    return asked == (target.kind, target.op, target.value, target.value_high, target.unit, target.due)


def _known(item: Drafted, memory: Sequence[str]) -> bool:
    """Whether an earlier draft had it, by its name or by its words."""
    names, prints = {word.rpartition("~")[0] for word in memory}, {word.rpartition("~")[2] for word in memory}
    return item.id in names or fingerprint(item.target) in prints


def _renamed(items: Sequence[Drafted], taken: set[str]) -> list[Drafted]:
    """With ids that the file does not use yet."""
    renamed = []
    for item in items:
        identifier, number = item.id, 1
        while identifier in taken:
            number += 1
            identifier = f"{item.id}-{number}"
        taken.add(identifier)
        renamed.append(replace(item, id=identifier))
    return renamed


def _file_due(text: str) -> date | None:
    """The due date at the top of the file."""
    found = re.search(r"^due:\s*['\"]?(\d{4}-\d\d-\d\d)", text, re.MULTILINE)
    return date.fromisoformat(found[1]) if found else None


def _told(
    items: Sequence[Drafted], pairs: dict[str, TargetSpec], specs: Sequence[TargetSpec], plan: str, body: str
) -> Iterator[Change]:
    """Targets of the file in its order, then what is left out."""
    by_spec = {spec.id: item for item in items if (spec := pairs.get(item.id))}
    for spec in specs:
        item = by_spec.get(spec.id)
        stands = not spec.quote or fold(spec.quote) in plan
        if item is None:
            if not stands:
                yield Change(ChangeKind.GONE, spec.id, "", spec.quote, spec.line)
        elif not stands:
            yield Change(ChangeKind.CHANGED, spec.id, item.target.text, spec.quote, spec.line)
        elif item.key and not _same_demand(item, spec):
            yield Change(ChangeKind.EDITED, spec.id, *_difference(item, spec), spec.line)
    commented = [fold(line) for line in body.splitlines() if line.lstrip().startswith("#")]
    for item in items:
        # What could not be written stands in a comment until a person settles it.
        if item.id not in pairs and not any(fold(item.target.text) in line for line in commented):
            yield Change(ChangeKind.LEFT_OUT, item.id, item.target.text)


def _new(added: Sequence[Drafted]) -> Iterator[Change]:
    for item in added:
        yield Change(ChangeKind.NEW, item.id, item.target.text)


def _difference(item: Drafted, spec: TargetSpec) -> tuple[str, str]:
    """What the plan and the file ask for, the due dates only where they differ."""
    dues = (item.target.due, spec.due) if item.target.due != spec.due else ()
    plan, file = f"{item.key}: {item.value}", _asked(spec)
    if not dues:
        return plan, file
    ends = [f"due: {due.isoformat()}" for due in dues]
    return (ends[0], ends[1]) if plan == file else (f"{plan}, {ends[0]}", f"{file}, {ends[1]}")


def _asked(spec: TargetSpec) -> str:
    """What a target of the file asks for, in the words of its keys."""
    if spec.kind is TargetKind.RELATIVE:
        return f"relative: {spec.relative}"
    if spec.value is None:
        return f"milestone: {spec.indicator}"
    key = "add" if spec.kind is TargetKind.AMOUNT and spec.op is Op.AT_LEAST else KEYS[spec.op]
    ends = (end for end in (spec.value, spec.value_high) if end is not None)
    return f"{key}: " + "—".join(written(end, spec.unit, spec.quote) for end in ends)
