"""row.alike: what holds in the rows before and behind has to hold in this one.

黄石镇745户完成602户,80.8%;沙坪镇588户完成397户,67.5%;竹园乡431户完成274户,58.9%: in two rows the rate is the
second number of the first, so it is in the third. Shares, totals and products of the numbers of a row that hold
in most rows, by themselves or by what other rules found; and columns: where one adds up to a number of the head,
the next one adds up to the next. What does not is told where it is a near miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations

from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.outline.scopes import OPENS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.products import product
from kpi.relations.quotients import quotient
from kpi.relations.rules.parts import told
from kpi.relations.rules.rows import Rows, rows_of, words_of
from kpi.relations.slips import FITS, near_miss
from kpi.relations.sums import adds_up, sum_of

_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_YUAN = pattern("relations", "words.yuan")
_ENOUGH = 2  # rows in which it holds
_MISSES = 4  # one row in so many does not, or one of fewer
_FEWEST = 3  # rows of a column that is summed
_LEAST = 10  # smaller wholes are reached by any parts
_MONTHS = (1, 3, 6, 12)
_SHARP = 2  # digits of a rate that are met by no chance

Judge = Callable[[Sequence[Figure]], Relation | None]
Members = list[Figure]
Sums = dict[str, list[Members]]
Places = dict[str, tuple[int, int]]


def alike_rows(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    sums: dict[str, list[Members]] = {}  # by each of the parts
    for one in found:
        if one.type in _SUMS and one.verdict in FITS and not one.formula:
            members = [figures[member] for member in one.members if member in figures]
            for part in members[1:] if len(members) == len(one.members) else ():
                sums.setdefault(part.id, []).append(members)
    for rows in rows_of(page):
        for columns, judge in _candidates(rows.rows[0]):
            yield from _judged(rows, columns, judge)
        places = {one.id: (row, column) for row, line in enumerate(rows.rows) for column, one in enumerate(line)}
        yield from _pair(rows, places, sums)
        yield from _columns(page, rows, places, sums)


def _candidates(row: Sequence[Figure]) -> Iterator[tuple[tuple[int, ...], Judge]]:
    """The places of a row that may belong together, and how they would."""
    plain = [place for place, one in enumerate(row) if not one.is_percent]
    for rate in range(len(row)):
        if row[rate].is_percent:
            for part, whole in permutations(plain, 2):
                if row[part].group == row[whole].group:
                    yield (part, whole, rate), _share
    for whole in plain:
        others = [place for place in plain if place != whole and row[place].group == row[whole].group]
        for size in (2, 3):
            for parts in combinations(others, size):
                yield (whole, *parts), _sum
    for amount in plain:
        for head, rate in permutations([place for place in plain if place != amount], 2):
            if row[amount].base == row[rate].base == _YUAN != row[head].base:
                for months in _MONTHS:
                    yield (head, rate, amount), _product(months)


def _share(members: Sequence[Figure]) -> Relation | None:
    part, whole, rate = members
    sharp = rate.exact and rate.significant >= _SHARP and part.exact and 0 < part.value < whole.value
    return quotient(part, whole, rate) if sharp else None


def _sum(members: Sequence[Figure]) -> Relation | None:
    whole, *parts = members
    if whole.value < _LEAST or not all(one.counts for one in members):
        return None
    verdict = RelationVerdict.CONSISTENT if adds_up(whole, parts) else RelationVerdict.INCONSISTENT
    return sum_of(whole, parts, verdict, closed=verdict is RelationVerdict.INCONSISTENT)


def _product(months: int) -> Judge:
    def judge(members: Sequence[Figure]) -> Relation | None:
        head, rate, amount = members
        sharp = all(one.exact and one.value > 0 for one in members) and amount.significant >= _SHARP
        return product(amount, head, rate, months) if sharp else None

    return judge


def _judged(rows: Rows, columns: Sequence[int], judge: Judge) -> Iterator[Relation]:
    told_ = [judge([row[column] for column in columns]) for row in rows.rows]
    fits = [one for one in told_ if one is not None and one.verdict in FITS]
    off = len(told_) - len(fits)
    if len(fits) < _ENOUGH or off > max(1, len(rows.rows) // _MISSES):
        return
    yield from fits
    for relation, row in zip(told_, rows.rows, strict=True):
        wrong = relation is not None and relation.verdict is RelationVerdict.INCONSISTENT
        if relation is not None and wrong and near_miss(relation, [row[column].quantity for column in columns]):
            yield relation


def _pair(rows: Rows, places: Places, sums: Sums) -> Iterator[Relation]:
    """Of two rows in the very same words: totals that another rule found in one of them."""
    said = [words_of(one) for row in rows.rows for one in row]
    if len(rows.rows) != _ENOUGH or not all(said) or any(map(OPENS.search, said)):
        return
    for member in places:
        for members in sums.get(member, ()):
            known = [places[one.id] for one in members if one.id in places]
            if members[1].id == member and len(known) == len(members) and len({row for row, _ in known}) == 1:
                other = rows.rows[1 - known[0][0]]
                whole, *parts = (other[column] for _, column in known)
                if whole.value >= _LEAST and all(one.counts for one in (whole, *parts)):
                    yield from told(whole, parts, sure=False)


def _columns(page: Page, rows: Rows, places: Places, sums: Sums) -> Iterator[Relation]:
    """The other columns, where one of them adds up to a number of the head."""
    if len(rows.rows) < _FEWEST:
        return
    for column, first in enumerate(rows.rows[0]):
        ids = [one.id for one in rows.column(column)]
        for whole, *parts in sums.get(first.id, ()):
            if [one.id for one in parts] == ids and whole.id not in places:
                yield from _beside(page, rows, whole, column, places)


def _beside(page: Page, rows: Rows, whole: Figure, column: int, places: Places) -> Iterator[Relation]:
    for other in range(len(rows.rows[0])):
        head = whole.index + other - column
        if other == column or not 0 <= head < len(page.figures):
            continue
        total, parts = page.figures[head], rows.column(other)
        alike = total.group == parts[0].group and total.counts and total.sentence == whole.sentence
        if alike and total.id not in places and all(one.counts for one in parts) and total.value >= _LEAST:
            yield from told(total, parts)
