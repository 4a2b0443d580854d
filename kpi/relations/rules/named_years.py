"""rise.named-years: a rate that names the two years whose levels the paragraph lists.

2021年420户,2022年540户,2023年600户;2023年比2022年增长11.1%. Each level is the only one of its unit that its
year leads to, or that stands in its year's place in a row (2021年、2022年分别为420户、540户); a change against one
named year (2023年…,比2022年增长11.1%) is of the level that leads its segment, one against 上年 of the level before
it, if that has a year. What does not fit is told where it is a near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kpi.model import Bound, Relation
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.fits.near import around, in_common, is_beside
from kpi.relations.rises import base, verbs, with_change
from kpi.relations.rules.compared import is_level, is_rate
from kpi.relations.rules.parts import own
from kpi.relations.slips import FITS, near_miss

_COMPARED = expression("relations", "rules_named_years.compared")
_AGAINST = expression("relations", "rules_named_years.against")
_YEAR = expression("relations", "rules_named_years.year")
_SERIES = expression("relations", "rules_named_years.series")
_LAST_YEAR = expression("relations", "rules_named_years.last_year")
_LISTED = expression("relations", "rules_named_years.listed")
_ALONE = expression("relations", "rules_named_years.alone")
_AROUND = 60  # figures before and behind a change
_ALIKE = 1  # pairs of characters that names have in common by chance
_DIGITS = re.compile(r"\d{4}")


def rises_of_named_years(page: Page) -> Iterator[Relation]:
    for paragraph in page.paragraphs:
        for at, change in enumerate(paragraph):
            figures = paragraph[max(0, at - _AROUND) : at + _AROUND]
            place = min(at, _AROUND)
            said = own(page, change)
            both, one = _COMPARED.search(said), _AGAINST.search(said)
            if both is not None:
                then = both["then"] if both["then"].isdecimal() else str(int(both["now"]) - 1)
                yield from _of(page, figures, [change], both["now"], then)
            elif one is not None:
                changes = _changes(page, figures[place : place + 2])
                told = list(_of(page, figures, changes, "", one["then"]))
                yield from told or _of_another_paragraph(page, figures, changes, one["then"])
            elif (alone := _ALONE.search(said)) is not None:
                yield from _of(page, figures, [change], alone["now"], str(int(alone["now"]) - 1))
            elif place and (_LAST_YEAR.search(said) or _is_of_two_years(page, figures[place - 1], change)):
                now = _year(page, figures[place - 1])
                changes = _changes(page, figures[place : place + 2])
                yield from _of(page, figures, changes, now, str(int(now) - 1)) if now else ()


def _changes(page: Page, told: Sequence[Figure]) -> Sequence[Figure]:
    """比2022年增加616.5万元,增长9.8%: the difference, and the rate of the same years right behind it."""
    segments = {page.slots[one.index].segment for one in told}
    return told if len(told) > 1 and len(segments) == 1 and is_rate(page, told[1]) else told[:1]


def _of(
    page: Page, figures: Sequence[Figure], changes: Sequence[Figure], now: str, then: str
) -> Iterator[Relation]:
    """Without the year of now: of the level that leads the change's own segment."""
    segment = page.slots[changes[0].index].segment

    def is_now(one: Figure) -> bool:
        if now:
            return _year(page, one) == now
        return page.slots[one.index].segment == segment and _is_of_now(page, one, then)

    before = [one for one in figures if one.index < changes[0].index and not one.is_percent]
    of_then = [one for one in figures if _year(page, one) == then and not _is_change(page, one)]
    of_now = [one for one in before if is_now(one)]
    units = {base(one) for one in of_now} & {base(one) for one in of_then}
    levels = [[one for one in of if base(one) in units] for of in (of_then, of_now)]
    if len(units) != 1 or any(len(one) != 1 for one in levels) or levels[0] == levels[1]:
        return
    old, new = levels[0][0], levels[1][0]
    fell = verbs().down.search(own(page, changes[0])) is not None
    for change in changes:
        if change.quantity.bound is Bound.EXACT:
            relation = with_change(page, old, new, change, falls=fell)
            members = [one.quantity for one in (old, new, change)]
            if relation is not None and (relation.verdict in FITS or near_miss(relation, members)):
                yield relation


def _of_another_paragraph(
    page: Page, figures: Sequence[Figure], changes: Sequence[Figure], then: str
) -> Iterator[Relation]:
    """2013年安排公益金3340万元. / 2014年安排公益金4500万元,比2013年多1160万元: the level before, named alike."""
    first = changes[0]
    if any(_year(page, one) == then and one.base == first.base and not _is_change(page, one) for one in figures):
        return
    before = page.figures[max(0, first.index - _AROUND) : figures[0].index]
    segment = page.slots[first.index].segment
    here = [one for one in figures if page.slots[one.index].segment == segment and one.index < first.index]
    said = [around(page, now) for now in here]
    alike = [one for one in before if any(in_common(around(page, one), now) > _ALIKE for now in said)]
    yield from _of(page, [*alike, *figures], changes, "", then)


def _is_of_two_years(page: Page, level: Figure, change: Figure) -> bool:
    """2022年补助1260万元,2023年增加到1575万元,增长25.0%: a bare rate right behind a level that a year leads to."""
    return is_rate(page, change) and level.sentence == change.sentence and not level.is_percent


def _is_change(page: Page, figure: Figure) -> bool:
    said = own(page, figure)
    return figure.is_percent or any(one.search(said) for one in (_AGAINST, _COMPARED, _LAST_YEAR, _ALONE))


def _is_of_now(page: Page, figure: Figure, then: str) -> bool:
    """Of a year behind the one it is compared with, or of none that its words say."""
    year = _year(page, figure)
    return year > then if year else is_level(page, figure)


def _year(page: Page, figure: Figure) -> str:
    found = _YEAR.findall(own(page, figure))
    return str(found[-1]) if found else _series(page).get(figure.index, "")


@once_a_page
def _series(page: Page) -> dict[int, str]:
    """2021年、2020年分别筹集1705.2万元和1566.4万元: the years of numbers side by side, by the figure's index."""
    years: dict[int, str] = {}
    for first in page.amounts:
        found = _SERIES.search(page.text, page.slots[first.index].sentence, first.start)
        if found is None or found.end() != first.start:
            continue
        told = _DIGITS.findall(found["years"])
        if len(told) == 2 and not _LISTED.search(found["years"]):
            told = [str(year) for year in range(int(told[0]), int(told[1]) + 1)]
        row = page.figures[first.index : first.index + len(told)]
        beside = all(is_beside(page, *pair) and pair[1].base == first.base for pair in pairwise(row))
        if beside and len(row) == len(told):
            years.update((one.index, year) for one, year in zip(row, told, strict=True))
    return years
