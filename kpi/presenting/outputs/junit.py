"""JUnit XML as Jenkins, GitLab and the others read it (junit-10.xsd).

A suite is a testsuite. A check that found nothing is a testcase that passed, one that met nothing to look at is
skipped and so is one that the ledger settled, each other finding is a failure; what stopped the audit is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kpi.auditing.result import AuditResult, CheckResult, FindingResult
from kpi.presenting.audit_view import exit_reason
from kpi.presenting.escaping import foreign
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message, word
from kpi.presenting.outputs.places import Places, decision, titled
from kpi.presenting.problems import describe, describe_all
from kpi.presenting.weakened import weakened_line
from kpi.presenting.where import spot

ENGINE = "kpi"  # the suite that holds what stopped the audit
NAME = 120  # characters of a quote in a name


@dataclass(frozen=True, slots=True)
class Case:
    """`outcome` is failure, error, skipped or empty; `head` its one line, `body` the evidence."""

    suite: str
    classname: str
    name: str
    outcome: str = ""
    kind: str = ""
    head: str = ""
    body: tuple[str, ...] = ()


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    cases = list(_cases(result, lang, folder))
    root = ET.Element("testsuites", {"name": ENGINE, **_counts(cases, skipped=False)})
    for suite in dict.fromkeys(case.suite for case in cases):
        own = [case for case in cases if case.suite == suite]
        element = ET.SubElement(root, "testsuite", {"name": suite, **_counts(own)})
        for case, name in zip(own, _unique(own), strict=True):
            _add(element, case, name)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _counts(cases: list[Case], skipped: bool = True) -> dict[str, str]:
    """The schema knows no attribute `skipped` on the root."""
    outcomes = Counter(case.outcome for case in cases)
    counts = {"tests": len(cases), "failures": outcomes["failure"], "errors": outcomes["error"]}
    return {name: str(n) for name, n in (counts | ({"skipped": outcomes["skipped"]} if skipped else {})).items()}


def _add(suite: ET.Element, case: Case, name: str) -> None:
    element = ET.SubElement(suite, "testcase", {"classname": foreign(case.classname), "name": foreign(name)})
    if case.outcome:
        attributes = {"type": case.kind, "message": foreign(case.head)}
        ET.SubElement(element, case.outcome, attributes).text = _lines(case.body) or None


def _lines(body: tuple[str, ...]) -> str:
    """Standard output of a job is read for commands (`::error::`) line by line, wherever a line comes from."""
    told = [foreign(line) for line in body if line]
    return "\n".join(f"\u00b7 {line}" if line.lstrip().startswith("::") else line for line in told)


def _unique(cases: list[Case]) -> Iterator[str]:
    """Test histories go by class and name, so no two may be alike."""
    seen: Counter[tuple[str, str]] = Counter()
    for case in cases:
        seen[case.classname, case.name] += 1
        n = seen[case.classname, case.name]
        yield case.name if n == 1 else f"{case.name} ({n})"


def _cases(result: AuditResult, lang: Lang, folder: str) -> Iterator[Case]:
    places = Places(result, folder)
    for problem in result.told_first:
        text = describe(problem, lang)
        yield Case(ENGINE, problem.code, text, "error", problem.code, text, (text,))
    if result.exit_code == 2 and not result.told_first:
        text = exit_reason(result, lang)
        kind = "not_judged" if result.unjudged else "nothing_checked"
        yield Case(ENGINE, "audit", text, "error", kind, text, (text,))
    found: dict[tuple[str, str], list[FindingResult]] = {}
    for finding in (*result.findings, *result.settled):
        found.setdefault((finding.suite, finding.expectation), []).append(finding)
    for check in result.checks:
        own = found.pop((check.suite, check.id), [])
        if not own:
            yield _clean(check, lang)
        for finding in own:
            yield _failure(finding, lang, places)
    for own in found.values():
        for finding in own:
            yield _failure(finding, lang, places)
    if weaker := weakened_line(result, lang):
        yield Case(ENGINE, "weakened", weaker, "skipped", "weakened", weaker)
    for warning in describe_all(result.warnings, lang):
        yield Case(ENGINE, "warning", warning)


def _clean(check: CheckResult, lang: Lang) -> Case:
    title = check.title[0 if lang == "zh" else 1]
    name, kind = f"{check.suite}.{check.id}", "skipped"
    if check.rows:
        return Case(check.suite, name, title)
    return Case(check.suite, name, title, "skipped", kind, message("junit.not_evaluated", lang))


def _failure(finding: FindingResult, lang: Lang, places: Places) -> Case:
    index = 0 if lang == "zh" else 1
    place = places.of(finding)
    quote = " ".join(finding.quote.split())[:NAME]
    name = " · ".join(part for part in (titled(finding, lang), finding.doc or finding.subject, quote) if part)
    lines = [
        f"{word('severity', finding.severity, lang)}: {finding.message[index]}",
        spot(place.file, place.line, place.stands, lang),
        f"{message('label.quote', lang)}: {finding.quote}" if finding.quote else "",
        f"fingerprint: {finding.fingerprint}",
    ]
    counts = finding.standing.counts
    return Case(
        finding.suite,
        f"{finding.suite}.{finding.expectation}",
        name,
        "failure" if counts else "skipped",
        finding.severity if counts else finding.standing.status.value,
        finding.message[index] if counts else decision(finding, lang),
        tuple(lines),
    )
