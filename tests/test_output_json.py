"""The published JSON Schema: what is written is valid, and nothing is written that it does not describe."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from output_cases import finding, judged, nasty, settled, stopped

from kpi.auditing.exits import FAIL_ON, SEVERITIES
from kpi.auditing.result import AuditResult
from kpi.model import Op, RelationType, RelationVerdict, TargetKind, Verdict
from kpi.presenting.outputs import named


def schema() -> dict[str, Any]:
    text = files("kpi.presenting.outputs").joinpath("kpi-audit.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def closed(part: Any) -> Any:
    """The schema with every described object closed, so that a field it does not describe is an error."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    own = {key: closed(value) for key, value in part.items()}
    return (
        own | {"additionalProperties": False}
        if isinstance(part.get("properties"), dict) and "type" in part
        else own
    )


def written(result: AuditResult) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(named("json").render(result, "zh"))
    return loaded


def errors(document: Any) -> list[str]:
    validator = Draft202012Validator(closed(schema()), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(document)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_sample_is_valid_to_the_last_field(audited_sample: AuditResult) -> None:
    document = written(audited_sample)
    assert errors(document) == []
    assert all(document[part] for part in ("reports", "targets", "relations", "findings", "checks"))


@pytest.mark.parametrize("result", [judged(finding()), nasty(), settled(), stopped(), AuditResult()])
def test_every_kind_of_audit_is_valid(result: AuditResult) -> None:
    assert errors(written(result)) == []


def test_an_undescribed_or_missing_field_is_an_error() -> None:
    document = written(judged(finding()))
    document["findings"][0]["colour"] = "red"
    del document["targets"][0]["due"]
    assert len(errors(document)) == 2


def test_the_schema_knows_the_words_of_the_model() -> None:
    defs = schema()["$defs"]
    relation, target = defs["relation"]["properties"], defs["target"]["properties"]
    assert set(defs["verdict"]["enum"]) == set(Verdict)
    assert set(relation["type"]["enum"]) == set(RelationType)
    assert set(relation["verdict"]["enum"]) == set(RelationVerdict)
    assert set(target["kind"]["enum"]) == set(TargetKind)
    assert set(target["op"]["enum"]) == set(Op)
    assert set(defs["severity"]["enum"]) == set(SEVERITIES)
    assert set(schema()["properties"]["fail_on"]["enum"]) == set(FAIL_ON)


def test_what_stopped_the_audit_stands_in_it() -> None:
    document = written(stopped())
    assert (document["exit_code"], document["findings"]) == (2, [])
    assert document["problems"][0] == {"code": "report_empty", "file": "reports/a.txt", "line": 0, "values": {}}


def test_the_ledger_stands_in_it() -> None:
    document = written(settled())
    (again,), (dismissed,), (mended,) = document["findings"], document["settled"], document["rectified"]
    assert (again["status"], again["known"], again["again"]) == ("new", False, "changed")
    assert (dismissed["status"], dismissed["decision"]["who"], dismissed["decision"]["when"]) == (
        "dismissed", "王芳", "2026-07-01",
    )  # fmt: skip
    assert (mended["fingerprint"], mended["by"]) == ("bad0003", "reports/yunxi/2024.txt")
