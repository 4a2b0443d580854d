"""A file of decisions as the HTML page saves it: read as something that a stranger wrote.

It names findings and targets, says what was decided and why, and how each looked to whoever decided (`seen`, a
digest). Nothing else in it is ever written anywhere: words, numbers and reports come from the workspace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kpi.errors import KpiError, Problem, problem
from kpi.ledger.entries import Status
from kpi.model import Verdict
from kpi.workspace.keys import Key, Shape
from kpi.workspace.pinning import DECIDABLE, NONE
from kpi.workspace.record import Record
from kpi.workspace.yamlfile import load_yaml

FORMAT = "kpi-decisions/1"
LONGEST = {"by": 100, "why": 500}  # characters; the page lets nobody write more
_DECIDED = (Status.CONFIRMED, Status.DISMISSED)
_WHY = Key("why", Shape.TEXT, "理由", "why")
_SEEN = Key("seen", Shape.TEXT, "所见内容的摘要", "a digest of what was seen", required=True)

FINDING_KEYS = (
    Key("fingerprint", Shape.TEXT, "问题的指纹", "the finding's fingerprint", required=True),
    Key("status", Shape.CHOICE, "认定", "what was decided", required=True, choices=tuple(map(str, _DECIDED))),
    _WHY,
    _SEEN,
    Key("check", Shape.TEXT, "发现它的规则", "the check that found it", required=True),
    Key("report", Shape.TEXT, "所在报告", "the report in which it shows"),
)
ANSWER_KEYS = (
    Key("target", Shape.TEXT, "目标", "the target", required=True),
    Key("candidate", Shape.TEXT, "第几个候选,或 none", "which candidate, or none", required=True),
    Key("verdict", Shape.CHOICE, "判定", "the verdict, where words alone decide",
        choices=tuple(map(str, DECIDABLE))),
    _WHY,
    _SEEN,
)  # fmt: skip
DECISION_KEYS = (
    Key("format", Shape.CHOICE, "格式", "the format", required=True, choices=(FORMAT,)),
    Key("by", Shape.TEXT, "谁定的", "who decided", required=True),
    Key("on", Shape.DATE, "何时定的", "when", required=True),
    Key("findings", Shape.RECORDS, "对问题的认定", "what was decided of findings", keys=FINDING_KEYS),
    Key("answers", Shape.RECORDS, "对目标的认定", "which answers targets have", keys=ANSWER_KEYS),
)


@dataclass(frozen=True, slots=True)
class FindingDecision:
    """`line` is 1-based, `seen` the digest of kpi.auditing.seen."""

    fingerprint: str
    status: Status
    why: str
    seen: str
    check: str
    report: str
    line: int


@dataclass(frozen=True, slots=True)
class AnswerDecision:
    """`candidate` counts from 1 as the page shows them, or is `none`."""

    target: str
    candidate: str
    verdict: Verdict | None
    why: str
    seen: str
    line: int


@dataclass(frozen=True, slots=True)
class Decisions:
    file: str
    by: str
    on: date
    findings: tuple[FindingDecision, ...] = ()
    answers: tuple[AnswerDecision, ...] = ()


def read_decisions(path: Path, today: date) -> Decisions:
    """The decisions of a file. KpiError: everything that is wrong with it, with file and line."""
    file = path.as_posix()
    tree, problems = load_yaml(path, file)
    if tree is None:
        raise KpiError(problems)
    if not any(tree.get(key) for key in ("format", "findings", "answers")):
        raise KpiError(problem("no_decisions", file))
    record = Record(tree, DECISION_KEYS, file, problems)
    record.choice("format")
    on = record.date("on")
    if on is not None and on > today + timedelta(days=1):  # it may be tomorrow where the reader is
        record.add(problem("decided_later", *record.at("on"), found=on, expected=today))
    decided = Decisions(
        file,
        _line_of_text(record, "by"),
        on or today,
        tuple(_finding(one) for one in record.records("findings")),
        tuple(_answer(one) for one in record.records("answers")),
    )
    if not decided.findings and not decided.answers and not problems:
        record.add(problem("nothing_decided", file))
    problems += _repeated(((one.fingerprint, one.line) for one in decided.findings), file)
    problems += _repeated(((one.target, one.line) for one in decided.answers), file)
    if problems:
        raise KpiError(problems)
    return decided


def _finding(record: Record) -> FindingDecision:
    status = record.choice("status", Status.CONFIRMED.value)
    if status == Status.DISMISSED:
        _needs_why(record)
    return FindingDecision(
        record.text("fingerprint"),
        Status(status),
        _line_of_text(record, "why"),
        record.text("seen"),
        record.text("check"),
        record.text("report"),
        record.line,
    )


def _answer(record: Record) -> AnswerDecision:
    _needs_why(record)
    candidate, verdict = record.text("candidate"), record.choice("verdict")
    if "candidate" in record and candidate != NONE and not (candidate.isascii() and candidate.isdigit()):
        expected = f"1, 2, … {NONE}"
        record.add(problem("unknown_candidate", *record.at("candidate"), found=candidate, expected=expected))
    return AnswerDecision(
        record.text("target"),
        candidate,
        Verdict(verdict) if verdict else None,
        _line_of_text(record, "why"),
        record.text("seen"),
        record.line,
    )


def _needs_why(record: Record) -> None:
    if "why" not in record.present:
        record.add_missing("why")


def _line_of_text(record: Record, name: str) -> str:
    """One line of words, spaces run together; a problem where it is too long or would not be seen as it is."""
    said = " ".join(record.text(name).split())
    if len(said) > LONGEST[name]:
        record.add(problem("text_too_wide", *record.at(name), key=name, found=len(said), limit=LONGEST[name]))
    if not said.isprintable():
        record.add(problem("unseen_signs", *record.at(name), key=name))
    if name in record and not said:
        record.add(problem("empty_value", *record.at(name), key=name, expected=Shape.TEXT))
    return said


def _repeated(named: Iterable[tuple[str, int]], file: str) -> Iterator[Problem]:
    """`named`: what is decided about, with its line; several may stand on one."""
    first: dict[str, int] = {}
    for name, line in filter(lambda one: one[0], named):
        if name in first:
            yield problem("decided_twice", file, line, found=name, first=first[name])
        first.setdefault(name, line)
