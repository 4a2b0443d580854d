"""share.other-base: a share that names its base, and was computed on another one.

人口38.4万人,60周岁以上老年人9.6万人,其中80周岁以上1.44万人,占老年人口的3.75%: it is 3.75 % of the population, and
15 % of those that it names. Told where one number near by bears the name, the one that fits does not, and
another one near by fits, which is the mistake that was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, before, lead
from kpi.relations.quotients import quotient
from kpi.relations.rules.by_name import called, names_of
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_AMONG = expression("relations", "rules_other_base.among")
_DUE = expression("relations", "rules_other_base.due")
_RATE = expression("relations", "rules_other_base.rate")
_OF_WHOLE = expression("relations", "rules_other_base.of_whole")
_REACHED = expression("relations", "rules_other_base.reached")
_LEVELS = 5  # figures between a level and a share of it
_BACK, _LINES = 16, 3  # figures, and lines of a list
_SHORTEST = 2  # characters of a name
_SURE = 2  # digits of the share, as printed


def shares_of_other_bases(page: Page) -> Iterator[Relation]:
    for rate in page.percents:
        of_what, name = names_of(lead(page, rate))
        part = page.figures[rate.index - 1] if rate.index else rate
        yield from _of_what_was_due(page, part, rate)
        yield from _of_the_level_before(page, part, rate)
        sharp = len(rate.digits.replace(".", "")) >= _SURE and rate.quantity.bound is Bound.EXACT
        if not name and (among := _AMONG.match(page.text, page.slots[part.index].sentence, part.start)):
            name = among["what"]  # 护理员里持有证书的34人,持证率仅20.7%
        if len(name) < _SHORTEST or not sharp or not counts(page, part) or part.quantity.bound is not Bound.EXACT:
            continue
        again = bool(of_what) and of_what in own(page, part)  # 管理费用108.00万元。管理费用占…
        if again or rate.sentence == part.sentence:
            yield from _of(page, part, name, rate)


def _of_what_was_due(page: Page, part: Figure, rate: Figure) -> Iterator[Relation]:
    """应参加年检1298个,实际参检1246个,年检率93.9%: three numbers side by side, of 1298 whatever else it fits."""
    base = page.figures[rate.index - 2] if rate.index > 1 else rate
    due = _DUE.search(own(page, base)) is not None and _RATE.fullmatch(own(page, rate)) is not None
    exact = all(one.quantity.bound is Bound.EXACT for one in (base, part, rate))
    if due and exact and base.sentence == rate.sentence and base.group == part.group and base.value > part.value:
        yield from _unless_it_fits(page, part, base, rate, _DUE)


def _of_the_level_before(page: Page, part: Figure, rate: Figure) -> Iterator[Relation]:
    """床位由2640张增至2930张,其中护理型1582张,占床位的59.9%: of what there was, and not of what there is."""
    exact = all(one.quantity.bound is Bound.EXACT for one in (part, rate))
    if not exact or _OF_WHOLE.search(own(page, rate)) is None or not counts(page, part):
        return
    near = [
        one for one in before(page, part, _LEVELS) if one.group == part.group and one.sentence == part.sentence
    ]
    for now, then in pairwise(near):
        reached = _REACHED.search(own(page, now)) is not None and now.index == then.index + 1
        if reached and min(now.value, then.value) > part.value:
            relation, old = quotient(part, now, rate), quotient(part, then, rate)
            wrong = relation is not None and relation.verdict is RelationVerdict.INCONSISTENT
            if relation is not None and wrong and old is not None and old.verdict in FITS:
                yield relation
            return


def _of(page: Page, part: Figure, name: str, rate: Figure) -> Iterator[Relation]:
    near = [one for one in before(page, part, _BACK, _LINES) if one.group == part.group and one.value > part.value]
    named = called(page, [one for one in near if counts(page, one)], name)
    if named and named[0].quantity.bound is Bound.EXACT:
        yield from _unless_it_fits(page, part, named[0], rate, re.compile(re.escape(name)))


def _unless_it_fits(
    page: Page, part: Figure, base: Figure, rate: Figure, called_so: re.Pattern[str]
) -> Iterator[Relation]:
    """Where it does not, and another number near by, not called so, fits."""
    relation = quotient(part, base, rate)
    if relation is None or relation.verdict is not RelationVerdict.INCONSISTENT:
        return
    near = [one for one in before(page, part, _BACK, _LINES) if one.amount and one.value > part.value]
    others = [one for one in near if one.value != base.value and not called_so.search(around(page, one))]
    told = (
        quotient(part, one, rate, across=True, fitting=True) for one in others
    )  # 占入住老人的24.8%, of the beds
    if any(one is not None for one in told):
        yield relation
