"""Targets to answers to verdicts: features in Python once a number, everything else as SQL over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from kpi.matching.features import Feature, Number, Statement, feature, statements, year_of
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

_COMMENT = re.compile(r"--[^\n]*")
_SETTING = re.compile(r"\$(\w+)")
THRESHOLDS: dict[str, float] = {
    "floor": 0.45,
    "missed": 0.77,
    "missed_side": 0.72,
    "shorter": 0.6,
    "met": 0.62,
    "met_side": 0.5,
    "review": 0.6,
    "beside": 0.5,
    "words": 0.7,
    "milestone": 0.6,
    "listed": 0.4,
}


def judge_targets(warehouse: Warehouse, share: float = 0.05, points: float = 0.3) -> None:
    """Fill `candidates` and `verdicts` anew for all targets of the warehouse, in one transaction.

    `share` and `points` are the tolerance of 约 and 左右 for amounts and for rates.
    """
    with warehouse.transaction():
        link(warehouse, share, points)


def link(warehouse: Warehouse, share: float, points: float) -> None:
    run(warehouse, "rounds")
    run(warehouse, "pins")
    run(warehouse, "features")
    for table, numbers in (("asked", _asked(warehouse)), ("told", _told(warehouse))):
        insert_rows(warehouse.connection, table, _rows(map(feature, numbers)))
    run(warehouse, "statements")
    insert_rows(warehouse.connection, "statements", _rows(_statements(warehouse)))
    run(warehouse, "words")
    run(warehouse, "links")
    run(warehouse, "gates")
    run(warehouse, "outcomes", share=share, points=points)
    run(warehouse, "picks", floor=THRESHOLDS["floor"])
    while run(warehouse, "pick_round"):
        pass
    run(warehouse, "verdicts")
    run(warehouse, "matters")
    run(warehouse, "modifiers")
    run(warehouse, "results")


def run(warehouse: Warehouse, name: str, **parameters: float) -> int:
    """Run the statements of `<name>.sql`, filling in the `$name` thresholds that they use; rows the last one wrote."""
    settings = THRESHOLDS | parameters
    source = _COMMENT.sub("", read_sql(name, "kpi.matching"))
    source = _SETTING.sub(lambda match: repr(settings[match[1]]), source)
    count = 0
    for statement in filter(str.strip, source.split(";\n")):
        found = warehouse.execute(statement).fetchone()
        count = int(found[0]) if found and isinstance(found[0], int) else 0
    return count


def _rows(records: Iterable[Feature | Statement]) -> list[tuple[Any, ...]]:
    """Their fields, in order; `dataclasses.astuple` would copy every list."""
    found = list(records)
    values = attrgetter(*(field.name for field in fields(found[0]))) if found else None
    return [values(record) for record in found] if values else []


_HEADINGS = """
    SELECT doc, section, kind, start, "end", level, heading FROM sections ORDER BY doc, section
"""


def _sections(warehouse: Warehouse) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for doc, *rest in warehouse.rows(_HEADINGS):
        found.setdefault(doc, []).append(tuple(rest))
    return found


def _paths(sections: list[tuple[Any, ...]]) -> dict[int, str]:
    """Headings above each section, outermost first."""
    stack: list[tuple[int, str]] = []
    paths: dict[int, str] = {}
    for number, _, _, _, level, heading in sections:
        if level:
            stack = [entry for entry in stack if entry[0] < level]
            stack.append((level, heading))
        paths[number] = "\n".join(text for _, text in stack)
    return paths


def _statements(warehouse: Warehouse) -> Iterator[Statement]:
    """Clauses and sentences of what the later reports say was done; their own plans say nothing of it."""
    texts = dict(warehouse.rows("SELECT doc, text FROM reports WHERE doc IN (SELECT doc FROM rounds)"))
    for doc, sections in _sections(warehouse).items():
        if doc in texts:
            spans = [(low, high) for _, kind, low, high, _, _ in sections if kind in ("review", "problems", "multi_year")]
            yield from statements(doc, texts[doc], spans)


_ASKED = """
    SELECT t.target, t.plan, t.quote, t.start, t."end", t.unit, t.subject, t.modifiers, t.flow, t.measure, t.place, t.topic,
           t.due, q.start, q."end", q.sentence_start, q.section, q.section_kind
    FROM targets t
    LEFT JOIN quantities q ON q.doc = t.plan AND q.start >= t.start AND q."end" <= t."end" AND q.value = t.value
    WHERE t.target IN (SELECT target FROM rounds) OR t.plan IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY t.target ORDER BY q.unit <> t.unit, q.start) = 1
"""


def _asked(warehouse: Warehouse) -> Iterator[Number]:
    texts = dict(warehouse.rows("SELECT doc, text FROM reports WHERE doc IN (SELECT plan FROM targets)"))
    sections = _sections(warehouse)
    paths = {doc: _paths(sections.get(doc, [])) for doc in texts}
    for row in warehouse.rows(_ASKED):
        (target, plan, quote, start, end, unit, subject, modifiers, flow, measure, place, topic, due, at, stop, sentence,
         section, kind) = row
        text = texts.get(plan)
        if text is None or at is None:
            text, at, stop, sentence, kind = quote, len(quote), len(quote), 0, "plan"
        yield Number(
            key=target, doc=plan or "", text=text, start=at, end=stop, sentence=sentence, unit=unit, subject=subject,
            modifiers=tuple(modifiers), flow=flow, measure=measure, place=place, topic=topic, period_kind="period",
            section_kind=kind, headings=paths.get(plan, {}).get(section, ""), year=year_of(due),
            paragraph=text.rfind("\n", 0, at) + 1,
        )


_TOLD = """
    SELECT q.id, q.doc, q.start, q."end", q.sentence_start, q.unit, q.subject, q.modifiers, q.flow, q.measure, q.place, q.topic,
           q.period_kind, q.section_kind, q.section, r.period_end
    FROM quantities q JOIN reports r USING (doc)
    WHERE q.doc IN (SELECT doc FROM rounds)
      AND (EXISTS (FROM pins p WHERE p.doc = q.doc AND p.quantity = q.id)
           OR q.section_kind IN ('review', 'problems', 'multi_year') AND q.role IN ('actual', 'standard', 'target')
           OR q.section_kind = 'plan' AND q.role = 'before')
"""


def _told(warehouse: Warehouse) -> Iterator[Number]:
    texts = dict(warehouse.rows("SELECT doc, text FROM reports WHERE doc IN (SELECT doc FROM rounds)"))
    sections = _sections(warehouse)
    paths = {doc: _paths(sections.get(doc, [])) for doc in texts}
    for row in warehouse.rows(_TOLD):
        (key, doc, start, end, sentence, unit, subject, modifiers, flow, measure, place, topic, period, kind, section, day) = row
        text = texts[doc]
        yield Number(
            key=key, doc=doc, text=text, start=start, end=end, sentence=sentence, unit=unit, subject=subject,
            modifiers=tuple(modifiers), flow=flow, measure=measure, place=place, topic=topic, period_kind=period,
            section_kind=kind, headings=paths[doc].get(section, ""), year=year_of(day),
            paragraph=text.rfind("\n", 0, start) + 1,
        )
