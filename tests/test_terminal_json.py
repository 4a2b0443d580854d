"""JSON output: the field names and words of docs/definitions.md, the same bytes for the same input."""

from __future__ import annotations

import json
from dataclasses import replace

from terminal_cases import PLAN_TEXT, SUM, audit, comparison, reading

from kpi.model import Mend, Op, Report
from kpi.presenting.audit_json import audit_json
from kpi.presenting.jsonvalues import dumps
from kpi.presenting.reading_json import comparison_json, reading_json


def test_a_reading_has_the_fields_of_the_guide() -> None:
    found = reading_json(reading())
    first = found["quantities"][0]
    wanted = {"id", "start", "end", "text", "value", "unit", "bound", "role", "subject", "optional", "damaged"}
    assert wanted <= set(first)
    assert (first["value"], first["unit"], first["bound"], first["role"]) == (20016200, "元", "=", "actual")
    assert SUM[first["start"] : first["end"]] == first["text"]
    assert set(found["meta"]) >= {"body", "period_start", "period_end", "published", "plan_start", "plan_due"}
    assert found["meta"]["published"] is None
    assert found["relations"][0]["members"] == ["q3", "q1", "q2"]
    assert found["relations"][0]["stated"] == [38809750, 38809850]


def test_a_comparison_is_what_the_scorer_reads() -> None:
    found = comparison_json(comparison())
    first, second = found["verdicts"]
    assert (found["plan"], found["report"]) == ("2023-h1", "2023")
    assert first["target"]["op"] == Op.AT_LEAST.value
    assert PLAN_TEXT[first["target"]["start"] : first["target"]["end"]] == first["target"]["text"]
    assert (first["answer"]["value"], first["answer"]["unit"], first["verdict"]) == (76.5, "%", "missed")
    assert (second["answer"], second["verdict"], second["candidates"]) == (None, "not_reported", [])


def test_an_audit_holds_every_verdict_with_its_evidence() -> None:
    found = audit_json(audit())
    burial, plan = found["targets"][0], found["targets"][-1]
    assert found["format"] == "kpi-audit/1"
    assert burial["promise"]["line"] == 40
    answer = burial["verdicts"][0]["answer"]
    assert (answer["report"], answer["line"], answer["text"]) == ("reports/yunxi/2023.txt", 12, "76.5%")
    assert answer["text"] in answer["sentence"]
    assert (plan["verdict"], plan["verdicts"]) == (None, [])
    assert found["relations"][0]["computation"]["line"] == "2001.62 + 1880.36 = 3881.98 ≠ 3880.98 万元"
    assert found["relations"][0]["members"][0]["text"] == "3880.98万元"
    assert found["counts"]["verdicts"]["not_judged"] == 1
    assert found["counts"]["relations"] == {"consistent": 2, "inconsistent": 1, "truncated": 1}
    assert [finding["severity"] for finding in found["findings"]] == ["critical", "critical", "warning"]


def test_timings_change_no_byte() -> None:
    slow = replace(audit(), timings=(("read", 99.0),))
    assert dumps(audit_json(slow)) == dumps(audit_json(audit()))


def test_chinese_stays_readable_and_the_file_ends_with_a_newline() -> None:
    text = dumps(reading_json(replace(reading(), report=Report("云溪", "x"))))
    assert '"doc": "云溪"' in text
    assert text.endswith("}\n")
    assert json.loads(text)["doc"] == "云溪"


def test_a_contradiction_says_which_single_slip_would_mend_it() -> None:
    one = audit()
    mends = (Mend("q3", "1880.36", "1879.36", mends=1),)
    computation = replace(one.relations[0].computation, mends=mends)
    relation = replace(one.relations[0], computation=computation)
    told = audit_json(replace(one, relations=(relation,)))["relations"][0]["mends"]
    assert told == [{"member": "q3", "printed": "1880.36", "instead": "1879.36", "mends": 1, "breaks": 0}]
