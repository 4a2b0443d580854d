"""The formulas of the suites over the reports of each body: read from the warehouse, written into `relations`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from kpi.between import Bookshelf
from kpi.extraction.catalogue import Catalogue
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import (
    Report,
    Section,
    SectionKind,
)
from kpi.numbers.plain import normalise
from kpi.relations.formulas import Facts, Formula, Outcome, evaluate_all, facts_of, relation_of
from kpi.relations.formulas.periods import source_of
from kpi.warehouse.quantities import quantity_of
from kpi.warehouse.relations import Stored, last_numbers, write_relations
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse
from kpi.workspace.config import SuiteUse

_KINDS = {12: "annual", 6: "half_year", 3: "quarter"}


class Declared(NamedTuple):
    """A formula and where its suite applies; None: everywhere."""

    formula: Formula
    scope: SuiteUse | None = None


def relate_formulas(
    warehouse: Warehouse,
    bodies: Collection[str],
    declared: Sequence[Declared],
    catalogue: Catalogue,
    books: Bookshelf | None = None,
) -> None:
    """Evaluate all formulas anew for the reports of each body. Inside a transaction of the caller's, after
    `relate_bodies`, which has removed what the formulas made before.
    """
    forget_misses(warehouse, bodies)
    outcomes = [
        (one.doc, outcome)
        for body, facts in (_facts(warehouse, bodies, catalogue) if declared else ())
        for one in facts
        for outcome in _outcomes(one, facts, body, declared)
    ]
    _write(warehouse, outcomes, books or Bookshelf(warehouse))


def forget_misses(warehouse: Warehouse, bodies: Collection[str]) -> None:
    """Remove which formulas the reports of these bodies could not be held against."""
    warehouse.execute(
        "DELETE FROM formula_misses m USING reports r WHERE r.doc = m.doc AND list_contains(?::VARCHAR[], r.body)",
        [sorted(bodies)],
    )


def _outcomes(own: Facts, facts: Sequence[Facts], body: str, declared: Sequence[Declared]) -> list[Outcome]:
    """Of the formulas whose scope holds the report; reports of nobody are each by themselves."""
    inside = [one.formula for one in declared if in_reach(one.scope, body, own.start, own.end)]
    return evaluate_all(inside, source_of(own, facts if body else [own]))


def in_reach(scope: SuiteUse | None, body: str, start: date | None, end: date | None) -> bool:
    """Whether a suite looks at a report (`kpi.auditing.scope` says the same of the rows of a frame)."""
    if scope is None:
        return True
    if scope.bodies and body not in scope.bodies:
        return False
    if scope.reports and kind_of_report(start, end) not in scope.reports:
        return False
    if scope.start and (end is None or end < scope.start):
        return False
    return not (scope.end and (end is None or end > scope.end))


def kind_of_report(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return "other"
    after = date.fromordinal(end.toordinal() + 1)
    return _KINDS.get((after.year - start.year) * 12 + after.month - start.month, "other")


def _facts(
    warehouse: Warehouse, bodies: Collection[str], catalogue: Catalogue
) -> Iterator[tuple[str, list[Facts]]]:
    """Each body with what its reports tell."""
    reports = _reports(warehouse, bodies)
    cursor = warehouse.execute(read_sql("formulas", "kpi.auditing"), [sorted(bodies)])
    names = [column[0] for column in cursor.description or []]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    for body, told in groupby(rows, itemgetter("body")):
        yield body, [_told_in(reports[doc], group, catalogue) for doc, group in groupby(told, itemgetter("doc"))]


def _told_in(report: Report, rows: Iterable[dict[str, Any]], catalogue: Catalogue) -> Facts:
    scanned = join_hard_wraps(normalise(report.text))
    return facts_of(report, scanned, [quantity_of(row) for row in rows], catalogue)


def _reports(warehouse: Warehouse, bodies: Collection[str]) -> dict[str, Report]:
    """The reports of bodies by their docs."""
    sections: dict[str, list[Section]] = {}
    kinds = (
        'SELECT doc, kind, s.start, s."end" FROM sections s JOIN reports USING (doc) '
        "WHERE list_contains(?::VARCHAR[], body) ORDER BY doc, section"
    )
    for doc, kind, low, high in warehouse.rows(kinds, [sorted(bodies)]):
        sections.setdefault(doc, []).append(Section(SectionKind(kind), low, high))
    columns = "doc, text, title, body, period_start, period_end"
    query = f"SELECT {columns} FROM reports WHERE list_contains(?::VARCHAR[], body)"
    return {
        doc: Report(doc, text, title, body, start, end, sections=tuple(sections.get(doc, ())))
        for doc, text, title, body, start, end in warehouse.rows(query, [sorted(bodies)])
    }


def _told(warehouse: Warehouse) -> set[tuple[str, frozenset[str]]]:
    """(doc, members) of what a report contradicts by itself: a formula of the same numbers would tell it twice."""
    rows = warehouse.rows(
        "SELECT doc, list(quantity) FROM relation_members JOIN relations USING (doc, relation) "
        "WHERE verdict = 'inconsistent' AND other IS NULL GROUP BY doc, relation"
    )
    return {(doc, frozenset(members)) for doc, members in rows}


def _write(warehouse: Warehouse, outcomes: Sequence[tuple[str, Outcome]], books: Bookshelf) -> None:
    """Numbered on after the relations that the report has already."""
    last = last_numbers(warehouse)
    stored: list[Stored] = []
    told = _told(warehouse)
    for doc, outcome in outcomes:
        within = all(fact.doc == doc for fact in outcome.facts)
        if outcome.why or (within and (doc, frozenset(fact.quantity.id for fact in outcome.facts)) in told):
            continue
        number = last[doc] = last.get(doc, 0) + 1
        members = tuple((fact.doc, fact.quantity.id) for fact in outcome.facts)
        other = next((fact.doc for fact in outcome.facts if fact.doc != doc), None)
        stored.append(Stored(doc, number, relation_of(outcome, books), members, other))
    write_relations(warehouse, stored)
    misses = [(doc, outcome.formula.id, outcome.why) for doc, outcome in outcomes if outcome.why]
    insert_rows(warehouse.connection, "formula_misses", misses)
