"""Contradictions between two reports of one body, the later one's numbers first (docs/relations.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from kpi.arithmetic.intervals import meets
from kpi.arithmetic.laws import HUNDRED, rise_computed
from kpi.between.told import Doc, Told
from kpi.model import (
    Bound,
    Computation,
    Flow,
    Measure,
    PeriodKind,
    RelationType,
    RelationVerdict,
    Role,
    Shape,
    Term,
)
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression
from kpi.relations.explain import gap_between, share_of
from kpi.relations.notes import percent, plain

_GROWTH = expression("between", "finders.growth")
_SAME_TIME = expression("between", "finders.same_time")
_FALLS = expression("between", "finders.falls")
_OTHER_TERMS = expression("between", "finders.other_terms")
_TELLS_CHANGE = expression("between", "finders.tells_change")
_TIMES = expression("between", "finders.times")
_FROM_YEAR = expression("between", "finders.from_year")
_RISEN = expression("between", "finders.risen")
_STOCK = expression("between", "finders.stock")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_EVENTS = used_for("events")
_DEEDS = expression("between", "finders.deeds")
_YEARS = expression("between", "finders.years")
# How near the ratio must be to ten, a hundred, ten thousand. What was done in a year may well be tenfold the next.
_STOCK_LEAPS = {Decimal(10): Decimal("0.15"), Decimal(100): Decimal("0.3"), Decimal(10_000): Decimal("0.5")}
_DONE_LEAPS = {Decimal(100): Decimal("0.15"), Decimal(10_000): Decimal("0.5")}
_YEAR_DAYS = 366
_REVISION = Decimal("0.01")


RULES = {  # language/rules_between.yml
    RelationType.GROWTH: "between.growth",
    RelationType.RETOLD: "between.retold",
    RelationType.CUMULATIVE: "between.cumulative",
    RelationType.STANDARD: "between.standard",
    RelationType.LEAP: "between.leap",
}


@dataclass(frozen=True, slots=True)
class Between:
    """A relation whose members stand in two reports: (doc, id) of each, the later report's first."""

    type: RelationType
    members: tuple[Told, ...]
    verdict: RelationVerdict
    computation: Computation
    formula: str = ""

    @property
    def rule(self) -> str:
        return RULES[self.type]


def between(earlier: Doc, later: Doc, consecutive: bool = True) -> Iterator[Between]:
    """Every contradiction between two reports, `earlier` being the one that ends first.

    `consecutive` where no other report of the body ends between them.
    """
    for find in _FINDERS:
        yield from find(earlier, later)
    if consecutive:
        yield from standards(earlier, later)


def _shared(earlier: Doc, later: Doc) -> Iterator[tuple[Told, Told]]:
    for new in later.levels:
        old = earlier.result(new)
        if old is not None:
            yield old, new


def _a_year_apart(earlier: Doc, later: Doc) -> bool:
    """Reports on the same part of two years that follow each other."""
    return (later.start.year, later.end.year) == (earlier.start.year + 1, earlier.end.year + 1) and (
        later.start.month,
        later.end.month,
    ) == (earlier.start.month, earlier.end.month)


def growths(earlier: Doc, later: Doc) -> Iterator[Between]:
    """The growth that the later report states against the level that the earlier one printed."""
    if not _a_year_apart(earlier, later):
        return
    for old, new in _shared(earlier, later):
        for growth in later.after(new):
            way = _GROWTH.match(growth.gap.replace(" ", ""))
            if way is None or growth.bound is not Bound.EXACT or growth.measure is Measure.SHARE:
                break
            if growth.unit != "%" and growth.unit != new.unit:
                break
            if _OTHER_TERMS.search(f"{new.before}{new.subject}{growth.gap}"):
                break
            labels = later.label, earlier.label
            found = _growth(old, new, growth, bool(_FALLS.search(way["verb"])), labels)
            if found is not None:
                yield found
                break


def _growth(old: Told, new: Told, growth: Told, falls: bool, labels: tuple[str, str]) -> Between | None:
    formula = ("drop" if falls else "growth") if growth.unit == "%" else ("fall" if falls else "move")
    computed = rise_computed(formula, old.interval, new.interval)
    if computed is None or old.value <= 0 or meets(computed, growth.interval) or _revised(old, new, growth, falls):
        return None
    terms: tuple[Term, ...]
    now, told = _term(new, labels[0]), (_term(growth, shown=f"{'−' if falls else ''}{growth.text}"),)
    if growth.unit == "%":
        shape, terms = Shape.RATE, (now, _term(old, labels[1], "/"), Term("1", sign="−"))
        result = f"{percent((new.value / old.value - 1) * HUNDRED, 2)}%"
    else:
        shape, terms = Shape.DIFFERENCE, (now, _term(old, labels[1], "−"))
        result = plain((new.value - old.value) / _factor(growth))
    computation = _apart(Computation(shape, terms, "≠", told, result, computed, growth.interval))
    return Between(RelationType.GROWTH, (new, old, growth), RelationVerdict.INCONSISTENT, computation, formula)


def _term(told: Told, label: str = "", sign: str = "", shown: str = "") -> Term:
    return Term(shown or told.text, told.id, sign, doc=told.doc, label=label)


def _apart(computation: Computation) -> Computation:
    """With how far the two intervals are apart."""
    gap = gap_between(computation.computed, computation.stated)
    return replace(computation, gap=gap, gap_share=share_of(gap, computation.stated))


