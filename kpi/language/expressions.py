"""Expressions and word lists of `expressions_<package>.yml`, asked for by package and `group.name`.

A name in braces (`{verbs}`) is filled by the caller, else by another expression of the same group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.language.later import compiled_later

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
NOTHING: Mapping[str, str] = {}


def expression(package: str, name: str, given: Mapping[str, str] = NOTHING) -> re.Pattern[str]:
    """The expression, compiled; KeyError for a name that nothing fills."""
    return compiled_later(pattern(package, name, given))


def pattern(package: str, name: str, given: Mapping[str, str] = NOTHING) -> str:
    """The same before it is compiled, for expressions that are built of others."""
    group, _, key = name.partition(".")
    texts = _data(package)[group]

    def fill(found: re.Match[str]) -> str:
        wanted = found[1]
        return given[wanted] if wanted in given else PLACEHOLDER.sub(fill, texts[wanted])

    return PLACEHOLDER.sub(fill, texts[key])


def words(package: str, name: str) -> tuple[str, ...]:
    """A list of words."""
    group, _, key = name.partition(".")
    return tuple(_data(package)[group][key])


def mapping(package: str, name: str) -> dict[str, str]:
    """A mapping of words, or all of a group."""
    group, _, key = name.partition(".")
    found = _data(package)[group]
    return dict(found[key] if key else found)


def tables(package: str, name: str) -> dict[str, list[str]]:
    """Lists of words by their keys."""
    group, _, key = name.partition(".")
    return dict(_data(package)[group][key])


@cache
def _data(package: str) -> dict[str, Any]:
    return language_data(f"expressions_{package}")
