"""sum.segments: a whole, and behind it one part a segment or a sentence, the first of its measure in each.

发生事故37起,死亡33人。其中,交通30起,死亡26人,同比减少5起4人。采矿1起,死亡1人。…: what stands behind the first
number of a segment says something else of that part. Told where 其中 opens the run or the whole is long; a measure
that adds up says that the others must.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kpi.model import Relation, RelationVerdict
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.parts import counts, own
from kpi.relations.rules.parts import told as parts_told
from kpi.relations.sums import adds_up, may_overlap, sum_of

_FEWEST = 3  # parts
_LONG = 4  # digits of a whole that needs no 其中
_SHORT = 2  # … of one that 其中 opens
_MOST = 40  # segments
_OPENING = 4  # characters in which 其中 opens a sentence
_NOUN = 2


def sums_of_segments(page: Page) -> Iterator[Relation]:
    for place, figures in enumerate(page.paragraphs):
        runs = [list(some) for _, some in groupby(figures, key=lambda one: page.slots[one.index].segment)]
        above = page.paragraphs[place - 1] if place else []
        if above and len(runs) >= _FEWEST:  # 未结案2453件,…。 / 行政10件,…。刑事79件,…;民商事1791件,…
            yield from _of(page, above, runs, led=False)
        for at in range(1, len(runs) - _FEWEST + 1):
            if _opens(page, runs[at][0]):
                yield from _of(page, _sentence(runs, at - 1), runs[at : at + _MOST], led=True)


def _sentence(runs: Sequence[Sequence[Figure]], last: int) -> list[Figure]:
    """The figures of the sentence that a run ends, at most so many runs of it."""
    first = last
    while first and last - first < _MOST and runs[first - 1][0].sentence == runs[last][0].sentence:
        first -= 1
    return [one for run in runs[first : last + 1] for one in run]


def _opens(page: Page, figure: Figure) -> bool:
    begin = page.slots[figure.index].sentence
    return OPENS.search(page.text, begin, min(begin + _OPENING, figure.start)) is not None


def _of(page: Page, heads: Sequence[Figure], runs: Sequence[Sequence[Figure]], led: bool) -> Iterator[Relation]:
    """The first number of each measure in the heads, against the first of that measure in each run."""
    wholes: dict[str, Figure] = {}
    for one in heads:
        if counts(page, one) and not one.depth:
            wholes.setdefault(one.group, one)
    readings = [(whole, _firsts(page, whole, runs[:_MOST])) for whole in wholes.values()]
    readings = [(whole, parts) for whole, parts in readings if len(parts) >= _FEWEST and not may_overlap(parts)]
    fitting = [(whole, parts) for whole, parts in readings if adds_up(whole, parts)]
    digits = sum(significant(whole) for whole, _ in fitting)
    if digits < (_SHORT if led else _LONG):
        return
    for whole, parts in readings:
        if (whole, parts) in fitting:
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
        elif len(parts) == len(fitting[0][1]) and _is_alike(page, whole, parts):
            yield from parts_told(whole, parts, sure=False)


def _firsts(page: Page, whole: Figure, runs: Sequence[Sequence[Figure]]) -> list[Figure]:
    """One part a run, up to a sentence with which they make up the whole, else all."""
    parts: list[Figure] = []
    for run in runs:
        first = next(
            (one for one in run if one.group == whole.group and counts(page, one) and not one.depth), None
        )
        if first is None or first.value >= whole.value:
            continue
        ended = parts and parts[-1].sentence != first.sentence
        if ended and len(parts) >= _FEWEST and adds_up(whole, parts):
            break
        parts.append(first)
    return parts


def _is_alike(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    noun = own(page, whole)[-_NOUN:]
    return len(noun) == _NOUN and all(own(page, one).endswith(noun) for one in parts)
