"""product.fit: heads times a rate, by the months that are named, that give an amount near by.

给当月在册的17935人每人加发60元,一共107.61万元. Tried are the nearest rates and counts before the amount and right
behind it; the amount has to have so many digits that the fit is no coincidence. An average (摊到每人次1994元) is
told behind its amount: it is looked for from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.arithmetic.intervals import judge, multiply, scale
from kpi.arithmetic.laws import rounded
from kpi.model import Bound, Computation, Relation, RelationType, RelationVerdict, Role, Shape
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import expression, pattern
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import around, before, behind, fit_words, in_common, same_sentence, settled
from kpi.relations.notes import constant, plain, sign_of, term
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable
from kpi.relations.spans import months_of

_MONTH = pattern("relations", "words.month")
_YEAR = pattern("relations", "words.year")
_YUAN = pattern("relations", "words.yuan")

_LEAST = 1000  # yuan
_RATE_MOST = 100_000
_BACK = 10
_FAR = 16  # figures before an average
_AHEAD = 3
_SAID = 8  # characters before an amount that say what is paid
_OPENED = 160  # characters before its sentence
_SAYS = 120  # … and of how many months
_RATES = 4
_HEADS = 6
_SURE, _LONG = 3, 4
_NAMED = 2  # pairs of characters
_NEARLY = Decimal("0.15")
_SPANS = {"half": 6, "nine": 9, "quarter": 3}
_MONTHS = expression("relations", "fits_products.months")
_DAYS = expression("relations", "fits_products.days")
_DAILY = expression("relations", "fits_products.daily")
_EVERY_DAY = expression("relations", "fits_products.every_day")


def products_that_fit(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        if is_rate(figure) and fit_words("average").search(own(page, figure)):
            near = before(page, figure, _FAR, 5)
            amounts = [one for one in near if is_amount(one) and one.value > figure.value]
            heads = [one for one in near if is_count(one)]
            yield from _of_average(page, figure, amounts, heads)
        elif is_amount(figure):
            near = [*before(page, figure, _BACK, 1), *behind(page, figure, _AHEAD)]
            rates = [one for one in near if is_rate(one) and one.value < figure.value][:_RATES]
            heads = [one for one in near if is_count(one)][:_HEADS] if rates else []
            heads += _farther(page, figure) if rates and significant(figure) >= _LONG else []
            yield from _fitting(page, figure, rates, heads)


def is_amount(figure: Figure) -> bool:
    money = figure.quantity.unit == _YUAN and settled(figure) and figure.exact
    return money and figure.value >= _LEAST and significant(figure) >= _SURE


def is_rate(figure: Figure) -> bool:
    quantity = figure.quantity
    exact = figure.base == _YUAN and quantity.bound is Bound.EXACT and figure.factor == 1
    return exact and 0 < figure.value < _RATE_MOST


def is_count(figure: Figure) -> bool:
    quantity = figure.quantity
    exact = quantity.bound is Bound.EXACT and quantity.role is not Role.TARGET and not quantity.damaged
    countable = quantity.unit not in cues().not_additive_units and "/" not in quantity.unit
    return exact and countable and quantity.unit != _YUAN and figure.value > 1


def _farther(page: Page, amount: Figure) -> list[Figure]:
    """在册低保对象…9873人,…。月人均504元,共发放低保金2985.60万元: counts farther back in the paragraph that bear
    the name of what the amount's own words pay."""
    said = page.text[max(0, amount.start - _SAID) : amount.start]
    back = before(page, amount, _FAR + _BACK, 0)[_BACK:]
    clauses = [(page.text[page.slots[one.index].clause : one.start], one) for one in back if is_count(one)]
    return [one for clause, one in clauses if in_common(said, clause)]


def _fitting(page: Page, amount: Figure, rates: Sequence[Figure], heads: Sequence[Figure]) -> Iterator[Relation]:
    """The first product that is the amount; else the one that its own words tell, if a slip would mend it."""
    for rate in rates:
        for head in heads:
            together = same_sentence(page, rate, amount) and same_sentence(page, head, amount)
            if significant(amount) < (_SURE if together else _LONG):
                continue
            for months in months_named(page, amount, rate):
                relation = product(amount, head, rate, months)
                if relation.verdict is RelationVerdict.CONSISTENT:
                    yield relation
                    return
    yield from _slipped(page, amount, rates, heads)


