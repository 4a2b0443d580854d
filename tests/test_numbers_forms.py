"""The grammar of numbers, form by form: each case of data/numbers.yml read as a sentence of a small report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from extraction_support import read

from kpi.model import Bound, Quantity

GROUPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "numbers.yml").read_text(encoding="utf-8")
)

PLACES = Decimal("1E-8")
Figure = tuple[Decimal, str, Bound]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{group}: {case['text']}") for group in GROUPS for case in GROUPS[group]]
)
def test_a_sentence_gives_the_figures_listed_and_no_other(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    found = sorted((*reading.quantities, *reading.worded), key=lambda quantity: quantity.start)
    assert [_figure(one) for one in found if not one.optional] == [_expected(line) for line in case["figures"]]
    if "optional" in case:
        assert [_figure(one) for one in found if one.optional] == [_expected(line) for line in case["optional"]]


def _figure(quantity: Quantity) -> Figure:
    return quantity.value, quantity.unit, quantity.bound


def _expected(line: str) -> Figure:
    """`1/3 比 >=` → (0.33333333, 比, at least): a quotient has the places that the warehouse keeps."""
    value, unit, bound = line.split()
    over, slash, under = value.partition("/")
    number = (Decimal(over) / Decimal(under)).quantize(PLACES) if slash else Decimal(value)
    return number, unit, Bound(bound)
