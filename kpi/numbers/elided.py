"""Units that are left out, where the words that touch the number say which is meant.

倍差降至1.67 (比), 指数达到74 (点), 新增就业1.2万 (人), 2镇57村 and 6大行动 (个), 2金3银 (枚), 过50亿项目 (元).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.language.expressions import expression, pattern
from kpi.language.terms import YUAN
from kpi.numbers.number import Number
from kpi.numbers.units import alternatives

_ALONE = expression("numbers", "elided.alone")
_OF_THINGS, _OF_MEDALS = pattern("numbers", "elided.of_things"), pattern("numbers", "elided.of_medals")
_MOST = 1000  # a larger count of towns or medals is a code
_LEAST_SUM = 10**7


@cache
def _data() -> dict[str, Any]:
    data = language_data("numbers")
    nouns: dict[str, str] = data["bare_nouns"]
    guarded = [f"{noun}(?![{guard}])" if guard else noun for noun, guard in nouns.items()]
    return {
        "unitless": expression("numbers", "elided.unitless", {"unitless_words": alternatives(data["unitless"])}),
        "meant": data["unitless"] | data["counted"],
        "counted": expression("numbers", "elided.counted", {"counted_words": alternatives(data["counted"])}),
        "noun": re.compile("|".join(guarded)),
        "big": expression("numbers", "elided.big", {"big_nouns": data["big_nouns"]}),
        "medal": expression("numbers", "elided.medal", {"medals": "".join(data["medals"])}),
        "sized": re.compile(rf"(?:{alternatives(data['sized'])})"),
        "sized_before": re.compile(rf"(?:{alternatives(data['sized_before'])})$"),
    }


def unit_left_out(text: str, number: Number) -> str:
    """The unit of a number that prints none, "" where nothing says; counts without a classifier are optional."""
    words, start, end = _data(), number.start, number.end
    if _ALONE.match(text, end):
        found = words["unitless"].search(text, max(0, start - 16), start)
        if found is None and number.scale > 1:
            found = words["counted"].search(text, max(0, start - 12), start)
        if found:
            meant: str = words["meant"][found["measure"]]
            number.multiplied = True
            return meant
    if number.scale > 1 and number.value >= _LEAST_SUM:
        sized = words["sized"].match(text, end) and words["sized_before"].search(text, max(0, start - 2), start)
        return YUAN if sized else ""
    if number.multiplied or number.value >= _MOST or not text[number.first].isdigit():
        return ""
    if words["big"].match(text, end):
        number.end, number.chinese = end + 1, True
        return _OF_THINGS
    if words["medal"].match(text, end):
        number.end, number.chinese = end + 1, True
        return _OF_MEDALS
    if words["noun"].match(text, end) and (not start or not text[start - 1].isascii()):
        number.chinese = True
        return _OF_THINGS
    return ""
