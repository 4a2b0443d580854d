"""What a line that is an item of a list opens with; the group says which kind of number it is."""

from __future__ import annotations

import re
from unicodedata import numeric

from kpi.numbers.numerals import chinese_numeral
from kpi.outline.expressions import expression

ITEM_HEAD = expression("outline", "heads.item_head")
_DIGITS, _WORDS = ("arabic", "half", "bracket"), ("words", "chapter", "is")


def ordinal(head: re.Match[str]) -> int:
    """Which item of its list a head says that it is: 3 of 3., (三), 三是, ③; 0 where it only opens with a dot."""
    said = head[head.lastgroup or 0]
    if head.lastgroup in _DIGITS:
        return int(said)
    if head.lastgroup in _WORDS:
        return int(chinese_numeral(said) or 0)
    return int(numeric(said, 0)) if len(said) == 1 else 0
