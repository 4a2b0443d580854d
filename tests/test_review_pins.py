"""What a person pinned is used as it stands: the number is read and judged, a verdict given in words holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kpi.auditing.fetching import read_reports, read_targets
from kpi.auditing.gathering import audit_warnings
from kpi.auditing.result import TargetResult
from kpi.auditing.standing import standing
from kpi.errors import KpiError
from kpi.workspace.config import load_config
from kpi.workspace.targets import load_targets

FIRST = (
    "云溪县民政局2023年上半年工作总结\n上半年，新增养老床位100张。\n"
    "下半年工作计划\n下半年，发放惠民殡葬补贴150万元，新建养老床位300张，婚前辅导覆盖率达到90%以上，"
    "出台《云溪县慈善奖补办法》。\n"
)
SECOND = (
    "云溪县民政局2023年工作总结\n全年减免群众基本殡葬\n服务费用162.4万元，惠及803人。"
    "辅导新婚夫妇占比由78.1%提高到91.3%。慈善奖补办法已完成审议并印发。新建养老床位260张。\n"
)
TARGETS = """\
body: 云溪县民政局
plan: reports/2023-h1.txt
due: 2023-12-31
targets:
  - id: {id}
    {measure}
    quote: {quote}
    answer: {{{answer}, by: 王某, on: 2024-01-05, why: 口径一致}}
"""
MEASURES = {
    "subsidies": ("发放惠民殡葬补贴", "add: 150万元", "发放惠民殡葬补贴150万元"),
    "guidance": ("婚前辅导覆盖率", "at_least: 90%", "婚前辅导覆盖率达到90%以上"),
    "beds": ("新建养老床位", "add: 300张", "新建养老床位300张"),
}


def judged(root: Path, which: str, answer: str, reports: tuple[tuple[str, str], ...] = ()) -> TargetResult:
    """The one target with its verdicts, after matching alone."""
    for name, text in (("2023-h1", FIRST), ("2023", SECOND), *reports):
        (root / "reports").mkdir(exist_ok=True)
        (root / f"reports/{name}.txt").write_text(text, encoding="utf-8")
    (root / "kpi.yml").write_text("bodies:\n  - name: 云溪县民政局\n", encoding="utf-8")
    (root / "targets").mkdir(exist_ok=True)
    if which == "rules":
        measure, quote = "milestone: 出台《云溪县慈善奖补办法》", "出台《云溪县慈善奖补办法》"
    else:
        indicator, measure, quote = MEASURES[which]
        measure = f"indicator: {indicator}\n    {measure}"
    text = TARGETS.format(id=which, measure=measure, quote=quote, answer=answer)
    (root / "targets/yunxi.yml").write_text(text, encoding="utf-8")
    config = load_config(root)
    with standing(config, load_targets(config), ["云溪县民政局"]) as warehouse:
        return read_targets(warehouse)[0]


def outcome(root: Path, which: str, answer: str) -> tuple[Any, ...]:
    latest = judged(root, which, answer).latest
    assert latest
    return latest.verdict, latest.answer.text if latest.answer else "", latest.margin, latest.modifiers


def test_the_pinned_number_is_judged_though_the_words_differ_and_a_line_breaks(tmp_path: Path) -> None:
    found = outcome(tmp_path, "subsidies", "quote: 减免群众基本殡葬服务费用162.4万元")
    assert found == ("met", "162.4万元", Decimal(124000), ("pinned",))


def test_of_several_numbers_the_one_in_the_targets_unit_counts(tmp_path: Path) -> None:
    found = outcome(tmp_path, "subsidies", "quote: 服务费用162.4万元，惠及803人")
    assert found[:2] == ("met", "162.4万元")


def test_of_a_rise_the_end_counts(tmp_path: Path) -> None:
    assert outcome(tmp_path, "guidance", "quote: 占比由78.1%提高到91.3%")[:3] == ("met", "91.3%", Decimal("1.3"))


def test_a_pinned_number_in_another_unit_decides_nothing_by_itself(tmp_path: Path) -> None:
    assert outcome(tmp_path, "subsidies", "quote: 惠及803人")[:3] == ("not_comparable", "803人", None)
    assert outcome(tmp_path, "subsidies", "quote: 惠及803人, verdict: met")[:2] == ("met", "803人")


def test_pinned_words_decide_only_with_a_verdict(tmp_path: Path) -> None:
    assert outcome(tmp_path, "guidance", "quote: 辅导新婚夫妇")[:2] == ("not_comparable", "辅导新婚夫妇")
    assert outcome(tmp_path, "guidance", "quote: 辅导新婚夫妇, verdict: met")[:2] == ("met", "辅导新婚夫妇")


def test_a_milestone_goes_by_the_pinned_words(tmp_path: Path) -> None:
    assert outcome(tmp_path, "rules", "quote: 已完成审议并印发")[:2] == ("met", "已完成审议并印发")
    assert outcome(tmp_path, "rules", "quote: 已完成审议并印发, verdict: in_progress")[0] == "in_progress"


def test_not_reported_shows_no_answer(tmp_path: Path) -> None:
    found = outcome(tmp_path, "beds", "verdict: not_reported")
    assert found == ("not_reported", "", None, ("pinned",))


def test_the_other_numbers_stay_as_candidates_that_a_person_turned_down(tmp_path: Path) -> None:
    latest = judged(tmp_path, "beds", "quote: 惠及803人, verdict: missed").latest
    assert latest
    assert [(c.quote.text, c.reason) for c in latest.candidates] == [("803人", ""), ("260张", "pinned")]


INTERIM = "云溪县民政局2023年前三季度工作总结\n前三季度，减免殡葬费用90万元，惠及803人。\n"


def test_a_pin_holds_for_the_report_it_names_only(tmp_path: Path) -> None:
    early = (("2023-q3", INTERIM),)
    target = judged(tmp_path, "subsidies", "verdict: not_reported, report: reports/2023-q3.txt", early)
    assert {verdict.doc: "pinned" in verdict.modifiers for verdict in target.verdicts} == {
        "reports/2023.txt": False, "reports/2023-q3.txt": True,
    }  # fmt: skip


def test_a_pin_holds_for_the_report_that_has_the_words(tmp_path: Path) -> None:
    target = judged(tmp_path, "subsidies", "quote: 减免殡葬费用90万元", (("2023-q3", INTERIM),))
    assert [(v.doc, v.modifiers) for v in target.verdicts if v.modifiers] == [("reports/2023-q3.txt", ("pinned",))]


def test_pinned_words_that_no_report_holds_are_told(tmp_path: Path) -> None:
    judged(tmp_path, "subsidies", "quote: 减免费用162.4万元")
    config = load_config(tmp_path)
    specs = load_targets(config)
    with standing(config, specs, ["云溪县民政局"]) as warehouse:
        warnings = list(audit_warnings(warehouse, specs, read_reports(warehouse)))
    found = [(warning.code, warning.line) for warning in warnings]
    assert found == [("pin_not_found", 5)]


def test_a_report_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(KpiError) as caught:
        judged(tmp_path, "beds", "verdict: met, report: reports/2024.txt")
    assert [(found.code, found.line) for found in caught.value.problems] == [("report_not_found", 9)]
