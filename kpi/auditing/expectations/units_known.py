"""expect_units_known: every unit is in the unit list."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet


class ExpectUnitsKnown(ExpectColumnValuesToBeInSet):
    """Numbers of an unknown unit are compared with nothing."""

    frame: ClassVar[str] = "quantities"
    column: str = "known_unit"
    value_set: list[bool] = [True]  # noqa: RUF012
