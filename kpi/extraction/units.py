"""The unit table: from `language/units.yml` to lookups and the regular expression that finds units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kpi.language import language_data


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit: its dimension, the factor to the dimension's first unit, and whether it is a classifier."""

    name: str
    dimension: str
    factor: float
    counts: bool
    duration: bool


@dataclass(frozen=True, slots=True)
class UnitTable:
    units: dict[str, Unit]
    aliases: dict[str, str]
    denominators: tuple[str, ...]

    def canonical(self, written: str) -> str:
        """`㎡` → 平方米; a compound keeps its denominator: 元/㎡ → 元/平方米."""
        numerator, slash, denominator = written.partition("/")
        name = self.aliases.get(numerator, numerator)
        return f"{name}/{self.aliases.get(denominator, denominator)}" if slash else name

    def get(self, name: str) -> Unit | None:
        return self.units.get(name)

    def is_known(self, unit: str) -> bool:
        """True where the numerator of a unit as the reader writes it stands in the table."""
        return unit == "" or unit.partition("/")[0] in self.units


@cache
def unit_table() -> UnitTable:
    data = language_data("units")
    units: dict[str, Unit] = {}
    for dimension, entry in data["dimensions"].items():
        for name, factor in entry["units"].items():
            units.setdefault(
                name,
                Unit(name, dimension, float(factor), bool(entry.get("counts")), bool(entry.get("duration"))),
            )
    aliases: dict[str, str] = dict(data["aliases"])
    return UnitTable(units, aliases, tuple(data["denominators"]))


def alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A regular expression that prefers the longest of the words."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def unit_pattern() -> str:
    """Longest unit first, with an optional denominator behind a slash."""
    table = unit_table()
    names = alternatives([*table.units, *table.aliases])
    # 9条次干道, 3.0方案, 2PPM
    no_word = r"(?!(?<=次)[干级生高])(?!(?<=方)[案面向法式针略便言])(?!(?<=P)[A-Za-z\d])"
    return rf"(?:{names}){no_word}(?:/(?:{alternatives(table.denominators)}))?"
