"""A plan and the next report as users of Python have them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kpi import model
from kpi.api.cards import card, counted, language
from kpi.api.error import told
from kpi.api.frames import frame
from kpi.api.report import Report
from kpi.api.rows import finding_row, judged_row
from kpi.errors import Problem
from kpi.model import Verdict
from kpi.presenting.messages import message, word
from kpi.presenting.problems import describe_all

if TYPE_CHECKING:
    import pandas as pd

_WORST = (Verdict.MISSED, Verdict.NOT_REPORTED, Verdict.BEHIND, Verdict.NEEDS_REVIEW, Verdict.UNCERTAIN)


@dataclass(frozen=True, repr=False)
class Comparison:
    """What `kpi.compare` found: every target of `plan` against `report`.

    `targets`, `figures`, `relations` and `findings` are data frames (columns: docs/python.md).
    """

    plan: Report
    report: Report
    _judged: model.Comparison
    _doubts: tuple[Problem, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What was lost when the documents were opened, and why the two may not belong together, in words."""
        return [*describe_all(self._doubts, language()), *self.plan.notes, *self.report.notes]

    @cached_property
    def targets(self) -> pd.DataFrame:
        """A row a target of the plan, with its verdict, what answers it, and the margin."""
        judged = self._judged
        return frame("targets", (judged_row(judged.plan, judged.report, one) for one in judged.judgements))

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures of both reports."""
        return _both(self.plan.figures, self.report.figures)

    @cached_property
    def relations(self) -> pd.DataFrame:
        """The relations of both reports."""
        return _both(self.plan.relations, self.report.relations)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """A row a finding of the shipped suites on both reports and the plan's targets. It takes some seconds.

        kpi.Error where the two are no workspace together: two reports for one period, or of two bodies.
        """
        from kpi.api.pair import judge_pair

        with told():
            return frame("findings", map(finding_row, judge_pair(self.plan, self.report)))

    def __repr__(self) -> str:
        counts = Counter(one.verdict.value for one in self._judged.judgements)
        said = ", ".join(f"{n} {verdict}" for verdict, n in counts.most_common())
        return f"<kpi comparison {self.plan.name} → {self.report.name}: {said or 'no targets'}>"

    def _repr_html_(self) -> str:
        lang, judged = language(), self._judged.judgements
        counts = Counter(one.verdict for one in judged)
        facts = [message("audit.targets", lang, n=len(judged))]
        facts += counted("verdict", [(one.value, counts[one]) for one in Verdict if counts[one]])
        worst = sorted((one for one in judged if one.verdict in _WORST), key=lambda one: _WORST.index(one.verdict))
        rows = [
            (word("verdict", one.verdict.value, lang), one.target.text, one.answer.text if one.answer else "")
            for one in worst
        ]
        name = f"{self.plan.name} → {self.report.name}"
        body = self.report.body or self.plan.body
        return card(f"{body}{message('audit.colon', lang)}{name}" if body else name, facts, rows)


def _both(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([one, other], ignore_index=True)
