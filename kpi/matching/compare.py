"""Two reports, no workspace: every target of a plan against the next report of the same body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kpi.model import (
    Answer,
    Candidate,
    Comparison,
    Interval,
    Judgement,
    Reading,
    Report,
    Target,
    Verdict,
)
from kpi.warehouse.loading import TargetRow, load_readings, load_targets
from kpi.warehouse.store import Warehouse, open_warehouse

Pair = tuple[Reading, Reading]


def compare(plan: Reading, report: Reading, share: float = 0.05, points: float = 0.3) -> Comparison:
    """Every target of the plan sections of `plan`, judged by `report`; in text order.

    The two are taken to be of one body, `report` the later one, whatever their texts say of it. `share` and
    `points` are the tolerance of 约 and 左右 for amounts and for rates.
    """
    return compare_all([(plan, report)], share, points)[0]


def compare_all(pairs: Sequence[Pair], share: float = 0.05, points: float = 0.3) -> list[Comparison]:
    """`compare` of each pair, in one pass that takes hardly longer than that of one pair.

    Each is a body of its own, so that what one says changes nothing of another.
    """
    with _judged(pairs, share, points) as warehouse:
        found = _judgements(warehouse, pairs)
    return [
        Comparison(
            plan.report,
            report.report,
            tuple(sorted(judged, key=lambda j: (j.target.start, j.target.quantity, j.target.id))),
        )
        for (plan, report), judged in zip(pairs, found, strict=True)
    ]


@contextmanager
def judged_pair(plan: Reading, report: Reading, share: float = 0.05, points: float = 0.3) -> Iterator[Warehouse]:
    """The warehouse in memory in which `compare` judges, with all that the steps left in it."""
    with _judged([(plan, report)], share, points) as warehouse:
        yield warehouse


@contextmanager
def _judged(pairs: Sequence[Pair], share: float, points: float) -> Iterator[Warehouse]:
    from kpi.matching.portions import judge_targets

    with open_warehouse(None) as warehouse:
        rows: list[TargetRow] = []
        readings: list[tuple[Reading, str]] = []
        for number, (plan, report) in enumerate(pairs):
            asked, told = _in_order(plan.report, report.report, number)
            readings += [(replace(plan, report=asked), ""), (replace(report, report=told), "")]
            rows += [_row(asked, target, number) for target in plan.planned]
        load_readings(warehouse, readings)
        load_targets(warehouse, rows)
        judge_targets(warehouse, share, points)
        yield warehouse


def _key(target: Target, number: int) -> str:
    """The name of a target in the warehouse: its own in the first pair, with the number of the pair in another."""
    return f"{target.id} {number}" if number else target.id


def _in_order(plan: Report, report: Report, number: int) -> tuple[Report, Report]:
    """Both under one body, with dates that make `report` the later one where the texts do not say so."""
    due = plan.plan_due or date(9999, 12, 31)
    end = plan.period_end or due - timedelta(days=365)
    later = report.period_end if report.period_end and report.period_end > end else due
    body = f"body {number}"
    return (
        replace(plan, body=body, period_end=end, doc=f"plan {number}"),
        replace(report, body=body, period_end=later, doc=f"report {number}"),
    )


def _row(plan: Report, target: Target, number: int) -> TargetRow:
    s = target.subject
    return TargetRow(
        target=_key(target, number), file="", line=0, id=target.id, body=plan.body, plan=plan.doc,
        plan_period_end=plan.period_end, start=target.start, end=target.end, quote=target.text,
        indicator=target.indicator, subject=s.text, head=s.head, modifiers=s.modifiers, flow=s.flow.value,
        measure=s.measure.value, place=s.place, topic=s.topic, kind=target.kind.value, op=target.op.value,
        value=target.value, value_high=target.value_high, unit=target.unit, relative=target.relative,
        due=target.due,
        weight=target.weight.value, weight_rule=target.weight_rule, plan_weight=target.weight.value,
    )  # fmt: skip


_VERDICTS = """
    SELECT v.target, v.verdict, v.confidence, v.margin, v.note, v.elapsed, v.answer_start, v.answer_end,
           v.answer_text, coalesce(q.sentence_start, v.answer_start), coalesce(q.sentence_end, v.answer_end),
           v.answer_value, v.answer_unit, v.answer_low, v.answer_high, coalesce(v.quantity, '')
    FROM verdicts v LEFT JOIN quantities q ON q.doc = v.doc AND q.id = v.quantity
"""
_CANDIDATES = """
    SELECT c.target, c.score, c.reason, q.start, q."end", q.text, q.sentence_start, q.sentence_end,
           q.value, q.unit, q.low, q.high, q.id
    FROM candidates c JOIN quantities q ON q.doc = c.doc AND q.id = c.quantity ORDER BY c.target, c.place
"""


def _judgements(warehouse: Warehouse, pairs: Sequence[Pair]) -> list[list[Judgement]]:
    targets = {
        _key(target, number): (number, target) for number, (plan, _) in enumerate(pairs) for target in plan.planned
    }
    candidates: dict[str, list[Candidate]] = {}
    for key, score, reason, *answer in warehouse.rows(_CANDIDATES):
        candidates.setdefault(key, []).append(Candidate(_answer(answer), score, reason))
    found: list[list[Judgement]] = [[] for _ in pairs]
    for key, verdict, confidence, margin, note, elapsed, *answer in warehouse.rows(_VERDICTS):
        number, target = targets[key]
        found[number].append(
            Judgement(
                target=target,
                verdict=Verdict(verdict),
                answer=None if answer[0] is None else _answer(answer),
                candidates=tuple(candidates.get(key, ())),
                confidence=confidence,
                margin=margin,
                note=note,
                elapsed=elapsed,
            )
        )
    return found


def _answer(row: list[Any]) -> Answer:
    start, end, text, sentence_start, sentence_end, value, unit, low, high, quantity = row
    interval = None if value is None else Interval(low, high)
    return Answer(start, end, text, (sentence_start, sentence_end), value, unit, interval, quantity)
