"""What the grammar finds: a number as printed, with its unit, at a place in the plain text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kpi.model import Bound, Interval


@dataclass(slots=True)
class Number:
    """A number as printed: span from the first digit (or its sign) to the end of the unit.

    `value` and `last_place` are in base units, 万/亿 counted in.
    """

    start: int
    end: int
    value: Decimal
    last_place: Decimal
    unit: str  # canonical, "" where none is printed
    modifier: str = ""  # 余, 多, 几, 来 inside the span
    chinese: bool = False  # a small count in words: figures and figures of speech look alike
    multiplied: bool = False  # rounded as printed: decimals, 万, per cent
    digits_end: int = 0
    range_part: str = ""  # "low" or "high" of a range such as 3—4个
    scale: Decimal = Decimal(1)  # what the digits were multiplied with (2.5万: 10000)
    bound: Bound | None = None  # where its own form says so (上千, 数十)
    interval: Interval | None = None  # where its own form gives it (ratios, vague amounts)
    worded: bool = False  # a figure without a digit (持平, 首个)
    first_digit: int = -1  # where a sign, 百分之 or 翻 stands before it, else `start`
    words_end: int = -1  # past 负增长, which are words and sign at once, else `start`

    @property
    def first(self) -> int:
        """Offset of the first digit."""
        return self.start if self.first_digit < 0 else self.first_digit

    @property
    def lead(self) -> int:
        """Up to where the words before the number go."""
        return self.start if self.words_end < 0 else self.words_end
