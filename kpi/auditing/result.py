"""What an audit found, as plain values with their evidence: read from the warehouse, shown by presenting.

Places are 0-based offsets into the report's text; `line` is 1-based. A quote carries its sentence, so that
whoever shows it needs no other source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from kpi.errors import Problem
from kpi.ledger import NOTICED, Mended, Standing
from kpi.model import Interval
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

Row = dict[str, Any]
SENTENCE_ENDS = "。\uff01\uff1f\n"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words at a place in a report; `sentence` starts at `sentence_start` and holds them."""

    doc: str
    start: int
    end: int
    text: str
    line: int
    sentence: str
    sentence_start: int


@dataclass(frozen=True, slots=True)
class ReportResult:
    doc: str
    title: str
    body: str
    period_start: date | None
    period_end: date | None
    published: date | None
    plan_start: int | None
    quantities: int
    relations: int


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """An answer that was considered; `reason` says why it was not taken."""

    quote: Quote
    quantity: str
    value: Decimal
    unit: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """How a target stands by one report (table `verdicts`)."""

    doc: str
    verdict: str
    answer: Quote | None
    quantity: str
    value: Decimal | None
    interval: Interval
    unit: str
    margin: Decimal | None
    margin_share: float | None
    elapsed: float | None
    confidence: float
    is_latest: bool
    modifiers: tuple[str, ...]
    note: str
    candidates: tuple[CandidateResult, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target with every verdict on it, the deciding one first; none where no later report was read."""

    target: str
    id: str
    file: str
    line: int
    body: str
    subject: str
    indicator: str
    kind: str
    op: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    due: date
    quote: str
    promise: Quote | None
    pinned_by: str
    pinned_why: str
    verdicts: tuple[TargetVerdict, ...] = ()

    @property
    def latest(self) -> TargetVerdict | None:
        return next((verdict for verdict in self.verdicts if verdict.is_latest), None)


@dataclass(frozen=True, slots=True)
class Member:
    """A quantity in a relation."""

    id: str
    value: Decimal
    unit: str
    subject: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class RelationResult:
    doc: str
    body: str
    type: str
    verdict: str
    note: str
    computed: Interval
    stated: Interval
    members: tuple[Member, ...]
    key: str = ""  # '<doc>#<relation>': the subject of its findings


@dataclass(frozen=True, slots=True)
class FindingResult:
    """A verdict that an expectation rejects (table `findings`)."""

    fingerprint: str
    suite: str
    expectation: str
    severity: str
    subject_kind: str
    subject: str
    doc: str
    start: int | None
    end: int | None
    line: int | None
    quote: str
    title: tuple[str, str]  # 中文, English
    message: tuple[str, str]
    column: int | None = None  # 1-based, in characters; of the start
    end_line: int | None = None
    end_column: int | None = None  # of the character after the last
    text: str = ""  # the report's own words at the place; the quote may be a target's wording of them
    body: str = ""
    evidence: str = ""  # verdict and numbers it rests on
    standing: Standing = NOTICED  # what the ledger says of it


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation of a suite as it ran; `rows` is 0 where it met nothing to look at, so was not evaluated."""

    suite: str
    id: str
    type: str
    severity: str
    title: tuple[str, str]  # 中文, English
    message: tuple[str, str]  # template
    file: str
    line: int
    rows: int


@dataclass(frozen=True, slots=True)
class AuditResult:
    """All that an audit found. Equal for equal input: timings take no part in comparison."""

    reports: tuple[ReportResult, ...] = ()
    targets: tuple[TargetResult, ...] = ()
    relations: tuple[RelationResult, ...] = ()
    findings: tuple[FindingResult, ...] = ()
    evaluated: int = 0  # expectations that really ran
    fail_on: str = "critical"
    exit_code: int = 0
    read: tuple[str, ...] = ()  # reports that were new or changed
    warnings: tuple[Problem, ...] = ()  # worth a look, nothing is wrong
    checks: tuple[CheckResult, ...] = ()  # every expectation of the suites, in the order of their files
    problems: tuple[Problem, ...] = ()  # what stopped the audit: exit code 2, and nothing else is here
    settled: tuple[FindingResult, ...] = ()  # findings that the ledger dismisses or closes: they count no more
    rectified: tuple[Mended, ...] = ()  # entries of the ledger that a later text mended
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)  # step, seconds


class Text:
    """A report's text, cut into quotes; knows where its lines begin."""

    def __init__(self, doc: str, text: str) -> None:
        self._doc = doc
        self._text = text
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def quote(self, start: int, end: int, words: str, sentence_start: int, sentence_end: int) -> Quote:
        line = bisect_left(self._breaks, start) + 1
        return Quote(self._doc, start, end, words, line, self._text[sentence_start:sentence_end], sentence_start)


def read_reports(warehouse: Warehouse) -> tuple[ReportResult, ...]:
    return tuple(ReportResult(**row) for row in _rows(warehouse, "result_reports"))


