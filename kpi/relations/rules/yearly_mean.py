"""product.yearly-mean: so much a year on average, and what it came to in so many years.

三年累计3950万元,年均1316.7万元; 2021—2023年投入2150万元,平均每年716.7万元. The years are those that the sentence
says before the amount, by their number or from the first to the last. What does not fit is told where one slip
would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.intervals import judge, scale
from kpi.arithmetic.laws import rounded
from kpi.model import Computation, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import constant, plain, sign_of, term
from kpi.relations.rises import base
from kpi.relations.rules.parts import own
from kpi.relations.slips import mendable

_MEAN = expression("relations", "rules_yearly_mean.mean")
_YEARS = expression("relations", "rules_yearly_mean.years")
_NUMERALS = pattern("relations", "rules_yearly_mean.numerals")
_REACH = 4  # figures between the two
_MOST = 30  # years


def means_of_years(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for place, mean in enumerate(sentence):
            if mean.exact and not mean.is_percent and mean.value > 0 and _MEAN.search(own(page, mean)):
                before = sentence[max(0, place - _REACH) : place]
                yield from _of(page, mean, [*reversed(before), *sentence[place + 1 : place + 1 + _REACH]])


def _of(page: Page, mean: Figure, near: Sequence[Figure]) -> Iterator[Relation]:
    for whole in near:
        if base(whole) != base(mean) or not whole.exact or whole.value <= mean.value:
            continue
        years = _years(page, whole)
        if years:
            yield from _judged(mean, whole, years)
            return


def _years(page: Page, whole: Figure) -> int:
    """How many years the words before an amount say that it is of; 0 where they say none."""
    said = list(_YEARS.finditer(page.text, page.slots[whole.index].sentence, whole.start))
    if not said:
        return 0
    found = said[-1]
    if found["first"]:
        years = int(found["last"]) - int(found["first"]) + 1
    else:
        years = int(found["count"]) if found["count"].isdigit() else _NUMERALS.index(found["count"])
    return years if 1 < years <= _MOST else 0


def _judged(mean: Figure, whole: Figure, years: int) -> Iterator[Relation]:
    computed = scale(rounded(mean.interval), Decimal(years))
    verdict = judge(computed, whole.interval, whole.cut)
    computation = Computation(
        Shape.PRODUCT, (term(mean), constant(years, "×", "year")), sign_of(verdict), (term(whole),),
        plain(mean.value * years / whole.factor), computed, whole.interval,
    )  # fmt: skip
    relation = Relation(RelationType.PRODUCT, (mean.id, whole.id), verdict, computation, f"mean:{years}")
    if verdict is not RelationVerdict.INCONSISTENT or mendable(relation, [mean.quantity, whole.quantity]):
        yield relation
