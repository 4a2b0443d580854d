"""expect_reports_on_time: the report that answers for a due date is there `days` days after it."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween


class ExpectReportsOnTime(ExpectColumnValuesToBeBetween):
    """Days count up to the day that the audit speaks of (`as_of` in kpi.yml)."""

    frame: ClassVar[str] = "deadlines"
    column: str = "days_late"
    days: int = 90
    max_value: float = 90  # derived from `days`

    @pydantic.root_validator(pre=True)
    def _set_days(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        days = values.get("days", 90)
        if not isinstance(days, int) or isinstance(days, bool) or days < 0:
            raise ValueError(f"days: a whole number of 0 or more, not {days!r}")
        return {**values, "max_value": days}
