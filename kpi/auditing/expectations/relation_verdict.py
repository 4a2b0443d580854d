"""expect_relation_verdict_not_in: no relation of these types came out in one of these ways."""

from __future__ import annotations

from itertools import product
from typing import Any, ClassVar

from great_expectations.compatibility import pydantic
from great_expectations.expectations.core.expect_column_values_to_not_be_in_set import (
    ExpectColumnValuesToNotBeInSet,
)

from kpi.auditing.expectations.vocabulary import RELATION_TYPES, RELATION_VERDICTS, known_words


class ExpectRelationVerdictNotIn(ExpectColumnValuesToNotBeInSet):
    """`verdicts`: words of kpi.model.RelationVerdict; `types`: words of RelationType, all of them by default."""

    frame: ClassVar[str] = "relations"
    column: str = "outcome"  # '<type>:<verdict>'
    verdicts: list[str]
    types: list[str] = list(RELATION_TYPES)  # noqa: RUF012
    value_set: list[str] = []  # derived from `types` and `verdicts`  # noqa: RUF012

    @pydantic.root_validator(pre=True)
    def _set_values(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        verdicts = known_words("verdicts", values.get("verdicts"), RELATION_VERDICTS)
        types = known_words("types", values.get("types", list(RELATION_TYPES)), RELATION_TYPES)
        return {**values, "value_set": [f"{kind}:{verdict}" for kind, verdict in product(types, verdicts)]}
