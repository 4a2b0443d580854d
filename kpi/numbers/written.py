"""Reading one quantity that a person wrote by hand (80%, 200万元, 6%—6.5%, 30人/万老年人以上)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kpi.language.expressions import pattern, words
from kpi.model import Bound
from kpi.numbers.bounds import bound_of
from kpi.numbers.number import Number
from kpi.numbers.plain import normalise
from kpi.numbers.ranges import join_ranges
from kpi.numbers.scanning import scan
from kpi.numbers.units import unit_table

_BEFORE = pattern("numbers", "written.before")
_BOUNDS = words("numbers", "written.bounds")


@dataclass(frozen=True, slots=True)
class ParsedValue:
    """A written quantity in base units; `value_high` is the upper end of a range."""

    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    known_unit: bool


def parse_value(text: str) -> ParsedValue | None:
    """The quantity that `text` holds, None where it holds none or several that are no range."""
    scanned = _BEFORE + normalise(text.strip())
    found = join_ranges(scanned, scan(scanned))
    if not found or len(found) > 2:
        return None
    low = found[0]
    if len(found) == 2:
        if low.range_part != "low":
            return None
        return ParsedValue(low.value, found[1].value, low.unit, Bound.EXACT, bool(low.unit))
    unit, end = _whole_unit(scanned, low)
    rest = scanned[end:].strip()
    known = unit_table().is_known(unit) and (not rest or rest in _BOUNDS)
    return ParsedValue(low.value, None, unit if known else unit + rest, bound_of(scanned, low), known)


def _whole_unit(text: str, printed: Number) -> tuple[str, int]:
    """The unit with whatever denominator was written after a slash (张/千名老人 is open-ended)."""
    rest = text[printed.end :]
    if printed.unit and rest.startswith("/") and len(rest) <= 12:
        return printed.unit + rest, len(text)
    return printed.unit, printed.end
