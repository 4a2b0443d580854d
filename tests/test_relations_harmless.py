"""Passages that fit together and tempt a checker of arithmetic to say that they do not: nothing is told of them.

Written for this, of invented bodies, by readers who had not seen the rules (overlapping groups, open lists, other
dates, movements, unlike bases, counts of other things); those of the last kind were accused when they were found.
"""

from __future__ import annotations

import json

import pytest
from relations_support import contradictions

from bench.places import ROOT
from kpi.relations import read

TITLE = "清禾县民政局2025年上半年工作总结\n\n一、上半年工作情况\n\n"
PAGES = sorted((ROOT / "tests" / "data" / "faultless").glob("*.txt"))
PASSAGES = json.loads((ROOT / "tests" / "data" / "harmless.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        # The total of a share is none of the list before it, and the share is of all that was listed.
        "审结案件5184件。居前三位的是：合同纠纷1207件、买卖纠纷842件、离婚纠纷566件，合计占50.4%。调解2873件。",
        # Shares told in words are too round to make up 100 % with those in digits.
        "税收38.46亿元。甲税16.28亿元，占税收的42.3%；乙税8.74亿元，占22.7%；丙税3.15亿元，占8.2%。大户缴税11.6亿元，占税收的三成。",
        # Two that stand side by side within a whole that they make up: neither is a part of the other.
        "抽选小区96个、住户960户，其中城镇小区52个520户，农村小区44个440户；年内轮换30个小区。",
        "转移就业22.6万人，其中省外9.7万人、省内市外5.1万人、市内7.8万人；返乡1.27万人。",
    ],
)
def test_what_the_same_numbers_fit_otherwise_is_not_told(text: str) -> None:
    assert contradictions(text) == set()


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
