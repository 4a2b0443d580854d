"""Fractions and parts per hundred: 百分之六十二点四, 百分之96.5, 千分之二点五, 三分之一, 1/3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpi.language.expressions import expression
from kpi.numbers.number import Number
from kpi.numbers.numerals import FORMAL, ONE, PLAIN_NUMERALS, arabic_value, chinese_numeral

_WORDS = "零〇一二两三四五六七八九十百千万亿" + FORMAL
_NUMERAL = rf"\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?|[{_WORDS}]+(?: ?点 ?[{_WORDS}]+)?"
_UNDER_ENDS = f" 0123456789{_WORDS}"
_OF = expression("numbers", "fractions.of")
_OF_APART = expression("numbers", "fractions.of_apart")
_UNDER = re.compile(rf"(?:(?P<whole>{_NUMERAL}) ?又 ?)?(?P<under>{_NUMERAL}) {{0,2}}$")
_OVER = re.compile(_NUMERAL)
_HALF = expression("numbers", "fractions.half")
_SLASH = expression("numbers", "fractions.slash")
_ABOVE = re.compile(r"(?<=[\u4e00-\u9fff、,，(])\d{1,2}$")
_PER = {"百": ONE, "千": Decimal(10), "万": Decimal(100)}
_FRACTION_ROOM = 24


def fractions(text: str) -> Iterator[Number]:
    """百分之六十二点四 → 62.4 %, 百分之96.5, 千分之二点五 → 0.25 %, 三分之一 and 1/3 → 33.3 %."""
    end = 0
    for match in (_OF_APART if "分 " in text else _OF).finditer(text):
        if text[match.start() - 1 : match.start()] not in _UNDER_ENDS:
            continue
        under = _UNDER.search(text, max(end, match.start() - _FRACTION_ROOM), match.start())
        over = _OVER.match(text, match.end())
        if under is None or over is None:
            continue
        number = _fraction(under, over)
        if number is not None:
            end = number.end
            yield number
    for match in _HALF.finditer(text):
        yield Number(match.start(), match.end(), Decimal(50), ONE, "%", chinese=True, digits_end=match.end())
    for match in _SLASH.finditer(text):
        above, below = _ABOVE.search(text, max(0, match.start() - 3), match.start()), int(match[1])
        if above and 0 < int(above[0]) < below:
            yield _per_cent(above.start(), match.end(), Decimal(above[0]) / below)


def _value(numeral: str) -> tuple[Decimal, Decimal] | None:
    """(value, last-place unit) of a numeral in digits or in words."""
    numeral = numeral.replace(" ", "")
    if numeral[0].isdigit():
        return arabic_value(numeral)
    value = chinese_numeral(numeral)
    return None if value is None else (value, Decimal(1).scaleb(-len(numeral.partition("点")[2])))


def _fraction(under: re.Match[str], over: re.Match[str]) -> Number | None:
    part, of = _value(over[0]), under["under"].translate(PLAIN_NUMERALS).removeprefix("一")
    if part is None:
        return None
    start, end = under.start(), over.end()
    if of in _PER and not under["whole"]:
        value, place = part[0] / _PER[of], part[1] / _PER[of]
        return Number(start, end, value, place, "%", multiplied=True, digits_end=end)
    whole, parts = _value(under["whole"] or "零"), _value(under["under"])
    if whole is None or not parts or parts[0] <= 1:
        return None
    return _per_cent(start, end, whole[0] + part[0] / parts[0])


def _per_cent(start: int, end: int, share: Decimal) -> Number:
    """A share as a percentage; a third has no last digit: one decimal, or three that say something."""
    value = share * 100
    short = value.normalize()
    if short.as_tuple().exponent >= -3:  # type: ignore[operator]
        value, place = short, Decimal("0.1")
    elif value >= 1:
        value, place = value.quantize(Decimal("0.1")), Decimal("0.1")
    else:
        place = Decimal(1).scaleb(value.adjusted() - 2)
        value = value.quantize(place)
    return Number(start, end, value, place, "%", multiplied=True, digits_end=end)
