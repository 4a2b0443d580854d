"""Columns that say how their neighbours changed: 增长(%) and 增减额 against this year's and last year's column.

低保 | 6,204.6 | 5,983.2 | 3.7, and in rows of years 2017年 | 162.6 | 9.1 against the row of 2016年.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from kpi.model import Relation, RelationVerdict
from kpi.outline.columns import Column, Kind
from kpi.outline.expressions import pattern
from kpi.outline.shapes import words
from kpi.relations.figures import Figure
from kpi.relations.rises import with_change
from kpi.relations.sheets import Sheet
from kpi.relations.slips import mends, near_miss

_FALLS = pattern("relations", "words.falls")

_MOST = 6  # levels left of a change that it may be of
_Triple = tuple[Figure, Figure, Figure]
_Judged = list[tuple[_Triple, Relation]]


def changes(sheet: Sheet) -> Iterator[Relation]:
    """Every column of changes, by the pair of levels that most of its cells fit."""
    for place in sheet.of_kind(Kind.GROWTH) + sheet.of_kind(Kind.CHANGE):
        named = _levels(sheet, place)
        best = _best(sheet, place, named)
        if not best:  # 2019年决算数 | 2020年执行数 | 执行数比上年增长: the level before bears a name of its own
            best = _best(sheet, place, _left_of(sheet, place))
        yield from _told(best)


def changes_of_shares(sheet: Sheet) -> Iterator[Relation]:
    """今年占比 | 去年占比 | 比重变化: points, by the two columns of shares that most of its cells fit."""
    shares = sheet.of_kind(Kind.SHARE)
    for place in shares:
        if words()["share_change"].search(sheet.grid.columns[place].name):
            others = [n for n in shares if n != place][-_MOST:]
            choices = [_beside(sheet, place, old, new) for old, new in permutations(others, 2)]
            yield from _told(max((_judged(sheet, place, one) for one in choices), key=_fitting, default=[]))


def _best(sheet: Sheet, place: int, levels: Sequence[int]) -> _Judged:
    choices = [_beside(sheet, place, old, new) for old, new in _pairs(sheet, levels)]
    choices += [_before(sheet, place, level) for level in levels]
    return max((_judged(sheet, place, triples) for triples in choices), key=_fitting, default=[])


def _left_of(sheet: Sheet, place: int) -> list[int]:
    return [n for n in sheet.of_kind(Kind.LEVEL) if n < place][-_MOST:][::-1]


def _levels(sheet: Sheet, place: int) -> list[int]:
    """The levels left of a change, nearest first, that it may be of; none of another name."""
    column = sheet.grid.columns[place]
    left = _left_of(sheet, place)
    return [n for n in left if not column.noun or column.noun in sheet.grid.columns[n].name] or (
        [n for n in sheet.of_kind(Kind.LEVEL) if n > place][:2] if not left else []
    )


def _pairs(sheet: Sheet, levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(column before, column now): by years, by 上年同期, else by place, either way round."""
    columns = sheet.grid.columns
    for at, one in enumerate(levels):
        for other in levels[at + 1 :]:
            old, new = _in_order(columns, one, other)
            if old >= 0:
                yield old, new
    if len(levels) == 2 and not any(columns[n].before or columns[n].year for n in levels):
        yield from ((levels[0], levels[1]), (levels[1], levels[0]))


def _in_order(columns: Sequence[Column], one: int, other: int) -> tuple[int, int]:
    first, second = columns[one], columns[other]
    if first.year and second.year:
        old, new = sorted((one, other), key=lambda n: columns[n].year)
        return (old, new) if columns[new].year - columns[old].year == 1 else (-1, -1)
    if first.before != second.before:
        return (one, other) if first.before else (other, one)
    return -1, -1


def _beside(sheet: Sheet, place: int, old: int, new: int) -> list[_Triple]:
    found = [(row[old], row[new], row[place]) for row in sheet.figures]
    return [(a, b, c) for a, b, c in found if a is not None and b is not None and c is not None]


def _before(sheet: Sheet, place: int, level: int) -> list[_Triple]:
    """Rows that are years, one after the other, either way round."""
    found: list[_Triple] = []
    for above, below in zip(range(len(sheet.rows)), range(1, len(sheet.rows)), strict=False):
        step = sheet.rows[below].year - sheet.rows[above].year
        if not sheet.rows[above].year or abs(step) != 1:
            continue
        old, new = (above, below) if step == 1 else (below, above)
        first, second, change = sheet.figures[old][level], sheet.figures[new][level], sheet.figures[new][place]
        if first is not None and second is not None and change is not None:
            found.append((first, second, change))
    return found


def _judged(sheet: Sheet, place: int, triples: Sequence[_Triple]) -> _Judged:
    column = sheet.grid.columns[place]
    found: _Judged = []
    for old, new, change in triples:
        if old.group != new.group or old.value <= 0 or new.value < 0:
            continue
        change.left = _FALLS if column.falls else ""
        relation = with_change(sheet.page, old, new, change)
        if relation is not None:
            found.append(((old, new, change), relation))
    return found


def _fitting(judged: _Judged) -> tuple[int, int]:
    fits = sum(relation.verdict is not RelationVerdict.INCONSISTENT for _, relation in judged)
    return fits, -len(judged)


def _told(judged: _Judged) -> Iterator[Relation]:
    """What fits and what does not, where most of the column fits; growth in real terms accuses nobody."""
    fits, _ = _fitting(judged)
    off = [one for one in judged if one[1].verdict is RelationVerdict.INCONSISTENT]
    one_slip = fits > 0 and len(off) > 1 and _by_one_slip(off)
    if fits * 2 <= len(judged) and not one_slip:
        return
    most = fits * 3 >= len(judged) * 2
    for triple, relation in judged:
        fit = relation.verdict is not RelationVerdict.INCONSISTENT
        sure = (fits > 1 or one_slip) and not _in_real_terms(triple)
        if fit or (sure and (most or one_slip or near_miss(relation, [one.quantity for one in triple]))):
            yield relation


def _by_one_slip(off: _Judged) -> bool:
    """A level that is off belies the growth of its year and of the next: whether one slip in it mends them all."""
    mended = [
        {(mend.member, mend.instead) for mend, _ in mends(relation, [one.quantity for one in triple])}
        for triple, relation in off
    ]
    return bool(set.intersection(*mended))


def _in_real_terms(triple: _Triple) -> bool:
    return any(words()["real"].search(one.label) for one in triple)
