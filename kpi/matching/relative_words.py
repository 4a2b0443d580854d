"""How far the words of two relative targets, or of a target and a figure, are alike."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from kpi.language import language_data
from kpi.numbers.plain import normalise


def name_of(reference: str) -> str:
    """One name for 经济增长, GDP增速; for the others their words without 平均水平 and the like."""
    known = data()
    plain = plain_words(reference)
    for name in ("economy", "before"):
        if any(plain.startswith(word) for word in known[name]):
            return name
    return next((word for word in known["peers"] if plain.startswith(word)), plain)


def share(wanted: str, told: str) -> float:
    """How much of the wanted words the told ones have, by pairs of characters."""
    mine, other = pairs(plain_words(wanted)), pairs(plain_words(told))
    exclusive = any((word in wanted) != (word in told) for word in data()["exclusive"])
    return len(mine & other) / len(mine) if mine and not exclusive else 0.0


def pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@lru_cache(maxsize=4096)
def plain_words(words: str) -> str:
    """Without what says only how it is measured."""
    plain = normalise(words)
    for word in data()["weightless"]:
        plain = plain.replace(word, "")
    return "".join(character for character in plain if character.isalpha())


@cache
def data() -> dict[str, Any]:
    found: dict[str, Any] = language_data("matching")["relative"]
    return found
