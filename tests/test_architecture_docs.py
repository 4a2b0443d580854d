"""docs/architecture.md and CONTRIBUTING.md are true: what they name exists, and what they follow comes out so."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from kpi.model import Reading
from kpi.relations import read
from kpi.workspace.drafting import draft_yaml

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "docs" / name for name in ("architecture.md", "definitions.md", "security.md")]
PAGES.append(ROOT / "CONTRIBUTING.md")
PATH = re.compile(r"`((?:kpi|tests|checks|docs|bench)/[\w./<>*-]*)`")
NAME = re.compile(r"`(kpi(?:\.\w+)+)`")


def exists(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    try:
        import_module(name)
    except ImportError:
        module, _, last = name.rpartition(".")
        return module != "" and hasattr(import_module(module), last)
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    # `kpi.yml` is a file of a workspace.
    assert [name for name in NAME.findall(text) if name != "kpi.yml" and not exists(name)] == []
    paths = [path for path in PATH.findall(text) if not set("<>") & set(path)]
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []


@cache
def page() -> str:
    return PAGES[0].read_text(encoding="utf-8")


@cache
def reading() -> Reading:
    found = re.search(r"```text\n(.*?)```", page(), re.S)
    assert found is not None
    return read(found[1], "reports/qinghe/2025.txt")


def results(head: str) -> str:
    """The table below **head**."""
    return page().split(f"**{head}**", 1)[1].split("\n\n", 2)[1]


def test_the_figure_is_read_as_told() -> None:
    table = results("The figure")
    (one,) = [quantity for quantity in reading().quantities if quantity.text == "2170张"]
    for told in (one.subject.text, one.role_rule, one.period_rule, one.indicator, one.id):
        assert f"`{told}`" in table
    assert f"{reading().report.plan_due}" in table


def test_the_relation_is_found_as_told() -> None:
    table = results("The relation")
    texts = {quantity.id: quantity.text for quantity in reading().quantities}
    (one,) = [relation for relation in reading().relations if relation.type.value == "share"]
    assert {texts[member] for member in one.members} == {"2170张", "3500张", "62%"}
    assert f"`{one.rule}`" in table and f"`{one.verdict.value}`" in table


def test_the_target_is_drafted_as_told() -> None:
    table = results("The target")
    (one,) = [target for target in reading().targets if target.unit == "%"]
    assert f"`{one.kind.value}`, `{one.op.value}`, {one.value}, due {one.due}" in table
    assert "at_least: 65%" in draft_yaml(reading(), "reports/qinghe/2025.txt") and "`at_least: 65%`" in table
