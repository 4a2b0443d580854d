"""A formula over the facts of a report: intervals on both sides, and whether they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from kpi.arithmetic.intervals import add, cut_interval, exceeds, meets, scale, subtract
from kpi.arithmetic.signed import over, times
from kpi.model import Bound, Interval, RelationVerdict
from kpi.relations.formulas.expression import Formula, Name, Node, Number, Term
from kpi.relations.formulas.facts import Fact, Facts

Pairs = frozenset[frozenset[str]]
Source = Callable[[str], Facts | None]  # the report of a time (年初), None where there is none
_NOTHING = Decimal("1e-15")  # of the number: what divisions leave behind


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a formula in a report that holds at least one of its figures.

    `why` says why it was not evaluated: missing, ambiguous, scope (a figure is a part of something else), time
    (年内累计 against not), zero; "" where it was. `computed` and `stated` are in the unit of the left side.
    """

    formula: Formula
    facts: tuple[Fact, ...]
    why: str = ""
    verdict: RelationVerdict | None = None
    computed: Interval | None = None
    stated: Interval | None = None


def evaluate(formula: Formula, source: Source, pairs: Pairs = frozenset()) -> Outcome | None:
    """None where no figure of the formula stands in the report; `pairs` as `pairs_of` says."""
    found = {name.term: _standing(formula, name.term, source, pairs) for name in formula.names}
    if not any(facts.told for term, facts in found.items() if not term.time):
        return None
    chosen = {term: one for term, facts in found.items() if (one := one_of(facts.usable)) is not None}
    members = tuple(chosen.values())
    for term, facts in found.items():
        if term not in chosen:
            why = "ambiguous" if facts.usable else "scope" if facts.told else "missing"
            return Outcome(formula, members, why)
    if len({fact.territory for fact in members if fact.territory}) > 1:
        return Outcome(formula, members, "scope")  # 全市 and 全区
    free = {fact.cumulative for fact in members if not fact.within}
    if formula.sign == "=" and len(free) > 1:
        return Outcome(formula, members, "time")
    return judged(formula, chosen)


class _Standing(NamedTuple):
    """What a report tells of a term, and what may be used: no part of what is not in the formula."""

    told: Sequence[Fact]
    usable: Sequence[Fact]


def _standing(formula: Formula, term: Term, source: Source, pairs: Pairs) -> _Standing:
    facts = source(term.time)
    told = facts.of(term) if facts is not None else ()
    if facts is None or not any(fact.within for fact in told):
        return _Standing(told, told)
    own = {name.term._replace(time="") for name in formula.names if name.term.time == term.time}
    usable: set[str] = set()
    for fact in sorted((one for term in own for one in facts.of(term)), key=lambda one: one.quantity.start):
        if fact.within in usable or _of_all(fact, facts, pairs):
            usable.add(fact.quantity.id)
    return _Standing(told, [fact for fact in told if fact.quantity.id in usable])


def _of_all(fact: Fact, facts: Facts, pairs: Pairs) -> bool:
    """Whether it is the number of all that its name says: no part, or one of a whole that holds all of its kind.

    护理型床位 among 养老床位 are all there are, since a formula speaks of both; 残疾人 among 低保对象 are not.
    """
    while fact.within:  # a whole stands before its part, so this ends
        whole = facts.by_id.get(fact.within)
        if whole is None or not whole.term.dimensions <= fact.term.dimensions:
            return False
        pair = frozenset((whole.term.indicator, fact.term.indicator))
        if len(pair) > 1 and pair not in pairs:
            return False
        fact = whole
    return True


def pairs_of(formulas: Iterable[Formula]) -> Pairs:
    """The indicators that stand together in a formula."""
    return frozenset(
        frozenset(pair)
        for formula in formulas
        for pair in combinations({name.term.indicator for name in formula.names}, 2)
    )


def one_of(facts: Sequence[Fact]) -> Fact | None:
    """The most exact of figures that agree; None where there is none, or they do not."""
    low = max((one.interval.low for one in facts if one.interval.low is not None), default=None)
    high = min((one.interval.high for one in facts if one.interval.high is not None), default=None)
    if not facts or (low is not None and high is not None and low > high):
        return None
    return min(facts, key=lambda one: (not one.sharp, _width(one.interval), bool(one.within)))


def _width(interval: Interval) -> Decimal:
    if interval.low is None or interval.high is None:
        return Decimal("Infinity")
    return interval.high - interval.low


def judged(formula: Formula, chosen: Mapping[Term, Fact]) -> Outcome:
    members = tuple(chosen[name.term] for name in formula.names)
    left, right = _value(formula.left, chosen), _value(formula.right, chosen)
    if left is None or right is None:
        return Outcome(formula, members, "zero")
    factor = formula.left.kind.factor if isinstance(formula.left, Name | Number) else Decimal(1)
    stated, computed = (scale(side, 1 / factor) if factor != 1 else side for side in (left, right))
    verdict = _verdict(formula, stated, computed, chosen)
    if not all(fact.sharp for fact in members):
        if verdict is RelationVerdict.INCONSISTENT and any(fact.quantity.bound is Bound.ABOUT for fact in members):
            return Outcome(formula, members, "about")
        verdict = RelationVerdict.PLAUSIBLE if verdict is RelationVerdict.CONSISTENT else verdict
    return Outcome(formula, members, "", verdict, computed, stated)


def _verdict(
    formula: Formula, stated: Interval, computed: Interval, chosen: Mapping[Term, Fact]
) -> RelationVerdict:
    if formula.sign != "=":
        small, large = (stated, computed) if formula.sign == "<=" else (computed, stated)
        wrong = exceeds(_wide(small), _wide(large))
        return RelationVerdict.INCONSISTENT if wrong else RelationVerdict.CONSISTENT
    if meets(_wide(stated), _wide(computed)):
        return RelationVerdict.CONSISTENT
    if isinstance(formula.left, Name):
        quantity = chosen[formula.left.term].quantity
        cut = cut_interval(quantity.value, quantity.last_place, quantity.bound)
        if cut is not None and meets(cut, computed) and computed.low != cut.high:
            return RelationVerdict.TRUNCATED
    return RelationVerdict.INCONSISTENT


def _wide(interval: Interval) -> Interval:
    low, high = interval
    return Interval(
        None if low is None else low - abs(low) * _NOTHING, None if high is None else high + abs(high) * _NOTHING
    )


def _value(node: Node, chosen: Mapping[Term, Fact]) -> Interval | None:
    """The interval of a side; None where something would be divided by 0."""
    if isinstance(node, Number):
        value = node.value * node.kind.factor
        return Interval(value, value)
    if isinstance(node, Name):
        return chosen[node.term].interval
    left, right = _value(node.left, chosen), _value(node.right, chosen)
    if left is None or right is None:
        return None
    if node.sign == "+":
        return add((left, right))
    if node.sign == "-":
        return subtract(left, right)
    return times(left, right) if node.sign == "*" else over(left, right)


def evaluate_all(formulas: Sequence[Formula], source: Source) -> list[Outcome]:
    """The outcomes of all formulas of which a figure stands in the report, in their order."""
    pairs = pairs_of(formulas)
    outcomes = (evaluate(formula, source, pairs) for formula in formulas)
    return [one for one in outcomes if one is not None]
