"""Which figures of a report are surely those of an indicator: nothing else may stand in their clause.

全市共有社会组织312家 is the number of social organisations; 对12家社会组织, 新登记社会组织40家，社会团体25家 and
象山县社会组织80家 are not. A part (其中社会团体140家) counts only together with the whole that it is taken from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kpi.extraction.catalogue import Catalogue, Indicator
from kpi.model import Bound, Flow, Interval, Measure, PeriodKind, Quantity, Report, Role, SectionKind
from kpi.outline.expressions import expression, pattern
from kpi.relations.check import spread
from kpi.relations.formulas.clauses import Clauses, Seen
from kpi.relations.formulas.expression import Term
from kpi.relations.formulas.units import kind_of
from kpi.relations.formulas.words import split_words, words

_AMONG = pattern("relations", "words.among")

_SECTIONS = (SectionKind.REVIEW, SectionKind.PROBLEMS, SectionKind.ANNEX)
_ROLES = (Role.ACTUAL, Role.STANDARD)
_MANY = 40  # figures of one indicator that are kept; of so many it is the number of none
_HALF = Decimal("0.5")
_OFFICE = expression("relations", "formulas_facts.office")
_LEVEL = expression("relations", "formulas_facts.level")
_TITLE = expression("relations", "formulas_facts.title")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that is surely `term`'s. `within`: the figure that it is a part of, as its sentence says."""

    doc: str
    quantity: Quantity
    term: Term
    interval: Interval  # in the plain unit: 60% is 0.6
    cumulative: bool = False
    within: str = ""
    bare: bool = False
    territory: str = ""  # 市 where it is said to be of 全市

    @property
    def sharp(self) -> bool:
        return self.quantity.bound in (Bound.EXACT, Bound.ABOVE, Bound.BELOW)


@dataclass(frozen=True)
class Facts:
    """The facts of one report by what they measure, and its period."""

    doc: str
    start: date | None
    end: date | None
    by_term: Mapping[Term, Sequence[Fact]] = field(default_factory=dict)
    by_id: Mapping[str, Fact] = field(default_factory=dict)

    def of(self, term: Term) -> Sequence[Fact]:
        return self.by_term.get(term._replace(time=""), ())


def facts_of(report: Report, scanned: str, quantities: Sequence[Quantity], catalogue: Catalogue) -> Facts:
    """Linear in the text. `scanned` is the normalised text; quantities are in its order."""
    own = [_OFFICE.sub("", report.body), *_TITLE.findall(report.title)[:1]]
    counted = [quantity for quantity in quantities if not quantity.optional]  # 两项补贴 counts nothing
    reader = _Reader(report, Clauses(scanned, counted, [name for name in own if len(name) > 1]), catalogue, own[0])
    found: dict[Term, list[Fact]] = defaultdict(list)
    for place, quantity in enumerate(counted):
        elsewhere = quantity.subject.place and quantity.subject.place not in own
        fact = reader.read(place, quantity) if not elsewhere and _usable(report, quantity) else None
        if fact is not None and len(found[fact.term]) < _MANY:
            found[fact.term].append(fact)
    return Facts(report.doc, report.period_start, report.period_end, found, reader.facts)


