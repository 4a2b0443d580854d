"""Expressions over plain text, whose words stand in `kpi/language/expressions_*.yml` and whose marks in marks.py.

In YAML `[^{clause}]` is any character that ends no clause; a name in braces that is no class of marks is filled by
the caller (`{verbs}`), else by another expression of the same group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.numbers.units import alternatives
from kpi.outline.marks import CLASSES

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NOTHING: Mapping[str, str] = {}


def expression(package: str, name: str, given: Mapping[str, str] = _NOTHING) -> re.Pattern[str]:
    """The expression `group.name` of a package's file, compiled; KeyError for a name that nothing fills."""
    return re.compile(pattern(package, name, given))


def pattern(package: str, name: str, given: Mapping[str, str] = _NOTHING) -> str:
    """The same before it is compiled, for expressions that are built of others."""
    group, _, key = name.partition(".")
    texts = _data(package)[group]

    def fill(found: re.Match[str]) -> str:
        wanted = found[1]
        if wanted in given:
            return given[wanted]
        return CLASSES[wanted] if wanted in CLASSES else _PLACEHOLDER.sub(fill, texts[wanted])

    return _PLACEHOLDER.sub(fill, texts[key])


def marked(text: str) -> str:
    """An expression of another language file with its classes of marks filled in."""
    return _PLACEHOLDER.sub(lambda found: CLASSES.get(found[1], found[0]), text)


def words(package: str, name: str) -> tuple[str, ...]:
    """The list of words `group.name` of a package's file."""
    group, _, key = name.partition(".")
    return tuple(_data(package)[group][key])


def mapping(package: str, name: str) -> dict[str, str]:
    """The mapping of words `group.name` of a package's file, or all of a group."""
    group, _, key = name.partition(".")
    found = _data(package)[group]
    return dict(found[key] if key else found)


def tables(package: str, name: str) -> dict[str, list[str]]:
    """The lists of words `group.name` of a package's file by their keys."""
    group, _, key = name.partition(".")
    return dict(_data(package)[group][key])


def lists(data: Mapping[str, Any]) -> dict[str, str]:
    """The lists of words of a language file, each as alternatives, the longest first: for `given`."""
    plain = {name: entry for name, entry in data.items() if isinstance(entry, list)}
    return {
        name: alternatives(entry) for name, entry in plain.items() if all(isinstance(one, str) for one in entry)
    }


@cache
def _data(package: str) -> dict[str, Any]:
    return language_data(f"expressions_{package}")
