"""Which single slip of the pen would explain a contradiction: for a person to check, never a correction."""

from __future__ import annotations

import re
from decimal import Decimal

from kpi.presenting.html.words import Words

_COUNTED = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TAIL = re.compile(r"; (?:∄ n ∈ ℕ: n / (?P<whole>\S+) ≈ (?P<none>\S+)|(?P<share>\S+) ⇐ (?P<by>.+))$")
_DIFFERENCE = re.compile(r" \(Δ ?[^)]*\)")


def bare(note: str) -> str:
    """A computation without what is added to it: the difference, and what whole numbers allow."""
    return _DIFFERENCE.sub("", _TAIL.sub("", note))


def hint_of(note: str, numbers: tuple[str, str] | None, words: Words) -> str:
    """`numbers`: the stated number and the computed one in its unit, where they ought to be equal."""
    slip = slip_between(*numbers) if numbers else None
    hints = [words("sum.mend", printed=slip[0], instead=slip[1])] if slip else []
    tail = _TAIL.search(note)
    if tail and tail["none"]:
        hints.append(words("sum.none", whole=tail["whole"], share=tail["none"]))
    elif tail:
        hints.append(words("sum.by", share=tail["share"], by=tail["by"]))
    return words("semicolon").join(hints)


def slip_between(stated: str, computed: str) -> tuple[str, str] | None:
    """The digits as printed and those with which it would fit: 400.89万元, 400.980万元 → 400.89, 400.98."""
    said, comes = _COUNTED.match(stated), _COUNTED.match(computed)
    if not said or not comes:
        return None
    printed = said[0]
    exact, places = Decimal(comes[0].replace(",", "")), len(printed.partition(".")[2])
    instead = f"{exact.quantize(Decimal(1).scaleb(-places)):f}"
    return (printed, instead) if Decimal(instead) == exact and is_slip(printed, instead) else None


def is_slip(printed: str, instead: str) -> bool:
    """One digit changed or two digits swapped: 221 and 222, 4826 and 4286, 400.89 and 400.98."""
    if len(printed) != len(instead):
        return False
    off = [at for at, (one, other) in enumerate(zip(printed, instead, strict=True)) if one != other]
    swapped = len(off) == 2 and printed[off[0]] == instead[off[1]] and printed[off[1]] == instead[off[0]]
    return len(off) == 1 or swapped
