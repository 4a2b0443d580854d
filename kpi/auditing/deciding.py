"""Decisions of a page's reader held against the workspace as it is: which of them still speak of what is there.

Pure: from decisions, findings and cases to what each would change; kpi.auditing.applying makes the new texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kpi.auditing.result import AuditResult, FindingResult, TargetResult
from kpi.auditing.reviewing import Case, chosen, pin_of
from kpi.auditing.seen import seen_case, seen_finding
from kpi.errors import KpiError, Problem, nearest, problem
from kpi.ledger.decisions import AnswerDecision, Decisions, FindingDecision
from kpi.ledger.entries import Entry
from kpi.workspace.targets import Pin, TargetSpec

Values = dict[str, str | date | None]


class Outcome(StrEnum):
    """What becomes of a decision."""

    APPLIES = "applies"
    THERE = "there"  # it has been written before
    CHANGED = "changed"  # the report or the verdict is not what its reader saw
    DECIDED = "decided"  # somebody has decided otherwise since
    GONE = "gone"  # there is no such finding any more


@dataclass(frozen=True, slots=True)
class OfFinding:
    """`finding` is None where it is gone."""

    decision: FindingDecision
    outcome: Outcome
    finding: FindingResult | None


@dataclass(frozen=True, slots=True)
class OfTarget:
    """`pin` is what would stand in the targets file."""

    decision: AnswerDecision
    outcome: Outcome
    target: TargetResult
    pin: Pin


@dataclass(frozen=True, slots=True)
class Weighed:
    findings: tuple[OfFinding, ...]
    targets: tuple[OfTarget, ...]

    @property
    def all(self) -> tuple[OfFinding | OfTarget, ...]:
        return (*self.findings, *self.targets)


def weighed(
    decisions: Decisions,
    result: AuditResult,
    cases: Sequence[Case],
    specs: Sequence[TargetSpec],
    entries: Sequence[Entry],
) -> Weighed:
    """Every decision with what becomes of it. KpiError: all that speak of things this workspace does not know."""
    problems: list[Problem] = []
    written = {entry.fingerprint: entry for entry in entries}
    findings = tuple(_findings(decisions, result, written, problems))
    targets = tuple(_targets(decisions, {case.target.target: case for case in cases}, specs, problems))
    if problems:
        raise KpiError(problems)
    return Weighed(findings, targets)


def facts(finding: FindingResult) -> Values:
    """What the ledger keeps of a finding whoever decides about it."""
    return {
        "check": finding.expectation,
        "body": finding.body,
        "report": finding.doc,
        "subject": finding.subject,
        "what": finding.message[0],
        "evidence": finding.evidence,
    }


def decided(status: str, who: str, when: date, why: str | None, expires: date | None = None) -> Values:
    """What it keeps of the decision; a report that mended the finding before counts no more."""
    return {"status": status, "who": who, "when": when, "why": why, "expires": expires, "by": None}


def _findings(
    decisions: Decisions, result: AuditResult, written: Mapping[str, Entry], problems: list[Problem]
) -> Iterator[OfFinding]:
    found = {finding.fingerprint: finding for finding in (*result.findings, *result.settled)}
    checks, docs = {check.id for check in result.checks}, {report.doc for report in result.reports}
    for decision in decisions.findings:
        finding, entry = found.get(decision.fingerprint), written.get(decision.fingerprint)
        if finding is None and not _was_here(decision, entry, checks, docs):
            problems.append(problem("decided_unknown", decisions.file, decision.line, found=decision.fingerprint))
            continue
        yield OfFinding(decision, _finding_outcome(decision, finding, decisions, entry), finding)


def _was_here(
    decision: FindingDecision, entry: Entry | None, checks: Collection[str], docs: Collection[str]
) -> bool:
    """Whether a finding that is not there may have been: it is in the ledger, or check and report are known."""
    return entry is not None or (decision.check in checks and decision.report in docs)


def _finding_outcome(
    decision: FindingDecision, finding: FindingResult | None, decisions: Decisions, entry: Entry | None
) -> Outcome:
    if finding is None:
        return Outcome.GONE
    said = (decision.status, decisions.by, decisions.on, decision.why)
    now = finding.standing.known and entry is not None
    if now and entry and (entry.status, entry.who, entry.when, entry.why) == said:
        return Outcome.THERE
    if decision.seen == seen_finding(finding):
        return Outcome.APPLIES
    # Seen before anybody had decided: then only the decision is new.
    undecided = replace(finding, standing=replace(finding.standing, known=False))
    return Outcome.DECIDED if now and decision.seen == seen_finding(undecided) else Outcome.CHANGED


def _targets(
    decisions: Decisions, cases: Mapping[str, Case], specs: Sequence[TargetSpec], problems: list[Problem]
) -> Iterator[OfTarget]:
    known = {spec.key: spec for spec in specs}
    for decision in decisions.answers:
        case, spec = cases.get(decision.target), known.get(decision.target)
        try:
            if spec is None:
                raise KpiError(
                    problem("unknown_target", found=decision.target, nearest=nearest(decision.target, known))
                )
            if case is None:
                raise KpiError(problem("nothing_asked", found=decision.target))
            yield _target(decision, case, spec, decisions)
        except KpiError as error:
            problems += [replace(one, file=decisions.file, line=decision.line) for one in error.problems]


def _target(decision: AnswerDecision, case: Case, spec: TargetSpec, decisions: Decisions) -> OfTarget:
    """KpiError: what was seen is there, but the candidate or verdict is none that it offers."""
    pin, nothing = spec.pin, Pin("", decisions.by, decisions.on, decision.why)
    if pin and (pin.by, pin.on, pin.why) == (decisions.by, decisions.on, decision.why):
        return OfTarget(decision, Outcome.THERE, case.target, nothing)
    if decision.seen != seen_case(case):
        since = pin is not None and pin.report == case.verdict.doc
        return OfTarget(decision, Outcome.DECIDED if since else Outcome.CHANGED, case.target, nothing)
    option, verdict = chosen(case, decision.candidate, decision.verdict)
    pinned = pin_of(case, option, verdict, decisions.by, decisions.on, decision.why)
    return OfTarget(decision, Outcome.APPLIES, case.target, pinned)
