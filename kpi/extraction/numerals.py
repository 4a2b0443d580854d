"""Numerals: Arabic with separators and multipliers, Chinese numerals, fractions, tenths.

Everything is `Decimal`; the last-place unit `u` counts after 万/亿 (design: "Numbers are intervals").
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MULTIPLIERS: dict[str, Decimal] = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}


ONE = Decimal(1)


@lru_cache(maxsize=4096)
def chinese_numeral(text: str) -> Decimal | None:
    """Value of a Chinese numeral (二十三, 两千三百, 一万二千, 三点五); None where it is none."""
    if "点" in text:
        whole, _, tail = text.partition("点")
        value = chinese_numeral(whole)
        if value is None or not tail or any(c not in DIGITS for c in tail):
            return None
        return value + Decimal("0." + "".join(str(DIGITS[c]) for c in tail))
    total = section = digit = 0
    seen_digit = False
    for char in text:
        if char in DIGITS:
            if seen_digit and char not in "零〇" and digit:
                return None  # 二三: digits side by side are no number but a list or an approximation
            digit, seen_digit = DIGITS[char], True
        elif char in PLACES:
            section += (digit if seen_digit and digit else 1) * PLACES[char]
            digit, seen_digit = 0, False
        elif char in "万亿":
            scale = 10**4 if char == "万" else 10**8
            section += digit
            total = (total + section) * scale if char == "亿" else total + section * scale
            section = digit = 0
            seen_digit = False
        else:
            return None
    return Decimal(total + section + digit)


def arabic_value(digits: str, multiplier: str = "") -> tuple[Decimal, Decimal]:
    """(value, last-place unit) of printed digits: ("20.89", "万") → (208900, 100); a whole number has u = 1."""
    if not multiplier and digits.isdecimal():
        return Decimal(digits), ONE
    number = Decimal(digits.replace(",", "").replace(" ", "").replace("·", "."))
    scale = MULTIPLIERS[multiplier]
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return number * scale, scale.scaleb(exponent)
