"""Passages that fit together and tempt a checker of arithmetic to say that they do not: nothing is told of them.

Written for this, of invented bodies, by readers who had not seen the rules (overlapping groups, open lists, other
dates, movements, unlike bases, counts of other things); those of the last kind were accused when they were found.
"""

from __future__ import annotations

import json

import pytest

from bench.places import ROOT
from kpi.relations import read

TITLE = "清禾县民政局2025年上半年工作总结\n\n一、上半年工作情况\n\n"
PAGES = sorted((ROOT / "tests" / "data" / "faultless").glob("*.txt"))
PASSAGES = json.loads((ROOT / "tests" / "data" / "harmless.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("title", ["", TITLE], ids=["alone", "in a report"])
def test_nobody_is_accused(title: str) -> None:
    accused = [
        (passage["text"], one.rule)
        for passage in PASSAGES
        for one in read(title + passage["text"], "case").relations
        if one.verdict.value == "inconsistent"
    ]
    assert accused == []


def test_a_page_without_a_fault_is_accused_of_none() -> None:
    """Whole pages by two readers who had not seen the rules; at first eighteen things were told of them."""
    accused = [
        (path.stem, one.rule)
        for path in PAGES
        for one in read(path.read_text(encoding="utf-8"), path.stem).relations
        if one.verdict.value == "inconsistent"
    ]
    assert len(PAGES) > 40 and accused == []
