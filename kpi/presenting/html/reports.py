"""The reports' texts with what the page says of each line beside it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kpi.auditing.evidence import Evidence, Heading
from kpi.auditing.result import AuditResult, ReportResult
from kpi.presenting.html.atlas import Atlas
from kpi.presenting.html.contradictions import Worked
from kpi.presenting.html.marks import ROLES
from kpi.presenting.html.target_rows import TargetRow

_FIGURE = re.compile(rf"<(?:{'|'.join(ROLES.values())})[ >]")


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin: a way back to a contradiction."""

    href: str
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    level: int  # of the heading that this line is, 0 for running text
    linked: bool  # whether something leads to this line
    html: Markup
    notes: tuple[Note, ...]
    table: int = 0  # the table that it is a row of, 0 for none
    cells: tuple[Markup, ...] = ()

    @property
    def head(self) -> bool:
        """A row without a figure names columns or rows."""
        return bool(self.cells) and not any(_FIGURE.search(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ReportText:
    anchor: str
    doc: str
    name: str
    report: ReportResult
    paragraphs: tuple[Paragraph, ...]
    relations: tuple[tuple[str, int], ...]  # verdict, how many


def report_texts(
    result: AuditResult, evidence: Evidence, rows: Sequence[TargetRow], sums: Sequence[Worked], atlas: Atlas
) -> list[ReportText]:
    notes = _notes(result, sums)
    linked = {words.href for row in rows for words, _ in row.candidates}
    return [_report(report, evidence, notes[report.doc], linked, result, atlas) for report in result.reports]


def _report(
    report: ReportResult,
    evidence: Evidence,
    notes: dict[int, list[Note]],
    linked: Collection[str],
    result: AuditResult,
    atlas: Atlas,
) -> ReportText:
    headings = evidence.headings.get(report.doc, ())
    number = atlas.order[report.doc]
    lines = atlas.marked[report.doc].lines
    text = evidence.texts.get(report.doc, "")
    paragraphs = tuple(
        Paragraph(
            line.number,
            _level(line.start, text[line.start : line.end], headings),
            f"#e{number}L{line.number}" in linked,
            line.html,
            tuple(notes.get(line.number, ())),
            line.table,
            line.cells,
        )
        for line in lines
    )
    counted = Counter(relation.verdict for relation in result.relations if relation.doc == report.doc)
    name = atlas.name(report.doc)
    return ReportText(f"r{number}", report.doc, name, report, paragraphs, tuple(counted.most_common()))


def _level(start: int, line: str, headings: Sequence[Heading]) -> int:
    """1 for the title, 2 and 3 for headings that fill their line."""
    if len(line) > 40:
        return 0
    # A section's heading stands in its first line, behind its number.
    found = [h for h in headings if h.start <= start + len(line) and start <= h.start and h.level < 3]
    return found[0].level + 1 if found else 0


def _notes(result: AuditResult, sums: Sequence[Worked]) -> defaultdict[str, dict[int, list[Note]]]:
    """By report and line the contradictions. Those on targets are the script's: quoted words lead back."""
    notes: defaultdict[str, dict[int, list[Note]]] = defaultdict(dict)
    wrong = [relation for relation in result.relations if relation.verdict == "inconsistent"]
    kinds = {worked.anchor: worked for worked in sums}
    for number, relation in enumerate(wrong, start=1):
        worked = kinds[f"c{number}"]
        for quote in {member.quote.doc: member.quote for member in reversed(relation.members)}.values():
            note = Note(f"#{worked.anchor}", "wrong", worked.formula)
            notes[quote.doc].setdefault(quote.line, []).append(note)
    return notes
