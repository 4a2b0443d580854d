"""What an indicator's name in a formula stands for: an id of the catalogue, words that split it, a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi.errors import nearest
from kpi.extraction.catalogue import Catalogue, Indicator, plain
from kpi.relations.formulas.expression import Term
from kpi.relations.formulas.units import kind_of
from kpi.relations.formulas.words import split_words, words


@dataclass(frozen=True, eq=False)
class Names:
    """The catalogue by canonical name and by any wording. Build it once with `names_of`: it is only itself."""

    catalogue: Catalogue
    canonical: dict[str, list[str]] = field(default_factory=dict)
    wordings: dict[str, list[str]] = field(default_factory=dict)

    def find(self, written: str, unit: str = "") -> list[Term]:
        """All that a name can stand for, one at best; a time in front counts only where it is no part of it."""
        text = plain(written)
        found = self._find(text, unit)
        for time in sorted(words().times, key=len, reverse=True) if not found else ():
            if text.startswith(time) and (found := self._find(text.removeprefix(time), unit)):
                return [term._replace(time=time) for term in found]
        return found

    def nearest(self, written: str) -> str:
        text = plain(written)
        return nearest(text, self.canonical) or nearest(text, self.wordings)

    def units(self, terms: list[Term]) -> str:
        return ", ".join(sorted({self.catalogue.indicators[term.indicator].unit for term in terms}))

    def _find(self, text: str, unit: str) -> list[Term]:
        for known in (self.canonical, self.wordings):
            for start in range(len(text)):
                ids = known.get(text[start:], ())
                terms = {self._term(one, text): None for one in ids if self._splits(one, text[:start], unit)}
                if terms:
                    return list(terms)
        return []

    def _splits(self, identifier: str, before: str, unit: str) -> bool:
        """Whether only words that split the indicator stand before its name, and the unit is one of its own."""
        indicator = self.catalogue.indicators[identifier]
        for word in sorted(self._dimensions(indicator), key=len, reverse=True):
            before = before.replace(word, "")
        kinds = [kind_of(one) for one in (indicator.unit, *indicator.also)]
        return not before and (not unit or kind_of(unit) in kinds)

    def _term(self, identifier: str, text: str) -> Term:
        return Term(identifier, split_words(identifier, self.catalogue.split(text, identifier)))

    def _dimensions(self, indicator: Indicator) -> tuple[str, ...]:
        of = self.catalogue.indicators.get(indicator.of, indicator)
        return of.dimensions


def names_of(catalogue: Catalogue) -> Names:
    names = Names(catalogue)
    for indicator in catalogue.indicators.values():
        names.canonical.setdefault(plain(indicator.name), []).append(indicator.id)
        for word in _aliases(indicator):
            names.wordings.setdefault(word, []).append(indicator.id)
    return names


def _aliases(indicator: Indicator) -> Iterator[str]:
    """A growth has the wordings of what grows, which would name that: only its name is its own."""
    yield from dict.fromkeys(plain(alias) for alias in indicator.aliases if not indicator.growth)
