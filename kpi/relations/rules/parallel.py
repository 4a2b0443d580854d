"""sum.parallel: what an opening paragraph counts in all, and the paragraphs behind it count kind by kind.

全省共有志愿组织6.38万个…纠正违规行为245起. / 服务队3.57万个…156起. / 信托738个…5起. / 服务站2.74万个…84起. In each
paragraph the part is the figure of the unit whose own words are most like those of the whole, else the only one of
that unit. The paragraphs are the lines right behind it, or the first of each item of one rank (一、学前教育, and
below it 幼儿园81所). What does not fit is told where another measure of the same paragraphs does and it is a near
miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.heads import ITEM_HEAD
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import pairs_of
from kpi.relations.rules.beside import sums_beside
from kpi.relations.rules.parts import SURE, counts, own, told
from kpi.relations.sums import adds_up, sum_of

Item = Callable[[Page, Figure], re.Match[str] | None]
_IN_ALL = expression("relations", "rules_parallel.in_all")
_NONE = expression("relations", "rules_parallel.none")
_MOST = 6  # paragraphs that may split one
_INNER = 3  # … with those that split them
_FEWEST = 3  # items of a list whose paragraphs may stand apart
_MANY = 30  # figures of a paragraph that are looked at
_LINES = 2  # the end of the one line and the beginning of the next
_ALIKE = 0.4  # of the pairs of characters of the shorter words
_SURELY_ALIKE = 0.6  # the same where one that does not fit is told
_LEAST = 10  # smaller wholes are reached by any parts


def sums_of_paragraphs(page: Page) -> Iterator[Relation]:
    for place, figures in enumerate(page.paragraphs):
        wholes = [one for one in figures[:_MANY] if one.counts and not one.depth and one.value >= _LEAST]
        if not wholes:
            continue
        behind = list(_next(page, place))
        if len(behind) > 1:
            yield from _split(page, figures, wholes, behind)
        for item in (_on_its_line, _above_its_line):
            behind = list(_items(page, place, item))
            if len(behind) >= _FEWEST:
                yield from _split(page, figures, wholes, behind, _FEWEST)


def _split(
    page: Page,
    figures: Sequence[Figure],
    wholes: Sequence[Figure],
    behind: Sequence[Sequence[Figure]],
    fewest: int = 2,
) -> Iterator[Relation]:
    listed = not _IN_ALL.search(figures[0].own) and any(_is_like(figures, line) for line in behind)
    found = [(whole, parts) for whole in wholes if len(parts := _fitting(page, whole, behind)) >= fewest]
    sure = any(significant(whole) >= SURE for whole, _ in found)  # short ones by the side of a long one
    for whole, parts in found if sure else ():
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
        yield from sums_beside(page, whole, parts) if not listed else ()
    split = [parts for whole, parts in found if significant(whole) >= SURE]
    for whole in wholes if split and not listed else ():
        if all(whole is not one for one, _ in found):
            yield from _off(page, whole, split[0])


def _is_like(figures: Sequence[Figure], line: Sequence[Figure]) -> bool:
    """树葬214例,每例2000元,计42.8万元 above 海葬37例,每例5000元,计18.5万元: a line like those behind it."""
    return len(figures) > 1 and [(one.group, one.own) for one in figures[1:]] == [
        (one.group, one.own) for one in line[1:]
    ]


def _off(page: Page, whole: Figure, split: Sequence[Figure]) -> Iterator[Relation]:
    """Another measure of the same paragraphs, one in each and named alike, that a slip keeps from adding up."""
    parts = []
    for one in split:
        near = [
            other
            for other in page.paragraphs[one.paragraph]
            if other.family == whole.family and counts(page, other)
        ]
        best = max(near, key=lambda other: _likeness(page, whole, other), default=None)
        if best is None or _likeness(page, whole, best) < _SURELY_ALIKE or any(best is other for other in split):
            return
        parts.append(best)
    if whole.value > max(one.value for one in parts):
        yield from told(whole, parts)


def _next(page: Page, place: int) -> Iterator[Sequence[Figure]]:
    """The paragraphs right behind one, as far as every line has figures."""
    for before, behind in pairwise(page.paragraphs[place : place + 1 + _MOST]):
        if not _are_lines(page, before[-1], behind[0]):
            return
        yield behind[:_MANY]


def _items(page: Page, place: int, item: Item) -> Iterator[Sequence[Figure]]:
    """The first paragraph of each item of one rank; the others split those (其中普通小学49所, 1.补助220万元)."""
    rank, first, found = "", "", 0
    for figures in page.paragraphs[place + 1 : place + 1 + _MOST * _INNER]:
        head = item(page, figures[0])
        if head is None or (rank and head.lastgroup != rank):
            continue
        if head[0] == first or found == _MOST:  # 1. again: of another whole
            return
        rank, first, found = head.lastgroup or "", first or head[0], found + 1
        yield figures[:_MANY]


def _on_its_line(page: Page, figure: Figure) -> re.Match[str] | None:
    """（一）中央资金250.659万元."""
    return ITEM_HEAD.match(page.text, page.slots[figure.index].line)


def _above_its_line(page: Page, figure: Figure) -> re.Match[str] | None:
    """一、学前教育, and below it 全市共有幼儿园81所."""
    start = page.slots[figure.index].line
    if start == 0 or OPENS.match(own(page, figure)):
        return None
    return ITEM_HEAD.match(page.text, page.text.rfind("\n", 0, start - 1) + 1)


def _are_lines(page: Page, last: Figure, first: Figure) -> bool:
    """Whether no line without figures stands between the paragraphs of two, but those that have none of it."""
    lines = page.text[last.end : first.start].split(None, _MOST)
    return len(lines) <= _LINES or all(map(_NONE.fullmatch, lines[1:-1]))


def _fitting(page: Page, whole: Figure, behind: Sequence[Sequence[Figure]]) -> list[Figure]:
    alike: list[Figure] = []
    every: list[Figure] = []
    firsts: list[Figure] = []  # of each paragraph, whatever it is called
    for figures in behind:
        same = [one for one in figures if one.family == whole.family and one.counts and one.value < whole.value]
        if not same:
            continue
        firsts.append(same[0])
        likely = [_likeness(page, whole, one) for one in same]
        most = max(likely)
        if most >= _ALIKE:
            best = same[likely.index(most)]
            alike.append(best)
            every.append(best)
        elif len(same) == 1:
            every.append(same[0])
        else:
            continue
        for parts in (every, alike):
            if len(parts) > 1 and adds_up(whole, parts):
                return list(parts)
    long = significant(whole) > SURE and len(firsts) == len(behind)
    return firsts if long and len(firsts) > 2 and adds_up(whole, firsts) else []


def _likeness(page: Page, left: Figure, right: Figure) -> float:
    """The share of pairs of characters that two figures' own words have in common."""
    first, second = _pairs(left.own), _pairs(right.own)
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer else 0.0


@lru_cache(maxsize=4096)  # every whole asks for those of the same figures behind it
def _pairs(said: str) -> frozenset[str]:
    return frozenset(pairs_of(said))
