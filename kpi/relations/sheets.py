"""A grid with its figures in it, and how sure an arrangement of them is once it is tried on all its lines.

合计 over 青石镇, 白河镇: that the rows add up in the column 户数 says that 人数 must add up as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi.language.terms import YUAN
from kpi.model import Relation, RelationType, RelationVerdict
from kpi.outline.columns import Kind
from kpi.outline.rows import Row
from kpi.outline.shapes import words
from kpi.outline.tables import Grid
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.slips import mendable, near_miss
from kpi.relations.sums import adds_up, one_digit_off, one_slip_off, tells, total_of

Sum = tuple[Figure, list[Figure]]
_FAR = 2  # a gap of half the whole is no slip, unless a total says that it is one and the numbers are long
_SHARP = 20  # times all that rounding makes
_FEW_LINES = 2  # lines of a total that may all be off


@dataclass(frozen=True, slots=True)
class Total:
    """A row of totals and its sums. `proven`: the form of the table says that they hold."""

    row: int
    sums: list[Sum]
    proven: bool


@dataclass(slots=True)
class Sheet:
    """One table: its figures by row and column, None where a cell holds none; its totals once they are read."""

    page: Page
    grid: Grid
    figures: list[list[Figure | None]]
    totals: list[Total] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.grid.rows

    def column(self, place: int) -> list[Figure | None]:
        return [row[place] for row in self.figures]

    def of_kind(self, kind: Kind) -> list[int]:
        return [place for place, column in enumerate(self.grid.columns) if column.kind is kind]

    def is_left_out(self, row: int, column: int) -> bool:
        """— or nothing: no number is missing there."""
        return self.figures[row][column] is None and self.rows[row].cells[column].blank

    def adds(self, row: int, column: int, per_one: bool = False) -> Figure | None:
        """The figure where it may be a part or a total: no average, no rate.

        `per_one`: of the same persons, so that amounts a head (人均支出 over 食品, 衣着) add up like others.
        """
        figure = self.figures[row][column]
        names = [self.rows[row].label, self.grid.columns[column].name]
        money = per_one and figure is not None and figure.base == YUAN
        if figure is None or not (figure.additive or (money and self.is_per_one(row))):
            return None
        names = [words()["per_one"].sub("", name) for name in names] if money else names
        lists = ("no_sum", "no_sum_of_money") if figure.base == YUAN else ("no_sum",)
        said = any(words()[one].search(name) for one in lists for name in names)
        return None if said else figure

    def is_per_one(self, row: int) -> bool:
        """人均可支配收入: amounts a head or a household."""
        return words()["per_one"].search(self.rows[row].label) is not None

    def total(self, whole: tuple[int, int], parts: Sequence[tuple[int, int]], per_one: bool = False) -> Sum | None:
        """The figures of an arrangement; None where one is missing or counts something else.

        A column that says no unit (疾病, 残疾 beside 人数) may be of any; 人 and 人次 are of one family.
        """
        first = self.adds(*whole, per_one)
        if first is None:
            return None
        found: list[Figure] = []
        family = first.family
        for place in parts:
            if self.is_left_out(*place):
                continue
            figure = self.adds(*place, per_one)
            if figure is None or (figure.group and family and figure.family != family):
                return None
            family = family or (figure.family if figure.group else "")
            found.append(figure)
        return (first, found) if len(found) > 1 else None

    def in_rows(
        self, whole: int, rows: Sequence[int], columns: Sequence[int] = (), per_one: bool = False
    ) -> list[Sum]:
        """A row and those that it may be the sum of, in every column of levels or in `columns`."""
        every = columns or self.of_kind(Kind.LEVEL)
        found = [self.total((whole, column), [(row, column) for row in rows], per_one) for column in every]
        return [one for one in found if one is not None]

    def in_columns(self, whole: int, columns: Sequence[int], rows: Sequence[int] | None = None) -> list[Sum]:
        """A column and those that it may be the sum of, in every row or in `rows`."""
        every = range(len(self.rows)) if rows is None else rows
        found = [self.total((row, whole), [(row, column) for column in columns]) for row in every]
        return [one for one in found if one is not None]


@once_a_page
def sheets(page: Page) -> list[Sheet]:
    """The tables of a page."""
    return [_sheet(page, grid) for grid in page.grids]


def _sheet(page: Page, grid: Grid) -> Sheet:
    return Sheet(page, grid, [[page.cells.get(cell.start) if cell.text else None for cell in row.cells]
                              for row in grid.rows])  # fmt: skip


def best(readings: Sequence[Sequence[Sum]]) -> list[Sum]:
    """The arrangement that fits on most of its lines; of equals the first."""
    found = [list(reading) for reading in readings if reading]
    return max(found, key=lambda reading: sum(adds_up(*one) for one in reading), default=[])


def sums_of(reading: Sequence[Sum], named: bool, plain: bool) -> Iterator[Relation]:
    """What an arrangement says of each line. `named`: a total says that it is one; `plain`: of all its rows.

    What fits is told. What does not is told where other lines fit, or where it stands alone (or with one more that
    does not), is plain and one slip of the pen mends it.
    """
    fits = [adds_up(*one) for one in reading]
    fitting, lines = sum(fits), len(fits)
    most = named and fitting > 1 and fitting * 3 >= lines * 2
    few = named and plain and not fitting and lines <= _FEW_LINES  # each of them by a slip of its own
    few = few and all(
        relation is not None and relation.type is RelationType.SUM and _is_slip(relation, *one, far=tells(*one))
        for one in reading
        for relation in [total_of(*one, complete=True)]
    )
    for (whole, parts), fit in zip(reading, fits, strict=True):
        relation = total_of(whole, parts, complete=named or fitting > 1)
        if relation is None:
            continue
        if fit:
            if relation.verdict is not RelationVerdict.INCONSISTENT:
                yield relation
        elif relation.type is RelationType.SUM:
            sure = most and whole.value > max(part.value for part in parts)  # no stock, no average
            alone = lines == 1 and (plain or tells(whole, parts))
            some = fitting > 0 and (fitting * 2 >= lines or (named and plain and fitting * 4 >= lines))
            likely = alone or few or some
            far = named and (fitting > 1 or (plain and fitting > 0) or tells(whole, parts))
            more = sum(part.value for part in parts) > whole.value  # less may be a row that is left out
            stale = named and plain and (some or (more and not fitting))  # a total that was not brought up to date
            members = [one.quantity for one in (whole, *parts)]
            if (
                sure
                or (likely and _is_slip(relation, whole, parts, far))
                or (stale and near_miss(relation, members))
            ):
                yield relation


def _is_slip(relation: Relation, whole: Figure, parts: Sequence[Figure], far: bool) -> bool:
    """One digit off by more than rounding makes; rows left out (国别不详) are off by anything.

    A gap of half the whole is none, unless `far`: a total that says so, in long numbers or beside lines that fit.
    """
    gap = abs(sum(part.value for part in parts) - whole.value)
    if gap * _FAR > abs(whole.value) and not far:
        return False
    if one_digit_off(whole, parts):
        return True
    slack = sum(one.last_place for one in (whole, *parts))
    if slack:  # amounts cut to decimals: swapped digits have to stand out from what rounding makes
        return gap > slack * _SHARP and one_slip_off(whole, parts)
    return mendable(relation, [one.quantity for one in (whole, *parts)])
