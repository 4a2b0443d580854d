"""product.yearly-mean: so much a year on average, and what it came to in so many years.

三年累计3950万元,年均1316.7万元; 2021—2023年投入2150万元,平均每年716.7万元. The years are those that the sentence
says before the amount, by their number or from the first to the last. What does not fit is told where one slip
would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.model import Relation
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import expression
from kpi.relations.averages_over_time import in_so_many
from kpi.relations.figures import Figure, Page
from kpi.relations.rises import base
from kpi.relations.rules.parts import own

_MEAN = expression("relations", "rules_yearly_mean.mean")
_YEARS = expression("relations", "rules_yearly_mean.years")
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
            yield from in_so_many(mean, whole, years, "year")
            return


def _years(page: Page, whole: Figure) -> int:
    """How many years the words before an amount say that it is of; 0 where they say none."""
    said = list(_YEARS.finditer(page.text, page.slots[whole.index].sentence, whole.start))
    if not said:
        return 0
    found = said[-1]
    years = int(found["last"]) - int(found["first"]) + 1 if found["first"] else whole_number(found["count"])
    return years if 1 < years <= _MOST else 0
