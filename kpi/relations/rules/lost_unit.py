"""sum.lost-unit: parts that add up to their whole once a multiplier is given back to those that print none.

争取资金1846万元,其中中央1124万元、省级586元、市级136万元: 586 of 万 makes it fit to the digit. Told only where
other parts have the multiplier, and so many digits fit that it is no chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kpi.arithmetic.intervals import scale
from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.parts import counts
from kpi.relations.sums import adds_up, sum_of

_YUAN = pattern("relations", "words.yuan")
_MOST = 24  # parts
_BACK, _LINES = 8, 1  # figures before their sentence, and lines
_LEAST = 3  # significant digits of the whole
_FEWEST, _SURELY = 2, 4  # parts; digits of a whole of only two


def sums_of_lost_units(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        money = [one for one in sentence if one.base == _YUAN and counts(page, one)]
        if len(money) < _FEWEST or len({one.factor for one in money}) < 2:
            continue
        before = page.figures[max(0, money[0].index - _BACK) : money[0].index]
        near = [one for one in before if money[0].paragraph - one.paragraph <= _LINES and one.base == _YUAN]
        figures = [*near, *money]
        for place, whole in enumerate(figures):
            first = max(place + 1, len(near))
            parts = figures[first : first + _MOST]
            if whole.factor > 1 and significant(whole) >= _LEAST:
                found = _run(whole, [one for one in parts if one.depth == whole.depth])
                if found:
                    yield sum_of(whole, found, RelationVerdict.INCONSISTENT)


def _run(whole: Figure, parts: Sequence[Figure]) -> list[Figure]:
    """The first parts that add up once those without a multiplier have the whole's; [] where none lack one."""
    run: list[Figure] = []
    given: list[Figure] = []
    printed = {one.factor for one in parts} - {Decimal(1)}
    factor = whole.factor if whole.factor in printed else min(printed, default=whole.factor)  # 亿 and parts in 万
    for part in parts:
        run.append(part)
        lost = part.factor == 1 and part.value < factor
        given.append(_with_unit(part, factor) if lost else part)
        if sum(one.value for one in given) > whole.value + whole.last_place:
            return []
        lost_some = any(one.factor == 1 for one in run) and any(one.factor == factor for one in run)
        enough = len(run) > _FEWEST or (len(run) == _FEWEST and significant(whole) >= _SURELY)
        if enough and lost_some and adds_up(whole, given):
            return run
    return []


def _with_unit(part: Figure, factor: Decimal) -> Figure:
    return replace(
        part,
        value=part.value * factor,
        factor=factor,
        interval=scale(part.interval, factor),
        last_place=part.last_place * factor,
    )
