"""sum.lines: parts on lines of their own, behind the line that holds their whole.

全年收到捐款92.7万元。按来源列出: / 1.企业捐款58.4万元 / 2.个人捐款21.6万元 / 3.网络募捐12.7万元. Each line
gives its first figure of the measure. The list is closed where another measure of it adds up, or where its head
announces it and every line holds one figure: only then is a sum that does not fit told, and only if one slip would
mend it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.outline.lists import Listing, listings
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.ordinals import counted
from kpi.relations.rules.parts import SURE, counts, family, told
from kpi.relations.sums import adds_up, one_slip_off, sum_of

_AMONG = pattern("relations", "words.among")
_LONG = 5  # digits of a whole that a list of three lines misses by one only by a slip
_FEW = 3  # lines that add up to a short whole by chance
_WHOLES = 6  # figures of the head line that are tried, from its end


def sums_of_lines(page: Page) -> Iterator[Relation]:
    starts = [figure.start for figure in page.figures]
    for listing in listings(page.text, page.listed):
        yield from _listing(page, starts, listing)


def _listing(page: Page, starts: Sequence[int], listing: Listing) -> Iterator[Relation]:
    lines = [_on(page, starts, item) for item in listing.items]
    if len(lines) < 2 or any(not line for line in lines):
        return
    head = [one for one in _on(page, starts, listing.head) if counts(page, one)]
    if not any(_parts(page, lines, family(one)) for one in head):  # 渠道有四条: counts the lines
        head = _before_head(page, starts, listing)
    closed = False
    wrong: list[tuple[Figure, list[Figure], bool, bool]] = []
    short: list[tuple[Figure, list[Figure]]] = []  # that fit, and mean something where another measure fits too
    for kind in dict.fromkeys(family(one) for one in reversed(head)):
        parts = _parts(page, lines, kind)
        if not parts:
            continue
        wholes = [one for one in reversed(head) if family(one) == kind][:_WHOLES]
        fitting = [one for one in wholes if adds_up(one, parts)]
        all_told = counted(page, _on(page, starts, listing.head), len(lines))
        long = len(wholes) == 1 and len(parts) > 2 and significant(wholes[0]) >= _LONG
        colon = _is_announced(page, listing, lines, kind)
        announced = len(wholes) == 1 and (all_told or long or colon)
        if not announced:
            short += [(one, parts) for one in fitting if significant(one) < SURE]
            fitting = [one for one in fitting if significant(one) >= SURE]
        for whole in fitting:
            closed = True
            yield sum_of(whole, parts, RelationVerdict.CONSISTENT, announced)
        meant = wholes if len(wholes) == 1 else _meant(wholes, parts) if colon else []
        if not fitting and meant and (not short or short[-1][1] is not parts):
            wrong.append((meant[0], parts, announced or len(wholes) > 1, colon))
    for whole, parts in short if closed or len(short) > 1 else ():
        yield sum_of(whole, parts, RelationVerdict.CONSISTENT)
    many = any(len(parts) > _FEW for _, parts in short)  # 23座 of five lines: no chance, though it is short
    for whole, parts, announced, colon in wrong:
        if closed or announced or many:
            yield from told(whole, parts, sure=colon)


def _meant(wholes: Sequence[Figure], parts: Sequence[Figure]) -> list[Figure]:
    """总收入1268.35万元,其中捐赠收入1173.92万元。按来源分: of several the long one that a slip would mend."""
    off = [one for one in wholes if significant(one) >= _LONG - 1 and one_slip_off(one, parts)]
    return off if len(off) == 1 else []


def _before_head(page: Page, starts: Sequence[int], listing: Listing) -> list[Figure]:
    """从来源看: / ——企业…: a head without a figure points at the line before it."""
    at = bisect_left(starts, listing.head[0])
    if not at or not page.text[listing.head[0] : listing.head[1]].rstrip().endswith(":"):
        return []
    line = page.figures[at - 1].paragraph
    return [one for one in page.figures[max(0, at - _WHOLES) : at] if one.paragraph == line and counts(page, one)]


def _on(page: Page, starts: Sequence[int], line: tuple[int, int]) -> list[Figure]:
    return page.figures[bisect_left(starts, line[0]) : bisect_left(starts, line[1])]


def _parts(page: Page, lines: Sequence[Sequence[Figure]], kind: str) -> list[Figure]:
    """The first figure of the family in each line; [] where one has none."""
    parts = [next((one for one in line if family(one) == kind and counts(page, one)), None) for line in lines]
    return [one for one in parts if one is not None] if None not in parts else []


def _is_announced(page: Page, listing: Listing, lines: Sequence[Sequence[Figure]], kind: str) -> bool:
    """Whether the head ends with a colon, and each line holds one figure of the measure, and perhaps parts of it.

    A list whose last item's own list ends the text may have been cut off there.
    """
    alone = all(len(_told_in(page, line, kind)) == 1 for line in lines)
    cut_off = listing.end > listing.items[-1][1] and not page.text[listing.end :].strip()
    return alone and not cut_off and page.text[listing.head[0] : listing.head[1]].rstrip().endswith(":")


def _told_in(page: Page, line: Sequence[Figure], kind: str) -> list[Figure]:
    """The figures of the measure in a line, without parts of the first one: 拨付175万元,其中120万元."""
    told = [one for one in line if family(one) == kind and counts(page, one)]
    return [one for one in told if one is told[0] or _AMONG not in page.text[told[0].end : one.start]]
