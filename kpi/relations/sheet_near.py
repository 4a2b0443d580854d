"""What the lines around a table say of its totals: 养老机构51家,床位7597张 over a last row 全市 | 51 | 7597.

Also a whole that only the text tells (退出的3086人原因见下表), and a share of one total in another
(护理型所占份额升到52.1%).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kpi.arithmetic.intervals import meets
from kpi.model import Bound, Relation, RelationVerdict
from kpi.outline.columns import Kind
from kpi.outline.expressions import pattern
from kpi.outline.shapes import words
from kpi.relations.figures import Figure, Page, once_a_page, significant
from kpi.relations.fits.near import around, fit_words, in_common, lead, same_sentence, settled, width
from kpi.relations.quotients import by_a_slip, quotient
from kpi.relations.restated import told_alike, told_twice
from kpi.relations.rules.parts import counts, told
from kpi.relations.sheet_doubts import lists_some
from kpi.relations.sheets import Sheet, sheets
from kpi.relations.sums import adds_up, slip, sum_of

_NUMBER_OF = pattern("relations", "words.number_of")

_FIGURES = 30  # before a table and behind it
_FAR = 800  # characters
_SURE = 4  # digits that need no name
_FEW = 3
_LOOSE = 0.3  # points
_ROWS = 60
_Total = tuple[str, Figure]  # the name of a column and its total
_Near = tuple[Sheet, list[Figure], list[_Total]]  # a table, the figures of the text around it, its totals


def totals_told(page: Page) -> Iterator[Relation]:
    """Totals of a table that the lines around it tell again."""
    for _, text, totals in _near(page):
        yield from _again(page, text, totals)


def shares_told(page: Page) -> Iterator[Relation]:
    """Shares of one total in another."""
    for _, text, totals in _near(page):
        yield from _shares(page, text, totals)


def wholes_told(page: Page) -> Iterator[Relation]:
    """A table without a total, and the whole in the line above."""
    for sheet, text, _ in _near(page):
        if not any(row.total for row in sheet.rows) and len(sheet.rows) <= _ROWS:
            yield from _wholes(page, [one for one in text if one.start < sheet.grid.start], sheet)


@once_a_page
def _near(page: Page) -> list[_Near]:
    starts = [figure.start for figure in page.figures]
    return [(sheet, _around(page, starts, sheet), list(_totals(sheet))) for sheet in sheets(page)]


def _around(page: Page, starts: Sequence[int], sheet: Sheet) -> list[Figure]:
    low = bisect_left(starts, sheet.grid.start)
    high = bisect_left(starts, sheet.grid.end)
    before = [one for one in page.figures[max(0, low - _FIGURES) : low] if sheet.grid.start - one.end < _FAR]
    behind = [one for one in page.figures[high : high + _FIGURES] if one.start - sheet.grid.end < _FAR]
    return [*before, *behind]


def _totals(sheet: Sheet) -> Iterator[_Total]:
    for place, row in enumerate(sheet.rows):
        if row.total:
            for column in sheet.of_kind(Kind.LEVEL):
                figure = sheet.adds(place, column)
                if figure is not None:
                    yield sheet.grid.columns[column].name, figure


def _again(page: Page, text: Sequence[Figure], totals: Sequence[_Total]) -> Iterator[Relation]:
    equal: list[Figure] = []
    for name, total in totals:
        for one in text:
            alike = one.group == total.group and one.value == total.value and counts(page, one)
            if alike and (significant(one) >= _SURE or in_common(name, around(page, one))):
                equal.append(one)
                yield told_alike(one, total)
    told_again = {one.index for one in equal}
    for _, total in totals:  # a short number in the sentence of a long one
        for one in text:
            alike = one.group == total.group and one.value == total.value and counts(page, one)
            if alike and one.index not in told_again and any(same_sentence(page, one, other) for other in equal):
                yield told_alike(one, total)
    for name, total in totals:
        off = [one for one in text if _is_slip_of(page, one, name, total, equal)]
        if len(off) == 1 and not any(one.value == total.value for one in equal):
            yield told_twice(off[0], total)


def _is_slip_of(page: Page, one: Figure, name: str, total: Figure, equal: Sequence[Figure]) -> bool:
    """In a sentence that tells another total rightly, under the column's name, one slip from its total."""
    if one.group != total.group or one.factor != total.factor or not counts(page, one) or not settled(one):
        return False
    beside = significant(one) > _SURE or any(same_sentence(page, one, other) for other in equal)
    if significant(one) < _FEW or not beside:
        return False
    if meets(one.interval, total.interval):
        return False  # 2376.9亿元 of a cell 2376.94: rounded
    named = significant(one) > _SURE or in_common(name, around(page, one)) > 0
    return named and bool(slip(one, total.value))


