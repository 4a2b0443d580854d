"""rise.yearly: the same growth in every year, of two levels or of one and what was added since the other.

由2010年的4.87亿元增加到2015年的13.66亿元,年均增长22.91%; 2015年…30788元,比2010年增加13480元,年均递增12.2%. Of
years that only the sentence's other levels name, what does not fit is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.intervals import judge
from kpi.arithmetic.laws import HUNDRED, rise_computed
from kpi.model import Computation, Relation, RelationType, Shape, Term
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import constant, decimals, in_unit_of, percent, sign_of, term
from kpi.relations.rises import as_sure_as_it_is, base, in_real_terms, verbs
from kpi.relations.slips import FITS, near_miss
from kpi.relations.yearly import is_yearly, named, years_before, years_named, years_since

_SINCE = expression("relations", "rules_yearly.since")


def yearly_rises(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for first, second, growth in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if not is_yearly(growth) or first.is_percent or base(first) != base(second):
                continue
            since = _SINCE.search(second.left)
            if since is not None:
                yield from _since(page, (first, second, growth), since["year"])
            elif verbs().start.search(first.gap) and verbs().turn.match(second.gap):
                yield from _between(page, (first, second, growth))


def _between(page: Page, members: tuple[Figure, Figure, Figure]) -> Iterator[Relation]:
    """A level, a later level, and the growth by the year."""
    old, new, _ = members
    own = years_named(page, old, new)
    count = own or years_before(page, old, new)
    if count is None or old.value <= 0:
        return
    terms = (term(new, shown=in_unit_of(new, new), opens=1), term(old, "/", in_unit_of(old, new), closes=1))
    relation = _told(
        page, members, f"yearly:{count}", _rate(new.value / old.value, count), (*terms, *_root(count))
    )
    if relation is not None and (
        own or relation.verdict in FITS or near_miss(relation, [one.quantity for one in members])
    ):
        yield relation


def _since(page: Page, members: tuple[Figure, Figure, Figure], then: str) -> Iterator[Relation]:
    """A level, what was added since a year that is named, and the growth by the year."""
    now, added, _ = members
    before = page.text[now.quantity.sentence[0] : now.start]
    count, old = years_since(then, named(before)), now.value - added.value
    if count is None or old <= 0:
        return
    terms = (
        term(now, shown=in_unit_of(now, now), opens=1),
        term(now, "/", in_unit_of(now, now), opens=1),
        term(added, "−", in_unit_of(added, now), closes=2),
    )
    rate = _rate(now.value / old, count)
    relation = _told(page, members, f"yearly-since:{count}", rate, (*terms, *_root(count)))
    if relation is not None:
        yield relation


def _rate(ratio: Decimal, years: int) -> Decimal:
    return (ratio ** (1 / Decimal(years)) - 1) * HUNDRED


def _root(years: int) -> tuple[Term, ...]:
    return constant(f"(1/{years})", "^"), constant(1, "−")


def _told(
    page: Page, members: Sequence[Figure], formula: str, rate: Decimal, terms: tuple[Term, ...]
) -> Relation | None:
    growth = members[2]
    computed = rise_computed(formula, members[0].interval, members[1].interval)
    if computed is None:
        return None
    judged = judge(computed, growth.interval, growth.cut)
    verdict = as_sure_as_it_is(judged, in_real_terms(page, members[0]), members)
    if verdict is None:
        return None
    value = f"{percent(rate, decimals(growth) + 1)}%"
    computation = Computation(
        Shape.RATE, terms, sign_of(verdict), (term(growth),), value, computed, growth.interval
    )
    return Relation(RelationType.RISE, tuple(one.id for one in members), verdict, computation, formula)
