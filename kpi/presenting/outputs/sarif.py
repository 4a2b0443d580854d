"""SARIF 2.1.0 for code scanning and editors: rules are checks, results are findings at their quotes."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote as percent

import kpi
from kpi.auditing.result import AuditResult, CheckResult, FindingResult, Quote
from kpi.errors import Problem
from kpi.presenting.audit_view import exit_reason
from kpi.presenting.escaping import plain_json
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message
from kpi.presenting.outputs.places import Place, Places
from kpi.presenting.problems import describe
from kpi.presenting.weakened import weakened_line
from kpi.presenting.where import where

Json = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "warning": "warning", "info": "note"}
# SARIF's rank, 0 to 100: by severity, then headlines, what is of no target, other targets.
RANKS = {"critical": 80.0, "warning": 40.0, "info": 0.0}
WEIGHED = {"headline": 20.0, "": 15.0, "number": 10.0, "milestone": 5.0}
MOST = 25_000  # results that code hosts take of one run
RELATED = 20  # further places of one result
BASE = "%SRCROOT%"
# Bumped when what a fingerprint is made of changes (kpi.auditing.judge.fingerprint).
FINGERPRINT = "kpiFinding/v1"


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    places = Places(result, folder)
    rules = _rules(result)
    index = {rule.id: at for at, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "kpi",
                "fullName": "kpi-audit",
                "semanticVersion": kpi.__version__,
                "language": "zh-CN" if lang == "zh" else "en-US",
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "language": "zh-CN" if lang == "zh" else "en-US",
        "automationDetails": {"id": "kpi-audit/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": message("sarif.root", lang)}}},
        "invocations": [_invocation(result, lang, places)],
        "results": [
            _result(found, index[found.expectation], lang, places)
            for found in (*result.findings, *result.settled)[:MOST]
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (plain_json(json.dumps(log, ensure_ascii=False, indent=1)) + "\n").encode("utf-8", "replace")


def _rules(result: AuditResult) -> list[CheckResult]:
    """Every check by id, with those that only findings name."""
    rules = {check.id: check for check in result.checks}
    for f in (*result.findings, *result.settled):
        rules.setdefault(
            f.expectation,
            CheckResult(f.suite, f.expectation, f.expectation, f.severity, f.title, ("", ""), "", 0, 1),
        )
    return [rules[name] for name in sorted(rules)]


def _rule(check: CheckResult, lang: Lang) -> Json:
    """Help in both languages: who reads a result may not be who ran the audit."""
    title = check.title[0 if lang == "zh" else 1]
    zh, en = ("\n".join(part for part in pair if part) for pair in zip(check.title, check.message, strict=True))
    markdown = f"**{check.title[0]}**\n\n`{check.message[0]}`\n\n**{check.title[1]}**\n\n`{check.message[1]}`"
    return {
        "id": check.id,
        "name": "".join(part.capitalize() for part in check.id.replace("_", "-").split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{check.title[0]} / {check.title[1]}"},
        "help": {"text": f"{zh}\n\n{en}", "markdown": markdown if any(check.message) else title},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"suite": check.suite, "severity": check.severity, "tags": ["kpi", check.suite]},
    }


def _result(finding: FindingResult, index: int, lang: Lang, places: Places) -> Json:
    found: Json = {
        "ruleId": finding.expectation,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message[0 if lang == "zh" else 1] or finding.title[0 if lang == "zh" else 1]},
        "locations": [_location(places.of(finding), lang)],
        "rank": RANKS[finding.severity] + WEIGHED[finding.weight],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "suite": finding.suite,
            "severity": finding.severity,
            "subject": finding.subject,
            "subjectKind": finding.subject_kind,
            **({"weight": finding.weight} if finding.weight else {}),
        },
    }
    if not finding.standing.counts:
        found["suppressions"] = [_suppression(finding)]
    if related := places.related(finding)[:RELATED]:
        found["relatedLocations"] = [_related(at, quote, places) for at, quote in enumerate(related)]
    return found


def _suppression(finding: FindingResult) -> Json:
    """What the ledger decided: dismissed or closed, and why."""
    entry = finding.standing.entry
    told = [finding.standing.status.value, *((entry.who, entry.why) if entry else ())]
    return {"kind": "external", "status": "accepted", "justification": " · ".join(part for part in told if part)}


def _location(place: Place, lang: Lang) -> Json:
    """The region of the flat text; where the file is none, its page, table and row as a logical location too."""
    found: Json = {"physicalLocation": _physical(place)}
    if place.stands:
        told = where(place.stands, lang)
        kind = "row" if place.stands.row else "paragraph"
        found["logicalLocations"] = [{"name": told, "fullyQualifiedName": f"{place.file} {told}", "kind": kind}]
    return found


def _physical(place: Place) -> Json:
    region: Json = {"startLine": place.line}
    if place.column and place.start is not None and place.end is not None:
        region |= {"startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
        region |= {"charOffset": place.start, "charLength": place.end - place.start}
        region["snippet"] = {"text": place.text}
    return {"artifactLocation": _artifact(place.file), "region": region}


def _related(at: int, quote: Quote, places: Places) -> Json:
    region = {"startLine": quote.line, "charOffset": quote.start, "charLength": quote.end - quote.start}
    return {
        "id": at,
        "physicalLocation": {"artifactLocation": _artifact(places.quoted(quote)), "region": region},
        "message": {"text": quote.text},
    }


def _artifact(file: str) -> Json:
    return {"uri": percent(file, safe="/"), "uriBaseId": BASE}


def _invocation(result: AuditResult, lang: Lang, places: Places) -> Json:
    notes = [_notification(problem, "error", lang, places) for problem in result.told_first]
    if weaker := weakened_line(result, lang):
        notes.append({"level": "warning", "message": {"text": weaker}, "descriptor": {"id": "weakened"}})
    notes += [_notification(problem, "note", lang, places) for problem in result.warnings]
    if (rest := len(result.findings) + len(result.settled) - MOST) > 0:
        notes.append({"level": "warning", "message": {"text": message("sarif.more", lang, n=rest)}})
    if result.exit_code == 2 and not result.told_first:
        notes.append({"level": "error", "message": {"text": exit_reason(result, lang)}})
    return {
        "executionSuccessful": result.exit_code != 2,
        "exitCode": result.exit_code,
        **({"toolExecutionNotifications": notes} if notes else {}),
    }


def _notification(problem: Problem, level: str, lang: Lang, places: Places) -> Json:
    note: Json = {
        "level": level,
        "message": {"text": describe(problem, lang)},
        "descriptor": {"id": problem.code},
    }
    if problem.file:
        physical = {"artifactLocation": _artifact(places.path(problem.file))}
        if problem.line:
            physical["region"] = {"startLine": problem.line}
        note["locations"] = [{"physicalLocation": physical}]
    return note
