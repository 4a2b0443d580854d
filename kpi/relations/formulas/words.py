"""The words of `language/formulas.yml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kpi.language import language_data
from kpi.numbers.counting import groups_of_formulas
from kpi.numbers.units import alternatives
from kpi.outline.expressions import pattern

_DATE = pattern("relations", "formulas_words.date")


@dataclass(frozen=True, slots=True)
class Words:
    """`before` and `between` match whole stretches of words that change nothing."""

    times: Mapping[str, Mapping[str, Any]]
    same: Mapping[str, str]
    nothing: Mapping[str, frozenset[str]]
    groups: Mapping[str, str]
    before: re.Pattern[str]
    between: re.Pattern[str]
    new: re.Pattern[str]
    stays: re.Pattern[str]
    past: re.Pattern[str]
    territory: re.Pattern[str]
    wholes: tuple[frozenset[str], ...]
    narrower: Mapping[str, re.Pattern[str]]
    splits: tuple[str, ...]  # all words that split an indicator of the catalogue as it ships, the longest first
    opens: re.Pattern[str]


@cache
def words() -> Words:
    data = language_data("formulas")
    splits = {word for one in language_data("indicators")["indicators"] for word in one.get("dimensions", ())}
    return Words(
        data["times"],
        data["same"],
        {key: frozenset(value) for key, value in data["nothing"].items()},
        groups_of_formulas(),
        # Possessive: of 共有有共有 there are many ways to make words, and one is enough.
        re.compile(rf"(?:{alternatives(data['before'])}|{_DATE}|[“”])*+"),
        re.compile(rf"(?:{alternatives(data['between'])}|[“”])*+"),
        re.compile(alternatives(data["new"])),
        re.compile(alternatives(data["stays"])),
        re.compile(data["past"]),
        re.compile(data["territory"]),
        tuple(frozenset(split) for split in data["wholes"]),
        {key: re.compile(pattern) for key, pattern in data["narrower"].items()},
        tuple(sorted(splits, key=lambda word: (-len(word), word))),
        re.compile(rf"{alternatives(data['opens'])}|[(:]"),
    )


def split_words(identifier: str, found: tuple[str, ...]) -> frozenset[str]:
    """The dimension words of a figure, those of one meaning as one: 城镇 is 城市, 城乡 says nothing."""
    known = words()
    said = {known.same.get(word, word) for word in found if not any(word != o and word in o for o in found)}
    said -= known.nothing["*"] | known.nothing.get(identifier, frozenset())
    for whole in known.wholes:
        said = said - whole if whole <= said else said  # 农村、城市特困人员 are all of them
    return frozenset(said)
