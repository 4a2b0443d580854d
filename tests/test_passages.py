"""The passages of bench.passages: nobody is accused of a right or harmless one, and no fewer faults are told."""

from __future__ import annotations

import pytest

from bench.passages import FOLDER, accused, passages, told

LEAST = {"rates": 86, "sums": 78}  # three fewer than when they were kept


@pytest.mark.parametrize("name", sorted(LEAST))
def test_no_passage_is_accused_that_nothing_is_wrong_with(name: str) -> None:
    assert {known: figures for _, known, figures in accused(FOLDER / f"{name}.json") if figures} == {}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_no_fewer_faults_are_told(name: str) -> None:
    pairs = passages(FOLDER / f"{name}.json")["pairs"]
    assert sum(told(one["wrong"], one["members"]) for one in pairs) >= LEAST[name]


@pytest.mark.parametrize("name", sorted(LEAST))
def test_the_figures_of_a_fault_stand_in_its_passage(name: str) -> None:
    pairs = passages(FOLDER / f"{name}.json")["pairs"]
    bare = [("".join(one["wrong"].split()), one) for one in pairs]
    assert [one["id"] for text, one in bare if not all("".join(m.split()) in text for m in one["members"])] == []
    assert [one["id"] for one in pairs if one["wrong"] == one["right"]] == []
