"""expect_rates_within_bounds: the share of a whole lies between `min_value` and `max_value`, in percent."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween


class ExpectRatesWithinBounds(ExpectColumnValuesToBeBetween):
    """Only shares (占比) have such bounds; a rate of completion may well pass 100 %."""

    frame: ClassVar[str] = "quantities"
    column: str = "share"
    min_value: float = 0
    max_value: float = 100
