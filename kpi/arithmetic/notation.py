"""Computations in numbers and signs, without words, the same in every language: `4200 + 2800 = 7000 ≠ 6000人`.

The one place that lays a computation out; `kpi.presenting.computations` says what a language words otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kpi.model import Computation, RelationVerdict, Shape, Term

_MOST_LINKED = 3  # computations of other relations that are shown
_FITS = (RelationVerdict.CONSISTENT, RelationVerdict.TRUNCATED)
_TIGHT = ("", "^", "、")  # signs that stand between two terms without a space
Show = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands for what is no arithmetic: signs, unless whoever shows it has words for people."""

    none: str = "∄ n ∈ ℕ: n / {whole} ≈ {share}"
    counts: str = "{share} ⇐ {counts} / {whole}"
    breaks: str = "{printed} → {instead} (✗{n})"
    others: str = "↔ {lines}"


SIGNS = Signs()


def written(computation: Computation, show: Show = str, signs: Signs = SIGNS) -> str:
    """The computation itself, in one line; `show` has the last word on every printed number."""
    if computation.shape is Shape.UNCOUNTABLE:
        whole, share = side(computation.terms, show), side(computation.against, show)
        return signs.none.format(whole=whole, share=share)
    lay = _LAYOUTS.get(computation.shape, _worked)
    return lay(computation, show)


def explained(
    computation: Computation,
    linked: Sequence[tuple[str, Computation]] = (),
    show: Show = str,
    signs: Signs = SIGNS,
) -> str:
    """The computation, which counts would fit, what would mend it (✓, or ✗ and how many relations that would
    break), and behind ↔ some of the relations that share a number with it: their verdicts and computations.
    """
    mends = " | ".join(
        signs.breaks.format(printed=mend.printed, instead=mend.instead, n=mend.breaks)
        if mend.breaks
        else f"{mend.printed} → {mend.instead} ✓"
        for mend in computation.mends
    )
    ranked = sorted((verdict not in _FITS, written(other, show, signs)) for verdict, other in linked)
    others = list(dict.fromkeys(line for _, line in ranked))[:_MOST_LINKED]
    told = [
        written(computation, show, signs), _counts(computation, show, signs), mends,
        signs.others.format(lines=" | ".join(others)) if others else "",
    ]  # fmt: skip
    return "; ".join(part for part in told if part)


def side(terms: Sequence[Term], show: Show = str) -> str:
    """Terms with their signs and brackets: (a + b) × 12."""
    text = ""
    for place, term in enumerate(terms):
        sign = term.sign if not place or term.sign in _TIGHT else f" {term.sign} "
        label = f" ({term.label})" if term.label else ""
        text += f"{sign}{'(' * term.opens}{show(term.shown)}{label}{')' * term.closes}"
    return text


def difference(computation: Computation, show: Show = str) -> str:
    """Δ 1.00万元, 0.03%; "" where none is told."""
    parts = [f"Δ {show(computation.off)}" if computation.off else "", computation.over]
    return ", ".join(part for part in parts if part)


def _behind(computation: Computation, show: Show) -> str:
    told = difference(computation, show)
    return f" ({told})" if told else ""


def _worked(computation: Computation, show: Show) -> str:
    """terms = result ≠ stated (Δ …)."""
    left = side(computation.terms, show)
    if computation.result:
        left += f" = {show(computation.result)}"
    if computation.sign:
        left += f" {computation.sign} {side(computation.against, show)}"
    return left + _behind(computation, show)


def _moved(computation: Computation, show: Show) -> str:
    """From → to (+ difference), or : × how often; ≠ the way that the words say."""
    text = f"{side(computation.terms, show)} → {side(computation.against, show)}"
    text += f" ({show(computation.off)})" if computation.off else ""
    text += f": {computation.over}" if computation.over else ""
    return text + (f" ≠ {computation.way}" if computation.way else "")


def _counted(computation: Computation, show: Show) -> str:
    """The announced number and how many there are: their names."""
    text = f"{side(computation.against, show)} {computation.sign} {computation.result}"
    names = side(computation.terms, show)
    return f"{text}: {names}{_behind(computation, show)}" if names else text + _behind(computation, show)


def _counts(computation: Computation, show: Show, signs: Signs) -> str:
    """Which whole numbers give the percentage or come nearest; that none does, where that was looked for."""
    if computation.nearest is None:
        return ""
    whole, stated = show(computation.terms[-1].shown), side(computation.against, show)
    if not computation.nearest:
        return signs.none.format(whole=whole, share=stated)
    if computation.nearest[0].gives:
        return " | ".join(f"{one.number} / {whole} = {one.gives}" for one in computation.nearest)
    counts = " | ".join(one.number for one in computation.nearest)
    return signs.counts.format(share=stated, counts=counts, whole=whole)


_LAYOUTS: dict[Shape, Callable[[Computation, Show], str]] = {
    Shape.MOVE: _moved,
    Shape.COUNT: _counted,
}
