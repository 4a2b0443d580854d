"""Ratios: 1:4, 3.5:6.5, 4.0:37.7:58.3, 1比4. A clock time is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.language.expressions import expression, pattern
from kpi.language.terms import RATIO
from kpi.model import Interval
from kpi.numbers.number import Number
from kpi.numbers.numerals import ONE, arabic_value, chinese_numeral
from kpi.numbers.units import alternatives

# Each opens with a literal: `re` skips to it. What stands before is then read backwards.
_COLON = re.compile(r": ?\d")
_VERSUS = expression("numbers", "ratios.versus")
_LEFT = expression("numbers", "ratios.left")
_PART = pattern("numbers", "ratios.part")
_RATIO = re.compile(rf"(?<![\d.:]){_PART} ?: ?{_PART}(?: ?: ?{_PART})?(?![\d:])(?!\.\d)")
_TO_ONE = expression("numbers", "ratios.to_one")
_TO_ONE_WORDS = expression("numbers", "ratios.to_one_words")
_LAST_OF_FIRST = pattern("numbers", "ratios.last_of_first")
_ROOM = 16  # characters of the longest first number
_LOOK_BACK = 16
# What the warehouse keeps; 1:3 has no last digit.
_PLACES, _LONGEST = Decimal("1E-8"), Decimal("1E12")
_STOP = re.compile(r"[,，。；;、\n]")


def ratios(text: str) -> Iterator[Number]:
    """护理员配比不低于1:4 → 0.25 比; 三次产业比为4.0:37.7:58.3 → three numbers. A clock time is none."""
    end = 0
    for place in _COLON.finditer(text):
        match = _from_the_left(text, place.start(), _RATIO)
        if match is None or match.start() < end:
            continue
        first, second, third = match.groups()
        if third is not None:
            end = match.end()
            yield from (_share(match, group) for group in (1, 2, 3))
        elif _is_ratio(text, match):
            yield _ratio(match, arabic_value(first), arabic_value(second))
    for place in _VERSUS.finditer(text):
        match = _from_the_left(text, place.start(), _TO_ONE)
        if match is not None and _is_ratio(text, match):
            yield _ratio(match, arabic_value(match[1]), arabic_value(match[2]))
        match = match or _from_the_left(text, place.start(), _TO_ONE_WORDS)
        if match is not None and not match[1][0].isdigit() and _is_ratio(text, match):
            one, other = chinese_numeral(match[1]), chinese_numeral(match[2])
            if one and other:
                yield _ratio(match, (one, ONE), (other, ONE))


def _from_the_left(text: str, sign: int, expression: re.Pattern[str]) -> re.Match[str] | None:
    """The match whose first number ends at `sign`."""
    if text[sign - 1 : sign] not in _LAST_OF_FIRST:
        return None
    left = _LEFT.search(text, max(0, sign - _ROOM), sign)
    return expression.match(text, left.start()) if left else None


def _is_ratio(text: str, match: re.Match[str]) -> bool:
    before, behind = _ratio_words()
    cue = before.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    while cue is not None and _STOP.search(text, cue.end(), match.start()):
        cue = before.search(text, cue.end(), match.start())
    return cue is not None or behind.match(text, match.end()) is not None


@cache
def _ratio_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = language_data("numbers")
    given = {name: alternatives(data[name]) for name in ("ratio_before", "ratio_after")}
    return expression("numbers", "ratios.before", given), expression("numbers", "ratios.behind", given)


def _share(match: re.Match[str], group: int) -> Number:
    value, place = arabic_value(match[group])
    start, end = match.span(group)
    return Number(start, end, value, place, RATIO, multiplied=True, digits_end=end)


def _ratio(match: re.Match[str], one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> Number:
    """The first over the second; both are as exact as they are printed, whole ones wholly."""
    (over, over_place), (under, under_place) = one, other
    if not under:
        return Number(match.start(), match.end(), over, over_place, RATIO, multiplied=True, digits_end=match.end())
    up = over_place / 2 if over_place < 1 else Decimal(0)
    down = under_place / 2 if under_place < 1 else Decimal(0)
    value = (over / under).quantize(_PLACES) if over < _LONGEST else over / under
    span = Interval((over - up) / (under + down), (over + up) / (under - down))
    if up == down == 0:
        span = Interval(value, value)
    return Number(
        match.start(),
        match.end(),
        value,
        Decimal(0),
        RATIO,
        multiplied=True,
        digits_end=match.end(),
        interval=span,
    )
