"""share.rows: measures side by side, and a share of each, item after item.

全县残疾人1.2万户、1.5万人。肢体残疾6214户、7512人,分别占51.8%和50.1%;视力残疾1093户、1320人,分别占9.1%和8.8%. The
bases stand side by side as the parts do, in their order and of their units: those that most of the shares come
close to. Then the others have to fit them too. Of one or two items the others are told if they are near misses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kpi.arithmetic.laws import HUNDRED
from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import expression
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import in_a_row
from kpi.relations.quotients import by_a_near_miss, comes_close, mended_by_base, quotient
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_SAYS = expression("relations", "rules_rows_of_shares.says")
_PLACE = expression("relations", "rules_rows_of_shares.place")
_MOST = 4  # measures side by side
_APART = 2  # paragraphs between an item and the next
_BACK, _LINES = 40, 3  # figures and paragraphs before the first item in which the bases stand
_MANY = 3  # items that show by themselves what the bases are
_SHARP = 2  # digits of a share that is met by no chance

Pair = tuple[Figure, Figure]  # a part and its share


@dataclass(frozen=True, slots=True)
class _Row:
    parts: list[Figure]
    rates: list[Figure]

    @property
    def kinds(self) -> list[str]:
        return [one.family for one in self.parts]


def rows_of_shares(page: Page) -> Iterator[Relation]:
    group: list[_Row] = []
    for row in _rows(page):
        near = bool(group) and row.rates[0].paragraph - group[-1].rates[0].paragraph <= _APART
        if group and not (near and row.kinds == group[-1].kinds):
            yield from _of(page, group)
            group = []
        group.append(row)
    yield from _of(page, group)


def _rows(page: Page) -> Iterator[_Row]:
    seen = -1
    for first in page.percents:
        if first.index <= seen or not _SAYS.search(own(page, first)):
            continue
        rates = in_a_row(page, first, _MOST)
        seen = rates[-1].index
        parts = page.figures[max(0, first.index - len(rates)) : first.index]
        alike = all(counts(page, one) and one.sentence == first.sentence and one.exact for one in parts)
        if 1 < len(rates) == len(parts) and alike:
            yield _Row(parts, rates)


def _of(page: Page, rows: Sequence[_Row]) -> Iterator[Relation]:
    """Of the nearest bases that the shares come close to, column by column."""
    for bases in _side_by_side(page, rows):
        columns = [[(row.parts[place], row.rates[place]) for row in rows] for place in range(len(bases))]
        close = [
            comes_close(part, base, rate)
            for base, pairs in zip(bases, columns, strict=True)
            for part, rate in pairs
        ]
        if sum(close) * 3 < len(close) * 2:
            continue
        told = [list(_told(pairs, base, len(rows))) for base, pairs in zip(bases, columns, strict=True)]
        rates = {rate.id: rate for row in rows for rate in row.rates}
        held = [one for column in told for one in column if one.verdict in FITS]
        if any(rates[one.members[-1]].significant >= _SHARP for one in held):
            elsewhere = _of_another_place(page, rows)
            every = [one for column in told for one in column]
            yield from (one for one in every if one.verdict in FITS or one.members[-1] not in elsewhere)
            return


def _of_another_place(page: Page, rows: Sequence[_Row]) -> set[str]:
    """分别占全省同类的3.1%和3.3%: the shares of items that alone say of which place or time they are."""
    named = [_PLACE.search(own(page, row.rates[0])) is not None for row in rows]
    alone = [row for row, is_named in zip(rows, named, strict=True) if is_named] if not all(named) else []
    return {rate.id for row in alone for rate in row.rates}


def _side_by_side(page: Page, rows: Sequence[_Row]) -> Iterator[list[Figure]]:
    """What may be the bases, the nearest first: in one sentence, in the order of the parts, and more than each."""
    if not rows:
        return
    first, kinds = rows[0].parts[0], rows[0].kinds
    most = [max(row.parts[place].value for row in rows) for place in range(len(kinds))]
    for end in range(first.index, max(len(kinds), first.index - _BACK) - 1, -1):
        bases = page.figures[end - len(kinds) : end]
        alike = [one.family for one in bases] == kinds and len({one.sentence for one in bases}) == 1
        near = first.paragraph - bases[0].paragraph <= _LINES
        usable = alike and near and all(counts(page, one) and one.exact for one in bases)
        if usable and all(one.value > least for one, least in zip(bases, most, strict=True)):
            yield bases


def _told(pairs: Sequence[Pair], base: Figure, rows: int) -> Iterator[Relation]:
    """All that fit; those that do not where no other base is that of two of them, unless by a slip of this one."""
    if rows < _MANY:
        yield from (one for pair in pairs if (one := by_a_near_miss(pair[0], base, pair[1])) is not None)
        return
    told = [(quotient(part, base, rate, across=True), (part, rate)) for part, rate in pairs]
    relations = [(one, pair) for one, pair in told if one is not None]
    yield from (one for one, _ in relations if one.verdict in FITS)
    off = [(one, pair) for one, pair in relations if one.verdict is RelationVerdict.INCONSISTENT]
    pairs_off = [pair for _, pair in off]
    if not _have_another_base(pairs_off) or mended_by_base(pairs_off, base):
        yield from (one for one, _ in off)


def _have_another_base(pairs: Sequence[Pair]) -> bool:
    """Whether two of them may be of one base: where any two spans meet, two that follow each other do."""
    spans = sorted(_bases(*pair) for pair in pairs)
    return any(least <= high for (_, high), (least, _) in pairwise(spans))


def _bases(part: Figure, rate: Figure) -> tuple[Decimal, Decimal]:
    """Of what the part would be that share, as rounding leaves it open."""
    slack = rate.last_place / 2
    return part.value * HUNDRED / (rate.value + slack), part.value * HUNDRED / max(rate.value - slack, slack)
