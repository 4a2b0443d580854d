"""sum.beside: the other measures of a whole and its parts, once one measure adds up.

全市1482户、3906人次,其中支出型1035户、2741人次,急难型447户、1165人次: the households add up, so the list is
closed, and the visits have to; also where the other measure is told before (3户11人,救助款21460元). The same with
brackets: 登记412家(市本级86家),其中社团178家(39家)、民非234家(47家), or a measure that stands in them: 1152户
(1836人).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Relation
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, family, told
from kpi.relations.slips import FITS

_MOST = 4  # measures beside one


def sums_beside(page: Page, whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    """`whole` and `parts` add up; each of the figures beside them is looked at in bounded reach."""
    heads = (whole, *parts)
    behind, before = _behind(page, heads), _before(page, heads)
    crossed = [before[0], *behind[1:]]  # 投入360万元,资助45个,其中为老类18个、152万元
    found = [
        relation
        for records in (behind, before, crossed)
        for other in records[0]
        if family(other) != family(whole)
        for relation in _measure(page, other, records)
    ]
    fitting = {
        one.members[0] for one in found if one.verdict in FITS
    }  # 9126户14583人,城市1384户2067人,农村7742户…
    yield from (one for one in found if one.verdict in FITS or one.members[0] not in fitting)
    inside = [[one for one in _next(page, head) if page.slots[one.index].owner == head.index] for head in heads]
    for other in inside[0] or _beside_whole(page, whole):
        yield from _measure(page, other, [[other], *inside[1:]])
    owners = [page.slots[part.index].owner for part in parts]
    if -1 not in owners and whole.index and page.slots[whole.index].depth < page.slots[parts[0].index].depth:
        yield from _measure(
            page, page.figures[whole.index - 1], [[page.figures[n]] for n in (whole.index - 1, *owners)]
        )


def _measure(page: Page, other: Figure, records: Sequence[Sequence[Figure]]) -> Iterator[Relation]:
    """One measure, where each record tells it once."""
    found = [[one for one in record if family(one) == family(other)] for record in records]
    if len(found) > 1 and all(len(alike) == 1 and counts(page, alike[0]) for alike in found):
        members = [alike[0] for alike in found]
        if len({one.index for one in members}) == len(members):
            yield from told(members[0], members[1:])


def _next(page: Page, head: Figure) -> list[Figure]:
    return page.figures[head.index + 1 : head.index + 1 + _MOST]


def _beside_whole(page: Page, whole: Figure) -> list[Figure]:
    """The measures right behind a whole, at its own depth, without a comma between."""
    near = _next(page, whole)[:1]
    return [one for one in near if len(page.text[whole.end : one.start].strip("、 ")) == 0]


def _behind(page: Page, heads: Sequence[Figure]) -> list[list[Figure]]:
    """What stands between each head and the next, at its own depth; behind the last as much as elsewhere."""
    records = [
        _until_again(page, page.figures[low.index + 1 : high.index][:_MOST], low) for low, high in pairwise(heads)
    ]
    longest = max((len(record) for record in records[1:]), default=0)
    last = heads[-1]
    tail = page.figures[last.index + 1 : last.index + 1 + longest]
    records.append([one for one in tail if page.slots[one.index].sentence == page.slots[last.index].sentence])
    return _level(page, records, heads)


def _until_again(page: Page, figures: Sequence[Figure], head: Figure) -> list[Figure]:
    """A figure of the head's own measure begins another record."""
    alike = (place for place, one in enumerate(figures) if family(one) == family(head) and counts(page, one))
    again = next(alike, len(figures))
    return list(figures[:again])


def _before(page: Page, heads: Sequence[Figure]) -> list[list[Figure]]:
    """What stands before each head: from the head before it, or for the first in its sentence."""
    first = heads[0]
    near = page.figures[max(0, first.index - _MOST) : first.index]
    same = [one for one in near if page.slots[one.index].sentence == page.slots[first.index].sentence]
    # 生活补贴74140人次,704.33万元;护理补贴94860人次,其中…: the money is of the 74140.
    records = [_until_again(page, same, first)]
    records += [
        list(page.figures[max(low.index + 1, high.index - _MOST) : high.index]) for low, high in pairwise(heads)
    ]
    return _level(page, records, heads)


def _level(page: Page, records: Sequence[Sequence[Figure]], heads: Sequence[Figure]) -> list[list[Figure]]:
    return [
        [one for one in record if page.slots[one.index].depth == page.slots[head.index].depth]
        for head, record in zip(heads, records, strict=True)
    ]
