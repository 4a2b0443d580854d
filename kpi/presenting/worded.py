"""Findings for people: words in their messages where a computation has signs (∄, ✗, ↔) for machines."""

from __future__ import annotations

from dataclasses import replace

from kpi.arithmetic import notation
from kpi.auditing.result import AuditResult, FindingResult, RelationResult
from kpi.presenting.computations import told_line


def in_words(result: AuditResult) -> AuditResult:
    """The same audit; findings on relations spell out what their computation says beyond arithmetic."""
    relations = {relation.key: relation for relation in result.relations if relation.key}

    def worded(finding: FindingResult) -> FindingResult:
        relation = relations.get(finding.subject) if finding.subject_kind == "relation" else None
        return replace(finding, message=_worded(finding, relation)) if relation else finding

    return replace(
        result,
        findings=tuple(map(worded, result.findings)),
        settled=tuple(map(worded, result.settled)),
    )


def _worded(finding: FindingResult, relation: RelationResult) -> tuple[str, str]:
    line = notation.explained(relation.computation, relation.linked)
    zh, en = finding.message
    return (
        zh.replace(line, told_line(relation.computation, "zh", relation.linked)),
        en.replace(line, told_line(relation.computation, "en", relation.linked)),
    )
