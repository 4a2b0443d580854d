"""The part of a body's territory that a number speaks of (神山镇已完成80%), "" for the whole."""

from __future__ import annotations

import re
from functools import cache

from kpi.language import language_data
from kpi.outline.expressions import expression, lists


@cache
def _expression() -> re.Pattern[str]:
    data = language_data("places")
    return expression("extraction", "places.place", lists(data) | {"common": data["common_characters"]})


def place_of(clause: str) -> str:
    """The place that opens a clause: 裕安区 for 裕安区2个乡镇; "" where it opens with none, or with the whole."""
    match = _expression().match(clause)
    return match["place"] if match else ""
