"""SARIF: valid against the schema of 2.1.0, rules and fingerprints stable, regions that hold the quote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from output_cases import NASTY, finding, judged, nasty, settled, stopped
from terminal_cases import PLAN

from bench.places import ROOT
from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.outputs import named, sarif

SCHEMA = Path(__file__).parent / "data" / "schemas" / "sarif-2.1.0-rtm.5.json"


def log(result: AuditResult, lang: Lang = "zh", folder: str = "") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(named("sarif").render(result, lang, folder))
    return loaded


def run(result: AuditResult, lang: Lang = "zh", folder: str = "") -> dict[str, Any]:
    only: dict[str, Any] = log(result, lang, folder)["runs"][0]
    return only


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_the_sample_is_valid(audited_sample: AuditResult, validator: Draft4Validator) -> None:
    found = log(audited_sample, folder="民政/audit")
    assert [error.message for error in validator.iter_errors(found)] == []
    assert len(found["runs"][0]["results"]) == len(audited_sample.findings)


@pytest.mark.parametrize("result", [judged(finding()), nasty(), settled(), stopped(), judged(exit_code=2)])
def test_every_kind_of_audit_is_valid(result: AuditResult, validator: Draft4Validator) -> None:
    assert [error.message for error in validator.iter_errors(log(result, "en"))] == []


def test_each_region_holds_its_quote_in_the_report(audited_sample: AuditResult) -> None:
    """Read as an editor would: lines and columns, and offset and length, lead to the same words."""
    checked = 0
    for result in run(audited_sample)["results"]:
        place = result["locations"][0]["physicalLocation"]
        region, uri = place["region"], place["artifactLocation"]["uri"]
        text = (ROOT / unquote(uri)).read_text(encoding="utf-8")
        if "snippet" not in region:
            assert uri.startswith(("targets/", "checks/"))
            continue
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: region["startLine"] - 1]) + region["startColumn"] - 1
        end = sum(len(line) + 1 for line in lines[: region["endLine"] - 1]) + region["endColumn"] - 1
        assert (region["charOffset"], region["charLength"]) == (start, end - start)
        assert text[start:end] == region["snippet"]["text"]
        checked += 1
    assert checked > 20


def test_a_finding_of_no_report_stands_at_its_target() -> None:
    lost = finding(doc="", start=None, end=None, line=None)
    place = run(judged(lost))["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "targets/yunxi.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5},
    }


def test_a_finding_of_a_whole_frame_stands_at_its_check() -> None:
    lost = finding(doc="", start=None, end=None, line=None, subject_kind="report", subject="*")
    place = run(judged(lost), folder="a b")["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/checks/a.yml"
    assert place["region"] == {"startLine": 4}


def test_the_promise_is_a_related_place() -> None:
    related = run(judged(finding()))["results"][0]["relatedLocations"]
    assert [one["physicalLocation"]["artifactLocation"]["uri"] for one in related] == [PLAN]
    assert related[0]["message"]["text"] == "节地生态安葬率达80%以上"


def test_rules_are_checks_in_both_languages() -> None:
    rules = run(judged(finding(), finding("unlisted", n=2)))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["bad", "good", "idle", "unlisted"]
    assert "规则bad" in rules[0]["help"]["text"]
    assert "check bad" in rules[0]["help"]["text"]
    for result in run(judged(finding(), finding("unlisted", n=2)))["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_fingerprint_survives_a_moved_line_and_another_language() -> None:
    moved = finding(line=9, start=300, end=305)
    prints = [run(judged(one), lang)["results"][0]["partialFingerprints"] for one, lang in
              ((finding(), "zh"), (moved, "en"))]  # fmt: skip
    assert prints == [{"kpiFinding/v1": "bad0001"}] * 2


def test_levels() -> None:
    found = judged(
        *(finding(severity=severity, n=n) for n, severity in enumerate(("critical", "warning", "info")))
    )
    assert [result["level"] for result in run(found)["results"]] == ["error", "warning", "note"]


def test_no_more_results_than_hosts_take_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.MOST == 25_000
    monkeypatch.setattr(sarif, "MOST", 2)
    found = run(judged(*(finding(n=n) for n in range(5))), "en")
    assert len(found["results"]) == 2
    assert "3 findings" in found["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_an_audit_that_was_stopped_did_not_succeed() -> None:
    (invocation,) = run(stopped())["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    first = invocation["toolExecutionNotifications"][0]
    assert (first["level"], first["descriptor"]["id"]) == ("error", "report_empty")
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "reports/a.txt"


def test_text_of_a_report_stays_text() -> None:
    (result,) = run(nasty())["results"]
    assert result["message"]["text"] == NASTY
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "reports/yunxi/2023.txt%2Ca%3Ab%25.txt"


def test_what_the_ledger_settled_is_suppressed_with_the_reason() -> None:
    counted, suppressed = run(settled())["results"]
    assert "suppressions" not in counted
    (suppression,) = suppressed["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "口径|调整" in suppression["justification"]
