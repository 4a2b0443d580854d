"""The benchmark of a cold audit: its workspace's numbers still add up, its steps cover what they time."""

from __future__ import annotations

import re

from bench.audit import Steps
from bench.places import ROOT
from bench.workspaces import larger
from kpi.documents import read_text
from kpi.model import RelationType, RelationVerdict
from kpi.relations import read

SAMPLE = ROOT / "reports/qinghe/2025.txt"


def added_up(text: str) -> list[tuple[RelationType, RelationVerdict]]:
    """Of the sums, shares and rises in text order what they are and how they came out."""
    kinds = (RelationType.SUM, RelationType.SHARE, RelationType.RISE)
    return [(one.type, one.verdict) for one in read(text, "2025.txt").relations if one.type in kinds]


def test_what_adds_up_in_the_sample_adds_up_in_a_larger_county() -> None:
    text = read_text(SAMPLE)
    assert larger(text, 0) == text
    assert added_up(larger(text, 1)) == added_up(larger(text, 6)) == added_up(text)


def test_a_larger_county_has_counts_of_its_own_and_the_same_rates() -> None:
    assert larger("低保对象1136人、822户，标准810元/人·月，持证护理员32人/万老年人", 2) == (
        "低保对象3408人、2466户，标准810元/人·月，持证护理员32人/万老年人"
    )


def test_a_larger_county_promises_what_its_plan_says() -> None:
    targets = (ROOT / "targets/qinghe-2026.yml").read_text(encoding="utf-8")
    plan = larger(SAMPLE.read_text(encoding="utf-8"), 3)
    quotes = re.findall(r"^ +quote: (.+)$", larger(targets, 3), re.MULTILINE)
    assert quotes and all(quote in plan for quote in quotes)


def test_steps_last_until_the_next_one_begins() -> None:
    steps = Steps()
    for name, done in (("read", 0), ("read", 1), ("match", 0), ("", 0)):
        steps(name, done, 0)
    assert [name for name, _, _ in steps.costs()] == ["read", "match"]
    assert all(wall >= 0 and cpu >= 0 for _, wall, cpu in steps.costs())