def _slipped(page: Page, amount: Figure, rates: Sequence[Figure], heads: Sequence[Figure]) -> Iterator[Relation]:
    """发给62人每人1500元,共9.3万元: heads, rate and amount one after another in one sentence, of no span of time
    that could be another than the one named."""
    segment = page.slots[amount.index].segment  # 143名,每人5000元,计71.5万元;286名,每人2000元,计57.2万元
    rates = [one for one in rates if segment <= one.start < amount.start]
    together = [one for one in heads if segment <= one.start < amount.start]
    heads = together or _named(page, amount, heads)
    if len(rates) != 1 or len(heads) != 1 or not fit_words("in_all").search(around(page, amount)):
        return
    rate, head = rates[0], heads[0]
    months = months_named(page, amount, rate)
    if len(months) > 2 or (is_monthly(page, rate) and len(months) < 2):
        return
    relation = product(amount, head, rate, months[-1])
    over = abs(amount.value / (head.value * rate.value * months[-1]) - 1)
    if mendable(relation, [one.quantity for one in (head, rate, amount)]):
        yield relation
    elif over <= _NEARLY and is_monthly(page, rate):
        yield replace(relation, verdict=RelationVerdict.PLAUSIBLE)  # heads change over the months


def _named(page: Page, amount: Figure, heads: Sequence[Figure]) -> list[Figure]:
    """The heads that the amount's segment, or else its sentence, names: the one with most in common before it."""
    slot = page.slots[amount.index]
    for start in sorted({slot.segment, slot.sentence}, reverse=True):  # its segment first
        said = page.text[start : amount.start]
        scored = [(in_common(around(page, one), said), one) for one in heads if one.index < amount.index]
        best = max((score for score, _ in scored), default=0)
        if best >= _NAMED:
            return [one for score, one in scored if score == best]
    return []


def _of_average(
    page: Page, rate: Figure, amounts: Sequence[Figure], heads: Sequence[Figure]
) -> Iterator[Relation]:
    for amount in amounts:
        for head in heads:
            for months in months_named(page, amount, rate):
                relation = product(amount, head, rate, months, mean=True)
                if relation.verdict is RelationVerdict.CONSISTENT and head.value >= _HEADS:
                    yield relation
                    return


def months_named(page: Page, amount: Figure, rate: Figure) -> list[int]:
    """1, and where the rate is of a month also the months that its sentence or the amount's words name; of a day
    the days that stand between the two."""
    if is_daily(rate):
        told = _DAYS.findall(page.text, rate.end, amount.start) if rate.sentence == amount.sentence else []
        return [1, *map(int, told[:1])]
    if _YEAR in rate.quantity.unit or not is_monthly(page, rate):
        return [1]
    line = page.text[max(page.slots[rate.index].sentence, amount.start - _SAYS) : amount.end + 20]
    named = [_number(found) for found in _MONTHS.finditer(line)]
    named = named or _opened(page, amount)[:1] or [months_of(page, amount)]
    return list(dict.fromkeys(one for one in (1, *named) if one))


def says_months(page: Page, amount: Figure) -> bool:
    """Whether the text says of how many months the amount is; those of the report are only a guess."""
    if _MONTHS.search(page.text, max(amount.sentence, amount.start - _SAYS), amount.end) is not None:
        return True
    return len(_opened(page, amount)) == 1


def _opened(page: Page, amount: Figure) -> list[int]:
    """今年1至9月,…172.85万元。孤儿12人,每人每月1900元: the months that the sentences before it in its line say."""
    low = max(page.slots[amount.index].line, amount.sentence - _OPENED)
    found = [_number(one) for one in _MONTHS.finditer(page.text, low, amount.sentence)]
    return list(dict.fromkeys(found))


def is_monthly(page: Page, rate: Figure) -> bool:
    return _MONTH in rate.quantity.unit or fit_words("monthly").search(around(page, rate)) is not None


def is_daily(rate: Figure) -> bool:
    return _DAILY.search(rate.quantity.unit) is not None or _EVERY_DAY.search(rate.own) is not None


def _number(found: re.Match[str]) -> int:
    digits = found["last"] or found["to"] or found["count"]
    if digits:
        return whole_number(digits)
    return next((months for name, months in _SPANS.items() if found[name]), 12)


def product(amount: Figure, head: Figure, rate: Figure, months: int, mean: bool = False) -> Relation:
    """heads × rate × months (of a daily rate: days) against the amount; a mean stands for what rounds to it."""
    spread = rounded(rate.interval) if mean else rate.interval
    computed = scale(multiply(head.interval, spread), Decimal(months))
    verdict = judge(computed, amount.interval, amount.cut)
    value = head.value * rate.value * months
    computation = Computation(
        Shape.PRODUCT,
        (
            term(head),
            term(rate, "×"),
            *([constant(months, "×", "day" if is_daily(rate) else "month")] if months != 1 else []),
        ),
        sign_of(verdict),
        (term(amount),),
        plain(value / amount.factor),
        computed,
        amount.interval,
    )
    formula = f"{'mean' if mean else 'each'}:{months}"
    return Relation(RelationType.PRODUCT, (head.id, rate.id, amount.id), verdict, computation, formula)
