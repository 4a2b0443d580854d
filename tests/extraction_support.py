"""Short ways to read one sentence, for the tests of extraction."""

from __future__ import annotations

from kpi.extraction import extract
from kpi.model import Quantity, Reading, Target

REVIEW = "清禾县民政局2025年工作总结和2026年工作计划\n一、2025年工作情况\n"
PLAN = "\n二、2026年工作计划\n"


def read(review: str, plan: str = "") -> Reading:
    """A small annual report of an invented bureau, with one sentence of review and one of plan."""
    return extract(f"{REVIEW}{review}{PLAN}{plan}\n", "case")


def figures(review: str, plan: str = "") -> list[Quantity]:
    return list(read(review, plan).quantities)


def one(review: str) -> Quantity:
    found = figures(review)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


def targets(plan: str) -> list[Target]:
    return list(read("全年工作平稳。", plan).targets)
