"""What was promised, revised and dropped from one plan of a body to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.auditing.result import TargetResult
from kpi.extraction.catalogue import plain
from kpi.model import Op
from kpi.presenting.html.target_rows import TargetRow
from kpi.presenting.html.verdicts import BAD

# Words that plans vary without meaning another thing.
_VARIED = re.compile(r"^(?:全年|年内|全县|全市|全省|累计|新增|新建|建成|建设|完成|实现|达到)+")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one plan says: a target's row, and how it moved against the plan before; `change` up, down, same, ''.

    `eased`: the new number asks for less. `gone` is the group of the verdict of the plan before where that promise
    was not kept and this plan no longer lists it.
    """

    row: TargetRow | None = None
    change: str = ""
    eased: bool = False
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class History:
    """One body's plans in the order of time, and the targets that several of them name.

    `dropped` are the rows of those that one plan names and that left the list.
    """

    body: str
    plans: tuple[str, ...]
    strands: tuple[Strand, ...]
    dropped: tuple[TargetRow, ...]
    only_once: int


def histories(targets: Sequence[TargetResult], rows: Sequence[TargetRow], order: dict[str, int]) -> list[History]:
    """`order` numbers the reports of the workspace in the order of time within each body."""
    by_number = {row.number: row for row in rows}
    bodies: dict[str, list[tuple[TargetResult, TargetRow]]] = {}
    for number, target in enumerate(targets, start=1):
        if target.promise and target.promise.doc in order:
            bodies.setdefault(target.body, []).append((target, by_number[number]))
    return [found for body, pairs in bodies.items() if _tells(found := _history(body, pairs, order))]


def _tells(found: History) -> bool:
    return bool(found.strands or found.dropped)


def _history(body: str, pairs: Sequence[tuple[TargetResult, TargetRow]], order: dict[str, int]) -> History:
    plans = sorted({t.promise.doc for t, _ in pairs if t.promise}, key=lambda doc: order[doc])
    strands: dict[tuple[str, str, str], dict[str, tuple[TargetResult, TargetRow]]] = {}
    for target, row in pairs:
        if target.promise:
            strands.setdefault(_key(target), {}).setdefault(target.promise.doc, (target, row))
    if len(plans) < 2:
        return History(body, (), (), (), 0)
    several = [_strand(found, plans) for found in strands.values() if len(found) > 1]
    once = [found for found in strands.values() if len(found) == 1]
    gone = [left for found in once if (left := _gone(found, plans)) is not None]
    return History(body, tuple(plans), tuple(several), tuple(gone), len(once) - len(gone))


def _gone(found: dict[str, tuple[TargetResult, TargetRow]], plans: Sequence[str]) -> TargetRow | None:
    """What a single plan names, where a later one no longer lists it although it is owed."""
    [(plan, (target, row))] = found.items()
    return row if plan != plans[-1] and _owed(target, row) else None


def _key(target: TargetResult) -> tuple[str, str, str]:
    words = plain(target.subject or target.indicator or target.quote)
    return _VARIED.sub("", words) or words, target.unit, target.kind


def _strand(found: dict[str, tuple[TargetResult, TargetRow]], plans: Sequence[str]) -> Strand:
    cells: list[Cell] = []
    before: TargetResult | None = None
    owed = ""
    for plan in plans:
        if plan in found:
            target, row = found[plan]
            change = _change(before, target)
            cells.append(Cell(row, change, change == ("up" if target.op == Op.AT_MOST else "down")))
            before, owed = target, _owed(target, row)
        else:
            cells.append(Cell(gone=owed))
            owed = ""
    return Strand(next(iter(found.values()))[1].title, tuple(cells))


def _owed(target: TargetResult, row: TargetRow) -> str:
    """The verdict's group where a promise was not kept and, as matching sees it, no later plan takes it up."""
    taken_up = target.latest is not None and {"carried_over", "revised"} & set(target.latest.modifiers)
    return "" if taken_up or row.group not in (*BAD, "open") else row.group


def _change(before: TargetResult | None, now: TargetResult) -> str:
    if before is None:
        return ""
    old, new = before.value or Decimal(0), now.value or Decimal(0)
    return "same" if old == new else "up" if new > old else "down"
