"""What reports of one body tell, as the finders of contradictions between them look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from kpi.model import Bound, Flow, Interval, Measure, PeriodKind, Reading, Role, SectionKind
from kpi.outline.expressions import expression
from kpi.outline.marks import CLAUSE_STOP
from kpi.relations.check import spread
from kpi.relations.restated import bare

_LAST_YEAR = expression("between", "told.last_year")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_REVIEW = (SectionKind.REVIEW, SectionKind.PROBLEMS)
_SHORTEST_NAME = 4  # Chinese characters; shorter names are of many things
_YEAR_DAYS = (350, 380)

Key = tuple[str, str, frozenset[str], str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A number as a report tells it; `before` is its clause up to it, `gap` all since the number before."""

    doc: str
    id: str
    start: int
    end: int
    text: str
    value: Decimal
    interval: Interval
    unit: str
    bound: Bound
    role: Role
    subject: str
    modifiers: frozenset[str]
    flow: Flow
    measure: Measure
    place: str
    indicator: str
    period: PeriodKind
    period_end: date | None
    section: SectionKind
    sentence: str
    before: str
    gap: str
    usable: bool  # neither damaged nor readable either way

    @property
    def name(self) -> str:
        return _name(self.subject)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Numbers that share one measure the same thing; none where the words do not say what it is."""
        names = [self.indicator] if self.indicator else []
        if len(_HANZI.findall(self.name)) >= _SHORTEST_NAME:
            names.append(self.name)
        flow = Flow.NEW if self.flow is Flow.NEW else Flow.NONE
        return tuple((self.unit, name, self.modifiers, flow.value, self.place) for name in names)


@dataclass(frozen=True)
class Doc:
    """One report: its body's period and what it tells, in text order."""

    doc: str
    start: date
    end: date
    told: Sequence[Told]

    @property
    def label(self) -> str:
        """The period, short and in no language: 2024, 2025-01…06, 1998…2002."""
        if self.start.year != self.end.year:
            return f"{self.start:%Y}…{self.end:%Y}"
        return f"{self.end:%Y}" if self.is_year else f"{self.start:%Y-%m}…{self.end:%m}"

    @property
    def is_year(self) -> bool:
        return _YEAR_DAYS[0] <= (self.end - self.start).days <= _YEAR_DAYS[1]

    @cached_property
    def results(self) -> dict[tuple[Measure, Key], Told]:
        """What is told of the reviewed period, by measure and thing; what has two different values is left out."""
        found: dict[tuple[Measure, Key], Told] = {}
        several: set[tuple[Measure, Key]] = set()
        for one in self.told:
            for key in one.keys if _is_result(one) else ():
                known = found.setdefault((one.measure, key), one)
                if known.value != one.value:
                    several.add((one.measure, key))
        return {key: one for key, one in found.items() if key not in several}

    def result(self, like: Told) -> Told | None:
        """What this report tells of the thing that `like` measures, for its own period."""
        found = (self.results.get((like.measure, key)) for key in like.keys)
        return next((one for one in found if one is not None), None)

    @cached_property
    def levels(self) -> list[Told]:
        told = {one.id: one for (measure, _), one in self.results.items() if measure is Measure.LEVEL}
        return list(told.values())

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one.id: place for place, one in enumerate(self.told)}

    def after(self, one: Told) -> tuple[Told, ...]:
        """The next two numbers of the same sentence."""
        place = self._places[one.id]
        return tuple(other for other in self.told[place + 1 : place + 3] if other.sentence == one.sentence)


@lru_cache(maxsize=8192)
def _name(subject: str) -> str:
    return bare(_LAST_YEAR.sub("", subject))


def _is_result(one: Told) -> bool:
    return (
        one.usable
        and one.role in (Role.ACTUAL, Role.STANDARD)
        and one.bound is Bound.EXACT
        and one.section in _REVIEW
        and one.period is PeriodKind.PERIOD
    )


def told_of(reading: Reading) -> Doc | None:
    """A reading as a document; None where the text does not say which period it covers."""
    report = reading.report
    if report.period_start is None or report.period_end is None:
        return None
    kinds = [section.kind for section in report.sections]
    told: list[Told] = []
    previous = 0
    for q in reading.printed:
        s = q.subject
        words = around(report.text, previous, q.start, q.sentence)
        told.append(
            Told(
                report.doc, q.id, q.start, q.end, q.text, q.value, spread(q), q.unit, q.bound, q.role,
                s.text, frozenset(s.modifiers), s.flow, s.measure, s.place, q.indicator,
                q.period.kind, q.period.end, kinds[q.section] if kinds else SectionKind.REVIEW,
                *words, not q.damaged and not q.optional,
            )
        )  # fmt: skip
        previous = max(previous, q.end)
    return Doc(report.doc, report.period_start, report.period_end, told)


def around(text: str, previous: int, start: int, sentence: tuple[int, int]) -> tuple[str, str, str]:
    """The sentence of a number, its clause up to it, and all since the number before, which ends at `previous`."""
    gap = text[max(previous, sentence[0]) : start]
    return _cut(text, *sentence), CLAUSE_STOP.split(gap)[-1], gap


@lru_cache(maxsize=1)
def _cut(text: str, low: int, high: int) -> str:
    """One copy for all numbers of a sentence, which may be thousands."""
    return text[low:high]


def in_order(docs: Iterable[Doc]) -> list[Doc]:
    return sorted(docs, key=lambda doc: (doc.end, doc.start, doc.doc))
