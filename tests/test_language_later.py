"""Expressions are compiled when they are first asked, and are then what re.compile makes of them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import kpi
from kpi.language import later
from kpi.language.later import compiled_later


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(kpi.__path__, "kpi."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_it_is_compiled_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def compile_(pattern: str) -> re.Pattern[str]:
        compiled.append(pattern)
        return re.compile(pattern)

    monkeypatch.setattr(later, "_compile", compile_)
    number = compiled_later(r"(?P<number>\d+)人")
    assert (number.pattern, compiled) == (r"(?P<number>\d+)人", [])
    found = number.search("低保对象12人")
    assert found is not None and found["number"] == "12"
    assert number.findall("3人、4人") == ["3", "4"]
    assert number.sub("", "共3人") == "共"
    assert (dict(number.groupindex), number.groups) == ({"number": 1}, 1)
    assert compiled == [r"(?P<number>\d+)人"]


def test_what_no_expression_has_it_has_not() -> None:
    assert not hasattr(compiled_later("人"), "anything")


def test_every_expression_of_every_module_compiles() -> None:
    asked = {
        f"{module.__name__}.{name}": value.pattern
        for module in modules()
        for name, value in vars(module).items()
        if type(value) is type(compiled_later("人"))
    }
    assert len(asked) > 300
    wrong = {name: pattern for name, pattern in asked.items() if not _compiles(pattern)}
    assert wrong == {}


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def test_no_module_asks_by_identity_of_which_expression_a_match_is() -> None:
    """`match.re` is what was compiled, and never the expression that a module holds."""
    sources = [
        path for path in Path(kpi.__path__[0]).rglob("*.py") if re.search(r"\.re is\b", path.read_text("utf-8"))
    ]
    assert sources == []