def read_targets(warehouse: Warehouse, doc: str | None = None) -> tuple[TargetResult, ...]:
    """All targets with all verdicts; with `doc` those that this report judged, and its verdicts."""
    candidates: dict[tuple[str, str], tuple[CandidateResult, ...]] = {
        key: tuple(_candidate(row) for row in rows)
        for key, rows in groupby(_rows(warehouse, "result_candidates", doc=doc), itemgetter("target", "doc"))
    }
    return tuple(
        _target(list(rows), candidates)
        for _, rows in groupby(_rows(warehouse, "result_targets", doc=doc), itemgetter("target"))
    )


def read_relations(warehouse: Warehouse, doc: str | None = None) -> tuple[RelationResult, ...]:
    """All relations, or those of one report."""
    cursor = warehouse.execute(read_sql("result_relations", "kpi.auditing"), {"doc": doc})
    texts: dict[str, Text] = {}
    found = []
    for _, rows in groupby(cursor.fetchall(), itemgetter(0, 1)):
        told = list(rows)
        for member_doc in {row[_MEMBER_DOC] for row in told} - texts.keys():
            text = warehouse.rows("SELECT text FROM reports WHERE doc = ?", [member_doc])[0][0]
            texts[member_doc] = Text(member_doc, text)
        found.append(_relation(told, texts))
    return tuple(found)


def read_findings(warehouse: Warehouse) -> tuple[FindingResult, ...]:
    return tuple(_finding(row) for row in _rows(warehouse, "result_findings"))


def _rows(warehouse: Warehouse, query: str, **parameters: str | None) -> list[Row]:
    cursor = warehouse.execute(read_sql(query, "kpi.auditing"), parameters or None)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _target(rows: list[Row], candidates: dict[tuple[str, str], tuple[CandidateResult, ...]]) -> TargetResult:
    first = rows[0]
    same = ("target", "id", "file", "line", "body", "subject", "indicator", "kind", "op", "value", "value_high")
    return TargetResult(
        **{name: first[name] for name in (*same, "unit", "due", "quote")},
        promise=_promise(first),
        pinned_by=first["pinned_by"] or "",
        pinned_why=first["pinned_why"] or "",
        verdicts=tuple(_verdict(row, candidates) for row in rows if row["doc"] is not None),
    )


def _promise(row: Row) -> Quote | None:
    if row["plan"] is None or row["start"] is None or row["plan_line"] is None:
        return None
    start, end, shift = row["start"], row["end"], row["around_start"]
    low, high = sentence_around(row["around"], start - shift, end - shift)
    words = row["around"][start - shift : end - shift]
    return Quote(row["plan"], start, end, words, row["plan_line"], row["around"][low:high], low + shift)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that text[start:end] stands in, a heading's or a paragraph's end closing it too."""
    low = max(text.rfind(mark, 0, start) for mark in SENTENCE_ENDS) + 1
    closings = [at + 1 for mark in SENTENCE_ENDS if (at := text.find(mark, max(start, end - 1))) >= 0]
    high = max(end, min(closings, default=len(text)))
    return low, high


def _verdict(row: Row, candidates: dict[tuple[str, str], tuple[CandidateResult, ...]]) -> TargetVerdict:
    same = ("doc", "verdict", "margin", "margin_share", "elapsed", "confidence", "is_latest", "note")
    return TargetVerdict(
        **{name: row[name] for name in same},
        answer=_answer(row),
        quantity=row["quantity"] or "",
        value=row["answer_value"],
        interval=Interval(row["answer_low"], row["answer_high"]),
        unit=row["answer_unit"],
        modifiers=tuple(row["modifiers"]),
        candidates=candidates.get((row["target"], row["doc"]), ()),
    )


def _answer(row: Row) -> Quote | None:
    if row["answer_start"] is None or row["sentence"] is None:
        return None
    start, end, text = row["answer_start"], row["answer_end"], row["answer_text"]
    return Quote(row["doc"], start, end, text, row["answer_line"], row["sentence"], row["sentence_start"])


def _quote(row: Row) -> Quote:
    return Quote(*(row[name] for name in ("doc", "start", "end", "text", "line", "sentence", "sentence_start")))


def _candidate(row: Row) -> CandidateResult:
    return CandidateResult(_quote(row), row["id"], row["value"], row["unit"], row["score"], row["reason"])


_MEMBER_DOC = 10  # column of result_relations.sql


def _relation(rows: list[tuple[Any, ...]], texts: dict[str, Text]) -> RelationResult:
    doc, number, body, kind, verdict, note, *ends = rows[0][:_MEMBER_DOC]
    return RelationResult(
        doc=doc,
        body=body,
        type=kind,
        verdict=verdict,
        note=note,
        computed=Interval(*ends[:2]),
        stated=Interval(*ends[2:]),
        members=tuple(_member(row[_MEMBER_DOC + 1 :], texts[row[_MEMBER_DOC]]) for row in rows),
        key=f"{doc}#{number}",
    )


def _member(row: tuple[Any, ...], text: Text) -> Member:
    identifier, start, end, words, value, unit, subject, sentence_start, sentence_end = row
    return Member(identifier, value, unit, subject, text.quote(start, end, words, sentence_start, sentence_end))


def _finding(row: Row) -> FindingResult:
    title = (row.pop("title_zh"), row.pop("title_en"))
    message = (row.pop("message_zh"), row.pop("message_en"))
    return FindingResult(**row, title=title, message=message)
