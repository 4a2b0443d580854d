"""The audit as an Excel workbook, as offices keep a 问题台账: summary, targets,
contradictions, findings, evidence.

A verdict links to the sentence it rests on, on the sheet of evidence. No text is ever read as a formula.
"""

from __future__ import annotations

from collections import Counter
from io import BytesIO

from kpi.auditing.result import AuditResult, FindingResult, Quote, RelationResult, TargetResult
from kpi.ledger import Mended, Status
from kpi.model import Op
from kpi.presenting.audit_view import exit_reason, summary, target_card
from kpi.presenting.card import ORDER, counts
from kpi.presenting.computations import named_words
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message, word
from kpi.presenting.outputs.places import Places, decision
from kpi.presenting.outputs.workbook import (
    COUNT,
    DATE,
    LINK,
    NUMBER,
    PERCENT,
    TEXT,
    WRAP,
    Book,
    Cell,
    Column,
    Row,
)
from kpi.presenting.problems import describe_all
from kpi.presenting.weakened import unread_lines, weakened_line
from kpi.presenting.weights import by_weight, verdict_of, weight_rank, weights_told
from kpi.presenting.where import spot, where

COLOURS = {
    **dict.fromkeys(("missed", "not_reported", "critical", "inconsistent"), "#F8CBAD"),
    **dict.fromkeys(("behind", "partly", "needs_review", "uncertain", "warning", "truncated"), "#FFE699"),
    **dict.fromkeys(("met", "on_track"), "#C6E0B4"),
}


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    buffer = BytesIO()
    book = Book(buffer, message("markdown.title", lang))
    evidence = Evidence(message("xlsx.evidence", lang))
    _summary(book, result, lang)
    if not result.problems:
        _targets(book, result, lang, evidence)
        _contradictions(book, result, lang, evidence)
        _findings(book, result, lang, evidence)
        evidence.write(book, result, lang)
    book.close()
    return buffer.getvalue()


