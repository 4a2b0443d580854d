"""expect_targets_to_be_quoted: every target carries the words of the plan that it was taken from."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet


class ExpectTargetsToBeQuoted(ExpectColumnValuesToBeInSet):
    """A target without its quote cannot be checked by anybody."""

    frame: ClassVar[str] = "targets"
    column: str = "quoted"
    value_set: list[bool] = [True]  # noqa: RUF012
