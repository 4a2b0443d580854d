"""Two reports, no workspace: every target of a plan against the next report of the same body."""

from __future__ import annotations

from collections.abc import Iterator
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
    SectionKind,
    Target,
    TargetKind,
    Verdict,
)
from kpi.warehouse.loading import TargetRow, load_reading, load_targets
from kpi.warehouse.store import Warehouse, open_warehouse

_BODY = "body"


def compare(plan: Reading, report: Reading, share: float = 0.05, points: float = 0.3) -> Comparison:
    """Every target of the plan sections of `plan`, judged by `report`; in text order.

    The two are taken to be of one body, `report` the later one, whatever their texts say of it. `share` and
    `points` are the tolerance of 约 and 左右 for amounts and for rates.
    """
    targets = {target.id: target for target in plan.targets if is_planned(plan, target)}
    with judged_pair(plan, report, share, points) as warehouse:
        found = _judgements(warehouse, targets)
    ordered = sorted(found, key=lambda j: (j.target.start, j.target.quantity, j.target.id))
    return Comparison(plan.report, report.report, tuple(ordered))


@contextmanager
def judged_pair(plan: Reading, report: Reading, share: float = 0.05, points: float = 0.3) -> Iterator[Warehouse]:
    """The warehouse in memory in which `compare` judges, with all that the steps left in it."""
    from kpi.matching.judge import judge_targets

    asked, told = _in_order(plan.report, report.report)
    with open_warehouse(None) as warehouse:
        load_reading(warehouse, replace(plan, report=asked), "plan")
        load_reading(warehouse, replace(report, report=told), "report")
        load_targets(warehouse, [_row(asked, target) for target in plan.targets if is_planned(plan, target)])
        judge_targets(warehouse, share, points)
        yield warehouse


def is_planned(plan: Reading, target: Target) -> bool:
    """Numbers count in plan sections only: tasks of a review are answered by the review itself."""
    sections = [s for s in plan.report.sections if s.start <= target.start < s.end]
    return target.kind is TargetKind.MILESTONE or not sections or sections[-1].kind is SectionKind.PLAN


def _in_order(plan: Report, report: Report) -> tuple[Report, Report]:
    """Both under one body and name, with dates that make `report` the later one where the texts do not say so."""
    due = plan.plan_due or date(9999, 12, 31)
    end = plan.period_end or due - timedelta(days=365)
    later = report.period_end if report.period_end and report.period_end > end else due
    doc = report.doc if report.doc != plan.doc else report.doc + " "
    return replace(plan, body=_BODY, period_end=end), replace(report, body=_BODY, period_end=later, doc=doc)


def _row(plan: Report, target: Target) -> TargetRow:
    s = target.subject
    return TargetRow(
        target=target.id, file="", line=0, id=target.id, body=_BODY, plan=plan.doc,
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


def _judgements(warehouse: Warehouse, targets: dict[str, Target]) -> list[Judgement]:
    candidates: dict[str, list[Candidate]] = {}
    for target, score, reason, *answer in warehouse.rows(_CANDIDATES):
        candidates.setdefault(target, []).append(Candidate(_answer(answer), score, reason))
    return [
        Judgement(
            target=targets[target],
            verdict=Verdict(verdict),
            answer=None if answer[0] is None else _answer(answer),
            candidates=tuple(candidates.get(target, ())),
            confidence=confidence,
            margin=margin,
            note=note,
            elapsed=elapsed,
        )
        for target, verdict, confidence, margin, note, elapsed, *answer in warehouse.rows(_VERDICTS)
    ]


def _answer(row: list[Any]) -> Answer:
    start, end, text, sentence_start, sentence_end, value, unit, low, high, quantity = row
    interval = None if value is None else Interval(low, high)
    return Answer(start, end, text, (sentence_start, sentence_end), value, unit, interval, quantity)