class Evidence:
    """The quotes that other sheets link to, each once, in the order of their first use."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.rows: dict[tuple[str, int, int], Quote] = {}
        self.at: dict[tuple[str, int, int], int] = {}

    def link(self, quote: Quote | None) -> str:
        """Where the quote will stand, `#` followed by sheet and cell; empty without a quote."""
        if quote is None:
            return ""
        key = (quote.doc, quote.start, quote.end)
        self.rows.setdefault(key, quote)
        row = self.at.setdefault(key, len(self.at) + 2)
        return f"internal:'{self.sheet}'!A{row}"

    def write(self, book: Book, result: AuditResult, lang: Lang) -> None:
        bodies = {report.doc: report.body for report in result.reports}
        columns = _columns(
            lang, ("body", 18, TEXT), ("report", 30, TEXT), ("line", 7, COUNT), ("start", 9, COUNT),
            ("end", 9, COUNT), ("words", 24, WRAP), ("sentence", 90, WRAP), ("place", 20, TEXT),
        )  # fmt: skip
        rows = [_evidence_row(quote, bodies.get(quote.doc, ""), lang) for quote in self.rows.values()]
        book.table(self.sheet, columns, rows)


def _evidence_row(quote: Quote, body: str, lang: Lang) -> Row:
    low = quote.start - quote.sentence_start
    sentence = Cell(quote.sentence, mark=(low, low + len(quote.text)))
    place = where(quote.place, lang) if quote.place else None
    return (body, quote.doc, quote.line, quote.start, quote.end, quote.text, sentence, place)


def _columns(lang: Lang, *specs: tuple[str, float, str]) -> list[Column]:
    return [Column(message(f"column.{code}", lang), width, kind) for code, width, kind in specs]


def _summary(book: Book, result: AuditResult, lang: Lang) -> None:
    sheet = message("xlsx.summary", lang)
    if result.problems:
        lines = [message("markdown.stopped", lang), *describe_all(result.problems, lang)]
    else:
        lines = unread_lines(result, lang)
        lines += [summary(result, lang), *weights_told(result, lang), exit_reason(result, lang)]
        lines += [line for line in (weakened_line(result, lang),) if line]
        lines += describe_all([found for found in result.warnings if found not in result.weakened], lang)
    cards = [target_card(target) for target in result.targets]
    targets, findings = message("xlsx.targets", lang), message("xlsx.findings", lang)
    relations = message("xlsx.relations", lang)
    rows: list[Row] = [(targets, word("verdict", name, lang), n) for name, n in counts(cards).items()]
    for weight, told in by_weight((target.weight, verdict_of(target)) for target in result.targets).items():
        kind = f"{targets}·{word('weight', weight, lang)}"
        rows += [(kind, word("verdict", name, lang), told[name]) for name in ORDER if told[name]]
    rows += [
        (relations, word("relation_verdict", name, lang), n)
        for name, n in sorted(Counter(relation.verdict for relation in result.relations).items())
    ]
    severities = Counter(finding.severity for finding in result.findings)
    rows += [
        (findings, word("severity", name, lang), severities[name])
        for name in ("critical", "warning", "info")
        if severities[name]
    ]
    ran = Counter(bool(check.rows) for check in result.checks)
    rows += [(message("xlsx.checks", lang), message(f"xlsx.ran_{yes}", lang), ran[yes]) for yes in (True, False)]
    columns = _columns(lang, ("kind", 24, TEXT), ("outcome", 24, TEXT), ("count", 10, COUNT))
    book.notes(sheet, message("markdown.title", lang), lines)
    at = book.block(sheet, len(lines) + 2, columns, rows)
    reports = _columns(
        lang, ("body", 24, TEXT), ("report", 24, TEXT), ("quantities", 10, COUNT), ("relations", 10, COUNT),
        ("start_day", 12, DATE), ("end_day", 12, DATE), ("published", 12, DATE), ("headline", 50, TEXT),
    )  # fmt: skip
    listed: list[Row] = [
        (r.body, r.doc, r.quantities, r.relations, r.period_start, r.period_end, r.published, r.title)
        for r in result.reports
    ]
    book.block(sheet, at + 1, reports, listed)


def _targets(book: Book, result: AuditResult, lang: Lang, evidence: Evidence) -> None:
    columns = _columns(
        lang, ("number", 6, COUNT), ("verdict", 12, LINK), ("weight", 10, TEXT), ("body", 18, TEXT),
        ("indicator", 30, WRAP), ("demand", 16, TEXT), ("actual", 16, TEXT), ("target_value", 12, NUMBER),
        ("actual_value", 12, NUMBER), ("unit", 12, TEXT), ("margin", 12, NUMBER), ("margin_share", 10, PERCENT),
        ("due", 12, DATE), ("promise", 44, LINK), ("promise_place", 28, TEXT), ("answer_place", 28, TEXT),
        ("modifiers", 14, TEXT), ("note", 34, WRAP), ("pinned", 20, WRAP), ("file", 28, TEXT),
    )  # fmt: skip
    rank = {verdict: at for at, verdict in enumerate(ORDER)}
    ordered = sorted(result.targets, key=lambda t: (rank.get(verdict_of(t), 99), weight_rank(t.weight)))
    rows = [_target_row(at, target, lang, evidence) for at, target in enumerate(ordered, 1)]
    book.table(message("xlsx.targets", lang), columns, rows)


def _target_row(at: int, target: TargetResult, lang: Lang, evidence: Evidence) -> Row:
    card, latest = target_card(target), target.latest
    answer = latest.answer if latest else None
    verdict = word("verdict", card.verdict, lang)
    return (
        at,
        Cell(verdict, evidence.link(answer or target.promise), COLOURS.get(card.verdict, "")),
        word("weight", target.weight, lang),
        target.body,
        card.title,
        card.demand,
        card.actual,
        target.value if target.op != Op.DONE else None,
        latest.value if latest else None,
        target.unit,
        latest.margin if latest else None,
        latest.margin_share if latest else None,
        target.due,
        Cell(target.quote, evidence.link(target.promise)),
        _place(target.promise, lang),
        _place(answer, lang),
        message("audit.comma", lang).join(word("modifier", m, lang) for m in (latest.modifiers if latest else ())),
        latest.note if latest else "",
        card.pinned,
        f"{target.file}:{target.line}",
    )


def _place(quote: Quote | None, lang: Lang) -> str:
    return spot(quote.doc, quote.line, quote.place, lang) if quote else ""


def _contradictions(book: Book, result: AuditResult, lang: Lang, evidence: Evidence) -> None:
    columns = _columns(
        lang, ("number", 6, COUNT), ("verdict", 14, LINK), ("relation", 10, TEXT), ("body", 18, TEXT),
        ("report", 30, TEXT), ("line", 7, COUNT), ("computation", 60, WRAP), ("figures", 44, WRAP),
    )  # fmt: skip
    wrong = [relation for relation in result.relations if relation.verdict in ("inconsistent", "truncated")]
    ordered = sorted(wrong, key=lambda relation: relation.verdict != "inconsistent")
    rows = [_relation_row(at, relation, lang, evidence) for at, relation in enumerate(ordered, 1)]
    book.table(message("audit.contradictions_head", lang), columns, rows)


def _relation_row(at: int, relation: RelationResult, lang: Lang, evidence: Evidence) -> Row:
    links = [evidence.link(member.quote) for member in relation.members]
    figures = "; ".join(f"{member.subject} {member.quote.text}".strip() for member in relation.members)
    verdict = word("relation_verdict", relation.verdict, lang)
    return (
        at,
        Cell(verdict, links[0] if links else "", COLOURS.get(relation.verdict, "")),
        word("relation", relation.type, lang),
        relation.body,
        relation.doc,
        relation.members[0].quote.line if relation.members else None,
        named_words(relation, lang),
        figures,
    )


def _findings(book: Book, result: AuditResult, lang: Lang, evidence: Evidence) -> None:
    columns = _columns(
        lang, ("number", 6, COUNT), ("severity", 10, LINK), ("title", 24, TEXT), ("message", 70, WRAP),
        ("body", 18, TEXT), ("report", 30, TEXT), ("line", 7, COUNT), ("sentence", 36, WRAP),
        ("status", 12, TEXT), ("decision", 34, WRAP), ("check", 26, TEXT), ("fingerprint", 16, TEXT),
    )  # fmt: skip
    places, bodies = Places(result), {report.doc: report.body for report in result.reports}
    quotes = {(quote.doc, quote.start, quote.end): quote for quote in _quotes(result)}
    rows = []
    for at, finding in enumerate((*result.findings, *result.settled), 1):
        quote = quotes.get((finding.doc, finding.start or 0, finding.end or 0)) or _own_quote(finding)
        target = places.targets.get(finding.subject)
        rows.append(_finding_row(at, finding, bodies.get(finding.doc) or (target.body if target else ""), lang,
                                 evidence.link(quote)))  # fmt: skip
    rows += [_rectified_row(at, mended, lang) for at, mended in enumerate(result.rectified, len(rows) + 1)]
    book.table(message("xlsx.findings", lang), columns, rows)


def _rectified_row(at: int, mended: Mended, lang: Lang) -> Row:
    """An entry of the ledger whose finding is gone: what it was, and which report mended it."""
    entry = mended.entry
    status = word("ledger_status", Status.RECTIFIED.value, lang)
    decided = message("ledger.by", lang, report=mended.by)
    return (
        at, None, entry.what, None, entry.body, entry.report, None, None, status, decided, entry.check,
        entry.fingerprint[:12],
    )  # fmt: skip


def _finding_row(at: int, finding: FindingResult, body: str, lang: Lang, link: str) -> Row:
    index = 0 if lang == "zh" else 1
    severity = Cell(word("severity", finding.severity, lang), link, COLOURS.get(finding.severity, ""))
    return (
        at,
        severity,
        finding.title[index],
        finding.message[index],
        body,
        finding.doc,
        finding.line,
        finding.quote,
        word("ledger_status", finding.standing.status.value, lang),
        decision(finding, lang) if finding.standing.entry else None,
        finding.expectation,
        finding.fingerprint[:12],
    )


def _own_quote(finding: FindingResult) -> Quote | None:
    """A finding about words that no target or relation quotes has its words for a sentence."""
    if finding.start is None or finding.end is None or not finding.line:
        return None
    text = finding.text or finding.quote
    place = finding.place
    return Quote(finding.doc, finding.start, finding.end, text, finding.line, text, finding.start, place)


def _quotes(result: AuditResult) -> list[Quote]:
    found = [member.quote for relation in result.relations for member in relation.members]
    for target in result.targets:
        found += [target.promise] if target.promise else []
        found += [verdict.answer for verdict in target.verdicts if verdict.answer]
    return found
