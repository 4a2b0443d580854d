"""A column of heads, one of what each gets, one of what all get: 人数 | 金额 | 人均 with 420 | 1965600 | 4680.

That the rows multiply, by one number of months, says that a row which does not is off. Totals are left to sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.language.terms import YUAN
from kpi.model import Relation, RelationVerdict
from kpi.outline.columns import Kind
from kpi.outline.shapes import words
from kpi.relations.figures import Figure, significant
from kpi.relations.fits.products import product
from kpi.relations.sheets import Sheet

_MONTHS = (1, 12, 6, 3, 9)
_FAR = 8  # columns between a rate and what it is a rate of
_FEWEST = 2  # rows that fit
_SURE = 3  # digits of an amount that fits
_Row = tuple[Figure, Figure, Figure]  # heads, rate, amount


def products(sheet: Sheet) -> Iterator[Relation]:
    levels = sheet.of_kind(Kind.LEVEL)
    rates = [n for n in levels if words()["no_sum"].search(sheet.grid.columns[n].name) or _is_standard(sheet, n)]
    heads, amounts = ([n for n in levels if n not in rates and _has(sheet, n, money)] for money in (False, True))
    for rate in rates:
        near = range(rate - _FAR, rate + _FAR + 1)
        for head in (n for n in heads if n in near):
            for amount in (n for n in amounts if n in near and n != head):
                rows = list(_rows(sheet, head, rate, amount))
                if len(rows) >= _FEWEST:
                    yield from _of(rows)


def _has(sheet: Sheet, column: int, money: bool) -> bool:
    """Whether some cell of it is an amount of money, or something else."""
    return any(one is not None and (one.base == YUAN) == money for one in sheet.column(column))


def _is_standard(sheet: Sheet, column: int) -> bool:
    return words()["no_sum_of_money"].search(sheet.grid.columns[column].name) is not None


def _rows(sheet: Sheet, head: int, rate: int, amount: int) -> Iterator[_Row]:
    for row, figures in zip(sheet.rows, sheet.figures, strict=True):
        cells = figures[head], figures[rate], figures[amount]
        if row.total or cells[0] is None or cells[1] is None or cells[2] is None:
            continue
        heads, each, all_ = cells[0], cells[1], cells[2]
        money = each.base == all_.base == YUAN != heads.base and not heads.is_percent
        if money and min(heads.value, each.value, all_.value) > 0:
            yield heads, each, all_


def _of(rows: list[_Row]) -> Iterator[Relation]:
    for months in _MONTHS:
        told = [product(all_, heads, each, months, mean=True) for heads, each, all_ in rows]
        fits = [one.verdict is RelationVerdict.CONSISTENT for one in told]
        sure = sum(fit and significant(row[2]) >= _SURE for fit, row in zip(fits, rows, strict=True))
        if sure >= _FEWEST and sum(fits) * 3 >= len(rows) * 2:
            yield from told
            return
