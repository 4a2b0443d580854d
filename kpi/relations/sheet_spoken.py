"""Rates that the text tells of the rows or columns of a table by their names: 甲类、乙类分别占全年的56.8%、43.2%.

类别 | 2022年 | 2023年 / 甲类 | 312 | 356 / 乙类 | 288 | 271 / 合计 | 600 | 627. A share is of the total beside the
named cell; a growth is from the year before. Of which year is what most of the rates say: two that fit tell it,
or one of so many digits that it is no chance; then the others have to fit too, and are told if a slip mends them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kpi.model import Relation
from kpi.outline.columns import Kind
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import in_a_row
from kpi.relations.quotients import quotient
from kpi.relations.rises import with_change
from kpi.relations.sheet_axes import total_column, total_row
from kpi.relations.sheet_names import near, of_another_stretch
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.slips import FITS, or_by_a_slip

_CUE = expression("relations", "sheet_spoken.cue")
_ASIDE = expression("relations", "sheet_spoken.aside")
_MOST = 6  # names and rates side by side
_RATES = 40  # of the text near a table
_SHORT = 2  # characters of a name
_SURE = 3  # digits of a rate that is met by no chance
_FEWEST = 2  # rates that fit
_BACK = 80  # characters in which the names stand

_Line = list[Figure | None]
_Names = dict[str, tuple[bool, int]]  # whether it is a row, and its place


class _Spoken(NamedTuple):
    """Rates side by side, and the places that are named for them: rows, or columns."""

    of_rows: bool
    share: bool
    places: list[int]
    rates: list[Figure]


def spoken(page: Page) -> Iterator[Relation]:
    for sheet in sheets(page):
        names = _names(sheet)
        told: dict[tuple[bool, bool], list[_Spoken]] = {}
        last: _Spoken | None = None
        for rate in near(sheet, page.percents)[:_RATES]:
            if last is not None and rate.index <= last.rates[-1].index:
                continue
            last = _spoken(page, names, rate, last)
            if last is not None and (last.share or not of_another_stretch(sheet, rate)):
                told.setdefault((last.of_rows, last.share), []).append(last)
        for (of_rows, share), several in told.items():
            yield from _best(page, list(_ways(sheet, of_rows, share)), several)


def _names(sheet: Sheet) -> _Names:
    """Whether it is a row, and its place, by its name without a bracket; names of two places tell nothing."""
    rows = ((row.label, (True, n)) for n, row in enumerate(sheet.rows) if not row.total)
    grid = sheet.grid.columns
    columns = ((grid[n].name, (False, n)) for n in sheet.of_kind(Kind.LEVEL) if not grid[n].total)
    found: _Names = {}
    twice: set[str] = set()
    for label, place in (*rows, *columns):
        name = _ASIDE.sub("", label)
        twice |= {name} if name in found else set()
        found[name] = place
    return {name: place for name, place in found.items() if len(name) >= _SHORT and name not in twice}


def _spoken(page: Page, names: _Names, first: Figure, before: _Spoken | None) -> _Spoken | None:
    """The rates from one on that stand side by side, and as many names for them."""
    rates = in_a_row(page, first, _MOST)
    again = before is not None and _goes_on(page, before, rates)
    found = _carried(page, before, first) if before is not None and again else _named(page, names, rates)
    if found is None:
        return None
    of_rows, places, words = found
    kinds = {found.lastgroup for found in _CUE.finditer(words)}
    return _Spoken(of_rows, kinds == {"share"}, places, rates) if len(kinds) == 1 else None


def _goes_on(page: Page, before: _Spoken, rates: Sequence[Figure]) -> bool:
    """甲类、乙类分别增长3.4%、46.7%,分别占56.8%、43.2%: of the same names."""
    last, first = before.rates[-1], rates[0]
    beside = last.index + 1 == first.index and page.slots[last.index].segment == page.slots[first.index].segment
    return beside and len(before.rates) == len(rates) > 1


def _carried(page: Page, before: _Spoken, first: Figure) -> tuple[bool, list[int], str]:
    return before.of_rows, before.places, page.text[before.rates[-1].end : first.start]


def _named(page: Page, names: _Names, rates: Sequence[Figure]) -> tuple[bool, list[int], str] | None:
    """As many names as rates right before these, and the words behind the last of them."""
    first = rates[0]
    low = max(page.slots[first.index].segment, first.start - _BACK)
    cue = _CUE.search(page.text, max(low, page.slots[first.index].clause), first.start)
    said = page.text[low : cue.start() if cue is not None else first.start]
    at = sorted((said.rfind(name), -len(name), name) for name in names if name in said)
    named = [one for n, one in enumerate(at) if not any(_holds(other, one) for other in at[:n])][-len(rates) :]
    places = [names[name] for _, _, name in named]
    if len(places) < len(rates) or len({of_rows for of_rows, _ in places}) > 1:
        return None
    start, length, _ = named[-1]
    if first.index and page.figures[first.index - 1].start >= low + start:
        return None  # 甲类356人,占56.8%: of the number that the text itself tells
    return places[0][0], [place for _, place in places], page.text[low + start - length : first.start]


def _holds(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """养老 within 养老服务."""
    return one[0] <= other[0] and other[0] - other[1] <= one[0] - one[1]


def _ways(sheet: Sheet, of_rows: bool, share: bool) -> Iterator[tuple[_Line, _Line]]:
    """What the named cells may be held against: (part, whole) or (before, after), each by the named places."""
    lines = range(len(sheet.grid.columns)) if of_rows else range(len(sheet.rows))

    def line(n: int) -> _Line:
        return sheet.column(n) if of_rows else sheet.figures[n]

    if share:
        total = total_row(sheet) if of_rows else total_column(sheet)
        if total >= 0:
            yield from ((line(n), [line(n)[total]] * len(line(n))) for n in lines)
    elif of_rows:
        grid = sheet.grid.columns
        years = sorted((grid[n].year, n) for n in sheet.of_kind(Kind.LEVEL) if grid[n].year)
        for (before, old), (after, new) in pairwise(years):
            if after - before == 1:
                yield line(old), line(new)


def _best(page: Page, ways: Sequence[tuple[_Line, _Line]], told: Sequence[_Spoken]) -> Iterator[Relation]:
    """The way that most of the rates fit; and what does not, beside others that do."""
    tried = [[[_held(page, way, one, n) for n in range(len(one.rates))] for one in told] for way in ways]
    counts = [sum(_fits(one) for several in way for one in several) for way in tried]
    most = max(counts, default=0)
    if not most or counts.count(most) > 1:
        return
    way = tried[counts.index(most)]
    sharp = any(
        _fits(relation) and significant(rate) >= _SURE
        for one, several in zip(told, way, strict=True)
        for rate, relation in zip(one.rates, several, strict=True)
    )
    if most < _FEWEST and not sharp:
        return
    for several in way:
        beside = sum(map(_fits, several)) >= _FEWEST
        yield from (one for one in several if one is not None and (_fits(one) or beside))


def _held(page: Page, way: tuple[_Line, _Line], told: _Spoken, number: int) -> Relation | None:
    left, right = (line[told.places[number]] for line in way)
    rate = told.rates[number]
    if left is None or right is None or left.group != right.group or left is right:
        return None
    relation = quotient(left, right, rate) if told.share else with_change(page, left, right, rate)
    return or_by_a_slip(relation, [one.quantity for one in (left, right, rate)])


def _fits(relation: Relation | None) -> bool:
    return relation is not None and relation.verdict in FITS
