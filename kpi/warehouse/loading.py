"""What was read in the reports, and the targets, into the warehouse: a report's facts all or none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal

from kpi.errors import KpiError, Problem, problem
from kpi.model import Quantity, Reading, SectionKind, Weight
from kpi.warehouse.engine import engine_version
from kpi.warehouse.relations import TABLES as RELATION_TABLES
from kpi.warehouse.relations import of_reading, write_relations
from kpi.warehouse.rows import fits, insert_rows, rounded
from kpi.warehouse.store import Warehouse

_SIMPLE = ("reports", "sections", "document_places", "document_losses", "quantities", "unread")
FACTS = (*_SIMPLE, *RELATION_TABLES)  # what is read in a report
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row of the table `targets`, in its column order (docs/warehouse.md says what each column holds)."""

    target: str
    file: str
    line: int
    id: str
    body: str
    plan: str | None
    plan_period_end: date | None
    start: int | None
    end: int | None
    quote: str
    indicator: str
    subject: str
    head: str
    modifiers: tuple[str, ...]
    flow: str
    measure: str
    place: str
    topic: str
    kind: str
    op: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    due: date
    pinned_text: str | None = None
    pinned_by: str | None = None
    pinned_why: str | None = None
    pinned_verdict: str | None = None
    pinned_doc: str | None = None
    weight: str = Weight.NUMBER.value
    weight_rule: str = "weight.number"
    plan_weight: str = Weight.NUMBER.value
    relative: str = ""


def known_hash(warehouse: Warehouse, doc: str) -> str | None:
    """Content hash of `doc` as loaded by the present engine, None where it has to be read (again)."""
    found = warehouse.execute(
        "SELECT content_hash FROM reports WHERE doc = ? AND engine = ?", [doc, engine_version()]
    ).fetchone()
    return None if found is None else str(found[0])


def known_hashes(warehouse: Warehouse) -> dict[str, str]:
    """Content hash of every report that the present engine has read."""
    return dict(warehouse.rows("SELECT doc, content_hash FROM reports WHERE engine = ?", [engine_version()]))


def load_reading(warehouse: Warehouse, reading: Reading, content_hash: str) -> bool:
    """`load_readings` of one report; False when the same text is already there."""
    return bool(load_readings(warehouse, [(reading, content_hash)]))


def load_readings(warehouse: Warehouse, readings: Sequence[tuple[Reading, str]]) -> tuple[str, ...]:
    """Replace all facts of these reports in one transaction; the docs of those that were not there as they are.

    The text beside each reading is the sha256 of its file's bytes. KpiError: `number_out_of_range` for each number
    that the database cannot hold exactly; nothing is written then.
    """
    known = known_hashes(warehouse)
    fresh = [(one, content) for one, content in readings if known.get(one.report.doc) != content]
    if problems := [found for one, _ in fresh for found in too_large(one)]:
        raise KpiError(problems)
    docs = tuple(one.report.doc for one, _ in fresh)
    with warehouse.transaction():
        forget_docs(warehouse, docs)
        for table, rows in _fact_rows(fresh).items():
            insert_rows(warehouse.connection, table, rows)
        write_relations(warehouse, [stored for one, _ in fresh for stored in of_reading(one)])
    return docs


def _fact_rows(readings: Sequence[tuple[Reading, str]]) -> dict[str, list[Row]]:
    """The rows of all tables but those of relations."""
    rows: dict[str, list[Row]] = {table: [] for table in _SIMPLE}
    for reading, content in readings:
        doc = reading.report.doc
        rows["reports"].append(_report_row(reading, content))
        rows["sections"] += _section_rows(reading)
        rows["document_places"] += [(doc, *place) for place in reading.report.places]
        rows["document_losses"] += [_loss_row(doc, found) for found in reading.warnings]
        rows["quantities"] += [_quantity_row(reading, q) for q in reading.printed]
        rows["unread"] += _unread_rows(reading)
    return rows


