"""expect_formula_to_hold: the figures of every report fit an identity between indicators (docs/checks.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.expectations.core.expect_column_values_to_not_be_in_set import (
    ExpectColumnValuesToNotBeInSet,
)

from kpi.auditing.declared import column_of
from kpi.model import RelationVerdict


class ExpectFormulaToHold(ExpectColumnValuesToNotBeInSet):
    """`formula` is evaluated before (kpi.auditing.formulas); what Great Expectations validates is how it came out
    where its figures stood. That column is empty for every other row, so those do not count as looked at.
    """

    frame: ClassVar[str] = "relations"
    formula: str
    column: str = ""  # derived from the check's id
    value_set: list[str] = [RelationVerdict.INCONSISTENT.value]  # noqa: RUF012

    @pydantic.root_validator(pre=True)
    def _set_column(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        return {**values, "column": column_of(str((values.get("meta") or {}).get("id", "")))}
