"""Looking up where an offset of the flat text stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kpi.model import Place


def place_at(places: Sequence[Place], offset: int) -> Place | None:
    """The place that an offset lies in; None for plain text, which has none. `places` are sorted by start."""
    at = bisect_right(places, offset, key=lambda place: place.start) - 1
    return places[at] if at >= 0 else None
