"""sum.split-below: a whole whose name says of what parts it is, and these parts in sentences of their own below.

全市依法登记的社会组织共3264个,…。/ 社会团体1418个,其中市级486个…。民办非企业单位1805个…。基金会41个: the first
figure behind the whole that bears the name of each part of a known split (社会组织: 社会团体, 民办非企业单位,
基金会). A sum that misses is told where each part opens a sentence or a segment of one paragraph and one slip
would mend it, or where they stand side by side as all that there are (全区共设立…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.cues import Split, cues, parts_named
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import settled
from kpi.relations.restated import qualifiers
from kpi.relations.rules.parts import own, told, told_if_near
from kpi.relations.sums import adds_up, sum_of

_AHEAD, _LINES = 30, 2  # figures, and paragraphs, behind the whole
_FAR = 4  # paragraphs behind it of parts that are said to be all there are
_SURE = 3  # digits of a whole
_ALL = expression("relations", "rules_split_below.all")


def sums_of_splits_below(page: Page) -> Iterator[Relation]:
    for whole in page.amounts:
        name = whole.label + whole.name
        if whole.depth or whole.significant < _SURE or not whole.counts or _any_whole().search(name) is None:
            continue
        behind = [one for one in page.figures[whole.index + 1 : whole.index + 1 + _AHEAD] if _may_be(one, whole)]
        for number, split in _named_splits():
            if split.of is not None and split.of.search(name):
                yield from _of(page, whole, number, len(split.parts), behind)


def _may_be(part: Figure, whole: Figure) -> bool:
    near = part.paragraph - whole.paragraph <= _FAR and part.group == whole.group
    return near and part.counts and not part.depth and part.value < whole.value and settled(part)


def _of(page: Page, whole: Figure, number: int, size: int, behind: list[Figure]) -> Iterator[Relation]:
    first: dict[int, Figure] = {}
    for one in behind:
        for split, place in parts_named(own(page, one)):
            if split == number and qualifiers(page, one) == qualifiers(page, whole):
                first.setdefault(place, one)
    parts = sorted(first.values(), key=lambda one: one.index)
    if len({one.index for one in parts}) < size:
        return
    near = parts[-1].paragraph - whole.paragraph <= _LINES
    if near and adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
    elif near and len({one.paragraph for one in parts}) == 1 and all(_opens(page, one) for one in parts):
        yield from told(whole, parts, sure=False)
    elif _in_all(page, parts):
        yield from told_if_near(whole, parts)


def _in_all(page: Page, parts: list[Figure]) -> bool:
    """全区共设立党委86个、总支部124个、支部1530个: side by side, and said to be all there are."""
    beside = all(
        one.index == before.index + 1 and one.sentence == before.sentence for before, one in pairwise(parts)
    )
    return beside and _ALL.match(own(page, parts[0])) is not None


def _opens(page: Page, part: Figure) -> bool:
    """The first number of its segment, with its name alone before it."""
    before = page.text[page.slots[part.index].segment : part.start].strip()
    return before == own(page, part)


@cache
def _named_splits() -> tuple[tuple[int, Split], ...]:
    return tuple((number, split) for number, split in enumerate(cues().splits) if split.of is not None)


@cache
def _any_whole() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{split.of.pattern})" for _, split in _named_splits() if split.of is not None))
