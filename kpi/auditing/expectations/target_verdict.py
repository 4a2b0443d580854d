"""expect_target_verdict_not_in: no target came out in one of these ways."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.expectations.core.expect_column_values_to_not_be_in_set import (
    ExpectColumnValuesToNotBeInSet,
)

from kpi.auditing.expectations.vocabulary import TARGET_VERDICTS, known_words


class ExpectTargetVerdictNotIn(ExpectColumnValuesToNotBeInSet):
    """`verdicts`: words of kpi.model.Verdict, or `not_judged`."""

    frame: ClassVar[str] = "targets"
    column: str = "verdict"
    verdicts: list[str]
    value_set: list[str] = []  # derived from `verdicts`  # noqa: RUF012

    @pydantic.root_validator(pre=True)
    def _set_values(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        return {**values, "value_set": known_words("verdicts", values.get("verdicts"), TARGET_VERDICTS)}
