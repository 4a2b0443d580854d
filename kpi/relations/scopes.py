"""The scopes of the outline over the figures of a page: which figure is split, and into which.

What stays here is what only figures know: which of them count, of which indicator a mean is made up by its kinds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kpi.arithmetic.laws import rounded
from kpi.model import Bound, Role
from kpi.outline.scopes import scopes
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.rules.parts import counts, family


@dataclass(frozen=True, slots=True)
class Scope:
    """One whole and the figures of its family that its 其中 or its bracket holds, in text order."""

    whole: Figure
    parts: list[Figure]


@dataclass(frozen=True, slots=True)
class _Measures:
    page: Page

    def value(self, number: int) -> Decimal:
        return self.page.figures[number].value

    def family(self, number: int) -> str:
        return family(self.page.figures[number])

    def is_part(self, number: int) -> bool:
        return counts(self.page, self.page.figures[number])

    def is_whole(self, number: int) -> bool:
        return self.is_part(number) or _is_income(self.page.figures[number])

    def head(self, number: int) -> int:
        return number - 1 if number and self.page.figures[number].is_percent else number


def scopes_of(page: Page) -> list[Scope]:
    """All scopes of the report that hold two parts or more. Linear in the figures."""
    figures = page.figures
    spans = [(figure.start, figure.end) for figure in figures]
    sentences = [[figure.index for figure in sentence] for sentence in page.sentences]
    found: list[Scope] = []
    for scope in scopes(page.text, page.slots, spans, sentences, _Measures(page)):
        whole, parts = figures[scope.whole], [figures[part] for part in scope.parts]
        if counts(page, whole):
            found.append(Scope(whole, parts))
        else:
            found.append(Scope(mean(whole), [mean(part) for part in parts]))
    return found


@once_a_page
def wholes_of(page: Page) -> dict[int, int]:
    """The whole of each number that a scope holds, by their indexes."""
    return {part.index: scope.whole.index for scope in scopes_of(page) for part in scope.parts}


def _is_income(figure: Figure) -> bool:
    """人均可支配收入69039元,其中工资性收入43105元: an average that its kinds make up for each head."""
    exact = figure.quantity.bound is Bound.EXACT and figure.quantity.role is not Role.BEFORE
    return exact and any(split.of and split.of.search(figure.left) for split in cues().splits_of_averages)


def mean(figure: Figure) -> Figure:
    """A mean printed without decimals was rounded to them."""
    place = figure.last_place or Decimal(1)
    return replace(figure, interval=rounded(figure.interval), last_place=place)
