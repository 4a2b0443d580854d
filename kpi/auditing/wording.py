"""Titles and messages of findings: placeholders filled with a row's values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any


def fill(template: str, row: Mapping[str, Any]) -> str:
    """`template` with each `{column}` replaced by the row's value as people write it."""
    return template.format_map({name: shown(value) for name, value in row.items()})


def shown(value: object) -> str:
    """A value in a sentence: no idle zeros, dates without a time, `—` where there is none."""
    if missing(value):
        return "—"
    if isinstance(value, float):
        return f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.15g}"
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value)


def whole_number(value: object) -> int | None:
    """An offset: pandas turns a column of integers with a gap into floats."""
    return None if missing(value) else int(value)  # type: ignore[call-overload]


def missing(value: object) -> bool:
    """Whether a cell of a frame is empty: None, NaN, NaT, pandas.NA."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in {"NaT", "<NA>"}
