"""勾稽: numbers of one report that must fit together, found by structure and judged by intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kpi.extraction import extract
from kpi.model import Quantity, Reading, Relation, Report
from kpi.reading.normalise import normalise
from kpi.relations.breakdowns import breakdowns
from kpi.relations.figures import Page, build_page
from kpi.relations.lists import list_counts
from kpi.relations.products import products
from kpi.relations.restated import restated
from kpi.relations.rises import rises
from kpi.relations.shares import shares
from kpi.relations.totals import totals

__all__ = ["find_relations", "read"]


def find_relations(report: Report, scanned: str, quantities: Sequence[Quantity]) -> tuple[Relation, ...]:
    """All relations between the quantities of one report, in the order of their last member.

    `scanned` is the normalised text (kpi.reading.normalise: same length, so offsets agree). Pure and linear in the
    text. Every relation names quantity ids, the whole first; its note spells the computation out.
    """
    page = build_page(report, scanned, quantities)
    seen: dict[tuple[str, frozenset[str]], Relation] = {}
    for relation in _all(page):
        seen.setdefault((relation.type.value, frozenset(relation.members)), relation)
    place = {quantity.id: index for index, quantity in enumerate(quantities)}
    return tuple(sorted(seen.values(), key=lambda relation: max(place[member] for member in relation.members)))


def _all(page: Page) -> Iterator[Relation]:
    yield from breakdowns(page)
    yield from totals(page)
    yield from shares(page)
    yield from rises(page)
    yield from list_counts(page)
    yield from products(page)
    yield from restated(page)


def read(text: str, doc: str) -> Reading:
    """All that is read in one report, its relations included: extraction first, then the arithmetic over it."""
    reading = extract(text, doc)
    relations = find_relations(reading.report, normalise(text), reading.quantities)
    return replace(reading, relations=relations)
