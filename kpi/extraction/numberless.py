"""Targets whose number has no figure of its own in the text: 两位数增长, 突破千亿, 一半以上."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kpi.extraction.due import due_date
from kpi.extraction.timing import words_of_time
from kpi.model import Measure, Op, Quantity, Report, SectionKind, Subject, Target, TargetKind
from kpi.numbers.written import parse_value
from kpi.outline.expressions import expression, words
from kpi.outline.marks import CLAUSE_STOP, SENTENCE_STOP, part_start
from kpi.outline.sentences import found_with
from kpi.reading import due_at
from kpi.rules import on

_TWO_DIGITS = expression("extraction", "numberless.two_digits")
_TWO = expression("extraction", "numberless.two_digits_needs")
_ROUND = expression("extraction", "numberless.round_sum")
_HUNDRED_MILLION = expression("extraction", "numberless.round_sum_needs")
_HALF = expression("extraction", "numberless.half")
_HALVES = expression("extraction", "numberless.half_needs")
_OPENING = expression("extraction", "relatives.opening")
_CLOSING = expression("extraction", "relatives.closing")
_PAST = expression("extraction", "relatives.past")
(_YUAN,) = words("extraction", "numberless.unit_of_money")
_MEASURES = {"target.level.two-digits": Measure.GROWTH, "target.level.half": Measure.SHARE}
_FAR, _SHORTEST = 60, 2


def numberless_targets(report: Report, text: str, quantities: Sequence[Quantity]) -> list[Target]:
    """They stand in plan sections, in text order and without ids; `text` is the plain text."""
    taken = [(one.start, one.end) for one in quantities if not one.optional]
    found: list[Target] = []
    for section in report.sections:
        if section.kind is not SectionKind.PLAN:
            continue
        readers = (_two_digits, _round_sums, _halves)
        said = [one for reader in readers for one in reader(text, section.start, section.end)]
        due = due_at(report, section.start) or report.plan_due if said else None
        if due is not None:
            told = [target for one in said for target in _target(report, text, one, due)]
            found += [one for one in told if not any(low < one.end and high > one.start for low, high in taken)]
    return found


class _Said(NamedTuple):
    start: int
    end: int
    value: Decimal
    unit: str
    rule: str


def _two_digits(text: str, low: int, high: int) -> Iterator[_Said]:
    for match in found_with(_TWO, _TWO_DIGITS, text, low, high) if on("target.level.two-digits") else ():
        yield _Said(match.start(), match.end(), Decimal(10), "%", "target.level.two-digits")


def _round_sums(text: str, low: int, high: int) -> Iterator[_Said]:
    for match in found_with(_HUNDRED_MILLION, _ROUND, text, low, high) if on("target.level.round-sum") else ():
        parsed = parse_value(match["sum"] + _YUAN)
        if parsed is not None:
            yield _Said(match.start(), match.end(), parsed.value, _YUAN, "target.level.round-sum")


def _halves(text: str, low: int, high: int) -> Iterator[_Said]:
    for match in found_with(_HALVES, _HALF, text, low, high) if on("target.level.half") else ():
        yield _Said(match.start(), match.end(), Decimal(50), "%", "target.level.half")


def _target(report: Report, text: str, said: _Said, due: date) -> Iterator[Target]:
    at, end, value, unit, rule = said
    sentence = part_start(text, at, SENTENCE_STOP, at - _FAR)
    clause = part_start(text, at, CLAUSE_STOP, sentence)
    opening = _OPENING.match(text, clause, at)
    start = opening.end() if opening else clause
    subject = _CLOSING.sub("", text[start:at])
    if len(subject) < _SHORTEST or _PAST.search(text, clause, end):
        return
    time_rule, time = words_of_time(text, sentence, clause, end)
    yield Target(
        id="", start=start, end=end, text=report.text[start:end], kind=TargetKind.LEVEL, op=Op.AT_LEAST,
        subject=Subject(subject, head=subject, measure=_MEASURES.get(rule, Measure.LEVEL)),
        due=due_date(time, due) if time else due, value=value, unit=unit, rule=rule,
        op_rule="target.op.bound", due_rule=time_rule or "target.due.plan",
    )  # fmt: skip
