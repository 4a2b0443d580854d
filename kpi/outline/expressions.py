"""Expressions over plain text, whose words stand in `kpi/language/expressions_*.yml` and whose marks in marks.py.

In YAML `[^{clause}]` is any character that ends no clause; what is no class of marks is filled as
`kpi.language.expressions` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kpi.language import expressions as plain
from kpi.language.branches import branches
from kpi.language.expressions import NOTHING, PLACEHOLDER, mapping, tables, words
from kpi.language.later import compiled_later
from kpi.outline.marks import CLASSES

__all__ = ["expression", "lists", "mapping", "marked", "marked_data", "pattern", "tables", "words"]


def expression(package: str, name: str, given: Mapping[str, str] = NOTHING) -> re.Pattern[str]:
    """The expression `group.name` of a package's file, compiled; KeyError for a name that nothing fills."""
    return compiled_later(pattern(package, name, given))


def pattern(package: str, name: str, given: Mapping[str, str] = NOTHING) -> str:
    """The same before it is compiled, for expressions that are built of others."""
    return plain.pattern(package, name, {**CLASSES, **given})


def marked(text: str) -> str:
    """An expression of another language file with its classes of marks filled in."""
    return PLACEHOLDER.sub(lambda found: CLASSES.get(found[1], found[0]), text)


def marked_data(data: Any) -> Any:
    """A language file (mappings, lists, strings) with the classes of marks of all its expressions filled in."""
    if isinstance(data, str):
        return marked(data)
    if isinstance(data, dict):
        return {key: marked_data(entry) for key, entry in data.items()}
    return [marked_data(entry) for entry in data] if isinstance(data, list) else data


def lists(data: Mapping[str, Any]) -> dict[str, str]:
    """The lists of words of a language file, each as branches: for `given`."""
    found = {name: entry for name, entry in data.items() if isinstance(entry, list)}
    return {name: branches(entry) for name, entry in found.items() if all(isinstance(one, str) for one in entry)}