def _shares(page: Page, text: Sequence[Figure], totals: Sequence[_Total]) -> Iterator[Relation]:
    for rate in text:
        said = lead(page, rate)
        if rate.quantity.unit != "%" or rate.quantity.bound is not Bound.EXACT or not settled(rate):
            continue
        if not fit_words("share").search(said):
            continue
        parts = [part for name, part in totals if in_common(name, said)]
        wholes = [*(one for one in text if counts(page, one)), *(total for _, total in totals)]
        found = list(_share(parts, wholes, rate))
        yield from found or _off(totals, said, rate)


def _off(totals: Sequence[_Total], said: str, rate: Figure) -> Iterator[Relation]:
    """护理型所占份额 of 床位数 and 护理型床位: the name of the part holds that of the whole."""
    for name, part in totals:
        for other, whole in totals:
            noun = other.rstrip(_NUMBER_OF)
            rest = name.removesuffix(noun)
            if len(noun) > 1 and rest and rest != name and rest in said and whole.group == part.group:
                relation = by_a_slip(part, whole, rate)
                if relation is not None:
                    yield relation
                return


def _share(parts: Sequence[Figure], wholes: Sequence[Figure], rate: Figure) -> Iterator[Relation]:
    for part in parts:
        for whole in wholes:
            if whole.group == part.group and whole.value > part.value:
                relation = quotient(part, whole, rate)
                fits = relation is not None and relation.verdict is RelationVerdict.CONSISTENT
                if relation is not None and fits and width(relation) <= _LOOSE:
                    yield relation
                    return


def _wholes(page: Page, text: Sequence[Figure], sheet: Sheet) -> Iterator[Relation]:
    """A table without a total, under a line that tells what it splits."""
    if not text:
        return
    line = [one for one in text if one.paragraph == text[-1].paragraph and counts(page, one)]
    announced = fit_words("shown_below").search(page.text, text[-1].end, sheet.grid.start) or fit_words(
        "shown_below"
    ).search(page.text, page.slots[text[-1].index].line, text[-1].end)
    closed = announced is not None or any(words()["rest"].search(row.label) for row in sheet.rows)
    columns = [parts for column in sheet.of_kind(Kind.LEVEL) if (parts := parts_of_column(sheet, column))]
    fitting: dict[int, Figure] = {}
    for place, parts in enumerate(columns):
        wholes = [one for one in line if one.group == parts[0].group and adds_up(one, parts)]
        long = [one for one in wholes if significant(one) >= _FEW]
        if long:
            fitting[place] = long[-1]
            yield sum_of(long[-1], parts, RelationVerdict.CONSISTENT, closed=closed)
    if lists_some(sheet) or any(adds_up(parts[-1], parts[:-1]) for parts in columns):
        return  # 一季度 … 四季度, 全年: it has its total
    line = [one for one in line if not one.depth]  # (2021年2.47亿元)
    for place, parts in enumerate(columns):
        left = [one for one in line if one.group == parts[0].group and one not in fitting.values()]
        if place in fitting or not left:
            continue
        if closed and fitting:  # the other columns split numbers of this line: so does this one, by a slip
            off = [relation for one in left for relation in told(one, parts)]
            yield from off if len(off) == 1 else ()
        elif announced is not None:
            yield from told(left[-1], parts)


def parts_of_column(sheet: Sheet, column: int) -> list[Figure]:
    """The numbers of a column, 其中 aside; none where one is missing."""
    rows = [
        place for place, row in enumerate(sheet.rows) if not row.inner and not sheet.is_left_out(place, column)
    ]
    cells = [sheet.adds(place, column) for place in rows]
    parts = [one for one in cells if one is not None]
    return parts if len(parts) == len(cells) > 1 else []
