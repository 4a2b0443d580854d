"""The whole story of one target: where promised, what each report answered, what was turned down and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.auditing.fetching import read_targets
from kpi.auditing.result import CandidateResult, TargetResult, TargetVerdict
from kpi.auditing.standing import standing
from kpi.model import Interval
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import Config
from kpi.workspace.targets import Pin, TargetSpec


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How an answer compares: all in the target's unit. `answer` are the values that print like the answer,
    `margin` those less the threshold; `slack` is the tolerance of 约 and 左右, `share` the part that is done.
    """

    actual: Decimal
    threshold: Decimal
    at_most: bool
    slack: Decimal
    answer: Interval
    margin: Interval
    share: float | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A number that was not taken; `answers` names the target that it answers instead."""

    candidate: CandidateResult
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One report that was read for the target. `since` is the day from which `elapsed` counts."""

    doc: str
    title: str
    period_start: date | None
    period_end: date | None
    published: date | None
    is_due: bool
    since: date
    elapsed: float
    verdict: TargetVerdict
    arithmetic: Arithmetic | None = None
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The like target of another plan of the body; `modifier` is what that makes of the earlier of the two."""

    target: TargetResult
    later: bool
    modifier: str
    lowered: bool


@dataclass(frozen=True, slots=True)
class Story:
    target: TargetResult
    chapters: tuple[Chapter, ...] = ()
    links: tuple[Link, ...] = ()
    pin: Pin | None = None
    rules: tuple[str, ...] = ()  # that gave role and period of the promised number, where the plan is read


def tell_story(config: Config, specs: Sequence[TargetSpec], spec: TargetSpec) -> Story:
    """Match the body's targets and tell of one. KpiError: bad input."""
    with standing(config, specs, [spec.body]) as warehouse:
        targets = {target.target: target for target in read_targets(warehouse)}
        target = targets[spec.key]
        chapters, links = _chapters(warehouse, target), _links(warehouse, targets, spec.key)
        return Story(target, tuple(chapters), tuple(links), spec.pin, _rules(warehouse, target))


def _rules(warehouse: Warehouse, target: TargetResult) -> tuple[str, ...]:
    """By which rules the number of the promise was read in its plan."""
    said = target.promise
    rows = warehouse.rows(
        "SELECT role_rule, period_rule FROM quantities "
        'WHERE doc = ? AND start >= ? AND "end" <= ? AND value = ? ORDER BY unit <> ?, start LIMIT 1',
        [said.doc, said.start, said.end, target.value, target.unit],
    ) if said else []  # fmt: skip
    return tuple(str(rule) for row in rows for rule in row)


def _chapters(warehouse: Warehouse, target: TargetResult) -> Iterator[Chapter]:
    verdicts = {verdict.doc: verdict for verdict in target.verdicts}
    for row in _rows(warehouse, "story_rounds", [target.target]):
        verdict = verdicts[row["doc"]]
        same = ("doc", "title", "period_start", "period_end", "published", "is_due", "since", "elapsed")
        yield Chapter(
            **{name: row[name] for name in same},
            verdict=verdict,
            arithmetic=_arithmetic(verdict, row),
            rejected=tuple(_rejected(warehouse, target.target, verdict)),
        )


def _arithmetic(verdict: TargetVerdict, row: dict[str, Any]) -> Arithmetic | None:
    """None where no number answers, or one that is not comparable."""
    actual, threshold = row["actual"], row["threshold"]
    if actual is None or threshold is None or verdict.margin is None:
        return None
    # The answer's own unit may be another (公顷 for 亩), and a fall counts as a negative growth.
    ratio = actual / verdict.value if verdict.value else Decimal(1)
    ends = [end * ratio if end is not None else None for end in verdict.interval]
    low, high = ends if ratio >= 0 else reversed(ends)
    margin = Interval(*(end - threshold if end is not None else None for end in (low, high)))
    share = float(actual / threshold) if threshold else None
    slack = Decimal(str(row["slack"] or 0))
    return Arithmetic(actual, threshold, bool(row["at_most"]), slack, Interval(low, high), margin, share)


def _rejected(warehouse: Warehouse, target: str, verdict: TargetVerdict) -> Iterator[Rejected]:
    for candidate in verdict.candidates:
        if candidate.quantity != verdict.quantity:
            taken = warehouse.rows(
                "SELECT target FROM verdicts WHERE doc = ? AND quantity = ? AND target <> ? ORDER BY target",
                [verdict.doc, candidate.quantity, target],
            )
            yield Rejected(candidate, str(taken[0][0]) if taken and candidate.reason == "other_target" else "")


def gate_of(verdict: TargetVerdict) -> str:
    """What kept the figure that is shown from deciding: the reason of its candidate, "" where it decides."""
    if verdict.verdict not in ("needs_review", "not_comparable") or not verdict.quantity:
        return ""
    return next((found.reason for found in verdict.candidates if found.quantity == verdict.quantity), "")


def _links(warehouse: Warehouse, targets: dict[str, TargetResult], key: str) -> Iterator[Link]:
    for row in _rows(warehouse, "story_links", {"target": key}):
        if row["target"] in targets:
            yield Link(targets[row["target"]], row["later"], row["modifier"] or "", row["lowered"])


def _rows(warehouse: Warehouse, query: str, parameters: object) -> list[dict[str, Any]]:
    cursor = warehouse.execute(read_sql(query, "kpi.auditing"), parameters)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
