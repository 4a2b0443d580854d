"""Targets with a number: what a plan, or a task inside a review, holds the body to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from kpi.extraction.due import due_date
from kpi.extraction.mentions import WINDOW
from kpi.extraction.timing import spoken_year, words_of_time
from kpi.language import language_data
from kpi.model import (
    Bound,
    Flow,
    Measure,
    Op,
    PeriodKind,
    Quantity,
    Report,
    Role,
    Section,
    SectionKind,
    Target,
    TargetKind,
    Verdict,
)
from kpi.numbers.units import alternatives, unit_table
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as words_of
from kpi.outline.shapes import words as table_words
from kpi.reading import due_at
from kpi.rules import first, on

_TO_LAST_STOP = expression("extraction", "targets.to_last_stop")
_BOUND_BEFORE = expression("extraction", "targets.bound_before")
_TIME_ASKED = expression("extraction", "targets.time_asked")
_DEEDS = expression("extraction", "targets.deeds")
_COUNTED_WORK = expression("extraction", "targets.counted_work")
_TAIL = expression("extraction", "targets.tail")
_OPS = {
    Bound.EXACT: Op.AT_LEAST,
    Bound.AT_LEAST: Op.AT_LEAST,
    Bound.AT_MOST: Op.AT_MOST,
    Bound.ABOUT: Op.ABOUT,
    Bound.ABOVE: Op.AT_LEAST,
    Bound.BELOW: Op.ABOUT,
}
_KEPT_DOWN = expression("extraction", "targets.kept_down")
_SET_AT = expression("extraction", "targets.set_at")
_SET_BY = words_of("extraction", "targets.set_by")
_BESIDE = 12  # figures of a row
_DEMANDS = {"target.op.kept-down": Op.AT_MOST, "target.op.set-at": Op.EXACTLY, "target.op.range": Op.RANGE}
_DONE = expression("extraction", "targets.done")
_BEATEN = expression("extraction", "targets.beaten")
_BETWEEN_ITEMS = pattern("extraction", "targets.between_items")
_BEFORE_ITEM = pattern("extraction", "targets.before_item")
_BETWEEN_ENDS = pattern("extraction", "targets.between_ends")
_YEAR = expression("extraction", "targets.year")
_RATES = words_of("extraction", "targets.rates")


@cache
def _level_words() -> re.Pattern[str]:
    words = alternatives(language_data("targets")["level"])
    return expression("extraction", "targets.level", {"level_words": words})


def numeric_targets(report: Report, scanned: str, quantities: Sequence[Quantity]) -> list[Target]:
    """One target for each number in the role "target" that a later report can answer, in order, without ids."""
    targets: list[Target] = []
    dues: dict[int, date | None] = {}
    skip = False
    spoken = spoken_year(report)
    for index, quantity in enumerate(quantities):
        if skip:
            skip = False
            continue
        if quantity.role is not Role.TARGET or not _answerable(report, scanned, quantity):
            continue
        high = None
        if quantity.bound is Bound.AT_LEAST and index + 1 < len(quantities):
            after = quantities[index + 1]
            gap = scanned[quantity.end : after.start]
            if (
                after.bound is Bound.AT_MOST
                and after.unit == quantity.unit
                and 0 <= len(gap) <= 2
                and gap.strip(_BETWEEN_ENDS) == ""
            ):
                high, skip = after, True
        if quantity.section not in dues:
            dues[quantity.section] = _section_due(report, quantity.section)
        due = dues[quantity.section]
        if due is not None:
            target = _target(report, scanned, quantities, index, high, due, spoken)
            if report.period_end and target.due <= report.period_end and not target.actual:
                continue  # due within the reviewed time, and nothing says how it came out: told, not promised
            if targets and _goes_on(scanned, targets[-1], target, quantity):
                target = replace(target, kind=TargetKind.LEVEL, rule="target.level.listed")
            targets.append(target)
    return targets


def _goes_on(text: str, before: Target, target: Target, quantity: Quantity) -> bool:
    """达到1.5万家、科技型中小企业3.2万家: what follows in a list of levels is a level."""
    gap = text[before.end : target.start]
    listed = before.kind is TargetKind.LEVEL and len(gap) < 3 and gap.strip(_BETWEEN_ITEMS) == ""
    if target.kind is TargetKind.LEVEL or not on("target.level.listed"):
        return False
    return listed and quantity.subject.flow is not Flow.NEW and not before.unit.startswith("%")


def _section_due(report: Report, section: int) -> date | None:
    """When the targets of a section are due: with the plan, or for tasks of a review at the end of its year."""
    planned = report.sections and report.sections[section].kind is SectionKind.PLAN
    own = due_at(report, report.sections[section].start) if planned else None
    return own or _year_end(report.period_end) or report.plan_due


def _answerable(report: Report, text: str, quantity: Quantity) -> bool:
    unit = unit_table().get(quantity.unit.partition("/")[0])
    if unit is not None and (unit.duration or unit.dimension == "age"):
        left = text[max(quantity.sentence[0], quantity.start - WINDOW) : quantity.start]
        return unit.duration and not quantity.optional and bool(_TIME_ASKED.search(left))  # 由18小时缩短到5小时
    left = text[max(quantity.sentence[0], quantity.start - WINDOW) : quantity.start]
    if quantity.optional and not (_DEEDS.search(quantity.subject.text) or _COUNTED_WORK.search(left)):
        return False  # 十项民生实事 are a list of deeds, in words or not; 新建两所 are asked for
    section = report.sections[quantity.section] if report.sections else Section(SectionKind.REVIEW, 0, 0)
    return section.kind is not SectionKind.GLOSSARY


def _target(
    report: Report,
    text: str,
    quantities: Sequence[Quantity],
    index: int,
    high: Quantity | None,
    due: date,
    spoken: int,
) -> Target:
    quantity = quantities[index]
    last = high or quantity
    start, end = _clause_span(text, quantities, index, last)
    left = text[start : quantity.start]
    due_rule, own_due = _due(report, text, quantity, start, last.end, due, spoken)
    actual = _actual(report, text, quantities, index)
    if quantity.role_rule == "role.target.table":
        start, left = quantity.sentence[0], ""
    rule, op_rule = _kind(quantities, index, left), first(_op_rules(text, quantity, high, left))
    op = _DEMANDS.get(op_rule) or _OPS[quantity.bound]
    return Target(
        id="",
        start=start,
        end=end,
        text=report.text[start:end],
        subject=quantity.subject,
        kind=TargetKind(rule.split(".")[1]),
        op=op,
        due=own_due,
        value=quantity.value,
        value_high=high.value if high and op is Op.RANGE else None,
        unit=quantity.unit,
        quantity=quantity.id,
        actual=actual.id if actual else "",
        verdict=progress_verdict(report, quantity, op, actual, own_due) if actual else None,
        indicator=quantity.indicator,
        optional=quantity.optional,
        rule=rule,
        op_rule=op_rule,
        due_rule=due_rule,
    )


def _op_rules(text: str, quantity: Quantity, high: Quantity | None, left: str) -> Iterator[str]:
    """Which rules would say what the target demands, the decisive one first."""
    if quantity.bound is Bound.EXACT and _KEPT_DOWN.search(left):
        yield "target.op.kept-down"
    if quantity.bound is Bound.EXACT and _SET_AT.search(left) and text.startswith(_SET_BY, quantity.end):
        yield "target.op.set-at"
    if high:
        yield "target.op.range"
    yield "target.op.bound"


def _due(
    report: Report, text: str, quantity: Quantity, start: int, end: int, default: date, spoken: int
) -> tuple[str, date]:
    """The rule and the date that the words of time around a number give.

    In a chapter on later years spans say no more than the chapter.
    """
    named = quantity.period.end if quantity.period.kind is PeriodKind.LATER else None
    if quantity.role_rule == "role.target.table" and named and named > default and on("target.due.column"):
        return "target.due.column", named
    low = max(quantity.sentence[0], quantity.start - WINDOW)
    clause = max(low, text.rfind(",", low, start) + 1, text.rfind(";", low, start) + 1)
    rule, words = words_of_time(text, low, clause, end)
    later = report.plan_due is not None and default.year > report.plan_due.year
    own = due_date(words, default, spoken)
    if rule == "target.due.every-year":
        return rule, default
    if own == default or (later and not _YEAR.search(words) and own > default):
        return "target.due.plan", default
    return rule, own


def _kind(quantities: Sequence[Quantity], index: int, left: str) -> str:
    """The rule that says whether a state is to be reached or an amount to be done: target.<kind>.<name>."""
    return first(_kind_rules(quantities, index, left))


def _kind_rules(quantities: Sequence[Quantity], index: int, left: str) -> Iterator[str]:
    quantity = quantities[index]
    if quantity.unit.startswith(_RATES) or quantity.subject.measure is Measure.GROWTH:
        yield "target.level.rate"
    if "/" in quantity.unit and quantity.subject.flow is not Flow.NEW:
        yield "target.level.per"
    if _level_words().search(left) and quantity.subject.flow is not Flow.NEW:
        yield "target.level.words"
    if quantity.role_rule == "role.target.table" and _stood_at(quantities, index):
        yield "target.level.table"
    yield "target.amount.number"


def _stood_at(quantities: Sequence[Quantity], index: int) -> bool:
    """Whether the row tells the same for another time, and is no work done in one: 家庭养老床位 | 740 | 1000."""
    own = quantities[index]
    beside = [one for one in quantities[max(0, index - _BESIDE) : index + _BESIDE] if one.sentence == own.sentence]
    same = any(one is not own and one.unit == own.unit and one.subject.text == own.subject.text for one in beside)
    return same and not table_words()["work"].match(own.subject.text)


def _clause_span(text: str, quantities: Sequence[Quantity], index: int, last: Quantity) -> tuple[int, int]:
    """The clause around the number: from the delimiter (or number) before it to its noun or bound behind."""
    quantity = quantities[index]
    low = max(quantity.sentence[0], quantity.start - WINDOW)
    match = _TO_LAST_STOP.match(text, low, quantity.start)
    start = match.end() if match else low
    before = index - 1
    while before >= 0 and quantities[before].role is Role.OTHER and quantities[before].start >= start:
        before -= 1  # 新签约10亿元以上项目50个: the threshold belongs to the clause
    if before >= 0 and quantities[before].end > start:
        start = quantities[before].end
    while start < quantity.start and text[start] in _BEFORE_ITEM:
        start += 1
    if text[start : quantity.start].endswith("、"):
        start = quantity.start  # the words between belong to the number before
    start += len(_BOUND_BEFORE.match(text, start, quantity.start)[0])  # type: ignore[index]
    end = last.end + len(_TAIL.match(text[last.end : last.end + 20])[0])  # type: ignore[index]
    behind = index + 1
    while (
        behind < len(quantities)
        and quantities[behind].role is Role.OTHER
        and "、" not in text[quantities[behind - 1].end : quantities[behind].start]
    ):
        behind += 1
    following = quantities[behind].start if behind < len(quantities) else len(text)
    counted = quantity.subject.text[-4:]
    noun = text.find(counted, end, min(following, end + 44)) if counted else -1
    if noun >= 0 and not _TO_LAST_STOP.match(text, end, noun):
        end = noun + len(counted)
    return start, end


def _actual(report: Report, text: str, quantities: Sequence[Quantity], index: int) -> Quantity | None:
    """The quantity of the same sentence that already answers a task of a review (全年任务数410户,已完成42户)."""
    target = quantities[index]
    section = report.sections[target.section].kind if report.sections else SectionKind.REVIEW
    if section is SectionKind.PLAN:
        return None
    for other in quantities[index + 1 : index + 3]:
        between = text[target.end : other.start]
        if (
            other.sentence == target.sentence
            and other.unit.partition("/")[0] in _same(target.unit)
            and _DONE.search(between)
            and len(between) < 20
        ):
            return other
    if index and _BEATEN.search(text[quantities[index - 1].end : target.start]):
        before = quantities[index - 1]
        if before.sentence == target.sentence and before.unit == target.unit:
            return before
    return None


def _same(unit: str) -> tuple[str, ...]:
    table = unit_table()
    base = table.get(unit.partition("/")[0])
    if base is None:
        return (unit,)
    return tuple(u.name for u in table.units.values() if u.dimension == base.dimension)


def progress_verdict(report: Report, target: Quantity, op: Op, actual: Quantity, due: date) -> Verdict:
    """`met` once the number is reached, else on_track or behind by the share of the period gone (days, linear)."""
    reached = actual.value <= target.value if op is Op.AT_MOST else actual.value >= target.value
    if reached:
        return Verdict.MET
    start = date(due.year, 1, 1)
    end = report.period_end or due
    gone = ((end - start).days + 1) / ((due - start).days + 1)
    share = float(actual.value / target.value) if target.value else 1.0
    return Verdict.ON_TRACK if share >= gone else Verdict.BEHIND


def _year_end(day: date | None) -> date | None:
    return date(day.year, 12, 31) if day else None
