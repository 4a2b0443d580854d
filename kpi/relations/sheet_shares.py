"""Columns of shares: 占比(%) of a total row, of the row that holds it, of a column beside it, or of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.arithmetic.intervals import add, divide, judge, scale
from kpi.arithmetic.laws import HUNDRED
from kpi.model import Computation, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.columns import Kind
from kpi.outline.shapes import words
from kpi.relations.figures import Figure
from kpi.relations.notes import decimals, in_unit_of, percent, sign_of, term
from kpi.relations.sheet_totals import is_plain
from kpi.relations.sheets import Sheet
from kpi.relations.slips import near_miss
from kpi.relations.sums import adds_up, slipped, total_of

_NEAR = 800  # characters around a table in which the text may tell its total
_MOST = 4
_HALF = 4  # shares of which no more than half fit
_FEWEST = 3  # shares that must fit a whole outside the table
_GROUPS = 2
_WHOLES = 60  # numbers of the text that are tried
_Triple = tuple[Figure, Figure, Figure]


def shares(sheet: Sheet) -> Iterator[Relation]:
    """Every column of shares, by the part and the whole that most of its cells fit."""
    for place in _rates(sheet):
        told = list(_told(max((_judged(one) for one in _quotients(sheet, place)), key=_fitting, default=[])))
        yield from told or _told(_of_places(sheet, place))
    for place in sheet.of_kind(Kind.SHARE):
        choices = [triples for level in _levels(sheet, place) for triples in _choices(sheet, place, level)]
        judged = [_judged(triples) for triples in choices]
        found = max(judged, key=_fitting, default=[])
        if _fitting(found)[0] > 1:
            yield from _told(found, is_plain(sheet))
        else:
            for level in _levels(sheet, place):
                yield from _of_text(sheet, place, level)


def _rates(sheet: Sheet) -> list[int]:
    """完成预算(%), 入住率, 进度 | 90%: percentages that may be of two columns before them."""
    columns = sheet.grid.columns
    levels = sheet.of_kind(Kind.LEVEL)
    named = [n for n in levels if columns[n].unit == "%" or words()["rate"].search(columns[n].name)]
    return named or [n for n in levels if all(one is None or one.is_percent for one in sheet.column(n))]


def _quotients(sheet: Sheet, place: int) -> Iterator[list[_Triple]]:
    before = [n for n in sheet.of_kind(Kind.LEVEL) if n < place]
    far = before[:-_MOST]  # 应参保 | 参保合计 | … | 参保率: the first of all and the totals
    near = [n for n in far if sheet.grid.columns[n].total or n == before[0]][:_MOST] + before[-_MOST:]
    for part in near:
        for whole in near:
            if part != whole:
                found = _triples((row[part], row[whole], row[place]) for row in sheet.figures)
                if len(found) > 2:
                    yield found


def _of_places(sheet: Sheet, place: int) -> list[tuple[_Triple, Relation]]:
    """床位利用率 of 在院人数 and 床位: people over places, told where all rows fit but for a slip or two."""
    if not words()["used"].search(sheet.grid.columns[place].name):
        return []
    near = [n for n in sheet.of_kind(Kind.LEVEL) if n < place][-_MOST:]
    for part in near:
        for whole in near:
            rows = [(row[part], row[whole], row[place]) for row in sheet.figures]
            found = [(a, b, c) for a, b, c in rows if a is not None and b is not None and c is not None]
            told = [one for one in found if one[0].group != one[1].group and one[0].value >= 0 < one[1].value]
            judged = _judged(told)
            fits = _fitting(judged)[0]
            if part != whole and fits >= _FEWEST and fits * 4 >= len(told) * 3:
                return judged
    return []


def _levels(sheet: Sheet, place: int) -> list[int]:
    column = sheet.grid.columns[place]
    levels = sheet.of_kind(Kind.LEVEL)
    near = [n for n in levels if n < place][-_MOST:][::-1] or [n for n in levels if n > place][:1]
    return [n for n in near if column.noun and column.noun in sheet.grid.columns[n].name] or near


def _choices(sheet: Sheet, place: int, level: int) -> Iterator[list[_Triple]]:
    figures, rows = sheet.figures, sheet.rows
    totals = [n for n, row in enumerate(rows) if row.total]
    all_ = [n for n, row in enumerate(figures) if (rate := row[place]) is not None and rate.value == HUNDRED]
    for total in dict.fromkeys((*totals[:1], *totals[-1:], *all_[:1])):
        others = [row for n, row in enumerate(figures) if n != total]
        yield _triples((row[level], figures[total][level], row[place]) for row in others)
    yield _triples(
        (figures[n][level], figures[row.parent][level], figures[n][place])
        for n, row in enumerate(rows)
        if row.parent >= 0
    )
    for other in sheet.of_kind(Kind.LEVEL):
        if other != level and abs(other - level) <= _MOST:
            yield _triples((row[level], row[other], row[place]) for row in figures)
            yield _triples((row[other], row[level], row[place]) for row in figures)


def _triples(found: Iterator[tuple[Figure | None, Figure | None, Figure | None]]) -> list[_Triple]:
    told = [(a, b, c) for a, b, c in found if a is not None and b is not None and c is not None]
    return [(a, b, c) for a, b, c in told if a.group == b.group and a.value >= 0 and b.value > 0]


def _judged(triples: Sequence[_Triple]) -> list[tuple[_Triple, Relation]]:
    return [(triple, share_of(*triple)) for triple in triples]


def _fitting(judged: Sequence[tuple[_Triple, Relation]]) -> tuple[int, int]:
    return sum(one.verdict is not RelationVerdict.INCONSISTENT for _, one in judged), -len(judged)


def _told(judged: Sequence[tuple[_Triple, Relation]], plain: bool = False) -> Iterator[Relation]:
    """What fits, where most does (of `plain` rows, of one kind, half is enough); what does not, by a near miss."""
    fits = _fitting(judged)[0]
    if fits * 2 <= len(judged) and not (plain and fits * 2 == len(judged) >= _HALF):
        return
    most = fits * 3 >= len(judged) * 2
    for triple, relation in judged:
        fit = relation.verdict is not RelationVerdict.INCONSISTENT
        if fit or most or near_miss(relation, [one.quantity for one in triple]):
            yield relation


def _of_text(sheet: Sheet, place: int, level: int) -> Iterator[Relation]:
    """No row is the total: the number in the text nearby of which most cells have the share that is printed.

    Or one that stands alone in a column of its own; each group of rows may have its own (商品类, 服务类).
    """
    full = [n for n, row in enumerate(sheet.figures) if row[level] is not None and row[place] is not None]
    groups = list(dict.fromkeys(sheet.rows[n].group for n in full))
    together = list(_of_those(sheet, place, level, full))
    if together or len(groups) < _GROUPS:
        yield from together
        return
    for group in groups:
        yield from _of_those(sheet, place, level, [n for n in full if sheet.rows[n].group == group])


def _of_those(sheet: Sheet, place: int, level: int, rows: Sequence[int]) -> Iterator[Relation]:
    parts = [one for n in rows if (one := sheet.figures[n][level]) is not None]
    rates = [one for n in rows if (one := sheet.figures[n][place]) is not None]
    if len(parts) < _FEWEST:
        return
    low, high = sheet.grid.start - _NEAR, sheet.grid.end + _NEAR
    near = [one for one in sheet.page.figures if low < one.start < high]
    near = [one for one in near if one.group == parts[0].group or not (parts[0].group or one.is_percent)]
    largest = max(part.value for part in parts)
    judged = [
        _judged([(part, whole, rate) for part, rate in zip(parts, rates, strict=True)])
        for whole in (*_alone(sheet, level), *near[-_WHOLES:])
        if whole.value > largest
    ]
    found = max(judged, key=_fitting, default=[])
    fits = _fitting(found)[0]
    if fits >= _FEWEST and fits * 3 >= len(parts) * 2:
        yield from _told(found)
        whole = found[0][0][1]
        relation = total_of(whole, parts, complete=True) if _make_all(rates) or fits < len(parts) else None
        if relation is not None and (adds_up(whole, parts) or slipped(whole, parts)):
            yield relation


def _alone(sheet: Sheet, level: int) -> Iterator[Figure]:
    """受理总量 38447 before 来源 | 数量 | 占比: the only number of its column."""
    for column in sheet.of_kind(Kind.LEVEL):
        told = [one for one in sheet.column(column) if one is not None]
        if column != level and len(told) == 1 and len(sheet.figures) >= _FEWEST:
            yield told[0]


def _make_all(rates: Sequence[Figure]) -> bool:
    total = add(rate.interval for rate in rates)
    return total.low is not None and total.high is not None and total.low <= HUNDRED <= total.high


def share_of(part: Figure, whole: Figure, rate: Figure) -> Relation:
    """The part by the whole against the printed percentage."""
    computed = scale(divide(part.interval, whole.interval), HUNDRED)
    verdict = judge(computed, rate.interval, rate.cut)
    value = percent(part.value / whole.value * HUNDRED, max(2, decimals(rate) + 1))
    terms = term(part, shown=in_unit_of(part, whole)), term(whole, "/", in_unit_of(whole, whole))
    computation = Computation(
        Shape.SHARE, terms, sign_of(verdict), (term(rate),), f"{value}%", computed, rate.interval
    )
    return Relation(RelationType.SHARE, (part.id, whole.id, rate.id), verdict, computation)
