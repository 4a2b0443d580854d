"""Heads × rate × months = amount, and heads × average = total.

The months are those of the words before the amount (上半年, 全年), else those of the reviewed period.
Heads change over the months, so a product within 15 % is plausible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kpi.arithmetic.intervals import add, judge, multiply, scale
from kpi.model import Bound, Computation, Interval, Relation, RelationType, RelationVerdict, Role, Shape, Term
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.products import says_months
from kpi.relations.notes import constant, plain, signed, term
from kpi.relations.slips import mendable, turned
from kpi.relations.spans import months_of

_FOR_WHOM = pattern("relations", "words.for_whom")
_INSURANCE = pattern("relations", "words.insurance")
_MONTH_WORD = pattern("relations", "words.month")
_PERSON = pattern("relations", "words.person")
_STANDARD = pattern("relations", "words.standard")
_THOSE_SERVED = pattern("relations", "words.those_served")
_TIMES = pattern("relations", "words.times")
_VISITS = pattern("relations", "words.visits")
_YEARS_OF_AGE = pattern("relations", "words.years_of_age")
_YEARS_OLD = pattern("relations", "words.years_old")
_YEAR_WORD = pattern("relations", "words.year")
_YUAN = pattern("relations", "words.yuan")

_SLACK = Decimal("0.15")
_LEAST = 1000  # yuan; less is a price
_SURE = 4  # digits that change places by no chance
_MONTH = expression("relations", "products.month")
_YEAR = expression("relations", "products.year")
_PAID = expression("relations", "products.paid")
_SINCE = expression("relations", "products.since")
_PER_HEAD = expression("relations", "products.per_head")
_TWINS = word_list("relations", "products.twins")


def products(page: Page) -> Iterator[Relation]:
    for paragraph in page.paragraphs:
        if len(paragraph) < 3:
            continue
        rates = [figure for figure in paragraph if is_rate(figure)]
        if rates:
            yield from _paid(page, paragraph, rates)
        yield from _averages(page, paragraph)
    yield from _same_price(page)


def is_rate(figure: Figure) -> bool:
    """Whether the figure is what one gets a month or a year."""
    quantity = figure.quantity
    money = quantity.unit.partition("/")[0] == _YUAN
    return money and quantity.bound is Bound.EXACT and bool(_period(figure)) and figure.factor == 1


def _period(figure: Figure) -> str:
    """Whether the rate is of a month or a year; "" where it is no rate."""
    unit, left = figure.quantity.unit, figure.left
    if _MONTH_WORD in unit.partition("/")[2] or _MONTH.search(left):
        return _MONTH_WORD
    return _YEAR_WORD if _YEAR_WORD in unit.partition("/")[2] or _YEAR.search(left) else ""


def _paid(page: Page, paragraph: Sequence[Figure], rates: Sequence[Figure]) -> Iterator[Relation]:
    for figure in paragraph:
        before = [rate for rate in rates if rate.index < figure.index and figure.index - rate.index <= 12]
        if not before or not _is_sum(figure):
            continue
        relation = _two_rates(page, figure) or _one_rate(page, figure, before) or _named_rate(page, figure, before)
        if relation is not None:
            yield relation


def _is_sum(figure: Figure) -> bool:
    """Whether the figure may be what all got together."""
    sum_ = figure.quantity.unit == _YUAN and not _period(figure) and figure.value >= _LEAST
    return sum_ and figure.quantity.role not in (Role.TARGET, Role.BEFORE)


def is_paid(amount: Figure) -> bool:
    """Whether the words before a sum say that it was paid out."""
    return _is_sum(amount) and _PAID.search(amount.left[-16:]) is not None


def _one_rate(page: Page, amount: Figure, rates: Sequence[Figure]) -> Relation | None:
    months = months_of(page, amount)
    if not months or not _PAID.search(amount.left[-16:]):
        return None
    for rate in reversed(rates):
        if _paired(page, rate):
            continue
        between = page.figures[rate.index + 1 : amount.index]
        heads = [one for one in reversed(between) if one.group == _PERSON and one.depth == amount.depth][:1]
        heads += [one for one in reversed(page.figures[max(0, rate.index - 6) : rate.index])
                  if one.group == _PERSON and one.quantity.sentence == rate.quantity.sentence]  # fmt: skip
        same = rate.quantity.sentence == amount.quantity.sentence
        if not same:
            heads = [one for one in heads if one.index == amount.index - 1]
        for head in heads:
            relation = paid_product(amount, ((head, rate),), months)
            if relation is not None and relation.verdict is not RelationVerdict.INCONSISTENT:
                return relation
        sure = _sure(page, amount, rate, between)
        if sure is not None:
            return paid_product(amount, ((sure, rate),), months)
    return None


def _paired(page: Page, rate: Figure) -> bool:
    """One of several rates side by side (1900元、1450元): no one of them is that of all heads."""
    near = page.figures[max(0, rate.index - 1) : rate.index + 2]
    return any(
        one is not rate and one.quantity.unit.startswith(_YUAN)
        and (one.start - rate.end if one.index > rate.index else rate.start - one.end) <= 3
        for one in near
    )  # fmt: skip


def _named_rate(page: Page, amount: Figure, rates: Sequence[Figure]) -> Relation | None:
    """农村特困供养标准…, 农村特困1272人880万元: the rate bears the name of those paid; only where it fits."""
    head = page.figures[amount.index - 1]
    name = head.quantity.subject.text
    months = months_of(page, amount)
    if head.group != _PERSON or page.text[head.end : amount.start].strip() or len(name) < 4 or not months:
        return None
    rate = next((one for one in rates if one.quantity.subject.text.startswith(name)), None)
    relation = paid_product(amount, ((head, rate),), months) if rate is not None else None
    return relation if relation is not None and relation.verdict is not RelationVerdict.INCONSISTENT else None


def _sure(page: Page, amount: Figure, rate: Figure, between: Sequence[Figure]) -> Figure | None:
    """按照 R 的标准，为 H 名…发放 A: nothing else can be meant."""
    heads = [one for one in between if one.group == _PERSON]
    text = page.text[rate.end : amount.start]
    if len(heads) != 1 or _STANDARD not in text[:6] or ";" in text or "。" in text or _SINCE.search(text):
        return None
    head = heads[0]
    others = [one for one in between if one is not head and one.quantity.unit not in (_YEARS_OLD, _YEARS_OF_AGE)]
    exact = head.quantity.bound is Bound.EXACT and amount.quantity.bound is Bound.EXACT
    return head if exact and not others and _FOR_WHOM in page.text[rate.end : head.start] else None


def _two_rates(page: Page, amount: Figure) -> Relation | None:
    """集中 a 名、散居 b 名，标准分别为 x、y，发放 A; the heads and the rates stand in pairs."""
    months = months_of(page, amount)
    near = page.figures[max(0, amount.index - 16) : amount.index]
    near = [one for one in near if one.paragraph == amount.paragraph and one.factor == 1]
    money = [one for one in near if one.quantity.unit.partition("/")[0] == _YUAN]
    heads = [one for one in page.figures[max(0, amount.index - 8) : amount.index]
             if one.group == _PERSON and one.quantity.sentence == amount.quantity.sentence]  # fmt: skip
    if len(heads) < 2:  # told in the sentence before, each by its kind
        heads = [one for one in near if one.group == _PERSON and kind_of(one.left)]
    if not months or not _PAID.search(amount.left[-16:]) or len(money) < 2 or len(heads) < 2:
        return None
    first, second = heads[-2:]
    low, high = money[-2:]
    if high.index - low.index > 1:
        return None
    crossed = kind_of(first.left) and kind_of(first.left) == kind_of(high.left)
    chosen = ((first, high), (second, low)) if crossed else ((first, low), (second, high))
    relation = paid_product(amount, chosen, months)
    if relation is None or relation.verdict is not RelationVerdict.INCONSISTENT:
        return relation
    named = all(kind_of(one.left) for one in (*heads[-2:], low, high))
    members = [one.quantity for pair in chosen for one in pair]
    sure = named and says_months(page, amount)
    return relation if sure and mendable(relation, [*members, amount.quantity]) else None


def kind_of(left: str) -> int:
    """Which of two kinds the words before a figure name (散居, 集中), from 1; 0 for none."""
    return next((n for n, words in enumerate(_TWINS, start=1) if any(word in left for word in words)), 0)


def paid_product(amount: Figure, terms: Sequence[tuple[Figure, Figure]], months: int) -> Relation | None:
    """Heads × rate, added up, over so many months, held against the amount; None where nothing was paid."""
    factor = Decimal(months)
    if _period(terms[0][1]) == _YEAR_WORD:
        factor = factor / 12
    computed = scale(add(multiply(head.interval, rate.interval) for head, rate in terms), factor)
    value = sum((head.value * rate.value for head, rate in terms), Decimal(0)) * factor
    if not value:
        return None
    verdict = judge(computed, amount.interval, amount.cut)
    over = (amount.value - value) / value
    if verdict is RelationVerdict.TRUNCATED or (verdict is RelationVerdict.INCONSISTENT and abs(over) <= _SLACK):
        verdict = (
            RelationVerdict.PLAUSIBLE
        )  # heads change over the months, but not so that two digits change places
        if significant(amount) >= _SURE and turned(amount.digits, plain(value / amount.factor)):
            verdict = RelationVerdict.INCONSISTENT
    sign = {RelationVerdict.CONSISTENT: "≈", RelationVerdict.PLAUSIBLE: "~"}.get(verdict, "≠")
    monthly = _period(terms[0][1]) == _MONTH_WORD
    times = constant(plain(factor), "×", "month") if monthly else constant(f"{months}/12", "×")
    computation = Computation(
        Shape.PRODUCT,
        (*_pairs(terms), times),
        sign,
        (term(amount),),
        plain(value / amount.factor),
        computed,
        amount.interval,
        over="" if sign == "≈" else signed(over),
    )
    members = [figure.id for pair in terms for figure in pair]
    formula = f"{'pairs' if len(terms) > 1 else 'each'}:{Fraction(factor)}"
    return Relation(RelationType.PRODUCT, (*members, amount.id), verdict, computation, formula)


def _pairs(pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Term]:
    """(heads × rate + heads × rate), in brackets where there are several."""
    several, last = len(pairs) > 1, len(pairs) - 1
    for place, (head, rate) in enumerate(pairs):
        yield term(head, "+" if place else "", opens=several and not place)
        yield term(rate, "×", closes=several and place == last)


def _averages(page: Page, paragraph: Sequence[Figure]) -> Iterator[Relation]:
    """服务 T 人次，人均 a 次, of the one group of people that the paragraph speaks of."""
    for place, average in enumerate(paragraph):
        if not _PER_HEAD.search(average.left) or not place or average.quantity.unit not in (_TIMES, _VISITS):
            continue
        total = paragraph[place - 1]
        if total.quantity.unit != _VISITS or total.quantity.sentence != average.quantity.sentence:
            continue
        people = [one for one in paragraph[max(0, place - 20) : place - 1] if one.group == _PERSON]
        if (
            len(people) != 1
            or _THOSE_SERVED not in page.text[people[0].quantity.sentence[0] : people[0].quantity.sentence[1]]
        ):
            continue
        head = people[0]
        computed = multiply(head.interval, average.interval)
        value = head.value * average.value
        if not value or computed.low is None or computed.high is None:
            continue
        wide = Interval(computed.low * (1 - _SLACK), computed.high * (1 + _SLACK))
        verdict = judge(computed, total.interval, total.cut)
        if (
            verdict is RelationVerdict.INCONSISTENT
            and judge(wide, total.interval, None) is RelationVerdict.CONSISTENT
        ):
            verdict = RelationVerdict.PLAUSIBLE
        computation = Computation(
            Shape.PRODUCT,
            (term(head), term(average, "×")),
            "≈" if verdict is RelationVerdict.CONSISTENT else "≠",
            (term(total),),
            plain(value),
            computed,
            total.interval,
            over=signed((total.value - value) / value),
        )
        yield Relation(RelationType.PRODUCT, (head.id, average.id, total.id), verdict, computation)


def _same_price(page: Page) -> Iterator[Relation]:
    """Heads and a premium that give one round price a head in several places; the price is not printed."""
    prices: dict[tuple[str, Decimal], list[tuple[Figure, Figure]]] = {}
    for sentence in page.sentences:
        level = [figure for figure in sentence if not figure.depth]
        for head, amount in pairwise(level):
            if (
                head.group != _PERSON
                or amount.quantity.unit != _YUAN
                or _INSURANCE not in amount.left
                or not head.value
            ):
                continue
            price = (amount.value / head.value).normalize()
            if len(price.as_tuple().digits) <= 2 and head.quantity.bound is amount.quantity.bound is Bound.EXACT:
                prices.setdefault((_INSURANCE, price), []).append((head, amount))
    for (_, price), pairs in prices.items():
        if len(pairs) < 2:
            continue
        for head, amount in pairs:
            computed = scale(head.interval, price)
            terms = term(head), constant(pattern("relations", "products.price", {"price": plain(price)}), "×")
            computation = Computation(Shape.PRODUCT, terms, "=", (term(amount),), "", computed, amount.interval)
            members, consistent = (head.id, amount.id), RelationVerdict.CONSISTENT
            yield Relation(RelationType.PRODUCT, members, consistent, computation)
