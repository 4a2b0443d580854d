"""sum.two-measures: two measures of one unit, first and second at the whole and in every segment behind it.

计划投资3640万元,完成2980万元,其中城东计划2140万元,完成1760万元;城西计划1500万元,完成1220万元. Each segment
holds just two numbers of the unit, so the n-th of the whole is the sum of the n-th ones. Where one of them adds up
so that it is no chance, the other is told, if it is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kpi.model import Relation
from kpi.relations.figures import Figure, Page, figures_by_id, significant
from kpi.relations.rules.parts import SURE, counts, told
from kpi.relations.slips import FITS
from kpi.relations.sums import adds_up

_PAIR = 2
_FEWEST = 2  # segments behind the whole
_MOST = 20  # … that are looked at
_LINES = 1
_NEXT = 2  # figures behind the last part

Pair = tuple[Figure, Figure]


def sums_of_two_measures(page: Page, _: Sequence[Relation]) -> Iterator[Relation]:
    yield from (one for one in _all(page) if one.verdict in FITS or not _has_more(page, one))


def _has_more(page: Page, relation: Relation) -> bool:
    """跨区项目完成200万元: what stands behind the last part and makes up what is missing."""
    by_id = figures_by_id(page)
    whole, *parts = (by_id[one] for one in relation.members)
    behind = page.figures[parts[-1].index + 1 : parts[-1].index + 1 + _NEXT]
    return any(
        one.group == whole.group and one.paragraph == parts[-1].paragraph and adds_up(whole, [*parts, one])
        for one in behind
    )


def _all(page: Page) -> Iterator[Relation]:
    run: list[Pair] = []
    for pair in _pairs(page):
        if run and not _goes_on(run[-1], pair):
            yield from _of(run)
            run = []
        run.append(pair)
    yield from _of(run)


def _pairs(page: Page) -> Iterator[Pair]:
    """What a segment tells twice of one unit; four numbers are those of the whole and of its first part."""
    for _, figures in groupby(page.amounts, key=lambda one: (one.sentence, page.slots[one.index].segment)):
        level = [one for one in figures if counts(page, one) and not one.depth]
        alike = [one for one in level if one.group == level[-1].group]  # 五个大项满分100分,自评96.5分
        if len(alike) in (_PAIR, _PAIR * 2):
            yield from zip(alike[::2], alike[1::2], strict=True)


def _goes_on(before: Pair, one: Pair) -> bool:
    near = one[0].paragraph - before[1].paragraph <= _LINES
    return near and one[0].group == before[0].group


def _of(run: Sequence[Pair]) -> Iterator[Relation]:
    """The longest list behind the first pair that makes up one of its two numbers."""
    if len(run) <= _FEWEST:
        return
    whole, *parts = run[: _MOST + 1]
    for number in range(len(parts), _FEWEST - 1, -1):
        columns = [(whole[n], [part[n] for part in parts[:number]]) for n in range(_PAIR)]
        if any(one.value >= head.value for head, column in columns for one in column):
            continue
        if any(adds_up(head, column) and significant(head) >= SURE for head, column in columns):
            for head, column in columns:
                yield from told(head, column)
            return
