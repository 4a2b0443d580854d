"""share.named-base: the sentence says again, by its name, of whom its share is.

含80周岁及以上9.63万人。… / 80周岁及以上老人中,领到高龄津贴的94173人,覆盖面97.8%. The base is the one count near by
whose own words the sentence repeats before the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpi.model import Bound, Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import before, fit_words, in_a_row, settled
from kpi.relations.quotients import by_a_near_miss, quotient
from kpi.relations.rules.parts import counts, family, own
from kpi.relations.slips import FITS

_BACK = 24
_LINES = 6
_NEAR = 4
_LEAST = 4  # characters of a name
_OF_ANOTHER = expression("relations", "rules_named_base.of_another")
_NAME = re.compile(r"[0-9\u4e00-\u9fff“”]+$")
_SAID = expression("relations", "rules_named_base.said")


def shares_of_named_bases(page: Page) -> Iterator[Relation]:
    for rate in page.percents:
        if rate.quantity.bound is not Bound.EXACT or not settled(rate):
            continue
        said = own(page, rate)
        if not fit_words("share").search(said) or fit_words("growth").search(said) or _OF_ANOTHER.search(said):
            continue
        if fit_words("each").search(said) and len(in_a_row(page, rate, _NEAR)) > 1:
            continue  # 比重依次为91.8%、94.7%: of several parts
        part = next((one for one in before(page, rate, _NEAR) if counts(page, one)), None)
        if part is not None and page.slots[part.index].sentence == page.slots[rate.index].sentence:
            yield from _of(page, part, rate)


def _of(page: Page, part: Figure, rate: Figure) -> Iterator[Relation]:
    sentence = page.slots[part.index].sentence
    opening = page.text[sentence : part.start]
    near = [one for one in before(page, part, _BACK, _LINES) if family(one) == family(part) and counts(page, one)]
    near = [one for one in near if one.value > part.value]
    if any(_fits(part, one, rate) for one in near):
        return
    named = [one for one in near if one.end < sentence and _is_named(page, one, opening)]
    if len({one.value for one in named}) == 1:
        relation = by_a_near_miss(part, named[0], rate)
        if relation is not None:
            yield relation


def _fits(part: Figure, whole: Figure, rate: Figure) -> bool:
    relation = quotient(part, whole, rate)
    return relation is not None and relation.verdict in FITS


def _is_named(page: Page, figure: Figure, opening: str) -> bool:
    text = page.text[page.slots[figure.index].clause : figure.start]
    found = _NAME.search(text)
    name = _SAID.sub("", found[0]) if found else ""
    return len(name) >= _LEAST and name in opening
