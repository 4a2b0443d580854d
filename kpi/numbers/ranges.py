"""Ranges and lists that say their unit or multiplier once: 3—4个, 2到3万元, 在100与150张之间, 10.6万、3.8万亩."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

from kpi.language import language_data
from kpi.language.expressions import expression, pattern, words
from kpi.language.terms import POINTS, YEAR
from kpi.numbers.number import Number
from kpi.numbers.units import alternatives

_NO_RANGE = words("numbers", "ranges.no_range")
_ONE_SIZE = 100  # so many times another one at most
_LONGEST = 100  # years that something lasts; more is a date
_TO = words("numbers", "ranges.to")
_JOINED, _PIECE = pattern("numbers", "ranges.joined"), pattern("numbers", "ranges.piece")
_CHANGES = expression("numbers", "ranges.changes")
_SPREAD = expression("numbers", "ranges.spread")
# What a numbered heading stands behind: a number there lends its unit to none.
_HEADS = "\n\r。；;:：”“）)（( \u3000"


def join_ranges(text: str, found: list[Number]) -> list[Number]:
    """Give the lower end of a range, and the numbers of a list, the unit and multiplier that stand once.

    Numbers in words that only a range would make one (五到八个) go where none came about.
    """
    mark, between, ends = _marks()
    for low, high in pairwise(found):
        if high.start - low.end > 6 or not high.unit:
            continue
        if low.unit not in ("", high.unit, high.unit.partition("/")[0]):
            continue
        gap = text[low.end : high.start]
        if mark.fullmatch(gap):
            if low.unit and gap.strip() in _TO and _is_change(text, low, high):
                continue
        elif not (between.fullmatch(gap) and ends.match(text, high.end)):
            continue
        if high.unit not in _NO_RANGE or (high.unit == YEAR and high.value < _LONGEST):
            _join(low, high)
    for low, high in zip(reversed(found[:-1]), reversed(found), strict=False):
        if high.start - low.end != 1 or not high.unit:
            continue
        gap = text[low.end]
        if gap in _JOINED and not high.chinese and not low.chinese:
            if high.unit == POINTS and low.unit == _PIECE:
                low.unit = high.unit
            elif not low.unit and text[max(0, low.start - 1)] not in _HEADS and _like(low, high):
                low.unit = high.unit  # 外出招商1、2、3次, 10.6万、3.8万平方公里: the unit is said once
                _share_multiplier(low, high)
    return [number for number in found if number.unit or not (number.chinese or _is_worded(text, number))]


def _is_change(text: str, low: Number, high: Number) -> bool:
    led = _CHANGES.search(text, max(0, low.start - 9), low.start)
    return led is not None and _SPREAD.match(text, high.end) is None


def _is_worded(text: str, number: Number) -> bool:
    return not text[number.first].isdigit() and text[number.first] not in "-–"


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = language_data("numbers")
    return (
        re.compile(rf"\s?(?:{alternatives(data['range_marks'])})\s?"),
        re.compile(rf"\s?(?:{alternatives(data['between'])})\s?"),
        re.compile(rf"\s?(?:{alternatives(data['between_ends'])})"),
    )


def _join(low: Number, high: Number) -> None:
    """Mark the two ends; the lower takes the upper's multiplier where it prints none and stays below it."""
    if low.range_part or high.range_part:
        return
    plain = low.scale == 1 and not low.unit
    scaled = low.value * high.scale
    if plain and high.scale > 1 and low.value < high.scale and scaled < high.value:
        low.value, low.last_place, low.scale = scaled, low.last_place * high.scale, high.scale
        low.multiplied = True
    if low.value >= high.value:
        return
    low.unit, low.range_part, high.range_part = high.unit, "low", "high"
    low.chinese = low.chinese and high.chinese


def _share_multiplier(low: Number, high: Number) -> None:
    """存贷款余额5000、5300亿元: the multiplier is said once too, where that makes them of one size."""
    if low.multiplied or high.scale == 1 or not low.value or not high.value:
        return
    scaled = low.value * high.scale
    if max(scaled, high.value) < min(scaled, high.value) * _ONE_SIZE:
        low.value, low.last_place, low.scale = scaled, low.last_place * high.scale, high.scale
        low.multiplied = True


def _like(low: Number, high: Number) -> bool:
    """Both are printed in 万, or both in 亿, or neither."""
    return not low.multiplied or low.scale == high.scale or _myriad(low.scale) == _myriad(high.scale)


def _myriad(scale: Decimal) -> int:
    return 8 if scale >= 10**8 else 4 if scale >= 10**4 else 0
