"""Workflow commands: what the runner reads back is what was meant, within what it shows."""

from __future__ import annotations

import re
from typing import NamedTuple

from output_cases import NASTY, check, finding, judged, nasty, settled, stopped

from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.outputs import named


class Annotation(NamedTuple):
    level: str
    fields: dict[str, str]
    text: str


def annotations(result: AuditResult, lang: Lang = "en", folder: str = "") -> list[Annotation]:
    """As the runner parses its log: a command a line, properties parted by commas, then unescaped."""
    lines = named("github").render(result, lang, folder).decode().split("\n")
    found = [re.fullmatch(r"::(\w+) (.*?)::(.*)", line) for line in lines if line.startswith("::")]
    return [
        Annotation(
            match[1],
            {key: unescaped(value) for key, value in (pair.split("=", 1) for pair in match[2].split(","))},
            unescaped(match[3]),
        )
        for match in found
        if match
    ]


def unescaped(text: str) -> str:
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_a_finding_is_an_annotation_at_its_words() -> None:
    (found,) = annotations(judged(finding()), "zh", "office")
    assert found.level == "error"
    assert found.fields == {
        "file": "office/reports/yunxi/2023.txt", "line": "2", "endLine": "2", "col": "4", "endColumn": "9",
        "title": "到期目标未完成",
    }  # fmt: skip
    assert found.text == "节地生态安葬率 76.5%，目标 80%"


def test_severities_are_levels() -> None:
    found = judged(
        *(finding(severity=severity, n=n) for n, severity in enumerate(("info", "warning", "critical")))
    )
    assert [one.level for one in annotations(found)] == ["error", "warning", "notice"]


def test_columns_are_left_out_where_the_words_span_lines() -> None:
    (found,) = annotations(judged(finding(end_line=4)))
    assert (found.fields["line"], found.fields["endLine"], "col" in found.fields) == ("2", "4", False)


def test_ten_of_a_level_and_a_notice_for_the_rest() -> None:
    many = [finding(severity=level, n=n) for level in ("critical", "warning", "info") for n in range(12)]
    found = annotations(judged(*many))
    levels = [one.level for one in found]
    assert {level: levels.count(level) for level in levels} == {"error": 10, "warning": 10, "notice": 10}
    assert found[-1].text == "not annotated one by one: 2 critical, 2 warning, 3 info; see the step summary"


def test_ten_of_each_level_need_no_further_notice() -> None:
    many = [finding(severity=level, n=n) for level in ("critical", "info") for n in range(10)]
    assert [one.level for one in annotations(judged(*many))] == ["error"] * 10 + ["notice"] * 10


def test_every_check_is_shown_before_any_is_shown_twice() -> None:
    many = [finding("first", n=n) for n in range(12)] + [finding("second", n=12, title=("二", "the second check"))]
    found = annotations(judged(*many))
    assert [one.fields["title"] for one in found].count("the second check") == 1


def test_no_text_of_a_report_is_a_command_or_a_property() -> None:
    lines = named("github").render(nasty(), "en").decode().splitlines()
    assert sum(line.startswith("::") for line in lines) == 1
    (found,) = annotations(nasty())
    shown = NASTY.replace("\x0b", "\ufffd").replace("\x1b", "\ufffd")
    assert found.text == shown
    assert found.fields["title"] == shown
    assert found.fields["file"] == "reports/yunxi/2023.txt,a:b%.txt"


def test_what_stops_an_audit_is_an_error() -> None:
    first, second = annotations(stopped())
    assert (first.level, first.fields["file"]) == ("error", "reports/a.txt")
    assert "the report is empty" in first.text
    assert second.level == "error"


def test_a_sound_audit_annotates_nothing_and_says_so() -> None:
    text = named("github").render(judged(exit_code=0), "en").decode()
    assert "::" not in text
    assert text.startswith("6 targets: ")
    assert check("good", 6).rows


def test_what_the_ledger_settled_is_not_annotated() -> None:
    assert len(annotations(settled())) == 1
