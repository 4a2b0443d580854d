"""sum.total-line: a list of lines, and what they come to in the line behind it.

1.助学:新生36名,每人3000元,计10.8万元; / 2.助困:计10.08万元; / 以上2项合计20.88万元. Of each line the amount that
it says to come to (计, 折价), or its only one of that unit. A total that says of how many it is is of that many;
one that opens its line with 以上 or 合计 is of all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.numbers.numerals import whole_number
from kpi.outline.expressions import expression
from kpi.outline.lists import Listing, listings
from kpi.relations.figures import Figure, Page
from kpi.relations.rules.parts import counts, own, told
from kpi.relations.sums import adds_up, sum_of

_TOTAL = expression("relations", "rules_total_line.total")
_COMES_TO = expression("relations", "rules_total_line.comes_to")
_IN_ALL = expression("relations", "rules_total_line.in_all")
_FEWEST = 2


def sums_of_total_lines(page: Page) -> Iterator[Relation]:
    starts = [figure.start for figure in page.figures]
    for listing in listings(page.text, page.listed):
        opened = _TOTAL.match(page.text, listing.end)
        if opened is None or (opened["number"] and whole_number(opened["number"]) != len(listing.items)):
            continue
        ends = page.text.find("\n", opened.end())
        line = _on(page, starts, (opened.start(), ends if ends >= 0 else len(page.text)))
        for whole in line:
            if counts(page, whole) and _IN_ALL.search(own(page, whole)):
                yield from _of(page, starts, listing, whole)


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
