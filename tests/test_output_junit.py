"""JUnit XML: valid for Jenkins; failures are findings, errors stop the audit, skipped was not evaluated."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from output_cases import NASTY, finding, judged, nasty, settled, stopped

from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.outputs import named

SCHEMA = Path(__file__).parent / "data" / "schemas" / "junit-10.xsd"


def xml(result: AuditResult, lang: Lang = "zh", folder: str = "") -> str:
    return named("junit").render(result, lang, folder).decode()


def outcomes(result: AuditResult) -> dict[str, list[str]]:
    """Outcomes by class of testcase: failure, error, skipped, or passed."""
    found: dict[str, list[str]] = {}
    for case in ET.fromstring(xml(result)).iter("testcase"):
        found.setdefault(case.attrib["classname"], []).append(case[0].tag if len(case) else "passed")
    return found


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMA)


def test_the_sample_is_valid(audited_sample: AuditResult, schema: xmlschema.XMLSchema) -> None:
    schema.validate(xml(audited_sample))
    root = ET.fromstring(xml(audited_sample))
    assert int(root.attrib["failures"]) == len(audited_sample.findings)
    assert {suite.attrib["name"] for suite in root} >= {check.suite for check in audited_sample.checks}


@pytest.mark.parametrize("result", [judged(finding()), nasty(), settled(), stopped(), judged(exit_code=2)])
def test_every_kind_of_audit_is_valid(result: AuditResult, schema: xmlschema.XMLSchema) -> None:
    schema.validate(xml(result))


def test_an_outcome_for_each_check_and_each_finding() -> None:
    found = outcomes(judged(finding(n=1), finding(n=2, severity="info")))
    assert found["targets.bad"] == ["failure", "failure"]
    assert found["targets.good"] == ["passed"]
    assert found["reading.idle"] == ["skipped"]


def test_the_counts_are_those_of_the_cases() -> None:
    root = ET.fromstring(xml(judged(finding(n=1), finding(n=2))))
    suites = {suite.attrib["name"]: suite.attrib for suite in root}
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("4", "2", "0")
    assert (suites["targets"]["tests"], suites["targets"]["failures"]) == ("3", "2")
    assert (suites["reading"]["tests"], suites["reading"]["skipped"]) == ("1", "1")


def test_what_stops_an_audit_is_an_error_and_so_is_an_audit_of_nothing() -> None:
    assert outcomes(stopped()) == {"report_empty": ["error"], "cannot_write": ["error"]}
    assert outcomes(judged(exit_code=2))["audit"] == ["error"]


def test_a_failure_says_what_where_and_how_bad() -> None:
    failure = next(ET.fromstring(xml(judged(finding()), "en", "office")).iter("failure"))
    assert failure.attrib == {"type": "critical", "message": "76.5% against 80%"}
    assert "office/reports/yunxi/2023.txt:2" in (failure.text or "")
    assert "fingerprint: bad0001" in (failure.text or "")


def test_no_two_cases_of_a_class_share_a_name() -> None:
    cases = list(ET.fromstring(xml(judged(finding(n=1), finding(n=2)))).iter("testcase"))
    assert len({(case.attrib["classname"], case.attrib["name"]) for case in cases}) == len(cases) == 4


def test_text_of_a_report_stays_text() -> None:
    failure = next(ET.fromstring(xml(nasty())).iter("failure"))
    shown = NASTY.replace("\x0b", "\ufffd").replace("\x1b", "\ufffd").replace("\n", " ")
    assert shown in (failure.text or "")
    assert len(failure) == 0


def test_what_the_ledger_settled_is_skipped_with_the_reason() -> None:
    assert outcomes(settled())["targets.bad"] == ["failure", "skipped"]
    skipped = next(
        one for one in ET.fromstring(xml(settled())).iter("skipped") if one.attrib["type"] == "dismissed"
    )
    assert "王芳 · 2026-07-01 · 口径|调整" in skipped.attrib["message"]
