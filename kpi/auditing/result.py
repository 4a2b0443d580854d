"""What an audit found, as plain values with their evidence: fetched from the warehouse, shown by presenting.

Places are 0-based offsets into the report's text; `line` is 1-based. A quote carries its sentence, so that
whoever shows it needs no other source.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kpi.auditing.evidence import Evidence
from kpi.errors import Problem
from kpi.ledger import NOTICED, Mended, Standing
from kpi.model import Computation, Interval, Mend, Place, RelationType, RelationVerdict, Weight
from kpi.workspace.weakened import UNJUDGED, WEAKENING


@dataclass(frozen=True, slots=True)
class Quote:
    """Words at a place in a report; `sentence` starts at `sentence_start` and holds them."""

    doc: str
    start: int
    end: int
    text: str
    line: int
    sentence: str
    sentence_start: int
    place: Place | None = None  # page, table and row, where the report is no plain text


@dataclass(frozen=True, slots=True)
class ReportResult:
    doc: str
    title: str
    body: str
    period_start: date | None
    period_end: date | None
    published: date | None
    plan_start: int | None
    quantities: int
    relations: int


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """An answer that was considered; `reason` says why it was not taken.

    `would` is the verdict that it gives if it is the answer, empty where none was computed; `plausible` whether it
    is of the size that was asked for.
    """

    quote: Quote
    quantity: str
    value: Decimal
    unit: str
    score: float
    reason: str
    would: str = ""
    plausible: bool = True


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """How a target stands by one report (table `verdicts`)."""

    doc: str
    verdict: str
    answer: Quote | None
    quantity: str
    value: Decimal | None
    interval: Interval
    unit: str
    margin: Decimal | None
    margin_share: float | None
    elapsed: float | None
    confidence: float
    is_latest: bool
    modifiers: tuple[str, ...]
    note: str
    candidates: tuple[CandidateResult, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target with every verdict on it, the deciding one first; none where no later report was read."""

    target: str
    id: str
    file: str
    line: int
    body: str
    subject: str
    indicator: str
    kind: str
    op: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    due: date
    quote: str
    promise: Quote | None
    pinned_by: str
    pinned_why: str
    verdicts: tuple[TargetVerdict, ...] = ()
    weight: str = Weight.NUMBER.value
    weight_rule: str = ""  # id of the rule that gave the weight, or the file in which a person did
    relative: str = ""  # what a relative target is held against

    @property
    def latest(self) -> TargetVerdict | None:
        return next((verdict for verdict in self.verdicts if verdict.is_latest), None)


@dataclass(frozen=True, slots=True)
class Member:
    """A quantity in a relation."""

    id: str
    value: Decimal
    unit: str
    subject: str
    quote: Quote


# Types of relations whose numbers differ because something was changed, which contradicts nothing.
CHANGES = frozenset({RelationType.STANDARD.value})


def _told(verdict: str) -> bool:
    return verdict == RelationVerdict.INCONSISTENT.value


@dataclass(frozen=True, slots=True)
class RelationResult:
    doc: str
    body: str
    type: str
    verdict: str
    computation: Computation
    members: tuple[Member, ...]
    key: str = ""  # '<doc>#<relation>': the subject of its findings
    rule: str = ""  # id of the rule that found it
    formula: str = ""  # which arithmetic, where a type has several, or the name of a declared formula
    linked: tuple[tuple[str, Computation], ...] = ()  # verdicts and computations of those that share a number

    @property
    def contradicts(self) -> bool:
        """Figures that do not fit together; a rate that was raised between two reports is a change, told apart."""
        return _told(self.verdict) and self.type not in CHANGES

    @property
    def changed(self) -> bool:
        """A standard that is another than before, without a word of it."""
        return _told(self.verdict) and self.type in CHANGES

    @property
    def computed(self) -> Interval:
        return self.computation.computed or Interval(None, None)

    @property
    def stated(self) -> Interval:
        return self.computation.stated or Interval(None, None)

    @property
    def mends(self) -> tuple[Mend, ...]:
        return self.computation.mends


