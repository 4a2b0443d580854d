"""Suites against frames: every row that an expectation rejects becomes a finding."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kpi.auditing.frames import SUBJECTS, frame
from kpi.auditing.gx import Validator
from kpi.auditing.result import CheckResult
from kpi.auditing.suites import Check, Suite
from kpi.auditing.wording import fill, whole_number
from kpi.errors import KpiError, Problem, problem
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import ExpectationValidationResult

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the table `findings`, in its column order. `start` and `end` are None where there is no place."""

    fingerprint: str
    suite: str
    expectation: str
    severity: str
    subject_kind: str
    subject: str
    doc: str
    start: int | None
    end: int | None
    quote: str
    title_zh: str
    title_en: str
    message_zh: str
    message_en: str


class Judged(NamedTuple):
    """`evaluated` counts the expectations that looked at something; one that met no row is `idle`, not a check."""

    findings: tuple[Finding, ...]
    evaluated: int
    idle: int
    rows: int  # row × expectation
    checks: tuple[CheckResult, ...] = ()


class NotEvaluatedError(Exception):
    """Great Expectations gave no answer; the text says why."""


class _Outcome(NamedTuple):
    """Of one expectation: keys of the rows rejected (None: the frame as a whole), and the number looked at."""

    check: Check
    severity: str
    rejected: tuple[str, ...] | None
    observed: object
    rows: int


def judge(warehouse: Warehouse, suites: Sequence[Suite]) -> Judged:
    """Run each suite on its frame, replace the table `findings`, return them in the order of the suites' files.

    KpiError, with nothing written, when an expectation could not be evaluated (it raised, or GX returned no
    result): a check that did not run must never look like one that passed.
    """
    validator = Validator()
    frames = {name: frame(warehouse, name) for name in sorted({suite.frame for suite in suites})}
    problems: list[Problem] = []
    findings: list[Finding] = []
    checks: list[CheckResult] = []
    outcomes: list[_Outcome] = []
    for suite in suites:
        ran = _run(validator, suite, frames[suite.frame], problems)
        outcomes += ran
        findings += _findings(suite, ran, frames[suite.frame])
        checks += [_ran(suite, outcome) for outcome in ran]
    if problems:
        raise KpiError(problems)
    write_findings(warehouse, findings)
    checked = sum(1 for outcome in outcomes if outcome.rows)
    rows = sum(outcome.rows for outcome in outcomes)
    return Judged(tuple(findings), checked, len(outcomes) - checked, rows, tuple(checks))


def write_findings(warehouse: Warehouse, findings: Sequence[Finding]) -> None:
    """Replace the table `findings` in one transaction."""
    with warehouse.transaction():
        warehouse.execute("DELETE FROM findings")
        insert_rows(warehouse.connection, "findings", [astuple(finding) for finding in findings])


def fingerprint(suite: str, check: str, identity: str) -> str:
    """The same finding in another run, or in a text that has shifted, has the same fingerprint."""
    return hashlib.sha256("\0".join((suite, check, identity)).encode()).hexdigest()


def _run(validator: Validator, suite: Suite, data: pd.DataFrame, problems: list[Problem]) -> list[_Outcome]:
    """The outcomes in the order of the file; GX returns results in an order of its own."""
    results = {
        result.expectation_config.meta["id"]: result
        for result in validator.validate(suite.gx, data).results
        if result.expectation_config is not None and result.expectation_config.meta
    }
    if not results:
        problems.append(problem("suite_not_evaluated", suite.file, suite.line, suite=suite.name))
    outcomes = []
    for check in suite.checks if results else ():
        try:
            outcomes.append(_outcome(check, results.get(check.id), len(data)))
        except NotEvaluatedError as reason:
            problems.append(
                problem("not_evaluated", check.file, check.line, check=check.id, type=check.type, reason=reason)
            )
    return outcomes


def _outcome(check: Check, result: ExpectationValidationResult | None, total: int) -> _Outcome:
    if result is None or result.expectation_config is None:
        raise NotEvaluatedError("no result")
    if reason := _exception(result.exception_info):
        raise NotEvaluatedError(reason)
    numbers = result.result
    if check.rows and "element_count" not in numbers:
        raise NotEvaluatedError("no count of rows")
    rows = numbers["element_count"] - (numbers.get("missing_count") or 0) if check.rows else total
    rejected: tuple[str, ...] | None = ()
    if not result.success:
        rejected = tuple(str(row["key"]) for row in numbers["unexpected_index_list"]) if check.rows else None
        if rejected == ():
            raise NotEvaluatedError("failed without naming a row")
    severity = result.expectation_config.severity
    return _Outcome(
        check, str(getattr(severity, "value", severity)), rejected, numbers.get("observed_value"), rows
    )


def _ran(suite: Suite, outcome: _Outcome) -> CheckResult:
    c = outcome.check
    return CheckResult(
        suite.name, c.id, c.type, outcome.severity, c.title, c.message, c.file, c.line, outcome.rows
    )


def _exception(info: Mapping[str, Any]) -> str:
    """The message of an exception, empty without one. GX gives one record, or a dictionary with one a metric."""
    records = [info] if "raised_exception" in info else list(info.values())
    raised = [record for record in records if record.get("raised_exception")]
    return next((str(record.get("exception_message") or "exception") for record in raised), "").strip()


def _findings(suite: Suite, outcomes: Sequence[_Outcome], data: pd.DataFrame) -> Iterator[Finding]:
    rows: dict[str, dict[Any, Any]] = {str(row["key"]): row for row in data.to_dict("records")}
    for outcome in outcomes:
        if outcome.rejected is None:
            whole = {"key": "*", "identity": "*", "doc": "", "start": None, "end": None, "quote": ""}
            yield _finding(suite, outcome, whole | {"observed": outcome.observed}, 1)
            continue
        seen: Counter[str] = Counter()
        wanted = set(outcome.rejected)
        for key in (key for key in rows if key in wanted):
            seen[rows[key]["identity"]] += 1
            yield _finding(suite, outcome, rows[key], seen[rows[key]["identity"]])


def _finding(suite: Suite, outcome: _Outcome, row: Row, occurrence: int) -> Finding:
    """`occurrence` tells rows apart that say the same words: the first keeps its fingerprint when others go."""
    check = outcome.check
    identity = row["identity"] if occurrence == 1 else f"{row['identity']}|{occurrence}"
    return Finding(
        fingerprint=fingerprint(suite.name, check.id, identity),
        suite=suite.name,
        expectation=check.id,
        severity=outcome.severity,
        subject_kind=SUBJECTS[suite.frame],
        subject=row["key"],
        doc=row["doc"],
        start=whole_number(row["start"]),
        end=whole_number(row["end"]),
        quote=row["quote"],
        title_zh=fill(check.title[0], row),
        title_en=fill(check.title[1], row),
        message_zh=fill(check.message[0], row),
        message_en=fill(check.message[1], row),
    )
