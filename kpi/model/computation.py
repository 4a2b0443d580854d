"""A computation as a value: what was computed from which numbers, and what it is held against.

Rules build it, the warehouse keeps it (tables `relations`, `relation_terms`), and every output renders it
(`kpi.arithmetic.notation`); nothing reads it back from words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Interval(NamedTuple):
    """Closed interval of values that print alike; None is unbounded."""

    low: Decimal | None
    high: Decimal | None


class Mend(NamedTuple):
    """One slip in one number without which an inconsistent relation would fit (kpi.relations.slips)."""

    member: str  # id of the quantity
    printed: str  # its digits as they stand
    instead: str  # the digits with which it would fit
    mends: int = 0  # other inconsistent relations of the report that it would mend too
    breaks: int = 0  # relations of the report that fit now and would no longer


class Shape(StrEnum):
    """What is done with the terms (docs/relations.md); `kpi.arithmetic.notation` lays each out."""

    SUM = "sum"  # a + b
    AT_MOST = "at_most"  # a + b, no more than a whole
    SHARE = "share"  # a / b in per cent
    PRODUCT = "product"  # a × b × 12
    AVERAGE = "average"  # a / 365
    RATE = "rate"  # b / a − 1 in per cent
    DIFFERENCE = "difference"  # b − a
    MULTIPLE = "multiple"  # b / a
    MOVE = "move"  # from a to b: which way
    SAME = "same"  # a and b, one thing
    COUNT = "count"  # names counted
    UNCOUNTABLE = "uncountable"  # n / a, which no whole number n gives
    COMPARED = "compared"  # two sides of a formula that are no sum, share or product


class Term(NamedTuple):
    """A number, or in a count a name, as it enters a computation."""

    shown: str  # as printed, or in the printed unit of the number that it is held against; a constant: 12
    quantity: str = ""  # id, "" for what the text does not print: a number of months, 1
    sign: str = ""  # what joins it to the term before: + − × / ^ =
    opens: int = 0  # brackets before and behind it
    closes: int = 0
    doc: str = ""  # the report that it stands in, "" for that of the relation
    label: str = ""  # the period of its report, where terms are of several
    span: str = ""  # of a constant: what it is a number of: month, day or year


class Nearest(NamedTuple):
    """A whole number out of the whole, and the percentage that it gives; "" where that is the printed one."""

    number: str
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Computation:
    """Terms, what comes out, and what was printed: `4200 + 2800 = 7000 ≠ 6000人`.

    `sign` says how the computed side stands to the stated one: = ≈ (within rounding) → (the last digit was cut)
    ~ (roughly) ≠ < >; "" where what comes out is what is stated. `computed` and `stated` are the intervals
    compared (XBRL Calculations 1.1: consistent when they meet). Of an inconsistent relation: `gap` is how far the
    two are apart, in the stated number's base unit, `gap_share` the same in per cent of it, `mends` the single
    slips that would mend it, best first, and `linked` the numbers, from 1, of the report's relations that share
    a number with it. `off` and `over` show the difference as people read it, in the printed unit and in per cent.
    """

    shape: Shape
    terms: tuple[Term, ...]
    sign: str
    against: tuple[Term, ...]  # the stated side: one term, but for a formula
    result: str = ""  # what comes out of several terms, in the unit of the stated number
    computed: Interval | None = None
    stated: Interval | None = None
    off: str = ""
    over: str = ""
    way: str = ""  # of a move: ↑ or ↓, where the words say the other way
    nearest: tuple[Nearest, ...] | None = None  # None: not asked; empty: no whole number gives the percentage
    gap: Decimal | None = None
    gap_share: Decimal | None = None
    mends: tuple[Mend, ...] = ()
    linked: tuple[int, ...] = ()
