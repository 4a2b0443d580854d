"""What a line that is an item of a list opens with; the group says which kind of number it is."""

from __future__ import annotations

import re
from unicodedata import numeric

from kpi.numbers.numerals import chinese_numeral
from kpi.outline.expressions import expression

ITEM_HEAD = expression("outline", "heads.item_head")


def ordinal(head: re.Match[str]) -> int:
    """Which item of its list a head says that it is: 3 of 3., (三), 三是, ③; 0 where it only opens with a dot."""
    return number_of(head[head.lastgroup or 0])


def number_of(said: str) -> int:
    """3 of 3, 三, ③; 0 for anything else."""
    if said.isdecimal():
        return int(said)
    told = chinese_numeral(said)
    if told is None and len(said) == 1:
        return int(numeric(said, 0))
    return int(told or 0)
