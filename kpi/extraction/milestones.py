"""Milestones: a named deliverable with a verb of completion and no number (出台《…》, 完成…项目并投入运营)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from kpi.extraction.continued import continued
from kpi.extraction.deliverables import deliverables
from kpi.extraction.due import due_date
from kpi.extraction.forms import Deliverable
from kpi.extraction.weights import LIVELIHOOD, Announced
from kpi.language import language_data
from kpi.language.branches import branches
from kpi.model import Op, Quantity, Report, Role, Section, SectionKind, Subject, Target, TargetKind
from kpi.outline.expressions import expression, lists, words
from kpi.outline.marks import SENTENCE_STOP
from kpi.outline.sentences import sentences_holding
from kpi.reading import due_at
from kpi.rules import on

_CLAUSE = expression("extraction", "milestones.deliverable")
_TIMED = expression("extraction", "milestones.timed")
_LISTED = expression("extraction", "milestones.deed_item", lists(language_data("targets")))
_TITLE = expression("extraction", "milestones.title")
# How far before a milestone the words stand that say when it is due.
LOOK_BACK = 40


@cache
def _drafted() -> re.Pattern[str]:
    return expression("extraction", "milestones.drafted", lists(language_data("targets")))


@cache
def _any_verb() -> re.Pattern[str]:
    """Any verb of completion or start, in words without a mark: most sentences of a plan hold none."""
    data = language_data("targets")
    return re.compile(branches(verb for name in words("extraction", "milestones.verbs") for verb in data[name]))


def milestones(
    report: Report, scanned: str, quantities: Sequence[Quantity], announced: Sequence[Announced]
) -> list[Target]:
    """Milestones of the plan sections, and titles that a review says are to come, in text order, without ids.

    `announced` is what the plan announces as lists.
    """
    if report.plan_due is None:
        return []
    found = [(0, one, _year_end(report)) for one in _drafts(report, scanned)]
    dues: dict[int, date] = {}
    for section, match in promising(report, scanned, quantities):
        taken_up = continued(scanned, match, section.start)
        for one in [taken_up] if taken_up else deliverables(match[0]):
            if section.start not in dues:
                dues[section.start] = due_at(report, section.start) or report.plan_due
            found.append((match.start(), one, dues[section.start]))
    if on("milestone.listed"):
        due = report.plan_due
        found += [(0, one, due) for one in _listed(scanned, quantities, announced, found)]
    found.sort(key=lambda row: (row[0] + row[1].start, row[0] + row[1].end))
    return [_milestone(report, scanned, base, one, due) for base, one, due in found]


def promising(
    report: Report, scanned: str, quantities: Sequence[Quantity]
) -> Iterator[tuple[Section, re.Match[str]]]:
    """The clauses of the plan that hold a verb of completion or start and no number."""
    taken = [(q.start, q.end) for q in quantities if not _is_named(q)]
    at = 0
    for section in report.sections:
        if section.kind is not SectionKind.PLAN:
            continue
        for match in _clauses(scanned, section):
            while at < len(taken) and taken[at][1] <= match.start():
                at += 1
            if at == len(taken) or taken[at][0] >= match.end():
                yield section, match


def _is_named(quantity: Quantity) -> bool:
    """十年行动方案, 两项补贴, 6万千瓦光伏项目: sizes and numbers in words are part of what is delivered."""
    return quantity.role is Role.OTHER or quantity.optional


def _listed(
    text: str,
    quantities: Sequence[Quantity],
    announced: Sequence[Announced],
    found: Sequence[tuple[int, Deliverable, date]],
) -> Iterator[Deliverable]:
    """The numbered items of a list of deeds that ask for no number: 3.改造清禾县福利院."""
    taken = [(one.start, one.end) for one in quantities if one.role is Role.TARGET]
    taken += [(base + one.start, base + one.end) for base, one, _ in found]
    seen: set[int] = set()
    for stretch in announced:
        if stretch.rule != LIVELIHOOD:
            continue
        for line in _LISTED.finditer(text, stretch.start, stretch.end):
            start, end = line.span("deed")
            whole = line.end()
            if start in seen or any(low < whole and high > line.start() for low, high in taken):
                continue
            seen.add(start)
            yield Deliverable(start, end, line["deed"], "milestone.listed")


def _year_end(report: Report) -> date:
    """The end of the year under review; of a whole year's review the plan's, for nothing is due in the past."""
    end = date(report.period_end.year, 12, 31) if report.period_end else None
    return end if end and end != report.period_end else report.plan_due or date.max


def _drafts(report: Report, text: str) -> Iterator[Deliverable]:
    """拟出台《…》 inside a review: a document that is still to come within its year."""
    for section in report.sections:
        if section.kind is SectionKind.REVIEW and on("milestone.drafted"):
            for match in _drafted().finditer(text, section.start, section.end):
                yield Deliverable(match.start(), match.end(), match["title"], "milestone.drafted")


def _clauses(text: str, section: Section) -> Iterator[re.Match[str]]:
    """The clauses that hold a verb of completion or start."""
    verbs = [verb.span() for verb in _any_verb().finditer(text, section.start, section.end)]
    at = 0
    for start, stop in sentences_holding(verbs, text, section.start, section.end):
        for clause in _CLAUSE.finditer(text, start, stop):
            while at < len(verbs) and verbs[at][0] < clause.start():
                at += 1
            if at < len(verbs) and verbs[at][1] <= clause.end():
                yield clause


def _milestone(report: Report, text: str, base: int, one: Deliverable, due: date) -> Target:
    start, end = base + one.start, base + one.end
    low = max(0, start - LOOK_BACK)
    stops = [found.end() for found in SENTENCE_STOP.finditer(text, low, start)]
    own = _TITLE.sub("", text[start:end])
    words = own if _TIMED.search(own) else _TITLE.sub("", text[max([low, *stops]) : end])
    return Target(
        id="",
        start=start,
        end=end,
        text=report.text[start:end],
        subject=Subject(one.subject),
        kind=TargetKind.MILESTONE,
        op=Op.DONE,
        due=due_date(words, due),
        rule=one.rule,
    )
