"""A standard that the text tells beside a table of heads and what they were paid: 80元/人·月 with 326 | 26080.

That the rows of two columns have one quotient, and that a rate told near the table is that quotient, or a twelfth,
sixth or third of it, says that a row which does not is off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.language.terms import YUAN
from kpi.model import Relation, RelationVerdict
from kpi.outline.columns import Kind
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.fits.near import is_each
from kpi.relations.fits.products import product
from kpi.relations.sheet_names import near, of_another_stretch
from kpi.relations.sheets import Sheet, sheets

_MONTHS = (1, 12, 3, 6)
_FAR = 3  # columns between the heads and the amounts
_RATES = 8  # told near one table
_FEWEST = 3  # rows that fit
_NEAR = Decimal("0.01")
_SURE = 3  # digits of an amount that fits


def standards(page: Page) -> Iterator[Relation]:
    rates = [one for one in page.figures if _is_standard(page, one)] if page.grids else []
    for sheet in sheets(page) if rates else ():
        beside = [one for one in near(sheet, rates) if not of_another_stretch(sheet, one)]
        levels = sheet.of_kind(Kind.LEVEL)
        for heads in levels if beside else ():
            for amounts in (n for n in levels if heads < n <= heads + _FAR):
                yield from _of(_rows(sheet, heads, amounts), beside[:_RATES])


def _is_standard(page: Page, figure: Figure) -> bool:
    """So much money for each: 80元/人·月, 每人每月80元."""
    return figure.base == YUAN and figure.exact and figure.value > 1 and is_each(page, figure)


def _rows(sheet: Sheet, heads: int, amounts: int) -> list[tuple[Figure, Figure]]:
    pairs = [(row[heads], row[amounts]) for row in sheet.figures]
    found = [(head, amount) for head, amount in pairs if head is not None and amount is not None]
    return [(head, amount) for head, amount in found if _may_be(head, amount)]


def _may_be(head: Figure, amount: Figure) -> bool:
    """Heads and money, where the columns say what they are in."""
    people = head.base != YUAN and not head.is_percent
    return people and amount.base in ("", YUAN) and 0 < head.value < amount.value


def _of(rows: Sequence[tuple[Figure, Figure]], rates: Sequence[Figure]) -> Iterator[Relation]:
    for rate in rates if len(rows) >= _FEWEST else ():
        for months in _MONTHS:
            told = [(product(amount, head, rate, months), head, amount) for head, amount in rows]
            fits = [
                amount
                for one, head, amount in told
                if one.verdict is RelationVerdict.CONSISTENT
                and _is_sharp(head.value * rate.value * months, amount.value)
            ]
            sure = sum(significant(amount) >= _SURE for amount in fits)
            if sure >= _FEWEST and len(fits) * 3 >= len(rows) * 2:
                yield from (one for one, _, _ in told)
                return


def _is_sharp(worked: Decimal, told: Decimal) -> bool:
    """A standard is no rounded number: 1万元 is not anything from 5,000 on."""
    return abs(worked / told - 1) <= _NEAR