def forget_reports(warehouse: Warehouse, keep_docs: Collection[str]) -> tuple[str, ...]:
    """Remove the facts of every report that is not in `keep_docs` (its file is gone); returns what was removed."""
    docs = [str(doc) for (doc,) in warehouse.rows("SELECT doc FROM reports ORDER BY doc")]
    gone = [doc for doc in docs if doc not in keep_docs]
    if gone:
        with warehouse.transaction():
            forget_docs(warehouse, gone)
    return tuple(gone)


def load_targets(warehouse: Warehouse, rows: Sequence[TargetRow]) -> None:
    """Replace all targets in one transaction. KpiError: `number_out_of_range`; the old targets stay then."""
    problems = [
        problem("number_out_of_range", row.file, row.line, text=str(value))
        for row in rows
        for value in (row.value, row.value_high)
        if not fits(value)
    ]
    if problems:
        raise KpiError(problems)
    with warehouse.transaction():
        warehouse.execute("DELETE FROM targets")
        insert_rows(warehouse.connection, "targets", [astuple(row) for row in rows])


def forget_docs(warehouse: Warehouse, docs: Collection[str]) -> None:
    """Remove the facts of reports. Inside a transaction of the caller's.

    With the facts goes what was made from them between reports, so their bodies have to be judged again even if
    the process dies now and the next one finds the old text in its place.
    """
    there = {doc for (doc,) in warehouse.rows("SELECT doc FROM reports")}
    if not (docs := sorted(there.intersection(docs))):
        return
    bodies = "SELECT body FROM reports WHERE list_contains(?::VARCHAR[], doc)"
    warehouse.execute(f"UPDATE judged SET state = '' WHERE body IN ({bodies})", [docs])
    for table in (*FACTS, "formula_misses"):
        warehouse.execute(f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], doc)", [docs])


def too_large(reading: Reading) -> Iterator[Problem]:
    """One problem for each number that the database cannot hold exactly."""
    for quantity in reading.printed:
        if not fits(quantity.value):
            line = reading.report.text.count("\n", 0, quantity.start) + 1
            yield problem("number_out_of_range", reading.report.doc, line, text=quantity.text)


def _report_row(reading: Reading, content_hash: str) -> Row:
    r = reading.report
    return (
        r.doc, content_hash, engine_version(), r.title, r.body, r.period_start, r.period_end, r.published,
        r.plan_start, r.plan_due, r.text,
    )  # fmt: skip


def _loss_row(doc: str, found: Problem) -> Row:
    return doc, found.file, found.code, [name for name, _ in found.values], [value for _, value in found.values]


def _section_rows(reading: Reading) -> Iterator[Row]:
    for number, s in enumerate(reading.report.sections):
        yield (reading.report.doc, number, s.kind.value, s.start, s.end, s.level, s.heading)


def _unread_rows(reading: Reading) -> Iterator[Row]:
    text = reading.report.text
    for one in reading.unread:
        yield (reading.report.doc, one.start, one.end, text[one.start : one.end], one.rule, *one.sentence)


def _quantity_row(reading: Reading, q: Quantity) -> Row:
    sections = reading.report.sections
    kind = sections[q.section].kind if 0 <= q.section < len(sections) else SectionKind.REVIEW
    s = q.subject
    return (
        reading.report.doc, q.id, q.start, q.end, q.text,
        q.value, q.unit, q.bound.value, q.role.value,
        s.text, s.head, list(s.modifiers), s.flow.value, s.measure.value, s.place, s.topic, q.indicator,
        rounded(q.interval.low), rounded(q.interval.high), q.last_place,
        q.period.kind.value, q.period.start, q.period.end,
        q.sentence[0], q.sentence[1], q.section, kind.value, q.optional, q.damaged, q.known_unit, q.note,
        q.role_rule, q.period_rule, q.pictured,
    )  # fmt: skip
