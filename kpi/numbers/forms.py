"""Doublings (翻一番) and figures without a digit (持平, 零事故, 首个, 全覆盖)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kpi.language import language_data
from kpi.language.expressions import expression, mapping, pattern
from kpi.language.terms import TIMES
from kpi.model import Bound
from kpi.numbers.number import Number
from kpi.numbers.numerals import ONE
from kpi.numbers.units import alternatives

_DOUBLED = expression("numbers", "forms.doubled")
_POWERS = {said: int(power) for said, power in mapping("numbers", "forms.powers").items()}
_DOUBLING, _MORE, _NEAR, _ABOUT, _OVER, _FIRST, _NONE = (
    pattern("numbers", f"forms.{name}") for name in ("doubling", "more", "near", "about", "over", "first", "none")
)


def doublings(text: str) -> Iterator[Number]:
    """翻一番 → 2 倍, 翻两番 → 4 倍: the level reached, as a multiple of the one before."""
    if _DOUBLING in text:
        for match in _DOUBLED.finditer(text):
            times = _POWERS[match["times"] or ""]
            yield Number(
                match.start(),
                match.end(),
                Decimal(2**times),
                ONE,
                TIMES,
                _MORE if match["more"] else "",
                multiplied=True,
                digits_end=match.end(),
                bound=_doubled_bound(match[0]),
            )


def _doubled_bound(words: str) -> Bound | None:
    """翻近两番: the bound stands inside."""
    inner = words[1:2]
    return {_NEAR: Bound.BELOW, _ABOUT: Bound.ABOUT}.get(inner) or (Bound.AT_LEAST if inner in _OVER else None)


@cache
def _worded() -> list[tuple[re.Pattern[str], dict[str, tuple[Decimal, str]]]]:
    """An expression for each first character (a literal, to which `re` skips), and what its words mean."""
    data = language_data("numbers")
    meant: dict[str, tuple[Decimal, str]] = {word: (Decimal(0), "%") for word in data["flat"]}
    meant |= {word: (Decimal(100), "%") for word in data["all_covered"]}
    meant |= {word: (Decimal(str(value)), unit) for word, (value, unit) in data["halves"].items()}
    meant |= {f"{_FIRST}{unit}": (ONE, unit) for unit in data["first_of"]}
    meant |= {f"{_NONE}{noun}": (Decimal(0), unit) for noun, unit in data["none_of"].items()}
    openers = sorted({word[0] for word in meant})
    tails = {first: [word[1:] for word in meant if word[0] == first] for first in openers}
    return [(re.compile(f"{first}(?:{alternatives(tails[first])})"), meant) for first in openers]


def without_digits(text: str) -> Iterator[Number]:
    """持平 → a growth of 0 %, 零事故 → 0 起, 首个 → 1 个, 全覆盖 → 100 % (optional)."""
    for words, meant in _worded():
        for match in words.finditer(text):
            value, unit = meant[match[0]]
            yield Number(
                match.start(),
                match.end(),
                value,
                Decimal(0),
                unit,
                chinese=True,
                digits_end=match.end(),
                worded=True,
            )