@dataclass(frozen=True, slots=True)
class FindingResult:
    """A verdict that an expectation rejects (table `findings`)."""

    fingerprint: str
    suite: str
    expectation: str
    severity: str
    subject_kind: str
    subject: str
    doc: str
    start: int | None
    end: int | None
    line: int | None
    quote: str
    title: tuple[str, str]  # 中文, English
    message: tuple[str, str]
    column: int | None = None  # 1-based, in characters; of the start
    end_line: int | None = None
    end_column: int | None = None  # of the character after the last
    text: str = ""  # the report's own words at the place; the quote may be a target's wording of them
    body: str = ""
    evidence: str = ""  # verdict and numbers it rests on
    standing: Standing = NOTICED  # what the ledger says of it
    place: Place | None = None  # as of a quote
    weight: str = ""  # of the target that it is about, empty where it is about something else


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One expectation of a suite as it ran; `rows` is 0 where it met nothing to look at, so was not evaluated."""

    suite: str
    id: str
    type: str
    severity: str
    title: tuple[str, str]  # 中文, English
    message: tuple[str, str]  # template
    file: str
    line: int
    rows: int


@dataclass(frozen=True, slots=True)
class AuditResult:
    """All that an audit found. Equal for equal input: timings take no part in comparison.

    One that is gathered for the terminal (gathering.Wanted) has not all `relations`; `tally` counts them all then.
    """

    reports: tuple[ReportResult, ...] = ()
    targets: tuple[TargetResult, ...] = ()
    relations: tuple[RelationResult, ...] = ()
    findings: tuple[FindingResult, ...] = ()
    evaluated: int = 0  # expectations that really ran
    fail_on: str = "critical"
    exit_code: int = 0
    read: tuple[str, ...] = ()  # reports that were new or changed
    warnings: tuple[Problem, ...] = ()  # worth a look, nothing is wrong
    checks: tuple[CheckResult, ...] = ()  # every expectation of the suites, in the order of their files
    problems: tuple[Problem, ...] = ()  # what stopped the audit: exit code 2, and nothing else is here
    unread: tuple[Problem, ...] = ()  # reports that could not be read: exit code 2, and the rest is here
    settled: tuple[FindingResult, ...] = ()  # findings that the ledger dismisses or closes: they count no more
    rectified: tuple[Mended, ...] = ()  # entries of the ledger that a later text mended
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)  # step, seconds
    known: int = 0  # findings left out as the ledger knows them (--only-new)
    passed_over: frozenset[tuple[str, str]] = frozenset()  # kind and name of what only such findings are about
    tally: tuple[tuple[str, str, int], ...] | None = None  # type, verdict, how many; None: `relations` are all
    as_of: date | None = None  # the day it speaks of: kpi.yml's, else the latest that the reports know
    evidence: Evidence | None = field(default=None, compare=False)  # texts and figures, for those who show them

    @property
    def weakened(self) -> tuple[Problem, ...]:
        """Those of the warnings that say what was switched off or made less of: no output leaves them out."""
        return tuple(warning for warning in self.warnings if warning.code in WEAKENING)

    @property
    def lacking(self) -> int:
        """What the audit goes without: bodies that were not judged, reports that could not be read."""
        return self.unjudged + len(self.unread)

    @property
    def told_first(self) -> tuple[Problem, ...]:
        """What makes the exit code 2: what stopped the audit, or the reports that it goes without."""
        return (*self.problems, *self.unread)

    @property
    def contradictions(self) -> int:
        """How many relations contradict, whether they are here or only counted."""
        return self._differing() - self.changes

    @property
    def changes(self) -> int:
        """How many standards changed without a word."""
        return sum(self._differing(kind) for kind in CHANGES)

    def _differing(self, only: str = "") -> int:
        counts = self.relation_counts.items()
        return sum(n for (kind, verdict), n in counts if _told(verdict) and only in ("", kind))

    @property
    def unjudged(self) -> int:
        """For how many reasons bodies were not judged; exit code 2 where there is any."""
        return sum(warning.code in UNJUDGED for warning in self.warnings)

    @property
    def relation_counts(self) -> Counter[tuple[str, str]]:
        """How many relations there are of each (type, verdict)."""
        if self.tally is None:
            return Counter((relation.type, relation.verdict) for relation in self.relations)
        return Counter({(kind, verdict): number for kind, verdict, number in self.tally})
