"""Suites against frames: every row that an expectation rejects becomes a finding.

Most expectations look at rows one by one, so that only the bodies whose facts changed are looked at again; the
rest (a maximum, uniqueness, `mostly`, SQL) look at everything each time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kpi.auditing.frames import SUBJECTS
from kpi.auditing.gx import validator
from kpi.auditing.result import CheckResult
from kpi.auditing.suites import Check, Suite
from kpi.auditing.tasks import Bodies, Task, tasks_of
from kpi.auditing.wording import fill, whole_number
from kpi.errors import KpiError, Problem, problem
from kpi.system import time_limit
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse
from kpi.workspace.limits import STANDARD, Limits

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import ExpectationValidationResult

Row = Mapping[str, Any]
_TOGETHER = 5_000  # findings that are written at once
# A frame as a whole, in the place of a row.
_FRAME: dict[str, Any] = {
    "key": "*", "identity": "*", "doc": "", "start": None, "end": None, "quote": "", "body": "",
}  # fmt: skip


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
    body: str = ""
    evidence: str = ""


class Judged(NamedTuple):
    """`checks` say of every expectation how many rows it has looked at; the findings are in the warehouse.

    `evaluated` counts the expectations that looked at something; one that met no row is `idle`, not a check.
    """

    evaluated: int
    idle: int
    rows: int  # row × expectation
    checks: tuple[CheckResult, ...] = ()


class NotEvaluatedError(Exception):
    """Great Expectations gave no answer; the text says why."""


class _Outcome(NamedTuple):
    """Of one expectation: keys of the rows rejected (None: the frame as a whole), and the numbers looked at."""

    check: Check
    severity: str
    rejected: tuple[str, ...] | None
    observed: object
    rows: Mapping[str, int]  # by body


def judge(warehouse: Warehouse, suites: Sequence[Suite], bodies: Bodies = None) -> Judged:
    """Run each suite on its frame and replace the findings of `bodies` (default: of all), in one transaction.

    KpiError, with nothing written, when an expectation could not be evaluated (it raised, or GX returned no
    result): a check that did not run must never look like one that passed.
    """
    with warehouse.transaction():
        return judge_bodies(warehouse, suites, bodies)


def judge_bodies(
    warehouse: Warehouse, suites: Sequence[Suite], bodies: Bodies = None, limits: Limits = STANDARD
) -> Judged:
    """`judge` inside a transaction of the caller's, which takes back what is written where a KpiError comes."""
    problems: list[Problem] = []
    findings: list[Finding] = []
    looked_at: list[tuple[str, str, str, int]] = []
    _forget(warehouse, suites, bodies)
    for task, ran in _ran(tasks_of(warehouse, suites, bodies, problems, limits), problems):
        findings += _findings(task, ran)
        looked_at += [(body, task.suite.name, o.check.id, n) for o in ran for body, n in o.rows.items() if n]
        if len(findings) >= _TOGETHER:
            _keep(warehouse, findings)
    if problems:
        raise KpiError(problems)
    _keep(warehouse, findings)
    insert_rows(warehouse.connection, "looked_at", looked_at)
    checks = _checks(warehouse, suites)
    checked = sum(1 for check in checks if check.rows)
    return Judged(checked, len(checks) - checked, sum(check.rows for check in checks), checks)


def _keep(warehouse: Warehouse, findings: list[Finding]) -> None:
    """Write them and let them go: of a country they would fill the memory."""
    insert_rows(warehouse.connection, "findings", [astuple(finding) for finding in findings])
    findings.clear()


def _ran(tasks: Iterable[Task], problems: list[Problem]) -> Iterator[tuple[Task, list[_Outcome]]]:
    """Each task with its outcomes. What has no rows waits until it is known whether anything has."""
    some = False
    empty: list[Task] = []
    for task in tasks:
        if task.data.empty:
            empty.append(task)
        else:
            some = True
            yield task, _run(task, problems)
    for task in empty:
        yield task, _run(task, problems, some)


def _forget(warehouse: Warehouse, suites: Sequence[Suite], bodies: Bodies) -> None:
    """Remove what is about to be made anew, and what belongs to expectations that are no more."""
    again = [check for suite in suites for check in suite.across]
    known = [check.id for suite in suites for check in suite.checks]
    for table in ("findings", "looked_at"):
        if bodies is None:
            warehouse.execute(f"DELETE FROM {table}")
            continue
        warehouse.execute(
            f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], body) "
            "OR list_contains(?::VARCHAR[], expectation) OR NOT list_contains(?::VARCHAR[], expectation)",
            [sorted(bodies), again, known],
        )


def _checks(warehouse: Warehouse, suites: Sequence[Suite]) -> tuple[CheckResult, ...]:
    summed = warehouse.rows("SELECT expectation, sum(rows) FROM looked_at GROUP BY ALL")
    rows = {check: int(total) for check, total in summed}
    return tuple(
        CheckResult(suite.name, c.id, c.type, c.severity, c.title, c.message, c.file, c.line, rows.get(c.id, 0))
        for suite in suites
        for c in suite.checks
    )


def fingerprint(suite: str, check: str, identity: str) -> str:
    """The same finding in another run, or in a text that has shifted, has the same fingerprint."""
    # A letter first: YAML would read some runs of digits as a number.
    return "f" + hashlib.sha256("\0".join((suite, check, identity)).encode()).hexdigest()[:15]


