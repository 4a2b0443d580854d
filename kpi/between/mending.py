"""Single slips of the pen with which what contradicts itself between two reports would fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.arithmetic.intervals import meets
from kpi.arithmetic.laws import rise_computed
from kpi.between.finders import Between
from kpi.model import Computation, Interval, Mend, Quantity, RelationType
from kpi.relations.check import spread
from kpi.relations.explain import Book, best_mends
from kpi.relations.slips import slips_in
from kpi.warehouse.quantities import quantities_of
from kpi.warehouse.relations import relations_of
from kpi.warehouse.store import Warehouse

Books = Callable[[str], Book]


class Bookshelf:
    """What each report says, by its name; each is looked up once, many of them together where that is asked."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._books: dict[str, Book] = {}

    def __call__(self, doc: str) -> Book:
        self.fetch([doc])
        return self._books[doc]

    def fetch(self, docs: Iterable[str]) -> None:
        """Look these reports up."""
        if new := {doc for doc in docs if doc not in self._books}:
            relations, quantities = relations_of(self._warehouse, new), quantities_of(self._warehouse, new)
            self._books |= {doc: Book(relations[doc], quantities[doc]) for doc in new}


def asked_for(found: Iterable[Between]) -> set[str]:
    """The reports that `mended` looks up."""
    return {member.doc for one in found if one.type in _LAWED for member in one.members}


def mended(one: Between, books: Books) -> Computation:
    """The computation with the slips that would mend it."""
    return replace(one.computation, mends=best_mends(_slips(one, books)))


def _slips(one: Between, books: Books) -> Iterator[tuple[Mend, Quantity, Book]]:
    spans = [member.interval for member in one.members]
    for place, member in enumerate(one.members) if one.type in _LAWED else ():
        book = books(member.doc)
        for mend, changed in slips_in(book.quantities[member.id]):
            if _holds(one, [*spans[:place], spread(changed), *spans[place + 1 :]]):
                yield mend, changed, book


# A standard that changed and a leap of ten times may both be so: no digit would mend them.
_LAWED = (RelationType.GROWTH, RelationType.RETOLD, RelationType.CUMULATIVE)


def _holds(one: Between, spans: Sequence[Interval]) -> bool:
    new, old = spans[:2]
    if one.type is RelationType.GROWTH:
        computed = rise_computed(one.formula, old, new)
        return computed is not None and meets(computed, spans[2])
    if one.type is RelationType.RETOLD:
        return meets(new, old)
    return new.high is None or old.low is None or new.high >= old.low
