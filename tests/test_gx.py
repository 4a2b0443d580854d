"""What is replaced in Great Expectations while it validates says the same, and is its own again behind it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from kpi.auditing.gx import Validator, _own, _quickened, build_suite, load, validator

ARGUMENTS: list[dict[str, Any]] = [
    {"column": "甲", "min_value": None, "max_value": 4, "strict": True},
    {"column": "甲", "value_set": ["乙", None, 3], "more": {"deep": [{"a": None}]}},
    {"column": "甲", "min_value": 0.1, "max_value": float("nan")},
    {"column": "甲", "value_set": {"乙"}, "n": np.int64(3)},
    {"column": "甲", "more": {3: "一", None: "二"}},
    {"column": "甲", "more": ("一", pd.Timestamp("2025-01-01"))},
]


@pytest.mark.parametrize("arguments", ARGUMENTS)
def test_identifiers_are_those_of_gx(arguments: dict[str, Any]) -> None:
    load()
    from great_expectations.core.id_dict import IDDict

    own = IDDict(arguments).to_id()
    with _quickened():
        assert IDDict(arguments).to_id() == own


def test_configurations_are_those_of_gx() -> None:
    kwargs = {"column": "甲", "value_set": ["乙"]}
    (expectation,) = build_suite(
        "一", [{"type": "expect_column_values_to_be_in_set", "kwargs": kwargs}]
    ).expectations
    own = expectation.configuration
    with _quickened():
        assert expectation.configuration == own
        assert expectation.configuration is expectation.configuration
        assert expectation.configuration.to_domain_obj() is expectation
        assert own.to_domain_obj() == expectation


def test_all_is_its_own_again() -> None:
    before = [vars(place)[name] for place, name, _ in _own()]
    with pytest.raises(ZeroDivisionError), _quickened():
        assert all(vars(place)[name] is not own for place, name, own in _own())
        raise ZeroDivisionError
    assert [vars(place)[name] for place, name, _ in _own()] == before


def test_a_validator_that_failed_is_not_taken_again() -> None:
    with validator() as first:
        pass
    with pytest.raises(ZeroDivisionError), validator() as again:
        assert again is first
        raise ZeroDivisionError
    with validator() as other:
        assert isinstance(other, Validator) and other is not first
