"""Which single slip of the pen would explain a contradiction: for a person to check, never a correction."""

from __future__ import annotations

import re
from decimal import Decimal

from kpi.model import Computation
from kpi.presenting.html.words import Words

_COUNTED = re.compile(r"\d[\d,]*(?:\.\d+)?")


def hint_of(computation: Computation, numbers: tuple[str, str] | None, words: Words) -> str:
    """Slips that break no other relation; without any, the one that lies between `numbers`: the stated number and
    the computed one in its unit, where they ought to be equal. Then what whole numbers give a percentage.
    """
    slips = [(mend.printed, mend.instead) for mend in computation.mends if not mend.breaks]
    if not slips and numbers and (slip := slip_between(*numbers)):
        slips = [slip]
    changes = [words("sum.change", printed=printed, instead=instead) for printed, instead in slips]
    hints = [words("sum.mend", changes=words("sum.or").join(changes))] if changes else []
    return words("semicolon").join([*hints, *_counts(computation, words)])


def _counts(computation: Computation, words: Words) -> list[str]:
    if computation.nearest is None:
        return []
    whole, share = computation.terms[-1].shown, computation.against[0].shown
    fitting = [one.number for one in computation.nearest if not one.gives]
    if not fitting:
        return [words("sum.none", whole=whole, share=share)]
    return [words("sum.by", share=share, by=f"{' | '.join(fitting)} / {whole}")]


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
    """One digit changed or two neighbours swapped: 221 and 222, 4826 and 4286, 400.89 and 400.98."""
    if len(printed) != len(instead):
        return False
    off = [at for at, (one, other) in enumerate(zip(printed, instead, strict=True)) if one != other]
    if len(off) != 2:
        return len(off) == 1
    first, second = off
    return printed[first + 1 : second] in ("", ".") and printed[first] + printed[second] == (
        instead[second] + instead[first]
    )