@dataclass
class _Reader:
    report: Report
    clauses: Clauses
    catalogue: Catalogue
    own: str = ""  # whose report it is
    facts: dict[str, Fact] = field(default_factory=dict)  # by quantity, so far

    def read(self, place: int, quantity: Quantity) -> Fact | None:
        subject, found = self._named(place, quantity)
        seen = self._seen(place, quantity, subject, found) if found else None
        if found and seen and not self._elsewhere(seen):
            dimensions = split_words(found.id, self.catalogue.split(subject, found.id))
            return self._keep(quantity, Term(found.id, dimensions), seen)
        return self._part(place, quantity)

    def _elsewhere(self, seen: Seen) -> bool:
        """全区 in the report of a city: one of its districts."""
        level = _LEVEL.search(self.own)
        return bool(level and seen.territory and seen.territory != level[0])

    def _named(self, place: int, quantity: Quantity) -> tuple[str, Indicator | None]:
        """The indicator that a figure names, and its words; in a table the word that splits it stands behind."""
        subject, measure = quantity.subject.text, quantity.subject.measure
        found = quantity.indicator or self.catalogue.resolve(subject, quantity.unit, measure)
        if not found and self.clauses.in_table(place):
            turned = (word + subject.removesuffix(word) for word in words().splits if subject.endswith(word))
            named = ((self.catalogue.resolve(one, quantity.unit, measure), one) for one in turned)
            found, subject = next((pair for pair in named if pair[0]), ("", subject))
        if not found and not self.clauses.in_table(place):
            words_before = self.clauses.clause(place).before
            found = self.catalogue.resolve(words_before, quantity.unit, measure) if words_before else ""
            subject = words_before if found else subject
        indicator = self.catalogue.get(found)
        if indicator is None or kind_of(quantity.unit).dimensions != kind_of(indicator.unit).dimensions:
            return subject, None
        return subject, None if indicator.stock and quantity.subject.flow is Flow.NEW else indicator

    def _seen(self, place: int, quantity: Quantity, subject: str, indicator: Indicator) -> Seen | None:
        grown = self.catalogue.get(indicator.of)
        named = [indicator.name, *indicator.aliases, *((grown.name, *grown.aliases) if grown else ())]
        dimensions = (grown or indicator).dimensions
        less = words().narrower.get(indicator.id)
        if self.clauses.in_table(place):
            fits = self.clauses.cell(subject, named, dimensions) and not (less and less.search(subject))
            return Seen(False, "") if fits else None
        clause = self.clauses.clause(place)
        if less and less.search(f"{clause.before}{clause.behind}{subject}"):
            return None
        return self.clauses.seen(place, clause, subject, named, dimensions)

    def _part(self, place: int, quantity: Quantity) -> Fact | None:
        """其中集中供养612人: a word that splits the indicator of the whole, and nothing else."""
        clause = self.clauses.clause(place)
        word = clause.before.removeprefix(_AMONG)
        if clause.behind or word not in words().splits or self.clauses.told_of_before(place, clause):
            return None
        whole = self.facts.get(self.clauses.whole(place, clause, True) or "")
        if whole is not None and whole.within and whole.term.dimensions:
            whole = self.facts.get(whole.within)  # the one before is a part as well
        if whole is None or whole.term.dimensions or quantity.subject.flow is Flow.NEW:
            return None
        indicator = self.catalogue.indicators[whole.term.indicator]
        if word not in indicator.dimensions or kind_of(quantity.unit) != kind_of(whole.quantity.unit):
            return None
        term = Term(indicator.id, split_words(indicator.id, (word,)))
        return self._keep(quantity, term, Seen(whole.cumulative, whole.quantity.id)) if term.dimensions else None

    def _keep(self, quantity: Quantity, term: Term, seen: Seen) -> Fact:
        factor = kind_of(quantity.unit).factor
        low, high = (None if end is None else end * factor for end in _span(quantity))
        beside = self.facts.get(seen.within) if seen.bare else None
        within = beside.within if beside is not None and beside.bare else seen.within  # of the same whole
        fact = Fact(
            self.report.doc,
            quantity,
            term,
            Interval(low, high),
            seen.cumulative,
            within,
            seen.bare,
            seen.territory,
        )
        self.facts[quantity.id] = fact
        return fact


def _usable(report: Report, quantity: Quantity) -> bool:
    """An actual figure of the report's own period and of the whole territory, read without doubt."""
    sections = report.sections
    kind = sections[quantity.section].kind if quantity.section < len(sections) else SectionKind.REVIEW
    return (
        kind in _SECTIONS
        and quantity.role in _ROLES
        and not (quantity.damaged or quantity.worded)
        and quantity.subject.measure is not Measure.CHANGE
        and _own_period(report, quantity)
    )


def _own_period(report: Report, quantity: Quantity) -> bool:
    period = quantity.period
    if period.kind is PeriodKind.PERIOD:
        return True
    if report.period_end is None or period.end != report.period_end:
        return False
    if period.kind is PeriodKind.DAY:
        return True
    return period.kind in (PeriodKind.YEAR, PeriodKind.PART) and period.start == report.period_start


def _span(quantity: Quantity) -> Interval:
    """The values that print alike; an average stands for what rounds to it, even without decimals."""
    span = spread(quantity)
    average = "/" in quantity.unit and quantity.role is not Role.STANDARD
    if average and span.low is not None and span.low == span.high:
        return Interval(span.low - _HALF, span.low + _HALF)
    return span
