"""The doubt that a row of parts and shares is of a total of its own, which is not the one it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpi.arithmetic.laws import HUNDRED
from kpi.relations.accused import Accused
from kpi.relations.figures import Figure, Page
from kpi.relations.quotients import make_up_all
from kpi.relations.rules.parts import counts
from kpi.relations.sums import slip

_FEWEST = 3
_AROUND = 30  # figures
_NEAR = Decimal("0.03")  # of a whole: so little is missed by parts that are meant to be all of it


def are_of_their_own_total(accused: Accused) -> bool:
    """受理736件。…县级12件,占2.0%;乡级90件,占15.0%;村级498件,占83.0%: of the 600 that they come to.

    What they miss by little or by a slip stays: they come to 728, and 736 were told.
    """
    if accused.is_share:
        part, whole, _ = accused.figures
        parts = [part]
    elif accused.is_sum:
        whole, *parts = accused.figures
    else:
        return False
    row = {one.id: one for one in _row(accused.page, parts[0])}
    total = sum((one.value for one in row.values()), Decimal(0))
    return (
        bool(row) and all(one.id in row for one in parts) and _far(whole.value, total) and not slip(whole, total)
    )


def _far(whole: Decimal, total: Decimal) -> bool:
    return abs(whole - total) > _NEAR * whole


def _row(page: Page, part: Figure) -> Sequence[Figure]:
    """The counts of its sentence with a share right behind each, if these are 100 together, and of their sum."""
    around = page.figures[max(0, part.index - _AROUND) : part.index + _AROUND]
    near = [
        one for one in around if one.sentence == part.sentence and one.group == part.group and counts(page, one)
    ]
    rates = [page.figures[one.index + 1] if one.index + 1 < len(page.figures) else one for one in near]
    pairs = [(one, rate) for one, rate in zip(near, rates, strict=True) if rate.is_percent and rate.exact]
    if len(pairs) < _FEWEST or len(pairs) < len(near) or not make_up_all([rate for _, rate in pairs]):
        return []
    total = sum((one.value for one, _ in pairs), Decimal(0))
    fits = all(abs(one.value / total * HUNDRED - rate.value) <= rate.last_place / 2 for one, rate in pairs)
    return [one for one, _ in pairs] if total and fits else []
