"""The sample's planted slips: every contradiction that a careful reader finds there, and none besides."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kpi.model import Reading
from kpi.relations import read

ROOT = Path(__file__).parent.parent
EXPECTED: dict[str, Any] = yaml.safe_load((ROOT / "tests/data/sample_expected.yml").read_text("utf-8"))[
    "relations"
]
REPORTS = sorted({row["report"] for row in EXPECTED["inconsistent"]})

Key = tuple[str, tuple[tuple[str, int], ...]]


@cache
def reading(report: str) -> Reading:
    return read((ROOT / report).read_text("utf-8"), report)


def key(kind: str, numbers: list[str]) -> Key:
    return kind, tuple(sorted(Counter(numbers).items()))


@cache
def found(report: str) -> dict[Key, str]:
    """Verdict by type and printed numbers."""
    quantities = {quantity.id: quantity.text for quantity in reading(report).quantities}
    return {
        key(relation.type.value, [quantities[member] for member in relation.members]): relation.verdict.value
        for relation in reading(report).relations
    }


@pytest.mark.parametrize("report", REPORTS)
def test_every_planted_contradiction_is_found_and_no_other(report: str) -> None:
    planted = {key(row["type"], row["numbers"]) for row in EXPECTED["inconsistent"] if row["report"] == report}
    assert planted == {one for one, verdict in found(report).items() if verdict == "inconsistent"}


@pytest.mark.parametrize("row", EXPECTED["consistent"], ids=lambda row: f"{row['type']}-{row['numbers'][-1]}")
def test_numbers_that_agree_are_found_to_agree(row: dict[str, Any]) -> None:
    assert found(row["report"]).get(key(row["type"], row["numbers"])) == row["verdict"]
