"""expect_numerals_read: no numeral of a plan, or of a sentence with a relation, is left unread."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet


class ExpectNumeralsRead(ExpectColumnValuesToBeInSet):
    """Each row of the frame is one that was not read: it may hide a figure."""

    frame: ClassVar[str] = "numerals"
    column: str = "read"
    value_set: list[bool] = [True]  # noqa: RUF012
