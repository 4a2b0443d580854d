"""Raised characters: marks of notes go, squares and powers stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kpi.documents.terms import term
from kpi.numbers.arabic import MULTIPLIER
from kpi.numbers.units import unit_pattern

_LETTER = re.compile(r"[A-Za-z]$")
_POWERS = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_SQUARE = {"2": "²", "3": "³"}
_EXPONENT = re.compile(r"[-−–]?\d{1,2}")
_TEN = re.compile(r"(?<![\d.,，．])10\s?$")
_MULTIPLIED = re.compile(r"[×xX*✕]\s?10\s?$")
_AROUND = 24  # characters that are looked at on either side


class Raised(str):
    """A piece of a line that is set above it; what it says is told by what stands around it."""

    __slots__ = ()


def superscript(text: str, before: str, behind: str = "") -> str:
    """What raised characters say between two texts; a mark of a note is "".

    km², m³ and 1.2×10⁸ are as they stand; 10⁸ is a power before a unit, and at the end of a cell nobody can say.
    """
    bare = text.strip()
    if _LETTER.search(before) and bare in _SQUARE:
        return _SQUARE[bare]
    powers = _EXPONENT.fullmatch(bare) and _TEN.search(before)
    if powers and (_MULTIPLIED.search(before) or not behind.strip() or _counts().match(behind)):
        return bare.translate(_POWERS)
    return "" if term("mark").fullmatch(bare) else text


def settled(parts: Sequence[str]) -> list[str]:
    """The pieces of a line, each raised one as what it says; raised ones side by side are one."""
    found: list[str] = []
    for at, part in enumerate(parts):
        if not isinstance(part, Raised):
            found.append(part)
        elif at and isinstance(parts[at - 1], Raised):
            found.append("")
        else:
            end = next((n for n in range(at, len(parts)) if not isinstance(parts[n], Raised)), len(parts))
            before, behind = _end("".join(found[-_AROUND:])), "".join(parts[end : end + _AROUND])[:_AROUND]
            found.append(superscript("".join(parts[at:end]), before, behind))
    return found


def _end(text: str) -> str:
    return text[-_AROUND:].rstrip()


@cache
def _counts() -> re.Pattern[str]:
    """A unit or a multiplier behind a number."""
    return re.compile(rf"\s?(?:{MULTIPLIER}|{unit_pattern()})")
