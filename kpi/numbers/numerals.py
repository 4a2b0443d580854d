"""The values of numerals: Arabic with separators and multipliers, Chinese, mixed (2万3千, 1亿2000万).

Everything is `Decimal`; the last-place unit `u` counts after 万/亿 (docs/definitions.md).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
# The numerals of cheques: 叁拾伍万元.
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
PLAIN_NUMERALS = str.maketrans(FORMAL, "一二三四五六七八九十百千")
ONE = Decimal(1)
_MIXED_PART = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")


@lru_cache(maxsize=256)
def multiplier(text: str) -> Decimal:
    """The product of multiplier words: 百万 → 10^6, 万亿 → 10^12, "" → 1."""
    value = ONE
    for char in text:
        value *= PLACES.get(char) or MYRIADS[char]
    return value


def whole_number(said: str) -> int:
    """12 of 12 and of 十二; 0 where it is neither."""
    return int(said) if said.isascii() and said.isdigit() else int(chinese_numeral(said) or 0)


@lru_cache(maxsize=4096)
def chinese_numeral(text: str) -> Decimal | None:
    """Value of a Chinese numeral (二十三, 两千三百, 一万二千, 三点五); None where it is none.

    A last digit behind 百, 千 or 万 takes the next place: 两千三 is 2300.
    """
    text = text.translate(PLAIN_NUMERALS)
    if "点" in text:
        whole, _, tail = text.partition("点")
        value = chinese_numeral(whole)
        if value is None or not tail or any(c not in DIGITS for c in tail):
            return None
        return value + Decimal("0." + "".join(str(DIGITS[c]) for c in tail))
    total = section = digit = 0
    seen_digit = False
    last_place = 0  # of the place word right before, 0 behind a 零
    for char in text:
        if char in DIGITS:
            if seen_digit and char not in "零〇" and digit:
                return None  # 二三: digits side by side are no number but a list or an approximation
            digit, seen_digit = DIGITS[char], True
            last_place = 0 if char in "零〇" else last_place
        elif char in PLACES:
            section += (digit if seen_digit and digit else 1) * PLACES[char]
            digit, seen_digit, last_place = 0, False, PLACES[char]
        elif char in MYRIADS:
            scale = MYRIADS[char]
            section += digit
            if not total and not section:
                section = 1
            grows = char == "亿" or (total and not section)  # 万亿, 万万
            total = (total + section) * scale if grows else total + section * scale
            section = digit = 0
            seen_digit, last_place = False, scale
        else:
            return None
    if digit and last_place >= 100:
        digit *= last_place // 10
    return Decimal(total + section + digit)


def last_place_of(text: str) -> Decimal:
    """The last place that a Chinese numeral names: 一百零五万六千 → 1000; 1 where it ends in a digit."""
    tail = re.search(r"[十百千万亿]+$", text)
    if tail is None:
        return ONE
    return multiplier(tail[0])


def arabic_value(digits: str, scale: str = "") -> tuple[Decimal, Decimal]:
    """(value, last-place unit) of printed digits: ("20.89", "万") → (208900, 100); a whole number has u = 1."""
    if not scale and digits.isdecimal():
        return Decimal(digits), ONE
    number = Decimal(digits.replace(",", "").replace(" ", "").replace("·", "."))
    factor = multiplier(scale)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return number * factor, factor.scaleb(exponent)


def mixed_tail(text: str) -> tuple[Decimal, Decimal]:
    """(value, last-place unit) of what stands behind 万 or 亿 in a mixed numeral: 3千, 2000万, 零500, 4千6百."""
    value, place = Decimal(0), ONE
    for digits, scale in _MIXED_PART.findall(text):
        part, place = arabic_value(digits, scale)
        value += part
    return value, place
