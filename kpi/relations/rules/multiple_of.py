"""product.multiple: so many times a level that another place tells, and what that comes to.

低保标准每人每月820元。…为低保标准的1.3倍,每月1066元; 低保标准1.5倍即1230元: the base is the one before it
that the words of the multiple name, and what it comes to stands behind it, or right before it. Told where it
fits, and where one slip would mend it and only one level bears that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kpi.model import Interval, Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_common
from kpi.relations.fits.products import product
from kpi.relations.rises import TIMES, verbs
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, mendable

_OF = expression("relations", "rules_multiple_of.of")
_BY_LAW = expression("relations", "rules_multiple_of.by_law")
_IT_IS = expression("relations", "rules_multiple_of.it_is")
_GIVES = expression("relations", "rules_multiple_of.gives")
_BACK = 24  # figures before the multiple
_NAME = 2  # pairs of characters that the base and the multiple have in common


def products_of_multiples(page: Page) -> Iterator[Relation]:
    for first, second in pairwise(page.figures):
        if first.sentence != second.sentence:
            continue
        if _are_multiple_and_level(first, second):
            named = _OF.search(own(page, first))
            if named is not None and _GIVES.fullmatch(page.text, first.end, second.start):
                yield from _of(page, named["name"], first, second)
        elif _are_multiple_and_level(second, first):  # 特困标准975元,为城市低保标准的1.3倍
            named = _IT_IS.fullmatch(page.text, first.end, second.start)
            if named is not None:
                yield from _of(page, named["name"], second, first)


def _are_multiple_and_level(times: Figure, level: Figure) -> bool:
    return times.quantity.unit == TIMES and level.exact and not level.is_percent


def _of(page: Page, name: str, times: Figure, level: Figure) -> Iterator[Relation]:
    near = reversed(page.figures[max(0, times.index - _BACK) : times.index])
    alike = [one for one in near if one.base == level.base and one.exact and one.value != level.value]
    named = [(in_common(name, own(page, one)), one) for one in alike]
    most = max((common for common, _ in named), default=0)  # 城市低保标准, and not 农村低保标准
    bases = [_now(page, one) for common, one in named if common == most >= min(_NAME, len(name) - 1)]
    if _BY_LAW.search(name):  # 1.3 times the standard is no 1.34
        times = replace(times, interval=Interval(times.value, times.value))
    told = [product(level, base, times, 1) for base in bases]
    fitting = next((one for one in told if one.verdict in FITS), None)
    if fitting is not None:
        yield fitting
    elif len({one.value for one in bases}) == 1:
        members = [one.quantity for one in (bases[0], times, level)]
        rounded = abs(bases[0].value * times.value - level.value) < 1  # 1716.8元, set at 1717元
        yield from told[:1] if mendable(told[0], members) and not rounded else ()


def _now(page: Page, level: Figure) -> Figure:
    """低保标准从1005元提高到1073元: the level that it came to."""
    behind = page.figures[level.index + 1 : level.index + 2]
    turns = verbs().turn.match(page.text[level.end : behind[0].start]) if behind else None
    return behind[0] if turns is not None and behind[0].base == level.base else level
