"""Signs and halves, which stand beside a number: 增长-0.8%, －35张, 负增长3.2%, 两年半."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.language.expressions import expression, pattern, words
from kpi.language.terms import NEGATIVE
from kpi.model import Interval
from kpi.numbers.number import Number
from kpi.numbers.units import alternatives, is_count

_HALF = expression("numbers", "signs.half")
_HALF_WORD, _NOUGHT_BELOW = pattern("numbers", "signs.half_word"), pattern("numbers", "signs.nought_below")
_DASHES = (re.compile(r"-(?=\d)"), re.compile(r"–(?=\d)"))
_RATES = words("numbers", "signs.rates")
_BELOW_NOUGHT = words("numbers", "signs.below_nought")
_STOP_BEFORE = expression("numbers", "signs.stop_before")


@cache
def _sign_words() -> tuple[list[re.Pattern[str]], frozenset[str], frozenset[str]]:
    """(an expression a word, which opens with it: `re` skips there; what a dash, what 负 stands behind)."""
    data = language_data("numbers")
    link = pattern("numbers", "signs.linked", {"links": alternatives(data["negative_link"])})
    words = [re.compile(rf"{word}{link}") for word in data["negative"]]
    return words, frozenset(data["minus_after"]), frozenset(data["negative_after"])


def signed(text: str, numbers: Sequence[Number]) -> None:
    """Give each number its sign: 增长-0.8%, －35张, 负增长3.2%. A dash behind a number or a name is none."""
    expressions, minus_after, negative_after = _sign_words()
    dashes = [match for expression in _DASHES for match in expression.finditer(text)]
    words = [match for expression in expressions for match in expression.finditer(text)]
    if not dashes and not words:
        return
    starts = [number.start for number in numbers]
    for dash in dashes:
        index = _index(starts, dash.end())
        if index < 0 or (index and numbers[index - 1].end == dash.start()):
            continue
        if _is_minus(text, numbers[index], dash.start(), minus_after):
            _negate(numbers[index], dash.start())
    for word in words:
        index = _index(starts, word.end())
        if index < 0 or numbers[index].worded or numbers[index].value < 0:
            continue
        number, sign = numbers[index], word.start()
        if word[0] == NEGATIVE:
            led = not sign or text[sign - 1] in negative_after or _STOP_BEFORE.match(text, sign - 1)
            if number.unit and led:
                _negate(number, sign)
        elif number.unit in (_BELOW_NOUGHT if word[0] == _NOUGHT_BELOW else _RATES):
            number.words_end = number.first
            _negate(number, sign)


def _index(starts: Sequence[int], position: int) -> int:
    """Which number begins at a position, -1 where none does."""
    index = bisect_left(starts, position)
    return index if index < len(starts) and starts[index] == position else -1


def halved(text: str, numbers: Sequence[Number]) -> None:
    """两年半, 一吨半: half a unit more."""
    if _HALF_WORD not in text:
        return
    for number in numbers:
        if text.startswith(_HALF_WORD, number.end) and number.scale == 1 and number.unit and not number.modifier:
            if is_count(number.unit) or not _HALF.match(text, number.end):
                continue
            number.value += Decimal("0.5")
            number.last_place, number.multiplied, number.end = Decimal("0.5"), True, number.end + 1


def _is_minus(text: str, number: Number, before: int, minus_after: frozenset[str]) -> bool:
    """At the head of the text, behind a stop, a bar or a bracket, or behind a word that leads to a value."""
    last = text[before - 1] if before else "\n"
    if last in "-–—" or not (number.unit or last in "|\n"):
        return False
    if last == " ":
        return _led(text, before, minus_after)
    return last in minus_after or last in "|\n\t,，。;；:：、(（["


def _led(text: str, before: int, minus_after: frozenset[str]) -> bool:
    led = text[max(0, before - 4) : before].rstrip()
    return not led or led[-1] in minus_after or led[-1] in "|\n,，。;；:：("


def _negate(number: Number, sign: int) -> None:
    """Make it negative, its sign a part of it."""
    number.first_digit, number.start, number.value = number.first, sign, -number.value
    if number.interval is not None:
        low, high = number.interval
        number.interval = Interval(None if high is None else -high, None if low is None else -low)
