"""expect_no_damaged_digits: no number stands where characters were lost in print."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet


class ExpectNoDamagedDigits(ExpectColumnValuesToBeInSet):
    """Such a number is a reconstruction, however sure."""

    frame: ClassVar[str] = "quantities"
    column: str = "intact"
    value_set: list[bool] = [True]  # noqa: RUF012
