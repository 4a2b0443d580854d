"""Numbers and sentences of the warehouse, with the text around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpi.matching.features import Number
from kpi.matching.statements import Statement, statements
from kpi.matching.umbrellas import NO_LIST, Umbrella, list_of, umbrellas
from kpi.matching.worded import Worded, worded
from kpi.numbers.plain import normalise
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

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
        # A heading says nothing of what was done.
        spans = tuple(
            (max(start, text.find(heading, start, end) + len(heading)) if level else start, end)
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
        pages[doc] = Page(normalise(text), headings, spans, {n: (low, high) for n, _, low, high, _, _ in own})
    return pages


def _headings(sections: list[tuple[int, int, str]]) -> dict[int, str]:
    """The headings above each section, outermost first, a line each."""
    stack: list[tuple[int, str]] = []
    found: dict[int, str] = {}
    for number, level, heading in sections:
        if level:
            stack = [entry for entry in stack if entry[0] < level] + [(level, normalise(heading))]
        found[number] = "\n".join(text for _, text in stack if text)
    return found


def asked_numbers(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Number]:
    """One for each target; its quote stands for the text where the plan is not there."""
    for row in warehouse.rows(read_sql("asked", "kpi.matching")):
        key, doc, quote, unit, subject, modifiers, flow, measure, place, topic, year, *place_in_text = row
        start, end, sentence, section, kind, quoted = place_in_text
        page = pages.get(doc) if start is not None else None
        plan = pages.get(doc) if quoted is not None else None
        listed = list_of(plan.text, start or quoted, _above(plan, quoted)) if plan else NO_LIST
        if page is None:
            start, end, sentence = len(quote), len(quote), 0
        text, subject = page.text if page else normalise(quote), normalise(subject)
        yield Number(
            key, doc, text, start, end, sentence, text.rfind("\n", 0, start) + 1, unit, subject, modifiers,
            flow, measure, place, topic, "period", kind, page.headings.get(section, "") if page else "", year,
            listed,
        )  # fmt: skip


def _above(page: Page, start: int) -> str:
    """The headings over a place."""
    section = next((number for number, (low, high) in page.sections.items() if low <= start < high), -1)
    return page.headings.get(section, "")


def told_numbers(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Number]:
    """One for each number of the later reports that may answer."""
    for row in warehouse.rows(read_sql("told", "kpi.matching")):
        key, doc, unit, subject, modifiers, flow, measure, place, topic, period, year, *place_in_text = row
        start, end, sentence, section, kind = place_in_text
        page = pages[doc]
        yield Number(
            key, doc, page.text, start, end, sentence, page.text.rfind("\n", 0, start) + 1, unit, subject,
            modifiers, flow, measure, place, topic, period, kind, page.headings.get(section, ""), year,
        )  # fmt: skip


def told_statements(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Statement]:
    """What the later reports say was done, sentence by sentence, and clause by clause where milestones are asked.

    Their own plans say nothing of it.
    """
    for doc, milestones in warehouse.rows(
        "SELECT doc, bool_or(kind = 'milestone') FROM rounds JOIN targets USING (target) GROUP BY doc ORDER BY doc"
    ):
        page = pages[doc]
        yield from statements(doc, page.text, page.spans, clauses=milestones)


def told_umbrellas(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Umbrella]:
    """The sentences of the later reports that tell a whole list done."""
    for (doc,) in warehouse.rows("SELECT DISTINCT doc FROM rounds ORDER BY doc"):
        yield from umbrellas(doc, pages[doc].text, pages[doc].spans)


def told_worded(warehouse: Warehouse, pages: dict[str, Page]) -> Iterator[Worded]:
    """The clauses of the later reports that tell a number without digits."""
    for (doc,) in warehouse.rows("SELECT DISTINCT doc FROM rounds ORDER BY doc"):
        yield from worded(doc, pages[doc].text, pages[doc].spans)
