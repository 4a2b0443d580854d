"""A workspace's audit as users of Python have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.api.cards import card, counted, language
from kpi.api.frames import frame
from kpi.api.rows import audited_relation, audited_target, finding_row
from kpi.auditing.exits import SEVERITIES
from kpi.auditing.result import AuditResult
from kpi.model import Verdict
from kpi.presenting.messages import message, word
from kpi.presenting.problems import describe_all

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Audit:
    """What `kpi.audit` found in a workspace.

    `findings`, `targets`, `relations` and `figures` are data frames (columns: docs/python.md).
    """

    folder: Path
    figures: pd.DataFrame
    _result: AuditResult

    @property
    def exit_code(self) -> int:
        """As of `kpi audit`: 0 nothing at or above `fail_on` of kpi.yml, 1 findings, 2 nothing was checked."""
        return self._result.exit_code

    @property
    def notes(self) -> list[str]:
        """What is worth a look, in words: what was lost, left out, switched off or made less of."""
        return [*describe_all(self._result.unread, language()), *describe_all(self._result.warnings, language())]

    @cached_property
    def findings(self) -> pd.DataFrame:
        """A row a finding that counts, and one that the ledger settles (`status`)."""
        return frame("findings", map(finding_row, (*self._result.findings, *self._result.settled)))

    @cached_property
    def targets(self) -> pd.DataFrame:
        """A row a target, with the verdict that stands."""
        return frame("targets", map(audited_target, self._result.targets))

    @cached_property
    def relations(self) -> pd.DataFrame:
        """A row a relation, within reports and between them."""
        return frame("relations", map(audited_relation, self._result.relations))

    def __repr__(self) -> str:
        result = self._result
        sizes = f"{len(result.reports)} reports, {len(result.targets)} targets, {len(result.findings)} findings"
        return f"<kpi audit of {self.folder.name or self.folder}: {sizes}>"

    def _repr_html_(self) -> str:
        lang, result = language(), self._result
        counts = (("audit.reports", result.reports), ("audit.targets", result.targets))
        facts = [message(code, lang, n=len(rows)) for code, rows in counts]
        verdicts = Counter(one.latest.verdict for one in result.targets if one.latest)
        facts += counted("verdict", [(one.value, verdicts[one.value]) for one in Verdict if verdicts[one.value]])
        facts.append(message("audit.findings", lang, n=len(result.findings)))
        worst = sorted(result.findings, key=lambda one: -SEVERITIES.index(one.severity))
        at = 0 if lang == "zh" else 1
        rows = [(word("severity", one.severity, lang), one.title[at], one.message[at]) for one in worst]
        return card(str(self.folder), facts, rows)
