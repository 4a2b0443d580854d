"""The contradictions between reports in the warehouse: read by body, written into `relations`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from kpi.between.finders import Between, between
from kpi.between.mending import Bookshelf, asked_for, mended
from kpi.between.told import Doc, Told, around, in_order
from kpi.model import Bound, Flow, Interval, Measure, PeriodKind, Relation, Role, SectionKind
from kpi.relations.check import spread_of
from kpi.warehouse.relations import Stored, forget_between, last_numbers, write_relations
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse


def relate_bodies(warehouse: Warehouse, bodies: Collection[str], books: Bookshelf | None = None) -> None:
    """Find anew what contradicts itself between the reports of each body. Inside a transaction of the caller's.

    Rows of bodies that are gone went with their reports. What formulas made goes too: it is numbered behind this.
    """
    forget_between(warehouse, bodies)
    found = [one for docs in _bodies(warehouse, bodies) for one in _found(in_order(docs))]
    _write(warehouse, found, books or Bookshelf(warehouse))


def _found(docs: Sequence[Doc]) -> Iterator[Between]:
    """Every pair: a year may be told again in any later report."""
    for (place, earlier), (other, later) in combinations(enumerate(docs), 2):
        yield from between(earlier, later, consecutive=other == place + 1)


def _bodies(warehouse: Warehouse, bodies: Collection[str]) -> Iterator[list[Doc]]:
    """What the reports of each body tell."""
    wanted = [sorted(bodies)]
    texts = dict(warehouse.rows("SELECT doc, text FROM reports WHERE list_contains(?::VARCHAR[], body)", wanted))
    cursor = warehouse.execute(read_sql("told", "kpi.between"), wanted)
    names = [column[0] for column in cursor.description or []]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    for _, told in groupby(rows, itemgetter("body")):
        yield [_doc(list(listed), texts[doc]) for doc, listed in groupby(told, itemgetter("doc"))]


def _doc(rows: Sequence[dict[str, Any]], text: str) -> Doc:
    return Doc(rows[0]["doc"], rows[0]["report_start"], rows[0]["report_end"], list(_told(rows, text)))


def _told(rows: Sequence[dict[str, Any]], text: str) -> Iterator[Told]:
    previous = 0
    for row in rows:
        words = around(text, previous, row["start"], (row["sentence_start"], row["sentence_end"]))
        bound = Bound(row["bound"])
        yield Told(
            row["doc"], row["id"], row["start"], row["end"], row["text"], row["value"],
            spread_of(row["text"], row["value"], bound, Interval(row["low"], row["high"])),
            row["unit"], bound, Role(row["role"]), row["subject"], frozenset(row["modifiers"]), Flow(row["flow"]),
            Measure(row["measure"]), row["place"], row["indicator"], PeriodKind(row["period_kind"]),
            row["period_end"], SectionKind(row["section_kind"]), *words, row["usable"],
        )  # fmt: skip
        previous = max(previous, row["end"])


def _write(warehouse: Warehouse, found: Sequence[Between], books: Bookshelf) -> None:
    """Numbered on after the relations that the later report has of its own."""
    last = last_numbers(warehouse)
    stored: list[Stored] = []
    books.fetch(asked_for(found))
    for one in found:
        doc = one.members[0].doc
        number = last[doc] = last.get(doc, 0) + 1
        ids, members = zip(*((member.id, (member.doc, member.id)) for member in one.members), strict=True)
        relation = Relation(one.type, ids, one.verdict, mended(one, books), one.formula, one.rule)
        other = next(member.doc for member in one.members if member.doc != doc)
        stored.append(Stored(doc, number, relation, members, other))
    write_relations(warehouse, stored)
