"""Units that shares tell: 占总数的60, lost its sign; 行政处罚2106,占33.9% counts what the numbers before it do."""

from __future__ import annotations

from kpi.arithmetic.laws import HUNDRED
from kpi.numbers import Number
from kpi.numbers.units import is_count
from kpi.outline.expressions import expression

_OF_ALL = expression("extraction", "units_by_shares.of_all")
_ENDS = expression("extraction", "units_by_shares.ends")
_SHARE_BEHIND = expression("extraction", "units_by_shares.share_behind")
_PERCENT = "%"
_BEFORE = 24  # characters
_FEWEST = 10


def percent_lost(text: str, printed: Number) -> str:
    """占总数的60, where a number up to a hundred stands behind 占…的 and a mark behind it: its sign was lost."""
    bare = printed.scale == 1 and not printed.chinese and 0 < printed.value <= HUNDRED
    if not bare or _ENDS.match(text, printed.end) is None:
        return ""
    return _PERCENT if _OF_ALL.search(text, max(0, printed.start - _BEFORE), printed.start) else ""


def counted_before_share(text: str, printed: Number, units: list[str]) -> str:
    """行政处罚2100,占…的33.9%: the unit of the last count; `units` are those of the numbers before it."""
    whole = not printed.chinese and printed.value >= _FEWEST and printed.value % 1 == 0
    if not whole or _SHARE_BEHIND.match(text, printed.end) is None:
        return ""
    return next((unit for unit in reversed(units) if is_count(unit)), "")
