"""Relative targets: promises held against another number (与经济增长同步, 高于全国平均, 快于全国3个百分点)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.extraction.due import due_date
from kpi.extraction.timing import words_of_time
from kpi.model import Measure, Op, Quantity, Report, SectionKind, Subject, Target, TargetKind
from kpi.numbers.plain import normalise
from kpi.outline.expressions import expression
from kpi.outline.marks import CLAUSE_END, CLAUSE_STOP, ITEM_END, SENTENCE_STOP, part_start
from kpi.outline.sentences import found_with
from kpi.reading import due_at
from kpi.rules import on

_DEMANDS = {
    "same": Op.AT_LEAST,
    "above": Op.AT_LEAST,
    "reached": Op.AT_LEAST,
    "below": Op.AT_MOST,
    "within": Op.AT_MOST,
}
_RULES = {
    "same": "target.relative.same",
    "above": "target.relative.above",
    "below": "target.relative.below",
    "reached": "target.relative.reached",
    "within": "target.relative.within",
}
_ENDED = {name: expression("extraction", f"relatives.{name}_told") for name in _DEMANDS}
_NEEDED = {name: expression("extraction", f"relatives.{name}_needs") for name in _DEMANDS}
_OPENING = expression("extraction", "relatives.opening")
_CLOSING = expression("extraction", "relatives.closing")
_PAST = expression("extraction", "relatives.past")
_GROWS = expression("extraction", "relatives.grows")
_LISTS = ITEM_END | CLAUSE_END
# How short the words before a comparison may be that still name what is measured.
_SHORTEST = 2
_JOINED = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a promise is held against: `lead` is by how many points, None where any lead will do."""

    name: str  # same, above, reached, below, within: the last part of the rule's id
    start: int
    end: int
    reference: str
    lead: Decimal | None = None

    @property
    def op(self) -> Op:
        return _DEMANDS[self.name]


def read_comparison(text: str) -> Comparison | None:
    """The comparison that `text` is, as a person writes it under `relative:`; None where it is none."""
    plain = normalise(text.strip())
    return next((found for found in comparisons(plain) if found.start == 0 and found.end == len(plain)), None)


def comparisons(text: str, low: int = 0, high: int | None = None) -> Iterator[Comparison]:
    """Every comparison of text[low:high], in text order, none inside another."""
    high = len(text) if high is None else high
    found = [
        Comparison(name, match.start(), match.end(), match["reference"], _points(match["lead"]))
        for name, pattern in _ENDED.items()
        for match in found_with(_NEEDED[name], pattern, text, low, high)
    ]
    at = low
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= at:
            at = one.end
            yield one


def _points(lead: str | None) -> Decimal | None:
    from kpi.numbers.written import parse_value

    parsed = parse_value(lead) if lead else None
    return parsed.value if parsed else None


def relative_targets(report: Report, scanned: str, quantities: Sequence[Quantity]) -> list[Target]:
    """The relative targets of the plan sections, in text order, without ids."""
    found: list[Target] = []
    for section in report.sections:
        if section.kind is not SectionKind.PLAN:
            continue
        due: date | None = None
        for one in comparisons(scanned, section.start, section.end):
            due = due or due_at(report, section.start) or report.plan_due
            if due is None:
                break
            last = found[-1] if found else None
            target = _target(report, scanned, quantities, one, due, last) if on(_RULES[one.name]) else None
            if target and not (report.period_end and target.due <= report.period_end):
                found.append(target)
    return found


def _target(
    report: Report, text: str, quantities: Sequence[Quantity], one: Comparison, due: date, last: Target | None
) -> Target | None:
    """`last` is the relative target before it: what a second comparison of one clause measures is told once."""
    sentence = part_start(text, one.start, SENTENCE_STOP)
    clause = part_start(text, one.start, CLAUSE_STOP, sentence)
    if _PAST.search(text, clause, one.start):
        return None
    start, words = _own_words(text, quantities, one, max(clause, last.end if last else 0))
    subject = Subject(words, head=words, measure=Measure.GROWTH if _grows(words, one) else Measure.LEVEL)
    if len(words) < _SHORTEST:
        told = [(q.start, q.subject) for q in quantities if sentence <= q.start < one.start]
        told += [(last.start, last.subject)] if last and last.start >= sentence else []
        if not told:
            return None
        subject = max(told, key=lambda pair: pair[0])[1]
    inside = next((q for q in quantities if one.start <= q.start < one.end), None)
    rule, time = words_of_time(text, sentence, clause, one.end)
    return Target(
        id="",
        start=start,
        end=one.end,
        text=report.text[start : one.end],
        subject=subject,
        kind=TargetKind.RELATIVE,
        op=one.op,
        due=due_date(time, due) if time else due,
        relative=report.text[one.start : one.end],
        quantity=inside.id if inside else "",
        rule=_RULES[one.name],
        op_rule=_RULES[one.name],
        due_rule=rule or "target.due.plan",
    )


def _own_words(text: str, quantities: Sequence[Quantity], one: Comparison, low: int) -> tuple[int, str]:
    """Where the target begins, and what it measures; "" where only words like 力争 stand before the comparison."""
    before = [q for q in quantities if low < q.end <= one.start]
    # 增长7%、高于全国平均: the number is of another target; 山区5县…增速: it is part of the subject.
    if before and (one.start - before[-1].end < _JOINED or text[before[-1].end] in _LISTS):
        low = before[-1].end
    opening = _OPENING.match(text, low, one.start)
    start = opening.end() if opening else low
    return start, _CLOSING.sub("", text[start : one.start]).strip()


def _grows(words: str, one: Comparison) -> bool:
    return one.name == "same" or bool(_GROWS.search(words))
