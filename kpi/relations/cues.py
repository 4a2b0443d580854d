"""The cue words of `language/relations.yml` as compiled expressions, read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from kpi.language import language_data
from kpi.language.branches import branches
from kpi.outline.expressions import marked_data

# (?<!半)失能, (?:城镇)?职工: what may or may not stand around a word.
_PLAIN = re.compile(r"\w\w(?![?*{])|.")
_ELIDED = 2  # characters of a name that its opposite has to say again
_AROUND = re.compile(r"\(\?<?[!=][^()]*\)|\(\?:[^()]*\)\?")


def any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(branches(words))


@dataclass(frozen=True, slots=True)
class Split:
    """Parts that together are the whole; `of`: only of a whole that is named so, None for any.

    `likely`: a further part is thinkable, so that only a slip that would mend it is told.
    """

    parts: tuple[re.Pattern[str], ...]
    of: re.Pattern[str] | None = None
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    overlapping: re.Pattern[str]
    traits: re.Pattern[str]
    not_additive: re.Pattern[str]
    change: re.Pattern[str]
    not_additive_units: frozenset[str]
    planned: re.Pattern[str]
    splits: tuple[Split, ...]
    splits_of_averages: tuple[Split, ...]
    exclusive: tuple[tuple[re.Pattern[str], ...], ...]
    opposed: tuple[tuple[str, str], ...]
    data: dict[str, Any]


@lru_cache(maxsize=4096)
def parts_named(label: str) -> frozenset[tuple[int, int]]:
    """Which part (of which split) a figure's words name; most name none."""
    if not _any_part().search(label):
        return frozenset()
    openings = {*label, *map("".join, pairwise(label))}
    likely = {one for opening in openings & _parts_by_opening().keys() for one in _parts_by_opening()[opening]}
    return frozenset([place for place, name in likely if name.search(label)])


def opposed(first: str, second: str) -> bool:
    """Whether one name is the other turned into its opposite (合格, 不合格): together they leave nothing out."""
    return any(_turned(one, other) for one, other in ((first, second), (second, first)))


def _turned(name: str, opposite: str) -> bool:
    for plain, turned in cues().opposed:
        place = opposite.find(turned)
        while place >= 0:
            said = opposite[:place] + plain + opposite[place + len(turned) :]
            # 愿意进敬老院, 不愿意: the second need not say it again
            if said == name != "" or (len(said) >= _ELIDED and name.startswith(said)):
                return True
            place = opposite.find(turned, place + 1)
    return False


@cache
def _any_part() -> re.Pattern[str]:
    """What every part needs, without what may stand around it: to plain words `re` skips."""
    return re.compile("|".join(sorted({_AROUND.sub("", name.pattern) for _, name in _parts()})))


@cache
def _parts_by_opening() -> dict[str, list[tuple[tuple[int, int], re.Pattern[str]]]]:
    """Every part by what its words open with: two characters where both are plain, else the first, which is."""
    found: dict[str, list[tuple[tuple[int, int], re.Pattern[str]]]] = {}
    for part in _parts():
        for opening in {_PLAIN.findall(word)[0] for word in _AROUND.sub("", part[1].pattern).split("|")}:
            found.setdefault(opening, []).append(part)
    return found


@cache
def _parts() -> tuple[tuple[tuple[int, int], re.Pattern[str]], ...]:
    """Every part with the number of its split and its place there."""
    return tuple(
        ((number, place), name)
        for number, split in enumerate(cues().splits)
        for place, name in enumerate(split.parts)
    )


def _named_splits(splits: list[dict[str, list[Any]]], likely: bool = False) -> tuple[Split, ...]:
    named = [(tuple(re.compile("|".join(part)) for part in one["parts"]), any_of(one["of"])) for one in splits]
    return tuple(Split(*one, likely) for one in named)


def either(expressions: Sequence[str]) -> re.Pattern[str]:
    """Any of several expressions, the longest first."""
    if all(one == re.escape(one) for one in expressions):
        return re.compile(rf"(?:{branches(expressions)})")
    return re.compile(rf"(?:{'|'.join(sorted(expressions, key=len, reverse=True))})")


@cache
def listed(group: str, name: str) -> re.Pattern[str]:
    """Any of the expressions of one list of relations.yml (`balance_rule`, `came`)."""
    return either(cues().data[group][name])


@cache
def cues() -> Cues:
    data = marked_data(language_data("relations"))
    return Cues(
        overlapping=any_of([*data["overlapping"], *data["traits"]]),
        traits=any_of(data["traits"]),
        not_additive=re.compile("|".join(data["not_additive"])),
        change=re.compile("|".join(data["change"])),
        not_additive_units=frozenset(data["not_additive_units"]),
        planned=any_of(data["planned"]),
        splits=(
            *(Split(tuple(re.compile("|".join(part)) for part in split)) for split in data["splits"]),
            *_named_splits(data["splits_of"]),
            *_named_splits(data["splits_likely"], likely=True),
            *_named_splits(data["splits_of_averages"]),
        ),
        splits_of_averages=_named_splits(data["splits_of_averages"]),
        exclusive=tuple(tuple(re.compile("|".join(kind)) for kind in kinds) for kinds in data["exclusive"]),
        opposed=tuple((plain, turned) for plain, turned in data["opposed"]),
        data=data,
    )