def _two(
    kind: RelationType, new: Told, old: Told, docs: tuple[Doc, Doc], shape: Shape, sign: str, over: str = ""
) -> Between:
    """Two numbers of one thing; a move goes from the old one to the new one."""
    later, earlier = _term(new, docs[0].label), _term(old, docs[1].label)
    first, second = (earlier, later) if shape is Shape.MOVE else (later, earlier)
    computation = Computation(shape, (first,), sign, (second,), "", new.interval, old.interval, over=over)
    return Between(kind, (new, old), RelationVerdict.INCONSISTENT, _apart(computation))


def _factor(told: Told) -> Decimal:
    """What one printed unit is worth: 10,000 for 2.03万人."""
    found = _NUMBER.search(told.text.replace(",", ""))
    return told.value / Decimal(found[0]) if found and Decimal(found[0]) else Decimal(1)


def _revised(old: Told, new: Told, growth: Told, falls: bool) -> bool:
    """Whether the growth fits a level of a year ago that was revised by one in a hundred: that is common."""
    change = -growth.value if falls else growth.value
    implied = new.value / (1 + change / HUNDRED) if growth.unit == "%" else new.value - change
    return abs(implied - old.value) <= abs(old.value) * _REVISION


def retold(earlier: Doc, later: Doc) -> Iterator[Between]:
    """What the later report says of the earlier one's period: a named year, or the old value of a rise."""
    for one in later.told:
        if not one.usable or one.bound is not Bound.EXACT:
            continue
        old = earlier.result(one)
        if old is None or not _of_period(one, earlier, later) or meets(one.interval, old.interval):
            continue
        yield _two(RelationType.RETOLD, one, old, (later, earlier), Shape.SAME, "≠")


def _of_period(one: Told, earlier: Doc, later: Doc) -> bool:
    if one.period is PeriodKind.YEAR:
        # 1998年由40个减少到29个: the 40 are of no year that is named; 由1998年的40个 are
        named = bool(_FROM_YEAR.search(one.gap)) if one.role is Role.BEFORE else not _RISEN.match(one.gap)
        return earlier.is_year and one.period_end == earlier.end and named
    if one.role is Role.BEFORE and one.period is PeriodKind.PERIOD:
        if _SAME_TIME.search(one.gap):
            return _a_year_apart(earlier, later)
        return earlier.end + timedelta(days=1) == later.start and not _YEARS.search(one.gap)
    return False


def cumulatives(earlier: Doc, later: Doc) -> Iterator[Between]:
    """What was done since January cannot be less in a report that covers more of the same year."""
    if earlier.start != later.start or later.end <= earlier.end or later.end.year != earlier.end.year:
        return
    for old, new in _shared(earlier, later):
        done = (Flow.DONE, Flow.SPENT, Flow.NEW)
        below = (
            new.interval.high is not None and old.interval.low is not None and new.interval.high < old.interval.low
        )
        counted = new.unit in _EVENTS or all(_DEEDS.search(one.before) for one in (new, old))
        if below and new.flow in done and old.flow in done and counted and not _is_stock(new, old):
            yield _two(RelationType.CUMULATIVE, new, old, (later, earlier), Shape.AT_MOST, "<")


def _is_stock(*told: Told) -> bool:
    """Balances, averages and sums of a month are not of the year so far."""
    return any(_STOCK.search(one.before) for one in told)


def standards(earlier: Doc, later: Doc) -> Iterator[Between]:
    """A standard that is another than a year ago, and the later report does not say that it was changed."""
    for old, new in _shared(earlier, later):
        if new.role is not Role.STANDARD or meets(new.interval, old.interval):
            continue
        if _TELLS_CHANGE.search(new.sentence) or _announced(new, earlier) or _changed(new, later):
            continue
        yield _two(RelationType.STANDARD, new, old, (later, earlier), Shape.MOVE, "→")


def _announced(new: Told, earlier: Doc) -> bool:
    return any(
        one.role is Role.TARGET and set(one.keys) & set(new.keys) and meets(one.interval, new.interval)
        for one in earlier.told
    )


def _changed(new: Told, later: Doc) -> bool:
    """Whether the later report tells elsewhere what it was before, or by how much it rose."""
    return any(
        (one.role is Role.BEFORE and set(one.keys) & set(new.keys))
        or (one.measure in (Measure.GROWTH, Measure.CHANGE) and new.name in one.name)
        for one in later.told
    )


def leaps(earlier: Doc, later: Doc) -> Iterator[Between]:
    """A number that is ten, a hundred or ten thousand times what it was a year ago: a lost 万, a shifted point."""
    whole_year = _a_year_apart(earlier, later)
    if not whole_year and (later.end - earlier.end).days > _YEAR_DAYS:
        return
    for old, new in _shared(earlier, later):
        if min(old.value, new.value) <= 0 or _TIMES.search(new.sentence) or max(old.value, new.value) < 100:
            continue
        ratio = max(new.value / old.value, old.value / new.value)
        stock = new.flow in (Flow.STOCK, Flow.NONE) and old.flow in (Flow.STOCK, Flow.NONE)
        if not stock and not whole_year:
            continue
        if any(abs(ratio / leap - 1) <= near for leap, near in (_STOCK_LEAPS if stock else _DONE_LEAPS).items()):
            times = f"{'×' if new.value > old.value else '÷'} {percent(ratio, 1)}"
            yield _two(RelationType.LEAP, new, old, (later, earlier), Shape.MOVE, "→", times)


_FINDERS: tuple[Callable[[Doc, Doc], Iterator[Between]], ...] = (growths, retold, cumulatives, leaps)
