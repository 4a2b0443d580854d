"""Relations and their computations as rows: written for one report or between reports, and read back as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from kpi.arithmetic.notation import explained
from kpi.model import (
    Computation,
    Interval,
    Mend,
    Nearest,
    Reading,
    Relation,
    RelationType,
    RelationVerdict,
    Shape,
    Term,
)
from kpi.warehouse.rows import insert_rows, rounded
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

TABLES = ("relations", "relation_members", "relation_terms", "relation_mends", "relation_links")
Row = tuple[object, ...]
Fields = tuple[Any, ...]  # of a row that was read
Key = tuple[str, int]  # doc, number of the relation
_SIDES = ("computed", "stated")
_TERM = "side, place, shown, quantity, sign, opens, closes, term_doc, label, span"


@dataclass(frozen=True, slots=True)
class Stored:
    """A relation as it is numbered in the report `doc`; `members` name the report that each stands in."""

    doc: str
    number: int
    relation: Relation
    members: tuple[tuple[str, str], ...]  # doc, id of the quantity
    other: str | None = None  # a second report that members stand in


def of_reading(reading: Reading) -> list[Stored]:
    doc = reading.report.doc
    return [
        Stored(doc, number, one, tuple((doc, member) for member in one.members))
        for number, one in enumerate(reading.relations, start=1)
    ]


def write_relations(warehouse: Warehouse, stored: Sequence[Stored]) -> None:
    """Append them to the tables; links are to relations of the same call."""
    known = {(one.doc, one.number): one.relation for one in stored}
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for one in stored:
        key, computation = (one.doc, one.number), one.relation.computation
        linked = [known[one.doc, number] for number in computation.linked]
        note = explained(computation, [(other.verdict, other.computation) for other in linked])
        rows["relations"].append(_relation_row(one, note))
        rows["relation_members"] += [(*key, at, member, doc) for at, (doc, member) in enumerate(one.members)]
        for side, terms in zip(_SIDES, (computation.terms, computation.against), strict=True):
            rows["relation_terms"] += [(*key, side, at, *_term_row(term)) for at, term in enumerate(terms)]
        rows["relation_mends"] += [(*key, at, *mend) for at, mend in enumerate(computation.mends)]
        rows["relation_links"] += [(*key, number) for number in computation.linked]
    for table, found in rows.items():
        insert_rows(warehouse.connection, table, found)


def _relation_row(one: Stored, note: str) -> Row:
    relation, computation = one.relation, one.relation.computation
    ends = (*(computation.computed or (None, None)), *(computation.stated or (None, None)))
    counts, gives = (None, None) if computation.nearest is None else _unzipped(computation.nearest)
    return (
        one.doc, one.number, relation.type.value, relation.verdict.value, note, *(rounded(end) for end in ends),
        relation.formula, relation.rule, rounded(computation.gap), rounded(computation.gap_share), one.other,
        computation.shape.value, computation.sign, computation.result, computation.off, computation.over,
        computation.way, counts, gives,
    )  # fmt: skip


def _unzipped(nearest: Sequence[Nearest]) -> tuple[list[str], list[str]]:
    return [one.number for one in nearest], [one.gives for one in nearest]


def _term_row(term: Term) -> Row:
    return term.shown, term.quantity, term.sign, term.opens, term.closes, term.doc, term.label, term.span


def forget_between(warehouse: Warehouse, bodies: Collection[str]) -> None:
    """Remove what was found between the reports of bodies, and what formulas made: both are numbered last."""
    for table in reversed(TABLES):  # `relations` last: it says which they are
        warehouse.execute(
            f"DELETE FROM {table} t USING relations x, reports r WHERE x.doc = t.doc AND x.relation = t.relation "
            "AND r.doc = x.doc AND (x.other IS NOT NULL OR x.rule = 'formula') "
            "AND list_contains(?::VARCHAR[], r.body)",
            [sorted(bodies)],
        )


def last_numbers(warehouse: Warehouse) -> dict[str, int]:
    """The highest number of a relation in each report."""
    return dict(warehouse.rows("SELECT doc, max(relation) FROM relations GROUP BY doc"))


def relations_of(warehouse: Warehouse, docs: Collection[str]) -> dict[str, list[Relation]]:
    """What each report relates by itself: nothing between reports, and no formula."""
    done = computations(warehouse, docs)
    rows = warehouse.rows(
        "SELECT doc, relation, type, formula, rule, list(quantity ORDER BY place) FROM relations "
        "JOIN relation_members USING (doc, relation) WHERE list_contains(?::VARCHAR[], doc) "
        "AND other IS NULL AND rule <> 'formula' GROUP BY ALL ORDER BY doc, relation",
        [sorted(docs)],
    )
    found: dict[str, list[Relation]] = {doc: [] for doc in docs}
    for doc, number, kind, formula, rule, members in rows:
        verdict, computation = done[doc, number]
        found[doc].append(
            Relation(RelationType(kind), tuple(members), RelationVerdict(verdict), computation, formula, rule)
        )
    return found


def computations(
    warehouse: Warehouse, docs: Collection[str], wanted: Collection[Key] | None = None
) -> Mapping[Key, tuple[str, Computation]]:
    """Verdict and computation of the relations of `docs`, or of those `wanted` and what is linked with them."""
    links = _groups(warehouse, "relation_links", docs, "linked")
    keys = None
    if wanted is not None:
        keys = {*wanted, *((doc, number) for doc, of in wanted for (number,) in links.get((doc, of), ()))}
    terms = _groups(warehouse, "relation_terms", docs, _TERM)
    mends = _groups(warehouse, "relation_mends", docs, "place, quantity, printed, instead, mends, breaks")
    found: dict[Key, tuple[str, Computation]] = {}
    for doc, number, verdict, *rest in warehouse.rows(read_sql("computations"), [sorted(docs)]):
        key = doc, number
        if keys is None or key in keys:
            found[key] = verdict, _computation(rest, terms.get(key, ()), mends.get(key, ()), links.get(key, ()))
    return found


def _groups(warehouse: Warehouse, table: str, docs: Collection[str], columns: str) -> dict[Key, list[Fields]]:
    rows = warehouse.rows(
        f"SELECT doc, relation, {columns} FROM {table} WHERE list_contains(?::VARCHAR[], doc) ORDER BY ALL",
        [sorted(docs)],
    )
    return {key: [tuple(row[2:]) for row in group] for key, group in groupby(rows, itemgetter(0, 1))}


def _computation(
    row: Sequence[Any], terms: Iterable[Fields], mends: Iterable[Fields], links: Iterable[Fields]
) -> Computation:
    shape, sign, result, off, over, way, counts, gives, gap, gap_share, *ends = row
    sides: dict[str, list[Term]] = {side: [] for side in _SIDES}
    for side, _, *term in terms:
        sides[side].append(Term(*term))
    nearest = None if counts is None else tuple(map(Nearest, counts, gives))
    return Computation(
        Shape(shape), tuple(sides["computed"]), str(sign), tuple(sides["stated"]), str(result),
        _interval(ends[:2]), _interval(ends[2:]), str(off), str(over), str(way), nearest,
        gap, gap_share, tuple(Mend(*mend[1:]) for mend in mends), tuple(link[0] for link in links),
    )  # fmt: skip


def _interval(ends: Sequence[object]) -> Interval | None:
    low, high = (end if isinstance(end, Decimal) else None for end in ends)
    return None if low is None and high is None else Interval(low, high)
