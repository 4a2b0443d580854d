"""expect_sql_to_return_no_rows: what a workspace's own SQL finds is a finding (docs/checks.md, "SQL")."""

from __future__ import annotations

from typing import ClassVar

from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet


class ExpectSqlToReturnNoRows(ExpectColumnValuesToBeInSet):
    """`sql` runs before; what Great Expectations validates is the frame of its rows, none of which passes."""

    frame: ClassVar[str] = "warehouse"
    sql: str
    column: str = "passes"
    value_set: list[bool] = [True]  # noqa: RUF012
