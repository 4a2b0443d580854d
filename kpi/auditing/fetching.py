"""What an audit found, read from the warehouse into the values of result.py."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from kpi.auditing.exits import SEVERITIES
from kpi.auditing.placing import Places, places_of
from kpi.auditing.result import (
    CandidateResult,
    FindingResult,
    Member,
    Quote,
    RelationResult,
    ReportResult,
    TargetResult,
    TargetVerdict,
)
from kpi.documents.places import place_at
from kpi.model import Computation, Interval, Place, Weight
from kpi.outline.marks import RAW_SENTENCE_END
from kpi.warehouse.relations import Key, computations
from kpi.warehouse.sql import read_sql
from kpi.warehouse.store import Warehouse

Row = dict[str, Any]
TOGETHER = 20  # bodies whose parts are fetched in one pass
_ROWS = 1_000
_WEIGHTS = (Weight.HEADLINE.value, "", Weight.NUMBER.value, Weight.MILESTONE.value)  # "": of no target


class Text:
    """A report's text, cut into quotes; knows where its lines begin."""

    def __init__(self, doc: str, text: str, places: Sequence[Place] = ()) -> None:
        self._places = places
        self._doc = doc
        self._text = text
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def quote(self, start: int, end: int, words: str, sentence_start: int, sentence_end: int) -> Quote:
        line = bisect_left(self._breaks, start) + 1
        sentence = self._text[sentence_start:sentence_end]
        return Quote(self._doc, start, end, words, line, sentence, sentence_start, self.spot(start))

    def spot(self, offset: int) -> Place | None:
        """Page, table and row of an offset, where the report has them."""
        return place_at(self._places, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1; an offset outside of the text counts as its nearest end."""
        offset = min(max(offset, 0), len(self._text))
        before = bisect_left(self._breaks, offset)
        return before + 1, offset - (self._breaks[before - 1] if before else -1)

    def words(self, start: int, end: int) -> str:
        return self._text[max(start, 0) : max(end, 0)]


def _texts(warehouse: Warehouse, docs: Collection[str]) -> dict[str, Text]:
    """The texts of those `docs` that are reports."""
    found = warehouse.rows("SELECT doc, text FROM reports WHERE list_contains(?::VARCHAR[], doc)", [sorted(docs)])
    places = places_of(warehouse)
    return {doc: Text(doc, text, places.get(doc, ())) for doc, text in found}


def read_reports(warehouse: Warehouse) -> tuple[ReportResult, ...]:
    return tuple(ReportResult(**row) for row in _rows(warehouse, "result_reports"))


def read_targets(
    warehouse: Warehouse, doc: str | None = None, bodies: Collection[str] | None = None
) -> tuple[TargetResult, ...]:
    """All targets with all verdicts; with `doc` those that this report judged, and its verdicts.

    All are fetched some bodies at a time: the query holds the texts around what it finds.
    """
    if doc is None and bodies is None:
        every = [name for (name,) in warehouse.rows("SELECT DISTINCT body FROM targets ORDER BY body")]
        return tuple(target for some in some_of(every) for target in read_targets(warehouse, bodies=some))
    wanted = {"doc": doc, "bodies": _listed(bodies)}
    places = places_of(warehouse)
    candidates: dict[tuple[str, str], tuple[CandidateResult, ...]] = {
        key: tuple(_candidate(row, places) for row in rows)
        for key, rows in groupby(_rows(warehouse, "result_candidates", wanted), itemgetter("target", "doc"))
    }
    return tuple(
        _target(list(rows), candidates, places)
        for _, rows in groupby(_rows(warehouse, "result_targets", wanted), itemgetter("target"))
    )


def read_relations(
    warehouse: Warehouse,
    doc: str | None = None,
    contradictions: int | None = None,
    bodies: Collection[str] | None = None,
) -> tuple[RelationResult, ...]:
    """All relations, or those of one report; with a number, only so many of those that do not hold."""
    query = read_sql("result_relations", "kpi.auditing")
    rows = warehouse.rows(query, {"doc": doc, "contradictions": contradictions, "bodies": _listed(bodies)})
    texts = _texts(warehouse, {row[_MEMBER_DOC] for row in rows})
    few = None if contradictions is None else {row[:2] for row in rows}
    done = computations(warehouse, {row[0] for row in rows}, few)
    return tuple(_relation(list(told), texts, done) for _, told in groupby(rows, itemgetter(0, 1)))


def tally_relations(warehouse: Warehouse) -> tuple[tuple[str, str, int], ...]:
    """How many relations there are of each type and verdict."""
    return tuple(warehouse.rows("SELECT type, verdict, count(*) FROM relations GROUP BY ALL ORDER BY ALL"))


def read_findings(warehouse: Warehouse) -> tuple[FindingResult, ...]:
    """All findings, worst first, headlines before what is of no target and that before other targets, then as they
    stand in the reports. Fetched some bodies at a time, for their texts.
    """
    every = [name for (name,) in warehouse.rows("SELECT DISTINCT body FROM findings ORDER BY body")]
    found: list[FindingResult] = []
    for some in some_of(every):
        rows = list(_rows(warehouse, "result_findings", {"bodies": some}))
        texts = _texts(warehouse, {row["doc"] for row in rows})
        found += [_finding(row, texts.get(row["doc"])) for row in rows]
    return tuple(sorted(found, key=_worst_first))


def _worst_first(finding: FindingResult) -> tuple[object, ...]:
    start = -1 if finding.start is None else finding.start
    return (
        -SEVERITIES.index(finding.severity), _WEIGHTS.index(finding.weight),
        finding.suite, finding.expectation, finding.doc, start, finding.subject, finding.fingerprint,
    )  # fmt: skip


def some_of(bodies: Sequence[str]) -> Iterator[list[str]]:
    """As many bodies as are fetched at once, until all are: a country is never in memory."""
    for first in range(0, len(bodies), TOGETHER):
        yield list(bodies[first : first + TOGETHER])


def _listed(bodies: Collection[str] | None) -> list[str] | None:
    return None if bodies is None else sorted(bodies)


def _rows(warehouse: Warehouse, query: str, parameters: Mapping[str, object] | None = None) -> Iterator[Row]:
    """Row by row; the same words in several of them are held once."""
    cursor = warehouse.execute(read_sql(query, "kpi.auditing"), parameters)
    names = [column[0] for column in cursor.description or []]
    known: dict[str, str] = {}
    while rows := cursor.fetchmany(_ROWS):
        for row in rows:
            values = [known.setdefault(value, value) if isinstance(value, str) else value for value in row]
            yield dict(zip(names, values, strict=True))


def _target(
    rows: list[Row], candidates: dict[tuple[str, str], tuple[CandidateResult, ...]], places: Places
) -> TargetResult:
    first = rows[0]
    same = ("target", "id", "file", "line", "body", "subject", "indicator", "kind", "op", "value", "value_high")
    return TargetResult(
        **{name: first[name] for name in (*same, "unit", "relative", "due", "quote", "weight", "weight_rule")},
        promise=_promise(first, places),
        pinned_by=first["pinned_by"] or "",
        pinned_why=first["pinned_why"] or "",
        verdicts=tuple(_verdict(row, candidates, places) for row in rows if row["doc"] is not None),
    )


def _promise(row: Row, places: Places) -> Quote | None:
    if row["plan"] is None or row["start"] is None or row["plan_line"] is None:
        return None
    start, end, shift = row["start"], row["end"], row["around_start"]
    low, high = sentence_around(row["around"], start - shift, end - shift)
    words = row["around"][start - shift : end - shift]
    spot = place_at(places.get(row["plan"], ()), start)
    return Quote(row["plan"], start, end, words, row["plan_line"], row["around"][low:high], low + shift, spot)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that text[start:end] stands in, a heading's or a paragraph's end closing it too."""
    low = max(text.rfind(mark, 0, start) for mark in RAW_SENTENCE_END) + 1
    closings = [at + 1 for mark in RAW_SENTENCE_END if (at := text.find(mark, max(start, end - 1))) >= 0]
    high = max(end, min(closings, default=len(text)))
    return low, high


def _verdict(
    row: Row, candidates: dict[tuple[str, str], tuple[CandidateResult, ...]], places: Places
) -> TargetVerdict:
    same = ("doc", "verdict", "margin", "margin_share", "elapsed", "confidence", "is_latest", "note")
    return TargetVerdict(
        **{name: row[name] for name in same},
        answer=_answer(row, places),
        quantity=row["quantity"] or "",
        value=row["answer_value"],
        interval=Interval(row["answer_low"], row["answer_high"]),
        unit=row["answer_unit"],
        modifiers=tuple(row["modifiers"]),
        candidates=candidates.get((row["target"], row["doc"]), ()),
    )


def _answer(row: Row, places: Places) -> Quote | None:
    if row["answer_start"] is None or row["sentence"] is None:
        return None
    start, end, text = row["answer_start"], row["answer_end"], row["answer_text"]
    spot = place_at(places.get(row["doc"], ()), start)
    return Quote(row["doc"], start, end, text, row["answer_line"], row["sentence"], row["sentence_start"], spot)


def _quote(row: Row, places: Places) -> Quote:
    place = place_at(places.get(row["doc"], ()), row["start"])
    return Quote(
        row["doc"],
        row["start"],
        row["end"],
        row["text"],
        row["line"],
        row["sentence"],
        row["sentence_start"],
        place,
    )


def _candidate(row: Row, places: Places) -> CandidateResult:
    same = ("value", "unit", "score", "reason", "would", "plausible")
    return CandidateResult(_quote(row, places), row["id"], **{name: row[name] for name in same})


_MEMBER_DOC = 7  # column of result_relations.sql


def _relation(
    rows: list[tuple[Any, ...]], texts: dict[str, Text], done: Mapping[Key, tuple[str, Computation]]
) -> RelationResult:
    doc, number, body, kind, verdict, rule, formula = rows[0][:_MEMBER_DOC]
    computation = done[doc, number][1]
    return RelationResult(
        doc=doc,
        body=body,
        type=kind,
        verdict=verdict,
        computation=computation,
        members=tuple(_member(row[_MEMBER_DOC + 1 :], texts[row[_MEMBER_DOC]]) for row in rows),
        key=f"{doc}#{number}",
        rule=rule,
        formula=formula,
        linked=tuple(done[doc, other] for other in computation.linked),
    )


def _member(row: tuple[Any, ...], text: Text) -> Member:
    identifier, start, end, words, value, unit, subject, sentence_start, sentence_end = row
    return Member(identifier, value, unit, subject, text.quote(start, end, words, sentence_start, sentence_end))


def _finding(row: Row, text: Text | None) -> FindingResult:
    title = (row.pop("title_zh"), row.pop("title_en"))
    message = (row.pop("message_zh"), row.pop("message_en"))
    start, end = row["start"], row["end"]
    line, column = text.place(start) if text and start is not None else (None, None)
    end_line, end_column = text.place(end) if text and end is not None else (None, None)
    return FindingResult(
        **row,
        title=title,
        message=message,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        place=text.spot(start) if text and start is not None else None,
        text=text.words(start, end) if text and start is not None and end is not None else "",
    )
