"""sum.under-heading: a numbered line that holds a number or bears the name of one, and its parts below.

其中残疾人福利类234.6万元,…;儿童福利类179.4万元。…(二)残疾人福利类 / 精神障碍社区康复92.6万元,康复辅具适配142万元;
(三)儿童福利类3个项目,96.2万元。/ 1.孤儿助学47.5万元,资助95人;2.儿童之家30.7万元;3.社工服务18万元. What stands
below up to the next line numbered so makes up the number. A sum that misses is told where such a line follows, or
where the line says how many there are, so that the list is whole, and one slip would mend it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from kpi.model import Relation, RelationVerdict
from kpi.outline.heads import ITEM_HEAD
from kpi.outline.marks import CLAUSE_STOP, LINE_END, STOPS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import is_each, settled
from kpi.relations.restated import bare, name_of
from kpi.relations.rules.parts import told
from kpi.relations.sums import adds_up, may_overlap, one_slip_off, sum_of

_LONGEST, _LINE = 24, 60  # characters of a heading, and of one with numbers
_NAME = 3  # characters of a name
_FEWEST, _MOST = 2, 12  # parts
_SURE = 3  # digits of a whole
_BREAK = re.compile(LINE_END)


class _Heading(NamedTuple):
    start: int
    end: int
    kind: str
    name: str
    figures: Sequence[Figure]


def sums_under_headings(page: Page) -> Iterator[Relation]:
    headings = list(_headings(page))
    named: dict[str, list[Figure]] = {}
    for figure in page.figures if headings else ():
        if _may_be_whole(figure):
            named.setdefault(name_of(page, figure), []).append(figure)
    starts = [figure.start for figure in page.figures]
    following = _following(headings)
    for place, heading in enumerate(headings):
        wholes = [one for one in heading.figures if _may_be_whole(one)]
        if not heading.figures:
            wholes = [one for one in named.get(heading.name, ()) if one.end < heading.start]
            wholes = wholes[:1] if len({one.value for one in wholes}) == 1 else []
        after = following[place]
        low = bisect_left(starts, heading.end)
        high = bisect_left(starts, after.start) if after is not None else len(starts)
        for whole in wholes:
            yield from _of(page, whole, page.figures[low:high], heading, closed=after is not None)


def _following(headings: Sequence[_Heading]) -> list[_Heading | None]:
    """Of each the next one numbered as it is."""
    last: dict[str, _Heading] = {}
    found: list[_Heading | None] = []
    for heading in reversed(headings):
        found.append(last.get(heading.kind))
        last[heading.kind] = heading
    return found[::-1]


def _may_be_whole(figure: Figure) -> bool:
    return (
        figure.counts
        and figure.exact
        and not figure.is_percent
        and figure.significant >= _SURE
        and not figure.depth
    )


def _of(page: Page, whole: Figure, below: Sequence[Figure], heading: _Heading, closed: bool) -> Iterator[Relation]:
    """Line by line, until they make it up."""
    alike = [one for one in below if one.base == whole.base and _is_part(page, one)]
    lines = [list(some) for _, some in groupby(alike, key=lambda one: one.paragraph)]
    for parts in accumulate(lines[: _MOST + 1]):
        if len(parts) > _MOST:
            break
        if len(parts) >= _FEWEST and adds_up(whole, parts):
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed)
            return
    announced = [one for one in heading.figures if one.family != whole.family and not one.is_percent]
    first = lines[0] if lines else []
    if any(one.value == len(first) for one in announced):
        alike, closed = first, True  # 5个项目,216.4万元
    if closed and _FEWEST <= len(alike) <= _MOST and not may_overlap(alike) and one_slip_off(whole, alike):
        yield from told(whole, alike, sure=False)


def _is_part(page: Page, figure: Figure) -> bool:
    return figure.counts and not figure.depth and settled(figure) and not is_each(page, figure)


def _headings(page: Page) -> Iterator[_Heading]:
    """Short lines with a number of their own that name one thing, or tell it."""
    breaks = [-1, *(found.start() for found in _BREAK.finditer(page.text)), len(page.text)]
    starts = [figure.start for figure in page.figures]
    for before, end in pairwise(breaks):
        head = ITEM_HEAD.match(page.text, before + 1) if end - before <= _LINE else None
        if head is None:
            continue
        figures = page.figures[bisect_left(starts, before) : bisect_left(starts, end)]
        name = page.text[head.end() : end].strip().rstrip(STOPS)
        told_whole = figures and len({one.sentence for one in figures}) == 1
        named = end - before <= _LONGEST and len(bare(name)) >= _NAME and CLAUSE_STOP.search(name) is None
        if told_whole or (named and not figures):
            yield _Heading(before + 1, end, head.lastgroup or "", bare(name), figures)
