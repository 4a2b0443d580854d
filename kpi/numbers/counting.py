"""Which units count the same, which may add up, and what units are used for: `language/units.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kpi.language import language_data


@lru_cache(maxsize=512)
def group_of(unit: str) -> str:
    """The unit that stands for all that count the same: 个 for 家; a unit of no group stands for itself."""
    return _groups("groups").get(unit, unit)


@lru_cache(maxsize=512)
def family_of(unit: str) -> str:
    """The unit under which the parts of a whole in several units may be counted: 人 for 人次."""
    families: Mapping[str, str] = language_data("units")["families"]
    return families.get(group_of(unit), group_of(unit))


def groups_of_formulas() -> Mapping[str, str]:
    """Unit → the unit that stands for it where formulas compare indicators."""
    return _groups("groups_of_formulas")


@cache
def used_for(use: str) -> frozenset[str]:
    """The units of one of the `uses`."""
    return frozenset(language_data("units")["uses"][use])


def mean_over(word: str) -> str:
    """The unit that a word before 均 counts by (人 of 人均, 个 of 村均), "" where it is none."""
    means: Mapping[str, str] = language_data("units")["means"]
    return means.get(word, "")


def counted_instead(unit: str) -> tuple[str, ...]:
    """Units in which what a mean is over may have been counted instead: 人次 for 次."""
    return tuple(language_data("units")["means_also"].get(unit, ()))


@cache
def _groups(name: str) -> Mapping[str, str]:
    return {unit: group[0] for group in language_data("units")[name] for unit in group}
