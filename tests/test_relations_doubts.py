"""A doubt keeps a contradiction from being told; switched off, or without what it doubts, it is told."""

from __future__ import annotations

import pytest
from test_rules_examples import report_of

from kpi.relations import read
from kpi.relations.doubts import DOUBTS
from kpi.rules import Example, Rule, registry, switched_off

RULES = [rule for rule in registry().values() if rule.family == "doubt"]
DOUBTED = [pytest.param(rule, one, id=f"{rule.id}-{n}") for rule in RULES for n, one in enumerate(rule.fits)]
TOLD = [pytest.param(rule, one, id=f"{rule.id}-{n}") for rule in RULES for n, one in enumerate(rule.silent)]


def contradictions(example: Example) -> int:
    text, _ = report_of(example)
    return sum(one.verdict.value == "inconsistent" for one in read(text, "case").relations)


def test_every_doubt_is_in_the_registry() -> None:
    assert [rule.id for rule in RULES] == [rule for rule, _ in DOUBTS]


@pytest.mark.parametrize(("rule", "example"), DOUBTED)
def test_what_is_doubted_is_not_told(rule: Rule, example: Example) -> None:
    assert contradictions(example) == 0
    with switched_off([rule.id]):
        assert contradictions(example) == 1


@pytest.mark.parametrize(("rule", "example"), TOLD)
def test_without_the_doubt_it_is_told(rule: Rule, example: Example) -> None:
    assert contradictions(example) == 1
