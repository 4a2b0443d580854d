"""The sets of bench.unseen: their annotations point into their texts, and a set is scored as the scorer says."""

from __future__ import annotations

import json

import pytest

from bench.unseen import SETS, measure
from kpi.documents import read_text

FILES = sorted(SETS.glob("*/*.json"))


def test_every_member_stands_where_it_is_said_to() -> None:
    off = []
    for path in FILES:
        gold, text = json.loads(path.read_text(encoding="utf-8")), read_text(path.with_suffix(".txt"))
        off += [
            (path.name, one["id"]) for one in gold["quantities"] if text[one["start"] : one["end"]] != one["text"]
        ]
        known = {one["id"] for one in gold["quantities"]}
        off += [
            (path.name, member) for one in gold["relations"] for member in one["members"] if member not in known
        ]
    assert len(FILES) == 534
    assert off == []


@pytest.mark.parametrize("folder", sorted(path.name for path in SETS.iterdir() if path.is_dir()))
def test_no_contradiction_is_told_that_is_not_annotated(folder: str) -> None:
    measured = list(measure(SETS / folder))
    assert [what for name, holds, what in measured if name.endswith("annotated") and not holds] == []
    assert {name for name, _, _ in measured} >= {"relations found", "contradictions told"}
