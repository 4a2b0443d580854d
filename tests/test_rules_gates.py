"""The examples of the gates between a target and a figure of the next report are decided as they say."""

from __future__ import annotations

import pytest

from kpi.rules import Example, Rule, registry
from tests.matching_support import judged
from tests.matching_support import rehearsed as rehearsed

CASES = [
    pytest.param(rule, kind, example, id=f"{rule.id}-{kind}-{number}")
    for rule in registry().values()
    if rule.family == "gate"
    for number, (kind, example) in enumerate(rule.examples)
]


def reasons(example: Example) -> set[str]:
    """What the candidates say of the marked figure, for whichever target."""
    plan, _, report = example.text.partition(" ‖ ")
    before, _, rest = report.partition("【")
    marked, _, behind = rest.partition("】")
    found = [one for judgement in judged(plan, before + marked + behind) for one in judgement.candidates]
    return {one.reason for one in found if one.answer.text == marked}


@pytest.mark.parametrize(("rule", "kind", "example"), CASES)
def test_an_example_is_decided_as_its_rule_says(rule: Rule, kind: str, example: Example) -> None:
    assert (rule.id.removeprefix("gate.") in reasons(example)) == (kind == "fits")
