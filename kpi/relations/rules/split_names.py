"""sum.split-names: the parts of a known split and their whole, known by their names alone.

男性参训护理员214人,…;女性参训护理员893人,…。全市参训护理员1107人: what is left of the parts' names without 男性
and 女性 is the name of the whole, which stands near by, before or behind. A sum that does not fit is told within
one paragraph only, where one slip would mend it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.relations.cues import cues, parts_named
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.restated import name_of
from kpi.relations.rules.parts import SURE, counts, told
from kpi.relations.sums import adds_up, sum_of

_OF = pattern("relations", "words.of")
_SEX = pattern("relations", "words.sex")

_NEAR = 12  # figures between a part and its whole
_NAME = 2  # characters of a name that says what is counted


def sums_of_split_names(page: Page) -> Iterator[Relation]:
    named: dict[tuple[str, str], list[Figure]] = {}
    parts: dict[tuple[int, str, str], dict[int, list[Figure]]] = {}
    for figure in page.figures:
        if not counts(page, figure):
            continue
        name = name_of(page, figure)
        named.setdefault((figure.group, name), []).append(figure)
        for split, place in sorted(parts_named(name)):
            rest = cues().splits[split].parts[place].sub("", name, count=1).removeprefix(_SEX).removeprefix(_OF)
            if len(rest) >= _NAME:
                parts.setdefault((split, figure.group, rest), {}).setdefault(place, []).append(figure)
    for (split, group, rest), places in parts.items():
        if len(places) == len(cues().splits[split].parts):
            yield from _sums(page, named.get((group, rest), ()), list(places.values()))


def _sums(page: Page, wholes: Sequence[Figure], places: Sequence[Sequence[Figure]]) -> Iterator[Relation]:
    for whole in wholes:
        near = [_nearest(ones, whole.index) for ones in places]
        if significant(whole) < SURE or any(abs(one.index - whole.index) > _NEAR for one in near):
            continue
        if len({one.index for one in near}) < len(near):
            continue
        near.sort(key=lambda one: one.index)
        if adds_up(whole, near):
            yield sum_of(whole, near, RelationVerdict.CONSISTENT, closed=True)
        elif all(one.paragraph == whole.paragraph and one.group == whole.group for one in near):
            yield from told(whole, near, sure=False) if not _goes_on(page, whole, near) else ()


def _goes_on(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """孵化器96家,其中国家级18家,省级11家,市级32家: a further item in the segment of the last."""
    last = parts[-1]
    more = page.figures[last.index + 1 : last.index + 2]
    return whole.index < last.index and any(
        one.group == last.group
        and counts(page, one)
        and page.slots[one.index].segment == page.slots[last.index].segment
        for one in more
    )


def _nearest(ones: Sequence[Figure], index: int) -> Figure:
    at = bisect_left(ones, index, key=lambda one: one.index)
    return min(ones[max(0, at - 1) : at + 1], key=lambda one: abs(one.index - index))
