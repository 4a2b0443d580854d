"""expect_units_to_fit_catalogue: a number whose subject the catalogue knows has a unit that it knows for it."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet


class ExpectUnitsToFitCatalogue(ExpectColumnValuesToBeInSet):
    """养老床位3240元 is a slip of the pen, or was misread."""

    frame: ClassVar[str] = "quantities"
    column: str = "fits_catalogue"
    value_set: list[bool] = [True]  # noqa: RUF012
