"""Headlines come first in every output, are marked, and are counted by themselves."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from output_cases import check, finding
from terminal_cases import audit, quote, target, verdict

from kpi.auditing.evidence import Evidence
from kpi.auditing.result import AuditResult
from kpi.presenting.html.page import page_of
from kpi.presenting.outputs import named

BEDS = "新增养老床位100张"


def result() -> AuditResult:
    """A number and a headline missed, a headline and a milestone dropped; findings in the audit's order."""
    outcomes = (
        ("rate", "missed", "number"),
        ("beds", "missed", "headline"),
        ("meals", "not_reported", "headline"),
        ("rules", "not_reported", "milestone"),
    )
    targets = [replace(target(name, name, BEDS, verdict(told)), weight=weight) for name, told, weight in outcomes]
    told = [
        finding("dropped", n=1, subject="yunxi/meals", weight="headline", title=("目标未报", "dropped")),
        finding("missed", n=2, subject="yunxi/beds", weight="headline", title=("目标未完成", "missed")),
        finding("missed", n=3, subject="yunxi/rate", weight="number", title=("目标未完成", "missed")),
    ]
    return replace(audit(), targets=tuple(targets), findings=tuple(told), checks=(check("missed", 4),))


def rendered(name: str, lang: str = "zh") -> str:
    return named(name).render(result(), lang, "").decode()  # type: ignore[arg-type]


LINES = ("重点 2 项：未完成 1，未报告 1", "其他数字 1 项：未完成 1", "任务事项 1 项：未报告 1")


@pytest.mark.parametrize("name", ["markdown", "github"])
def test_the_counts_by_weight_stand_beside_the_summary(name: str) -> None:
    text = rendered(name)
    assert all(line in text for line in LINES)


def test_json_counts_the_verdicts_of_each_weight() -> None:
    told = json.loads(rendered("json"))
    assert told["counts"]["weights"] == {
        "headline": {"missed": 1, "not_reported": 1},
        "number": {"missed": 1},
        "milestone": {"not_reported": 1},
    }
    assert [one["weight"] for one in told["findings"]] == ["headline", "headline", "number"]
    assert {one["id"]: one["weight"] for one in told["targets"]}["rules"] == "milestone"


def test_markdown_lists_headlines_first_and_marks_them() -> None:
    text = rendered("markdown")
    assert "\\[重点\\] 目标未报" in text
    table = text[text.index("<details>") :]
    rows = [line.split(" | ")[:2] for line in table.splitlines() if line.startswith("| 未")]
    assert rows == [["| 未完成", "重点"], ["| 未完成", "其他数字"], ["| 未报告", "重点"], ["| 未报告", "任务事项"]]


def test_junit_and_github_mark_headlines_in_the_title() -> None:
    names = [case.get("name") or "" for case in ET.fromstring(rendered("junit")).iter("testcase")]
    assert [name.startswith("[重点] ") for name in names if "目标未" in name] == [True, False, True]
    assert "title=[重点] 目标未报" in rendered("github")


def test_sarif_ranks_headlines_above_others_of_their_severity() -> None:
    found = json.loads(rendered("sarif"))["runs"][0]["results"]
    assert [(one["rank"], one["properties"]["weight"]) for one in found] == [
        (100.0, "headline"), (100.0, "headline"), (90.0, "number"),
    ]  # fmt: skip


def test_excel_has_the_weight_of_every_target_headlines_first() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(named("xlsx").render(result(), "en")))
    rows = [[cell.value for cell in row[1:3]] for row in book["targets"].iter_rows(min_row=2)]
    assert rows == [["missed", "headline"], ["missed", "other number"], ["not reported", "headline"],
                    ["not reported", "milestone"]]  # fmt: skip
    summary = [[cell.value for cell in row[:3]] for row in book["summary"].iter_rows()]
    assert ["targets·headline", "missed", 1] in summary


def test_the_page_begins_with_headlines_and_tells_missed_dropped_and_behind_apart() -> None:
    whole = result()
    told = quote("reports/yunxi/2023-h1.txt", BEDS, BEDS, 40)
    page = page_of(replace(whole, targets=tuple(replace(one, promise=told) for one in whole.targets)),
                   Evidence({}, {}, {}, {}), "zh")  # fmt: skip
    assert [(count.name, count.n, count.headlines) for count in page.overview.bad] == [
        ("未完成", 2, 1), ("未报告", 2, 1), ("进度滞后", 0, 0),
    ]  # fmt: skip
    assert [row.title for row in page.overview.worst] == ["beds", "meals", "rate", "rules"]
    assert [(bar.name, bar.judged) for bar in page.overview.weights] == [
        ("重点", 2),
        ("其他数字", 1),
        ("任务事项", 1),
    ]
    assert page.rows[0].tags == ("重点",)
