"""Heads × average = whole: the relation of numbers that `averages` has found to belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.arithmetic.intervals import judge, meets
from kpi.arithmetic.laws import product_computed
from kpi.model import Bound, Computation, Interval, Relation, RelationType, RelationVerdict, Shape, Term
from kpi.outline.expressions import pattern
from kpi.relations.figures import Figure
from kpi.relations.notes import constant, plain, signed, term

_MONTH = pattern("relations", "words.month")
_YEAR = pattern("relations", "words.year")

_SLACK = Decimal("0.15")
_SIGNS = {RelationVerdict.CONSISTENT: "≈", RelationVerdict.PLAUSIBLE: "~", RelationVerdict.TRUNCATED: "→"}


@dataclass(frozen=True, slots=True)
class Average:
    """A number that is so much for each: `by` is the group of units counted, "" for days."""

    figure: Figure
    unit: str
    by: str
    noun: str
    times: frozenset[str]  # 月, 年, 次: so much each time
    mean: bool  # rounded, unlike a price
    size: Decimal = Decimal(1)  # so much for each thousand of them


@dataclass(frozen=True, slots=True)
class Terms:
    heads: tuple[Figure, ...]
    whole: Figure
    rounds: Figure | None = None


def averaged(average: Average, terms: Terms, factor: Decimal) -> Relation | None:
    """Heads × average, `factor` times, against the whole."""
    figure, whole = average.figure, terms.whole
    factors = [*terms.heads, *([terms.rounds] if terms.rounds is not None else []), figure]
    times = (factor if terms.rounds is None else Decimal(1)) / average.size
    kind = "heads" if len(terms.heads) > 1 else "mean" if average.mean else "each"
    formula = f"{kind}:{Fraction(times)}"
    computed = product_computed(formula, [one.interval for one in factors])
    value = sum((one.value for one in terms.heads), Decimal(0)) * figure.value * factor / average.size
    if not value or computed is None or any(end is None for end in (*computed, *whole.interval)):
        return None
    exact = all(one.quantity.bound is Bound.EXACT for one in (*factors, whole))
    over = (whole.value - value) / value
    verdict = verdict_of(
        judge(computed, whole.interval, whole.cut), exact, bool(average.times & {_MONTH, _YEAR}), over
    )
    wrong = verdict is RelationVerdict.INCONSISTENT and exact and average.mean
    if wrong and _is_cut(figure, factors, whole, formula):
        verdict = RelationVerdict.TRUNCATED
    sign = _SIGNS.get(verdict, "≠")
    total = plain(value / whole.factor, len(whole.digits.partition(".")[2]) + 1)
    computation = Computation(
        Shape.PRODUCT,
        (*_factors(terms, factors), *_times(times, average)),
        sign,
        (term(whole),),
        total.rstrip("0").rstrip(".") if "." in total else total,
        computed,
        whole.interval,
        over="" if sign in "≈→" else signed(over),
    )
    return Relation(RelationType.PRODUCT, (*(one.id for one in factors), whole.id), verdict, computation, formula)


def _factors(terms: Terms, factors: Sequence[Figure]) -> Iterator[Term]:
    """(heads + heads) × rounds × average."""
    last = len(terms.heads) - 1
    for place, one in enumerate(factors):
        several = last > 0
        sign = "" if not place else "+" if place <= last else "×"
        yield term(one, sign, opens=several and not place, closes=several and place == last)


def _times(times: Decimal, average: Average) -> Iterator[Term]:
    """How often each got it, or of how many each is the average."""
    if times > 1:
        yield constant(plain(times), "×", "month" if _MONTH in average.times else "")
    elif times < 1:
        yield constant(plain(1 / times), "/")


def _is_cut(figure: Figure, factors: Sequence[Figure], whole: Figure, formula: str) -> bool:
    """369.57 told as 369: the mean's further digits were cut, not rounded."""
    place = abs(figure.factor) * Decimal(1).scaleb(-len(figure.digits.partition(".")[2]))
    spread = Interval(figure.value, figure.value + place)
    told = [*(one.interval for one in factors[:-1]), spread]
    computed = product_computed(formula.replace("mean", "each"), told)
    return computed is not None and meets(computed, whole.interval)


def verdict_of(judged: RelationVerdict, exact: bool, monthly: bool, over: Decimal) -> RelationVerdict:
    """Heads change over the months, and 余 leaves room: plausible within 15 %."""
    if judged is RelationVerdict.INCONSISTENT:
        near = abs(over) <= _SLACK and (monthly or not exact)
        return RelationVerdict.PLAUSIBLE if near else judged
    return RelationVerdict.CONSISTENT if exact else RelationVerdict.PLAUSIBLE
