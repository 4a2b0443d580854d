"""What a report says of a relative target that it neither compares nor tells by one growth of the year.

Town and country told apart may decide together; a figure of several years or of another measure cannot. Only where
nothing of the matter is told at all is the target not reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.matching.relative_words import pairs, plain_words, share
from kpi.matching.source import Page
from kpi.matching.words import canonical, half_of
from kpi.model import Verdict
from kpi.outline.expressions import expression

_SENTENCE = expression("matching", "statements.sentences")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that the report tells; `now` for a growth of the reviewed time, in per cent."""

    id: str
    start: int
    end: int
    value: Decimal
    subject: str
    indicator: str
    now: bool = True


def by_halves(
    subject: str, told: Sequence[Told], decide: Callable[[Decimal], Verdict]
) -> tuple[Verdict, Told, str] | None:
    """What town and country say of both together; the half that falls short, or else the first, as evidence."""
    wanted = plain_words(half_of(canonical(subject))[1])
    found: dict[str, Told] = {}
    for one in told:
        half, rest = half_of(canonical(one.subject))
        if one.now and half in ("town", "country") and plain_words(rest) == wanted:
            found.setdefault(half, one)
    if not found:
        return None
    said = [(decide(one.value), one) for one in found.values()]
    short = next((one for verdict, one in said if verdict is not Verdict.MET), None)
    together = len(found) > 1 and short is None
    note = ", ".join(f"{one.value.normalize():f}%" for one in found.values())
    return (Verdict.MET if together else Verdict.NOT_COMPARABLE), short or said[0][1], note


def beside(subject: str, told: Iterable[Told], alike: float) -> Told | None:
    """A figure of the same thing that cannot decide: of several years, or in another measure."""
    ranked = [(min(share(subject, one.subject), share(one.subject, subject)), -one.start, one) for one in told]
    best = max(ranked, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] >= alike else None


def is_mentioned(subject: str, page: Page, alike: float, beside: Sequence[str] = ("",)) -> bool:
    """Whether a sentence of what was done holds so many of the words, and one of those to stand beside them.

    A subject without words may be anywhere.
    """
    wanted = pairs(plain_words(subject))
    return not wanted or any(
        any(word in sentence[0] for word in beside)
        and len(wanted & pairs(plain_words(sentence[0]))) >= alike * len(wanted)
        for low, high in page.spans
        for sentence in _SENTENCE.finditer(page.text, low, high)
    )
