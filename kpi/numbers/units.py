"""The unit table: from `language/units.yml` to lookups and the regular expression that finds units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kpi.language import language_data
from kpi.language.expressions import pattern
from kpi.language.terms import EACH, RATIO


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
    who: tuple[str, ...]  # denominators that name whom a rate is for, and for how long
    when: tuple[str, ...]

    def canonical(self, written: str) -> str:
        """`㎡` → 平方米; a compound keeps its denominator, who first: 元/㎡ → 元/平方米, 元/月.人 → 元/人·月."""
        if written in self.aliases:
            return self.aliases[written]  # /10万
        written = written.replace(EACH, "/")
        numerator, slash, denominator = written.partition("/")
        name = self.aliases.get(numerator, numerator)
        return f"{name}/{_base(denominator)}" if slash else name

    def get(self, name: str) -> Unit | None:
        return self.units.get(name)

    def is_base(self, denominator: str) -> bool:
        """True for what may stand behind the slash of a rate, as the reader writes it (人·月)."""
        return denominator in self.denominators or _pair().fullmatch(denominator) is not None

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
    who, when = tuple(data["denominators_who"]), tuple(data["denominators_when"])
    return UnitTable(units, aliases, tuple(data["denominators"]), who, when)


@lru_cache(maxsize=256)
def _base(denominator: str) -> str:
    """The denominator as one base: 人.月, 人/月, 月·人 and 人月 are 人·月."""
    table = unit_table()
    pair = _pair().fullmatch(denominator)
    if pair is None:
        return table.aliases.get(denominator, denominator)
    first, second = pair["first"] or pair["one"], pair["second"] or pair["two"]
    if first in table.when and second in table.who:
        first, second = second, first
    return f"{first}{second}" if second == pattern("numbers", "units.times") else f"{first}·{second}"


@cache
def _pair() -> re.Pattern[str]:
    table = unit_table()
    who, when = alternatives(table.who), alternatives(table.when)
    return re.compile(rf"(?P<first>{who}|{when})[.·•/](?P<second>{who}|{when})|(?P<one>{who})(?P<two>{when})")


@lru_cache(maxsize=2048)
def canonical(written: str) -> str:
    """`UnitTable.canonical` of the unit table, remembered: a report prints the same units again and again."""
    return unit_table().canonical(written)


def is_duration(unit: str) -> bool:
    """Whether a canonical unit is a length of time (年, 个月, 小时)."""
    known = unit_table().get(unit)
    return known is not None and known.duration


def is_count(unit: str) -> bool:
    """Whether a unit, as written or canonical, counts things or people (个, 家, 人)."""
    known = unit_table().get(unit_table().canonical(unit))
    return known is not None and known.counts


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that prefers the longest of the words."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def unit_pattern() -> str:
    """Longest unit first, with an optional denominator behind a slash."""
    table = unit_table()
    names = alternatives({*table.units, *table.aliases} - {RATIO})  # a ratio has a form of its own
    parts = alternatives([*table.who, *table.when])
    each = pattern("numbers", "units.each")  # 85元每平方米
    no_word, behind = pattern("numbers", "units.no_word"), pattern("numbers", "units.when_behind")
    return (
        rf"(?:{names}){no_word}(?:(?:/|{each})(?:{alternatives(table.denominators)})"
        rf"(?:[.·•/{EACH}](?:{parts})|(?:{alternatives(table.when)}){behind})?)?"
    )
