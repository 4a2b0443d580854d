"""An audit of several bodies in the terminal: a table of them, then what is wrong, what matters most first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text
from small_workspace import make_audited, write
from small_workspace import replace as change
from terminal_cases import audit, target, verdict

from kpi.auditing.result import AuditResult, TargetResult
from kpi.cli.app import run
from kpi.presenting.audit_view import audit_lines
from kpi.presenting.bodies_view import ROWS, short_names
from kpi.presenting.lang import Lang

BODIES = ("云溪县民政局", "白石县民政局")


def told(name: str, body: str, outcome: str, weight: str = "number") -> TargetResult:
    one = target(name, name, f"{name}达80%以上", verdict(outcome))
    return replace(one, target=f"{body}/{name}", body=body, weight=weight)


def result(*targets: TargetResult) -> AuditResult:
    return replace(audit(), targets=targets, relations=(), findings=())


def shown(lines: Sequence[Text]) -> str:
    return "\n".join(line.plain for line in lines)


TWO = result(
    told("火化率", BODIES[0], "not_reported"),
    told("节地生态安葬率", BODIES[0], "missed", "headline"),
    told("床位", BODIES[1], "met"),
    told("社区食堂", BODIES[1], "not_reported", "headline"),
    told("公墓办法", BODIES[1], "not_reported", "milestone"),
    told("持证率", BODIES[1], "met"),
)


def test_the_table_of_bodies_comes_first_with_headlines_apart() -> None:
    text = shown(audit_lines(TWO, "zh", 80))
    table = text[text.index("重点 2 项") : text.index("重点·未完成")]
    assert (
        table
        == """\
重点 2 项：未完成 1，未报告 1
其他数字 3 项：未报告 1
任务事项 1 项：未报告 1

              目标  完成    重点    重点  未完成  未报告
                          未完成  未报告
云溪县民政局     2     ·       1       ·       1       1
白石县民政局     4     2       ·       1       ·       2
合计             6     2       1       1       1       3

"""
    )


def test_headlines_come_first_then_by_verdict_and_what_was_met_is_counted() -> None:
    text = shown(audit_lines(TWO, "en", 80))
    order = ["Headlines missed 1", "Headlines not reported 1", "Other numbers not reported 1",
             "Milestones not reported 1", "Counted, not listed: 2 met."]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "持证率" not in text
    assert "持证率" in shown(audit_lines(TWO, "en", 80, everything=True))


def test_twenty_rows_a_group_unless_all_is_asked_for() -> None:
    many = [told(f"床位{n}", BODIES[n % 2], "missed") for n in range(ROWS + 5)]
    text = shown(audit_lines(result(*many), "en", 80))
    assert text.count("✗ 床位") == ROWS
    assert "5 more; --all lists everything" in text
    assert shown(audit_lines(result(*many), "en", 80, everything=True)).count("✗ 床位") == ROWS + 5


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    assert [line.plain for line in audit_lines(TWO, lang, width) if cell_len(line.plain) > width] == []


def test_one_body_has_no_table_and_its_headlines_are_marked() -> None:
    one = [
        told(name, BODIES[0], "missed", weight) for name, weight in (("床位", "number"), ("火化率", "headline"))
    ]
    text = shown(audit_lines(result(*one), "zh", 80))
    assert "合计" not in text
    assert "未完成 2（重点 1）" in text
    assert text.index("火化率  [重点]") < text.index(" 床位")


def test_names_lose_what_they_all_end_with() -> None:
    assert short_names(BODIES) == {BODIES[0]: "云溪", BODIES[1]: "白石"}
    assert short_names(["甲局", "乙局"]) == {"甲局": "甲局", "乙局": "乙局"}
    assert short_names(["南岭省人民政府"]) == {"南岭省人民政府": "南岭省人民政府"}


def test_the_command_takes_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_audited(tmp_path / "workspace")
    write(root, "kpi.yml", "bodies:\n  - name: 云溪县民政局\n  - name: 白石县民政局\n")
    for name, copy in (("reports/2023-h1.txt", "reports/b/h1.txt"), ("targets/yunxi.yml", "targets/baishi.yml")):
        write(root, copy, (root / name).read_text(encoding="utf-8").replace("云溪", "白石"))
    change(root, "targets/baishi.yml", "reports/2023-h1.txt", "reports/b/h1.txt")
    for option, listed in ((["--all"], True), ([], False)):
        assert run(["audit", "-w", str(root), "--lang", "zh", "--fail-on", "never", *option]) == 0
        out = capsys.readouterr().out
        assert "合计" in out
        assert ("只计数不列出" not in out) is listed
