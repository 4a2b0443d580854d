"""Stretch goals: 增长7%以上、力争8% asks twice for growth of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpi.model import Quantity, Role
from kpi.outline.expressions import expression

_STRETCH = expression("extraction", "stretches.between")


def with_stretches(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, where a stretch goal measures what the goal before it does. `text` is the plain text."""
    found: list[Quantity] = []
    for quantity in quantities:
        before = found[-1] if found else None
        if before is not None and _stretches(text, before, quantity):
            quantity = replace(quantity, subject=before.subject, indicator=before.indicator)
        found.append(quantity)
    return found


def _stretches(text: str, before: Quantity, quantity: Quantity) -> bool:
    if quantity.role is not Role.TARGET or before.role is not Role.TARGET or before.unit != quantity.unit:
        return False
    return before.sentence == quantity.sentence and bool(_STRETCH.fullmatch(text, before.end, quantity.start))
