"""The worked examples of docs/checks.md do what the page says, in a real audit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from small_workspace import FILES, LATER, make_audited, only, write

from bench.places import ROOT
from kpi.auditing.pipeline import audit
from kpi.auditing.policy import load_policy
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.workspace.config import load_config

PAGE = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
EXAMPLES = {
    match[1]: match[2] for match in re.finditer(r"```yaml\n# (checks/\w+\.yml)\n(.*?)```", PAGE, flags=re.DOTALL)
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """新增养老床位 grows from 100 to 7500. Of the suites none is on but those that a test writes or names."""
    rates = "。城市低保标准为每人每月800元，农村低保标准为每人每月400元"
    later = LATER.replace("下半年新增养老床位75张", f"新增养老床位7500张。救助孤儿、老人等320人{rates}")
    return make_audited(tmp_path / "workspace", reports_2023_txt=later, kpi_yml=FILES["kpi.yml"] + only())


def sql_suite(sql: str, **more: str) -> str:
    check: dict[str, object] = {
        "sql": sql, "severity": "warning", **more,
        "meta": {"id": "mine", "title": {"zh": "题", "en": "T"}, "message": {"zh": "{doc}", "en": "{doc}"}},
    }  # fmt: skip
    return yaml.safe_dump({"suite": "own", "frame": "warehouse", "expectations": [check]}, allow_unicode=True)


def test_the_examples_find_what_they_look_for(root: Path) -> None:
    assert sorted(EXAMPLES) == ["checks/growth.yml", "checks/standards.yml", "checks/thin.yml"]
    for name, text in EXAMPLES.items():
        write(root, name, text)
    result = audit(root)
    found = {finding.expectation: finding for finding in result.findings}
    assert found["few-figures"].message[1] == "reports/2023.txt holds 6 figures only"
    assert found["rural-rate-floor"].message[1] == "农村低保标准: 400元 < 800元 × 60%"
    tenfold = found["tenfold"]
    assert tenfold.message == ("新增养老床位：7500张，此前为 100张", "新增养老床位: 7500张, 100张 before")
    assert (tenfold.doc, tenfold.line, tenfold.quote, tenfold.severity) == (
        "reports/2023.txt", 3, "7500张", "warning",
    )  # fmt: skip
    assert {check.id: check.rows for check in result.checks}["tenfold"] == 2  # the reports it ran over


def test_sql_that_finds_nothing_has_been_evaluated(root: Path) -> None:
    write(root, "checks/own.yml", sql_suite("SELECT doc FROM reports WHERE false"))
    result = audit(root)
    assert (result.evaluated, result.findings, result.exit_code) == (1, (), 0)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT nothing FROM quantities",
        "SELEC doc FROM quantities",
        "DELETE FROM quantities",
        "SELECT doc FROM reports; DELETE FROM reports",
        "COPY reports TO 'out.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb' AS other",
    ],
)
def test_sql_that_is_wrong_or_does_more_than_read_is_an_error_with_its_line(root: Path, sql: str) -> None:
    write(root, "checks/own.yml", sql_suite(sql))
    with pytest.raises(KpiError) as error:
        load_policy(load_config(root))
    assert [(found.code, found.file) for found in error.value.problems] == [("bad_sql", "checks/own.yml")]
    assert error.value.problems[0].line > 0


def test_sql_stands_alone_in_its_frame(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "checks/own.yml", sql_suite("SELECT doc FROM reports", type="expect_column_values_to_be_null"))
    write(root, "checks/two.yml", sql_suite("SELECT 1").replace("own", "two").replace("warehouse", "targets"))
    assert run(["validate", "-w", str(root), "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.count("'sql' belongs in a suite with frame: warehouse") == 2


def test_a_scope_limits_what_a_suite_looks_at(root: Path) -> None:
    def found(use: str) -> set[str]:
        write(root, "kpi.yml", f"{FILES['kpi.yml']}{only('arithmetic', 'targets')}{use}")
        return {finding.expectation for finding in audit(root).findings}

    both = {"sum-inconsistent", "target-missed"}
    assert both & found("  - {name: arithmetic, reports: [annual]}\n") == {"target-missed"}
    assert both & found("  - {name: arithmetic, from: 2023-07-01}\n") == {"target-missed"}
    inside = "  - {name: arithmetic, reports: [half_year], bodies: [云溪县民政局]}\n"
    assert both & found(f"{inside}  - {{name: targets, to: 2023-12-30}}\n") == {"sum-inconsistent"}


def test_nothing_left_to_check_is_exit_2(root: Path) -> None:
    assert audit(root).exit_code == 2


def test_a_report_that_does_not_come_is_late_from_the_day_on_that_the_policy_says(root: Path) -> None:
    (root / "reports/2023.txt").unlink()

    def late(day: str) -> list[str]:
        write(root, "kpi.yml", f"{FILES['kpi.yml']}as_of: {day}\n{only('deadlines')}")
        return [f.message[1] for f in audit(root).findings if f.expectation == "report-overdue"]

    assert late("2024-03-30") == []
    (said,) = late("2024-03-31")
    assert "no report yet on 1 targets due 2023-12-31, 91 days late as of 2024-03-31" in said
