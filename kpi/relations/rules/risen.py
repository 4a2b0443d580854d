"""rise.next-sentence: a difference and its rate in a sentence of their own, behind the one with the level.

财政拨款支出1702.18万元,占95.15%。与上年相比,财政拨款支出增加98.46万元,增长6.14%. The level is the nearest figure
of that unit before the sentence that bears the name; without a name only a fit of several digits tells it, or that
the sentence begins with its comparison (举报2460件。比上年增加310件,增长14.4%), of the one level right before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.model import Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import in_common
from kpi.relations.increments import increment
from kpi.relations.rises import base
from kpi.relations.rules.compared import is_difference, is_level, is_rate
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_ELIDED = expression("relations", "rules_risen.elided")
_OF_NOUN = expression("relations", "rules_risen.of_noun")
_BACK = 10  # figures before the difference
_NAMED = 2  # pairs of characters
_SURE = 3  # digits of the rate, or of the difference


def rises_of_next_sentence(page: Page) -> Iterator[Relation]:
    for difference, rate in zip(page.figures, page.figures[1:], strict=False):
        slot, other = page.slots[difference.index], page.slots[rate.index]
        beside = slot.segment == other.segment and slot.bracket == other.bracket
        if not beside and other.owner != difference.index:  # 减少36起(降幅5.2%)
            continue
        noun = None if is_rate(page, rate) or not rate.is_percent else _OF_NOUN.fullmatch(own(page, rate))
        if noun is None and not is_rate(page, rate):
            continue
        before = page.figures[max(0, difference.index - _BACK) : difference.index]
        if any(
            page.slots[one.index].sentence == slot.sentence
            and base(one) == base(difference)
            and is_level(page, one)
            for one in before
        ):
            continue
        levels = [
            one
            for one in reversed(before)
            if base(one) == base(difference)
            and one.paragraph >= difference.paragraph - 1
            and one.value > difference.value
            and is_level(page, one)
            and is_difference(page, difference, one)
            and (noun is None or noun["noun"] in own(page, one))
        ]
        yield from _of(page, levels, difference, rate)


def _of(page: Page, levels: list[Figure], difference: Figure, rate: Figure) -> Iterator[Relation]:
    said = own(page, difference)
    sure = significant(rate) >= _SURE or significant(difference) > _SURE
    for level in levels if sure else ():
        relation = increment(page, _first_told(levels, level), difference, rate)
        if relation is not None and relation.verdict in FITS:
            yield relation
            return
    named = [one for one in levels if in_common(own(page, one), said) >= _NAMED]
    if not named and _ELIDED.fullmatch(said):
        last = [one for one in levels if one.sentence == page.figures[difference.index - 1].sentence]
        named = last if len(last) == 1 and last[0].paragraph == difference.paragraph else []
    relation = increment(page, named[0], difference, rate) if named else None
    if relation is not None and near_miss(relation, [one.quantity for one in (named[0], difference, rate)]):
        yield relation


def _first_told(levels: list[Figure], level: Figure) -> Figure:
    """收入总计2874.36万元,支出总计2874.36万元: of equal levels of one sentence the first."""
    return next(one for one in reversed(levels) if one.value == level.value and one.sentence == level.sentence)
