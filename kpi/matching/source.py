"""Numbers and sentences of the warehouse, with the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kpi.matching.features import Number, feature
from kpi.matching.statements import statements
from kpi.matching.umbrellas import NO_LIST, list_of, umbrellas
from kpi.matching.worded import worded
from kpi.numbers.plain import normalise
from kpi.outline.expressions import expression
from kpi.outline.marks import LINE_END, SENTENCE_STOP
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

# What the plan says has been drawn up and is put before the meeting was done, wherever it stands.
_SUBMITTED = expression("matching", "source.submitted")
Row = tuple[Any, ...]
REPORTED = ("review", "problems", "multi_year")


@dataclass(frozen=True, slots=True)
class Page:
    """A report's normalised; the headings above its sections; the spans that say what was done."""

    text: str  # offsets stay
    headings: dict[int, str]
    spans: tuple[tuple[int, int], ...]
    sections: dict[int, tuple[int, int]]


def read_pages(warehouse: Warehouse) -> dict[str, Page]:
    """The pages of all plans and later reports that are concerned."""
    concerned = "SELECT doc FROM rounds UNION SELECT plan FROM targets WHERE plan IS NOT NULL"
    sections: dict[str, list[tuple[int, str, int, int, int, str]]] = {}
    columns = 'doc, section, kind, start, "end", level, heading'
    for row in warehouse.rows(f"SELECT {columns} FROM sections WHERE doc IN ({concerned}) ORDER BY ALL"):
        doc, number, kind, start, end, level, heading = row
        sections.setdefault(doc, []).append((number, kind, start, end, level, heading))
    pages: dict[str, Page] = {}
    for doc, text in warehouse.rows(f"SELECT doc, text FROM reports WHERE doc IN ({concerned})"):
        own = sections.get(doc, [])
        spans = tuple(
            (_behind_heading(text, heading, start, end) if level else start, end)
            for _, kind, start, end, level, heading in own
            if kind in REPORTED
        )
        # Under a heading of several years, a part that its words turn to one year is of that year.
        years = {heading for _, kind, _, _, _, heading in own if kind == "multi_year"}
        headings = _headings(
            [
                (n, level, "" if kind == "review" and heading in years else heading)
                for n, kind, _, _, level, heading in own
            ]
        )
        plain = normalise(text)
        others = [(start, end) for _, kind, start, end, _, _ in own if kind not in REPORTED]
        spans += tuple(found.span() for low, high in others for found in _SUBMITTED.finditer(plain, low, high))
        pages[doc] = Page(plain, headings, tuple(sorted(spans)), {n: (low, high) for n, _, low, high, _, _ in own})
    return pages


def _behind_heading(text: str, heading: str, start: int, end: int) -> int:
    """A heading says nothing of what was done, unless it is a sentence with a stop (一是联合承办残特奥会。)."""
    behind = max(start, text.find(heading, start, end) + len(heading))
    stop = SENTENCE_STOP.match(text, behind, end)
    return start if stop is not None and stop[0] != LINE_END else behind


def _headings(sections: list[tuple[int, int, str]]) -> dict[int, str]:
    """The headings above each section, outermost first, a line each."""
    stack: list[tuple[int, str]] = []
    found: dict[int, str] = {}
    for number, level, heading in sections:
        if level:
            stack = [entry for entry in stack if entry[0] < level] + [(level, normalise(heading))]
        found[number] = "\n".join(text for _, text in stack if text)
    return found


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be read of one report; plain values, so that another process can do it."""

    page: Page | None  # None where the plan is not there: the quotes of its targets stand for it
    asked: list[Row]  # of the targets of its plan
    told: list[Row]  # of its numbers, as a later report
    later: bool  # whether it judges targets
    milestones: bool  # some of which are milestones
    doc: str


def works(warehouse: Warehouse) -> list[Work]:
    """One for each plan and later report that is concerned, in the order of their names."""
    pages = read_pages(warehouse)
    asked: dict[str, list[Row]] = {}
    told: dict[str, list[Row]] = {}
    for row in warehouse.rows(read_sql("asked", "kpi.matching")):
        asked.setdefault(row[1], []).append(row)
    for row in warehouse.rows(read_sql("told", "kpi.matching")):
        told.setdefault(row[1], []).append(row)
    later = "SELECT doc, bool_or(kind = 'milestone') FROM rounds JOIN targets USING (target) GROUP BY doc"
    judging: dict[str, bool] = dict(warehouse.rows(later))
    return [
        Work(pages.get(doc), asked.get(doc, []), told.get(doc, []), doc in judging, judging.get(doc, False), doc)
        for doc in sorted(asked.keys() | judging.keys())
    ]


def asked_numbers(work: Work) -> Iterator[Number]:
    """One for each target; its quote stands for the text where the plan is not there."""
    for row in work.asked:
        key, doc, quote, unit, subject, modifiers, flow, measure, place, topic, year, *place_in_text = row
        start, end, sentence, section, kind, quoted, indicator = place_in_text
        page = work.page if start is not None else None
        plan = work.page if quoted is not None else None
        listed = list_of(plan.text, start or quoted, _above(plan, quoted)) if plan else NO_LIST
        if page is None:
            start, end, sentence = len(quote), len(quote), 0
        text, subject = page.text if page else normalise(quote), normalise(subject)
        yield Number(
            key, doc, text, start, end, sentence, text.rfind("\n", 0, start) + 1, unit, subject, modifiers,
            flow, measure, place, topic, "period", kind, page.headings.get(section, "") if page else "", year,
            listed, indicator,
        )  # fmt: skip


def _above(page: Page, start: int) -> str:
    """The headings over a place."""
    section = next((number for number, (low, high) in page.sections.items() if low <= start < high), -1)
    return page.headings.get(section, "")


def told_numbers(work: Work) -> Iterator[Number]:
    """One for each number of a later report that may answer."""
    if work.page is None:
        return
    text, headings = work.page.text, work.page.headings
    for row in work.told:
        key, doc, unit, subject, modifiers, flow, measure, place, topic, period, year, *place_in_text = row
        start, end, sentence, section, kind, indicator = place_in_text
        yield Number(
            key, doc, text, start, end, sentence, text.rfind("\n", 0, start) + 1, unit, subject, modifiers,
            flow, measure, place, topic, period, kind, headings.get(section, ""), year,
            indicator=indicator,
        )  # fmt: skip


def records(work: Work) -> Iterator[tuple[str, Iterable[tuple[object, ...]]]]:
    """The tables of features.sql that a report adds to, each with its records."""
    yield "asked", map(feature, asked_numbers(work))
    if not work.later or work.page is None:
        return
    text, spans = work.page.text, work.page.spans
    yield "told", map(feature, told_numbers(work))
    # Clause by clause only where milestones are asked; its own plan says nothing of what was done.
    yield "statements", statements(work.doc, text, spans, clauses=work.milestones)
    yield "umbrellas", umbrellas(work.doc, text, spans)
    yield "worded", worded(work.doc, text, spans)
