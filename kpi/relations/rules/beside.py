"""sum.beside: the other measures of a whole and its parts, once one measure adds up.

全市1482户、3906人次,其中支出型1035户、2741人次,急难型447户、1165人次: the households add up, so the list is
closed, and the visits have to. The same with brackets: 登记412家(市本级86家),其中社团178家(39家)、民非234家(47家).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, family, told


def sums_beside(
    page: Page, figures: Sequence[Figure], whole: Figure, parts: Sequence[Figure]
) -> Iterator[Relation]:
    """`figures` are those of the paragraph; whole and parts are among them and add up."""
    records = _records(page, figures, (whole, *parts))
    for other in records[0]:
        if family(other) != family(whole):
            yield from _measure(page, other, records)
    inside = [[one for one in figures if page.slots[one.index].owner == head.index] for head in (whole, *parts)]
    for other in inside[0]:
        yield from _measure(page, other, inside)


def _measure(page: Page, other: Figure, records: Sequence[Sequence[Figure]]) -> Iterator[Relation]:
    """One measure, where each record tells it once."""
    found = [[one for one in record if family(one) == family(other)] for record in records]
    if all(len(alike) == 1 and counts(page, alike[0]) for alike in found):
        members = [alike[0] for alike in found]
        yield from told(members[0], members[1:])


def _records(page: Page, figures: Sequence[Figure], heads: Sequence[Figure]) -> list[list[Figure]]:
    """What stands between each head and the next, at its own depth; behind the last as much as elsewhere."""
    at = {figure.index: place for place, figure in enumerate(figures)}
    places = [at[head.index] for head in heads]
    records = [list(figures[low + 1 : high]) for low, high in pairwise(places)]
    longest = max((len(record) for record in records[1:]), default=0)
    last = page.slots[heads[-1].index]
    tail = figures[places[-1] + 1 : places[-1] + 1 + longest]
    records.append([one for one in tail if page.slots[one.index].sentence == last.sentence])
    return [
        [one for one in record if page.slots[one.index].depth == page.slots[head.index].depth]
        for head, record in zip(heads, records, strict=True)
    ]
