"""The examples of the rules between reports, and of formulas, are decided as they say."""

from __future__ import annotations

import pytest

from kpi.auditing.declared import shipped_formulas
from kpi.between import between, told_of
from kpi.extraction.catalogue import builtin_catalogue
from kpi.relations import read
from kpi.relations.formulas import with_formulas
from kpi.rules import Example, Rule, registry

YEAR = "清禾县民政局{year}年工作总结\n\n一、{year}年工作情况\n\n{text}"
HALF = "清禾县民政局{year}年上半年工作总结\n\n一、上半年工作情况\n\n{text}"
CASES = [
    pytest.param(rule, kind, example, id=f"{rule.id}-{kind}")
    for rule in registry().values()
    if rule.family == "between"
    for kind, example in rule.examples
]


def told(example: Example) -> set[tuple[str, str]]:
    """(rule, a number) of what is inconsistent in the example."""
    earlier, _, later = example.text.replace("【", "").replace("】", "").rpartition(" ‖ ")
    if not earlier:
        reading, _ = with_formulas(read(later, "x"), shipped_formulas(), builtin_catalogue())
        words = {one.id: one.text for one in reading.quantities}
        wrong = [one for one in reading.relations if one.verdict.value == "inconsistent"]
        return {(one.rule, words[member]) for one in wrong for member in one.members}
    form, year = (HALF, 2024) if earlier.startswith("上半年") else (YEAR, 2023)
    old = told_of(read(form.format(year=year, text=earlier), "earlier"))
    new = told_of(read(YEAR.format(year=2024, text=later), "later"))
    assert old is not None and new is not None
    return {(one.rule, member.text) for one in between(old, new) for member in one.members}


@pytest.mark.parametrize(("rule", "kind", "example"), CASES)
def test_an_example_is_decided_as_its_rule_says(rule: Rule, kind: str, example: Example) -> None:
    found = told(example)
    if kind == "silent":
        assert rule.id not in {name for name, _ in found}
        return
    marked = example.text.partition("【")[2].partition("】")[0]
    assert (rule.id, marked) in found