def _run(task: Task, problems: list[Problem], some: bool = True) -> list[_Outcome]:
    """The outcomes in the order of the file; GX has an order of its own. `some`: any of all tasks has rows."""
    if not some or (task.data.empty and all(check.rows for check in task.checks)):
        return [_Outcome(check, check.severity, (), None, {"": task.tables}) for check in task.checks]
    results, reason = _validated(task)
    if not results:
        suite = task.suite
        problems.append(problem("suite_not_evaluated", suite.file, suite.line, suite=suite.name, reason=reason))
    outcomes = []
    for check in task.checks if results else ():
        try:
            outcomes.append(_outcome(check, results.get(check.id), task))
        except NotEvaluatedError as reason:
            problems.append(
                problem("not_evaluated", check.file, check.line, check=check.id, type=check.type, reason=reason)
            )
    return outcomes


def _validated(task: Task) -> tuple[dict[str, ExpectationValidationResult], str]:
    """The results by the ids of their checks, or why there are none; patterns of users have a time limit."""
    if task.seconds is not None and task.seconds <= 0:
        return {}, "the patterns of all suites together had no time left"
    try:
        with validator() as found, time_limit(task.seconds or 0):
            ran = found.validate(task.gx, _looked_at(task))
    except Exception as error:  # arguments that fit their types and make no sense, of which GX knows many
        return {}, (str(error).strip() or type(error).__name__).splitlines()[0]
    results = {
        result.expectation_config.meta["id"]: result
        for result in ran.results
        if result.expectation_config is not None and result.expectation_config.meta
    }
    return results, ""


def _looked_at(task: Task) -> pd.DataFrame:
    """The key and the columns that are read: GX hashes all that it gets. Everything for checks of the whole."""
    if any(check.whole or not check.columns for check in task.checks):
        return task.data
    return task.data[sorted({"key", *(column for check in task.checks for column in check.columns)})]


def _outcome(check: Check, result: ExpectationValidationResult | None, task: Task) -> _Outcome:
    if result is None or result.expectation_config is None:
        raise NotEvaluatedError("no result")
    if reason := _exception(result.exception_info):
        raise NotEvaluatedError(reason)
    numbers = result.result
    if check.rows and "element_count" not in numbers:
        raise NotEvaluatedError("no count of rows")
    rows = numbers["element_count"] - (numbers.get("missing_count") or 0) if check.rows else len(task.data)
    rejected: tuple[str, ...] | None = ()
    if not result.success:
        rejected = tuple(str(row["key"]) for row in numbers["unexpected_index_list"]) if check.rows else None
        if rejected == ():
            raise NotEvaluatedError("failed without naming a row")
    severity = result.expectation_config.severity
    looked_at = {"": task.tables} if task.tables else _by_body(check, task.data, rows)
    return _Outcome(
        check, str(getattr(severity, "value", severity)), rejected, numbers.get("observed_value"), looked_at
    )


def _by_body(check: Check, data: pd.DataFrame, rows: int) -> Mapping[str, int]:
    """How the rows that were looked at divide among bodies: those with a value in the expectation's columns."""
    if check.whole or not rows:
        return {"": rows}
    filled = data[list(check.columns)].notna().all(axis=1) if rows < len(data) and check.columns else None
    counted = (data if filled is None else data[filled])["body"].value_counts()
    return {str(body): int(number) for body, number in counted.items()}


def _exception(info: Mapping[str, Any]) -> str:
    """The message of an exception, empty without one. GX gives one record, or a dictionary with one a metric."""
    records = [info] if "raised_exception" in info else list(info.values())
    raised = [record for record in records if record.get("raised_exception")]
    return next((str(record.get("exception_message") or "exception") for record in raised), "").strip()


def _findings(task: Task, outcomes: Sequence[_Outcome]) -> Iterator[Finding]:
    wanted = {key for outcome in outcomes for key in outcome.rejected or ()}
    rows: dict[str, dict[Any, Any]] = {}
    if wanted:
        data = task.data[task.data["key"].astype(str).isin(wanted)]
        rows = {str(row["key"]): row for row in data.to_dict("records")}
    for outcome in outcomes:
        if outcome.rejected is None:
            observed = {"observed": outcome.observed, "evidence": str(outcome.observed)}
            yield _finding(task.suite, outcome, _FRAME | observed, 1)
            continue
        seen: Counter[str] = Counter()
        rejected = set(outcome.rejected)
        for key in (key for key in rows if key in rejected):
            seen[rows[key]["identity"]] += 1
            yield _finding(task.suite, outcome, rows[key], seen[rows[key]["identity"]])


def _finding(suite: Suite, outcome: _Outcome, row: Row, occurrence: int) -> Finding:
    """`occurrence` tells rows apart that say the same words: the first keeps its fingerprint when others go."""
    check = outcome.check
    identity = row["identity"] if occurrence == 1 else f"{row['identity']}|{occurrence}"
    return Finding(
        fingerprint=fingerprint(suite.name, check.id, identity),
        suite=suite.name,
        expectation=check.id,
        severity=outcome.severity,
        subject_kind=SUBJECTS.get(suite.frame, "row"),
        subject=row["key"],
        doc=row["doc"],
        start=whole_number(row["start"]),
        end=whole_number(row["end"]),
        quote=row["quote"],
        title_zh=fill(check.title[0], row),
        title_en=fill(check.title[1], row),
        message_zh=fill(check.message[0], row),
        message_en=fill(check.message[1], row),
        body=row["body"],
        evidence=row["evidence"],
    )
