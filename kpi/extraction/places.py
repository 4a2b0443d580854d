"""The part of a body's territory that a number speaks of (神山镇已完成80%), "" for the whole."""

from __future__ import annotations

import re
from functools import cache

from kpi.language import language_data
from kpi.numbers.units import alternatives


@cache
def _expression() -> re.Pattern[str]:
    data = language_data("places")
    parts, endings = alternatives(tuple(data["parts"])), alternatives(tuple(data["endings"]))
    name = rf"(?:(?![{data['common_characters']}])[\u4e00-\u9fff]){{2,3}}(?:{endings})"
    return re.compile(rf"(?:其中)?[,:在对向由]?(?P<place>{parts}|{name})")


def place_of(clause: str) -> str:
    """The place that opens a clause: 裕安区 for 裕安区2个乡镇; "" where it opens with none, or with the whole."""
    match = _expression().match(clause)
    return match["place"] if match else ""
