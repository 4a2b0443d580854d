"""Percentages that no whole number can give (GRIM: Brown and Heathers 2017)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from kpi.relations.figures import Figure

_MOST = 5000


def nearest_counts(whole: Figure, rate: Figure) -> str:
    """A remark for a share's note: which count out of `whole` gives the rate as printed, or that none does."""
    if (
        whole.last_place
        or whole.value > _MOST
        or whole.value != whole.value.to_integral_value()
        or not whole.value
    ):
        return ""
    wanted = rate.value * whole.value / 100
    count = wanted.to_integral_value(ROUND_HALF_UP)
    hits = [n for n in (count - 1, count, count + 1) if n >= 0 and _prints(n, whole.value, rate)]
    if hits:
        return f"; {rate.quantity.text} ⇐ {' | '.join(f'{n:f}' for n in hits)} / {whole.digits}"
    return f"; ∄ n ∈ ℕ: n / {whole.digits} ≈ {rate.quantity.text}"


def _prints(count: Decimal, whole: Decimal, rate: Figure) -> bool:
    value = count * 100 / whole
    return bool(rate.interval.low is not None and rate.interval.high is not None) and (
        rate.interval.low <= value <= rate.interval.high  # type: ignore[operator]
    )
