"""One report as users of Python have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.api.cards import card, counted, language
from kpi.api.error import told
from kpi.api.frames import frame
from kpi.api.rows import figure_rows, finding_row, relation_rows, target_row
from kpi.model import Reading, RelationVerdict
from kpi.presenting.messages import message, word
from kpi.presenting.problems import describe_all

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Report:
    """What `kpi.read` found in one document.

    `figures`, `relations`, `targets` and `findings` are data frames (columns: docs/python.md).
    """

    path: Path
    _reading: Reading

    @property
    def name(self) -> str:
        """As the frames call it."""
        return self._reading.report.doc

    @property
    def title(self) -> str:
        return self._reading.report.title

    @property
    def body(self) -> str:
        """Who reports, "" where the text never says."""
        return self._reading.report.body

    @property
    def period(self) -> tuple[date | None, date | None]:
        """First and last day of what it reports on."""
        return self._reading.report.period_start, self._reading.report.period_end

    @property
    def text(self) -> str:
        """The flat text, into which `start` and `end` of the figures point."""
        return self._reading.report.text

    @property
    def notes(self) -> list[str]:
        """What was left out, guessed or lost when the document was opened, in words."""
        return describe_all(self._reading.warnings, language())

    @cached_property
    def figures(self) -> pd.DataFrame:
        """A row a figure."""
        return frame("figures", figure_rows(self._reading))

    @cached_property
    def relations(self) -> pd.DataFrame:
        """A row a relation among the figures, the shipped formulas among them."""
        return frame("relations", relation_rows(self._reading))

    @cached_property
    def targets(self) -> pd.DataFrame:
        """A row a target of the plan; nothing has judged it yet."""
        report = self._reading.report
        return frame("targets", (target_row(report, target) for target in self._reading.targets))

    @cached_property
    def findings(self) -> pd.DataFrame:
        """A row a finding of the shipped suites on this report alone. The first time this takes some seconds."""
        from kpi.auditing.single import audit_report

        with told():
            return frame("findings", map(finding_row, audit_report(self.path, "never").findings))

    def __repr__(self) -> str:
        sizes = f"{len(self._reading.quantities)} figures, {len(self._reading.relations)} relations"
        return f"<kpi report {self.name}: {sizes}, {len(self._reading.targets)} targets>"

    def _repr_html_(self) -> str:
        lang, reading = language(), self._reading
        first, last = self.period
        period = message("span", lang, start=first, end=last) if first and last else ""
        sizes = (("extract.figures", reading.quantities), ("extract.relations", reading.relations))
        facts = [self.body, period, *(message(code, lang, n=len(rows)) for code, rows in sizes)]
        facts.append(message("audit.targets", lang, n=len(reading.targets)))
        wrong = self.relations[self.relations["verdict"] == RelationVerdict.INCONSISTENT.value]
        facts += counted(
            "relation_verdict", [(RelationVerdict.INCONSISTENT.value, len(wrong))] if len(wrong) else []
        )
        rows = [(word("relation", str(kind), lang), str(line)) for kind, line in
                zip(wrong["type"], wrong["computation"], strict=True)]  # fmt: skip
        return card(self.title or self.name, facts, rows)
