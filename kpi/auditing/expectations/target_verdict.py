"""expect_target_verdict_not_in: no target came out in one of these ways."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.expectations.core.expect_column_values_to_not_be_in_set import (
    ExpectColumnValuesToNotBeInSet,
)

from kpi.auditing.expectations.vocabulary import TARGET_VERDICTS, WEIGHTS, known_words


class ExpectTargetVerdictNotIn(ExpectColumnValuesToNotBeInSet):
    """`verdicts`: words of kpi.model.Verdict, or `not_judged`; `weights`: of which targets, by default of all."""

    frame: ClassVar[str] = "targets"
    column: str = "weighed"
    verdicts: list[str]
    weights: list[str] = list(WEIGHTS)  # noqa: RUF012
    value_set: list[str] = []  # derived from `verdicts` and `weights`  # noqa: RUF012

    @pydantic.root_validator(pre=True)
    def _set_values(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        verdicts = known_words("verdicts", values.get("verdicts"), TARGET_VERDICTS)
        weights = known_words("weights", values.get("weights", list(WEIGHTS)), WEIGHTS)
        return {**values, "value_set": [f"{verdict}:{weight}" for verdict in verdicts for weight in weights]}
