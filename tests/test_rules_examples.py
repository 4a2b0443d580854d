"""Every example of every rule is decided as it says: `fits` by that rule, `silent` not by it."""

from __future__ import annotations

import re

import pytest

from kpi.extraction.accounting import numerals
from kpi.extraction.mentions import SKIPPED
from kpi.extraction.omitted import omitted
from kpi.relations import read
from kpi.rules import Example, Rule, registry, switched_off
from kpi.rules.spoken import Spoken, spoken

TITLE = "清禾县民政局2025年工作总结和2026年工作计划\n"
SECTIONS = {
    "review": "一、2025年工作情况\n{}\n二、2026年工作计划\n做好各项工作。\n",
    "plan": "一、2025年工作情况\n全年工作平稳。\n二、2026年工作计划\n{}\n",
    "problems": "一、2025年工作情况\n全年工作平稳。\n二、存在的问题\n{}\n三、2026年工作计划\n做好各项工作。\n",
    "multi_year": "一、过去五年工作回顾\n{}\n二、2026年工作计划\n做好各项工作。\n",
}
# They are of whole pages: tests/test_reading_structure.py.
OF_PAGES = {f"page.{kind.value}" for kind in SKIPPED}
CASES = [
    pytest.param(rule, kind, example, id=f"{rule.id}-{kind}-{number}")
    for rule in registry().values()
    if rule.family
    not in ("between", "doubt", "gate")  # test_rules_between.py, test_relations_doubts.py, test_rules_gates.py
    for number, (kind, example) in enumerate(rule.examples)
]


def report_of(example: Example) -> tuple[str, list[tuple[int, int]]]:
    """A small report around the example, and the marked stretches in it."""
    before, _, behind = SECTIONS[example.section].partition("{}")
    text, marks = TITLE + before, []
    for part in re.split("(【[^】]*】)", example.text):
        plain = part.strip("【】")
        if plain != part:
            marks.append((len(text), len(text) + len(plain)))
        text += plain
    return text + behind, marks


def decisions(text: str) -> list[Spoken]:
    reading = read(text, "case")
    left_out = [Spoken(one.rule, one.start, one.end) for one in omitted(reading)]
    return [*spoken(reading, numerals(reading)), *left_out]


@pytest.mark.parametrize(("rule", "kind", "example"), CASES)
def test_an_example_is_decided_as_its_rule_says(rule: Rule, kind: str, example: Example) -> None:
    text, marks = report_of(example)
    line = text.index(example.text.replace("【", "").replace("】", ""))
    said = [one for one in decisions(text) if line <= one.start < line + len(example.text)]
    if kind == "silent":
        assert rule.id not in [one.rule for one in said]
        return
    assert marks
    if rule.family == "relation" and kind == "contradicts":
        told = read(text, "case").relations
        assert "inconsistent" in [one.verdict.value for one in told if one.rule == rule.id]
    for start, end in marks:
        here = [one for one in said if one.start < end and one.end > start]
        assert rule.id in [one.rule for one in here], [(one.rule, text[one.start : one.end]) for one in said]


@pytest.mark.parametrize("rule", [rule for rule in registry().values() if not rule.fixed], ids=lambda one: one.id)
def test_a_rule_that_is_switched_off_does_not_speak(rule: Rule) -> None:
    for example in rule.fits:
        text, _ = report_of(example)
        with switched_off([rule.id]):
            assert rule.id not in [one.rule for one in decisions(text)]


def test_a_rule_has_examples() -> None:
    assert set(registry()) > OF_PAGES
    for rule in registry().values():
        assert rule.id in OF_PAGES or (rule.fits and rule.silent), rule.id
