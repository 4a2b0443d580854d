"""Where things stand on the page: an anchor for every quote, target, contradiction, report and body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kpi.auditing.evidence import Evidence
from kpi.auditing.result import AuditResult, Quote, RelationResult, ReportResult
from kpi.presenting.html.marks import Marked, Quoted, mark_up
from kpi.presenting.html.words import period_name, words_in
from kpi.presenting.lang import Lang
from kpi.presenting.where import where


@dataclass(frozen=True, slots=True)
class Atlas:
    """`reports` are numbered from 1 in the audit's order (by body, then period); `marked` is their text."""

    order: dict[str, int]
    names: dict[str, str]
    marked: dict[str, Marked]
    lang: Lang

    def href(self, key: str, doc: str) -> str:
        marked = self.marked.get(doc)
        anchor = marked.anchors.get(key, "") if marked else ""
        return f"#{anchor}" if anchor else ""

    def figure(self, doc: str, identifier: str) -> str:
        marked = self.marked.get(doc)
        return marked.figures.get(identifier, "") if marked else ""

    def place_among_figures(self, doc: str, identifier: str) -> int | None:
        """Which of the figures in the report's text it is, from 0: how the page's script finds it."""
        marked = self.marked.get(doc)
        return marked.places.get(identifier) if marked else None

    def name(self, doc: str) -> str:
        return self.names.get(doc, doc)

    def place(self, quote: Quote) -> str:
        """2025年第23行, or 2025年第3页 表2 第4行."""
        if quote.place:
            return f"{self.name(quote.doc)} {where(quote.place, self.lang)}"
        return words_in(self.lang)("place", report=self.name(quote.doc), line=quote.line)


def chart_of(result: AuditResult, evidence: Evidence, lang: Lang) -> Atlas:
    """Marks every report's text once; keys of quotes are `p<target>` for promises and `a<target>` for answers."""
    order = {report.doc: number for number, report in enumerate(result.reports, start=1)}
    quotes: dict[str, list[Quoted]] = defaultdict(list)
    for number, target in enumerate(result.targets, start=1):
        latest = target.latest
        for key, quote in (("p", target.promise), ("a", latest.answer if latest else None)):
            if quote is not None:
                # What only waits says nothing of its words yet: no way back from each of them.
                row = f"t{number}" if latest else ""
                quotes[quote.doc].append(Quoted(quote.start, quote.end, f"{key}{number}", row))
    linked: dict[str, set[str]] = defaultdict(set)
    for relation in contradictions(result.relations):
        for member in relation.members:  # a relation between reports has members in each
            linked[member.quote.doc].add(member.id)
    marked = {
        doc: mark_up(
            evidence.texts.get(doc, ""),
            evidence.figures.get(doc, ()),
            quotes[doc],
            linked[doc],
            f"e{letters_of(n)}",
            evidence.places.get(doc, ()),
        )
        for doc, n in order.items()
    }
    return Atlas(order, {report.doc: report_name(report, lang) for report in result.reports}, marked, lang)


def letters_of(number: int) -> str:
    """A number in letters, without the q of figures: it stands in the page twice for every quote."""
    letters = "abcdefghijklmnoprstuvwxyz"
    rest, last = divmod(number, len(letters))
    return (letters_of(rest - 1) if rest else "") + letters[last]


def report_name(report: ReportResult, lang: Lang) -> str:
    """2025年上半年 where the text says so, else its title, else the file."""
    return period_name(report.period_start, report.period_end, lang) or report.title or report.doc


def contradictions(relations: Sequence[RelationResult]) -> list[RelationResult]:
    return [relation for relation in relations if relation.verdict == "inconsistent"]


@dataclass(frozen=True, slots=True)
class Excerpted:
    """Quoted words in a little of their sentence, and the way to them in the report's text."""

    before: str
    words: str
    after: str
    href: str
    place: str
