"""docs/definitions.md is true: each row of its tables is read by the engine, and is what the row says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpi.model import Reading, RelationType, RelationVerdict, Role, TargetKind, Verdict
from kpi.relations import read
from tests.matching_support import outcome
from tests.matching_support import rehearsed as rehearsed

PAGE = Path(__file__).resolve().parent.parent / "docs" / "definitions.md"
REPORT = """清禾县民政局2025年工作总结

一、2025年工作情况

{review}

二、2026年工作计划

{plan}
"""
Row = tuple[str, ...]


def table(*head: str) -> list[Row]:
    """The rows of the page's table with this head."""
    found: list[Row] = []
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|")) if line.startswith("|") else ()
        inside = (inside and bool(cells)) or cells == head
        if inside and cells != head and not set(cells[0]) <= set("-"):
            found.append(cells)
    assert found, head
    return found


def text_of(row: Row) -> str:
    return row[0].replace("【", "").replace("】", "")


def reading(review: str = "全年工作顺利。", plan: str = "加强养老服务工作。") -> Reading:
    return read(REPORT.format(review=review, plan=plan), "definitions")


@pytest.mark.parametrize("row", table("in a review", "value", "unit", "bound", "role", "subject"), ids=text_of)
def test_figures(row: Row) -> None:
    marked = re.search("【(.+)】", row[0])
    assert marked is not None
    (one,) = [one for one in reading(text_of(row)).quantities if one.text == marked[1]]
    assert (f"{float(one.value):g}", one.unit, one.bound.value, one.role.value, one.subject.text) == row[1:]


@pytest.mark.parametrize("row", table("in a review", "type", "verdict", "rule"), ids=text_of)
def test_relations(row: Row) -> None:
    found = reading(row[0]).relations
    assert row[1:] in {(one.type.value, one.verdict.value, one.rule) for one in found}


@pytest.mark.parametrize("row", table("in a plan", "kind", "op", "value", "unit", "due"), ids=text_of)
def test_targets(row: Row) -> None:
    found = reading(plan=row[0]).targets
    values = ["" if one.value is None else f"{float(one.value):g}" for one in found]
    told = [
        (one.kind.value, one.op.value, value, one.unit, f"{one.due}")
        for one, value in zip(found, values, strict=True)
    ]
    assert told == ([row[1:]] if row[1] else [])


@pytest.mark.parametrize("row", table("plan", "later report", "verdict"), ids=text_of)
def test_verdicts(row: Row) -> None:
    assert outcome(row[0], row[1])[0] == row[2]


@pytest.mark.parametrize("words", [Role, RelationVerdict, TargetKind, Verdict, RelationType])
def test_every_word_of_the_vocabulary_is_defined(words: type[Role]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    listed = (PAGE.parent / "relations.md").read_text(encoding="utf-8") if words is RelationType else page
    assert [one.value for one in words if f"`{one.value}`" not in listed] == []
