"""The figures of one report in the terminal, each with its sentence; then what does not add up, then targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from kpi.documents.places import place_at
from kpi.extraction.mentions import sentence_around
from kpi.model import (
    Bound,
    Numeral,
    Quantity,
    Reading,
    Relation,
    RelationType,
    RelationVerdict,
    Report,
    Role,
    Target,
)
from kpi.numbers.account import rule_texts
from kpi.presenting.computations import linked_of, told_line
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, heading, indented, labelled, table, widest
from kpi.presenting.messages import message, word
from kpi.presenting.numbers import demand_of
from kpi.presenting.relation_view import Place, relation_lines
from kpi.presenting.text import excerpt, line_of, wrap
from kpi.presenting.where import spot, where

ROLE_STYLES = {Role.TARGET: "warn", Role.ACTUAL: "good", Role.BEFORE: "quiet", Role.OTHER: "quiet"}

NARROW = 64  # below this many columns the sentences have no room


def extract_lines(reading: Reading, numerals: Sequence[Numeral], lang: Lang, width: int) -> Lines:
    """All that was read: the facts, the counts, the figures, what does not add up, and the targets."""
    report = reading.report
    lines = wrap(Text(report.title or report.doc, "head"), width)
    lines += _facts(report, lang, width)
    counted = (("extract.figures", reading.quantities), ("extract.relations", reading.relations))
    parts = [message(code, lang, n=len(rows)) for code, rows in (*counted, ("audit.targets", reading.targets))]
    counts = message("audit.comma", lang).join(parts)
    lines += [Text(""), *wrap(Text(counts, "key"), width), *_accounted(numerals, lang, width)]
    if not reading.quantities:
        return [*lines, *wrap(Text(message("extract.no_figures", lang)), width)]
    lines += [Text(""), *_figures(reading, lang, width)]
    lines += _contradictions(reading, lang, width)
    return [*lines, *_targets(reading.targets, report, lang, width)]


def _accounted(numerals: Sequence[Numeral], lang: Lang, width: int) -> Lines:
    """How many runs of numerals are no figure, by kind, and how many were not read."""
    kinds = Counter(rule_texts()[one.rule]["why"] for one in numerals if one.rule)
    unread = sum(not one.rule for one in numerals)
    listed = message("audit.comma", lang).join(f"{word('why', why, lang)} {n}" for why, n in kinds.most_common())
    lines: Lines = []
    if kinds:
        lines += wrap(Text(message("extract.excluded", lang, n=kinds.total(), kinds=listed), "quiet"), width)
    if unread:
        lines += wrap(Text(message("extract.unread", lang, n=unread), "warn"), width)
    return lines


def unread_lines(reading: Reading, numerals: Sequence[Numeral], lang: Lang, width: int) -> Lines:
    """The numerals that are part of no figure and that no rule excludes, each in its sentence."""
    report = reading.report
    unread = [one for one in numerals if not one.rule]
    if not unread:
        return wrap(Text(message("extract.all_read", lang)), width)
    places = [_where(report, one.start, lang) for one in unread]
    marked = [report.text[one.start : one.end] for one in unread]
    head = [message(f"column.{name}", lang) for name in ("line", "numeral", "sentence")]
    columns = [
        Column(widest([head[0], *places], 2, 18 if report.places else 5), right=True),
        Column(widest([head[1], *marked], 4, 16)),
        Column(None),
    ]
    room = width - sum(column.width or 0 for column in columns) - 2 * (len(columns) - 1)
    rows = [[Text(name, "label") for name in head]]
    for one, place, text in zip(unread, places, marked, strict=True):
        low, high = sentence_around(report.text, one.start)
        part = excerpt(report.text[low:high], one.start - low, one.end - low, 2 * room - 2)
        sentence = Text(part.text)
        sentence.stylize("mark", part.start, part.end)
        rows.append([Text(place, "place"), Text(_flat(text), "key"), sentence])
    title = message("extract.unread_head", lang, n=len(unread))
    return [*wrap(Text(title, "head"), width), Text(""), *table(rows, columns, width)]


def _facts(report: Report, lang: Lang, width: int) -> Lines:
    start, end = report.period_start, report.period_end
    period = ""
    if start and end:
        period = message("span", lang, start=start.isoformat(), end=end.isoformat())
    elif end:
        period = message("until", lang, end=end.isoformat())
    facts = [
        ("label.body", report.body),
        ("label.period", period),
        ("label.published", report.published.isoformat() if report.published else ""),
        ("label.plan_part", _plan(report, lang)),
    ]
    label_width = max(cell_len(message(label, lang)) for label, _ in facts)
    unknown = message("unknown", lang)
    lines: Lines = []
    for label, value in facts:
        text = Text(value) if value else Text(unknown, "quiet")
        lines += labelled(message(label, lang), text, "", width, label_width)
    return lines


def _plan(report: Report, lang: Lang) -> str:
    if report.plan_start is None:
        return ""
    line = line_of(report.text, report.plan_start)
    if report.plan_due is None:
        return message("extract.plan_line_only", lang, line=line)
    return message("extract.plan_line", lang, line=line, due=report.plan_due.isoformat())


def _figures(reading: Reading, lang: Lang, width: int) -> Lines:
    report = reading.report
    figures = [f"{q.text}{_bound(q.bound)}" for q in reading.quantities]
    roles = [word("role", q.role.value, lang) for q in reading.quantities]
    places = [_where(report, q.start, lang) for q in reading.quantities]
    head = [message(f"column.{name}", lang) for name in ("line", "figure", "role", "subject", "sentence")]
    columns = [
        Column(widest([head[0], *places], 2, 18 if report.places else 5), right=True),
        Column(widest([head[1], *figures], 6, max(12, width // 6))),
        Column(widest([head[2], *roles], 4, 8)),
        Column(max(14, width // 4)),
        Column(None),
    ]
    if width < NARROW:
        columns = [*columns[:3], Column(None)]
    room = width - sum(column.width or 0 for column in columns) - 2 * (len(columns) - 1)
    rows = [[Text(name, "label") for name in head]]
    for q, figure, role, place in zip(reading.quantities, figures, roles, places, strict=True):
        style = ROLE_STYLES.get(q.role, "")
        subject = Text(q.subject.text, "quiet" if q.optional else "")
        rows.append(
            [Text(place, "place"), Text(figure, "key"), Text(role, style), subject, _sentence(q, report, room)]
        )
    return table([row[: len(columns)] for row in rows], columns, width)


def _bound(bound: Bound) -> str:
    return {Bound.AT_LEAST: " ≥", Bound.AT_MOST: " ≤", Bound.ABOUT: " ≈", Bound.BELOW: " 近"}.get(bound, "")


def _sentence(q: Quantity, report: Report, room: int) -> Text:
    low, high = min(q.sentence[0], q.start), max(q.sentence[1], q.end)
    part = excerpt(report.text[low:high], q.start - low, q.end - low, 2 * room - 2)
    text = Text(part.text)
    text.stylize("mark", part.start, part.end)
    return text


def _contradictions(reading: Reading, lang: Lang, width: int) -> Lines:
    by_id = {q.id: q for q in reading.quantities}
    wrong = [relation for relation in reading.relations if _is_wrong(relation, by_id)]
    if not wrong:
        return []
    title = f"{message('audit.contradictions_head', lang)} {len(wrong)}"
    lines = [Text(""), *heading(title, message("audit.contradictions_about", lang), "bold red", width)]
    for relation in wrong:
        members = [_place(by_id[member], reading.report, lang) for member in relation.members if member in by_id]
        line = told_line(relation.computation, lang, linked_of(relation, reading.relations))
        kind, named = relation.type, line
        if relation.rule == "formula":
            kind, named = RelationType.FORMULA, f"{relation.formula}  {line}"
        lines += relation_lines(kind.value, named, members, lang, width)
    return lines


def _place(q: Quantity, report: Report, lang: Lang) -> Place:
    low, high = min(q.sentence[0], q.start), max(q.sentence[1], q.end)
    return Place(q.start, q.end, report.text[low:high], low, report.doc, _spot(report, q.start, lang))


def _is_wrong(relation: Relation, by_id: dict[str, Quantity]) -> bool:
    return relation.verdict == RelationVerdict.INCONSISTENT and relation.members[0] in by_id


def _targets(targets: Sequence[Target], report: Report, lang: Lang, width: int) -> Lines:
    if not targets:
        return []
    asked = [demand_of(t) or message("milestone", lang) for t in targets]
    columns = [Column(widest(asked, 4, 18)), Column(None), Column(10)]
    rows = []
    for target, value in zip(targets, asked, strict=True):
        text = Text(f"{_where(report, target.start, lang)}: ", "place").append(_flat(target.text), "")
        rows.append([Text(value, "key"), text, Text(target.due.isoformat(), "label")])
    title = f"{message('extract.targets_head', lang)} {len(targets)}"
    return [Text(""), *heading(title, "", "bold", width), *indented(table(rows, columns, width - 1), 1)]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _where(report: Report, offset: int, lang: Lang) -> str:
    """The line of plain text, else page, table and row."""
    place = place_at(report.places, offset)
    return where(place, lang) if place else str(line_of(report.text, offset))


def _spot(report: Report, offset: int, lang: Lang) -> str:
    return spot(report.doc, line_of(report.text, offset), place_at(report.places, offset), lang)
