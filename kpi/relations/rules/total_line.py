"""sum.total-line: a list of lines, and what they come to in the line behind it.

1.助学:新生36名,每人3000元,计10.8万元; / 2.助困:计10.08万元; / 以上2项合计20.88万元. Of each line the amount that
it says to come to (计, 折价), or its only one of that unit. A total that says of how many it is is of that many;
one that opens its line with 以上 or 合计 is of all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kpi.model import Relation, RelationVerdict
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import expression
from kpi.outline.lists import Listing, listings
from kpi.outline.marks import MARKS
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own, told
from kpi.relations.sums import adds_up, sum_of

_TOTAL = expression("relations", "sheet_behind.total")
_COMES_TO = expression("relations", "rules_total_line.comes_to")
_FEWEST = 2
_COUNTS = 2  # figures of the line, the first of which may be the 5 of 以上5项
_BESIDE = 2  # further measures of the total


def sums_of_total_lines(page: Page) -> Iterator[Relation]:
    starts = [figure.start for figure in page.figures]
    for listing in listings(page.text, page.listed):
        for whole in _wholes(page, starts, listing):
            if counts(page, whole):
                yield from _of(page, starts, listing, whole)


def _wholes(page: Page, starts: Sequence[int], listing: Listing) -> list[Figure]:
    """以上2项共126户、20.88万元: what a list comes to in the line behind it, and what stands beside it."""
    at = bisect_left(starts, listing.end)
    for place, one in enumerate(page.figures[at : at + _COUNTS], at):
        found = _TOTAL.fullmatch(page.text, listing.end, one.start)
        if found is not None and (not found["count"] or whole_number(found["count"]) == len(listing.items)):
            behind = page.figures[place + 1 : place + 1 + _BESIDE]
            return [one, *takewhile(lambda other: not MARKS.sub("", own(page, other)).strip(), behind)]
    return []


def _of(page: Page, starts: Sequence[int], listing: Listing, whole: Figure) -> Iterator[Relation]:
    found = [_amount(page, _on(page, starts, item), whole) for item in listing.items]
    parts = [one for one in found if one is not None]
    if len(parts) < max(_FEWEST, len(found)) or any(one.value >= whole.value for one in parts):
        return
    if adds_up(whole, parts):
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
    else:
        yield from told(whole, parts)


def _amount(page: Page, line: Sequence[Figure], whole: Figure) -> Figure | None:
    """What a line comes to in the total's unit."""
    alike = [one for one in line if one.group == whole.group and counts(page, one)]
    led = [one for one in alike if _COMES_TO.search(own(page, one))]
    return led[-1] if led else alike[0] if len(alike) == 1 else None


def _on(page: Page, starts: Sequence[int], line: tuple[int, int]) -> list[Figure]:
    return page.figures[bisect_left(starts, line[0]) : bisect_left(starts, line[1])]
