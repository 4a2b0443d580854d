"""Formulas in the suites of a workspace: loaded fail-closed, evaluated in an audit, counted by `kpi formulas`."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from known_support import known
from small_workspace import FILES, make, only, write

from kpi.arithmetic.notation import written
from kpi.auditing.declared import shipped_formulas
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.auditing.suites import load_suites
from kpi.cli.app import run
from kpi.errors import KpiError, Problem

HALF = """\
云溪县民政局2023年上半年工作总结

上半年，办理结婚登记900对。年末全县共有社会组织90家。

下半年工作计划

下半年，节地生态安葬率达80%以上，出台养老服务办法。
"""
YEAR = """\
云溪县民政局2023年工作总结

全年办理结婚登记{marriages}对。年末全县共有社会组织{all}家。

现有社会团体40家，民办非企业单位45家，基金会5家。
"""
TARGETS = """\
body: 云溪县民政局
plan: reports/2023-h1.txt
due: 2023-12-31
targets:
  - {id: burial, indicator: 节地生态安葬率, at_least: 80%}
"""


def suite(*formulas: str) -> str:
    checks = "".join(
        f"  - formula: {formula}\n    severity: warning\n    meta:\n      id: mine-{number}\n"
        '      title: {zh: 题, en: Title}\n      message: {zh: "{note}", en: "{note}"}\n'
        for number, formula in enumerate(formulas, start=1)
    )
    return f"suite: mine\nframe: relations\nexpectations:\n{checks}"


def problems(tmp_path: Path, *formulas: str) -> list[Problem]:
    write(tmp_path, "checks/mine.yml", suite(*formulas))
    with pytest.raises(KpiError) as error:
        load_suites(tmp_path / "checks")
    return list(error.value.problems)


def workspace(root: Path, marriages: int = 2000, organisations: int = 90) -> Path:
    """Of the shipped suites that of the formulas alone looks at it."""
    year = YEAR.format(marriages=marriages, all=organisations)
    make(
        root,
        kpi_yml=FILES["kpi.yml"] + only("formulas"),
        reports_2023_txt=year,
        reports_2023_h1_txt=HALF,
        targets_yunxi_yml=TARGETS,
    )
    return root


def told(result: AuditResult) -> dict[str, str]:
    return {f.expectation: f.message[1] for f in result.findings if f.suite in ("formulas", "mine")}


def test_at_least_sixty_ship_each_with_its_check() -> None:
    (shipped,) = [one for one in load_suites(Path(__file__).parent.parent / "checks") if one.name == "formulas"]
    assert [check.id for check in shipped.checks] == [formula.id for formula in shipped_formulas()]
    assert len(shipped.checks) >= 60


def test_all_that_is_wrong_is_told_with_file_line_and_nearest(tmp_path: Path) -> None:
    found = problems(tmp_path, "低保对像 = 特困人员", "低保户数 = 低保对象", "孤儿 = (", "孤儿 = 孤儿 + 1[人]")
    assert [(one.code, one.file, one.line) for one in found] == [
        ("formula_name", "checks/mine.yml", 4),
        ("formula_units", "checks/mine.yml", 10),
        ("formula_syntax", "checks/mine.yml", 16),
        ("formula_itself", "checks/mine.yml", 22),
    ]
    assert found[0].fields["nearest"] == "低保对象"


def test_a_formula_stands_in_a_suite_of_relations(tmp_path: Path) -> None:
    write(tmp_path, "checks/mine.yml", suite("孤儿 <= 困境儿童").replace("relations", "targets"))
    with pytest.raises(KpiError) as error:
        load_suites(tmp_path / "checks")
    assert [one.code for one in error.value.problems] == ["formula_frame"]


def test_exit_2_names_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path / "workspace")
    write(root, "checks/mine.yml", suite("低保对像 = 特困人员"))
    assert run(["audit", "-w", str(root), "--lang", "en"]) == 2
    assert "checks/mine.yml:4: the catalogue knows no indicator '低保对像' (did you mean '低保对象'?)" in (
        capsys.readouterr().err
    )


def test_what_holds_is_evaluated_and_no_finding(tmp_path: Path) -> None:
    result = audit(workspace(tmp_path / "workspace"))
    assert told(result) == {}
    rows = {check.id: check.rows for check in result.checks}
    assert rows["organisations-kinds"] == rows["marriages-since-half-year"] == 1
    assert rows["dibao-urban-rural"] == 0  # no figures: not evaluated, never passed


def test_a_contradiction_is_a_finding_within_a_report_and_between_two(tmp_path: Path) -> None:
    root = workspace(tmp_path / "workspace", marriages=800, organisations=93)
    result = audit(root)
    assert told(result) == {
        "organisations-kinds": "社会组织: 40家 + 45家 + 5家 = 90家 ≠ 93家 (Δ 3家)",
        "marriages-since-half-year": "办理结婚登记: 800对 < 900对",
    }
    again = audit(root)
    assert again.findings == result.findings
    formulas = [one for one in result.relations if one.type == "formula" and one.verdict == "inconsistent"]
    (between,) = [one for one in formulas if len({member.quote.doc for member in one.members}) == 2]
    assert written(between.computation) == "800对 < 900对"


def test_the_same_rows_whether_read_anew_or_not(tmp_path: Path) -> None:
    root = workspace(tmp_path / "workspace", organisations=93)
    audit(root)
    write(root, "reports/2023.txt", YEAR.format(marriages=2001, all=93))
    changed = audit(root)
    fresh = audit(workspace(tmp_path / "other", marriages=2001, organisations=93))
    assert changed.relations == fresh.relations and changed.findings == fresh.findings


def test_formulas_follow_the_scope_of_their_suite(tmp_path: Path) -> None:
    root = known(workspace(tmp_path / "workspace", organisations=93))
    write(root, "checks/mine.yml", suite("社会组织 <= 社会团体 + 民办非企业单位 + 基金会"))
    config = "bodies: [{name: 云溪县民政局}]\nsuites:\n  - {name: formulas, without: [organisations-kinds]}\n"
    write(root, "kpi.yml", config)
    assert told(audit(root)) == {"mine-1": "93家 > 40家 + 45家 + 5家"}
    write(root, "kpi.yml", f"{config}  - {{name: mine, reports: [half_year]}}\n")
    assert told(audit(root)) == {}


def test_names_of_the_workspace_are_known(tmp_path: Path) -> None:
    root = known(workspace(tmp_path / "workspace"))
    indicator = "{id: x, name: 婚俗改革试点, unit: 个, measure: level, polarity: more, domain: marriage}"
    write(root, "indicators.yml", f"indicators:\n  - {indicator}\n")
    write(root, "checks/mine.yml", suite("婚俗改革试点 <= 社区"))
    assert told(audit(root)) == {}
    # A file that was found right is read again when the names that it speaks of are others.
    (root / "indicators.yml").unlink()
    with pytest.raises(KpiError) as error:
        load_suites(root / "checks")
    assert {found.file for found in error.value.problems} == {"checks/mine.yml"}


def test_kpi_formulas_counts_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = known(workspace(tmp_path / "workspace", organisations=93))
    assert run(["formulas", "-w", str(root), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    found = {one["id"]: one for one in data["formulas"]}
    assert (data["format"], data["reports"]) == ("kpi-formulas/1", 2)
    kinds = found["organisations-kinds"]
    assert (kinds["evaluated"], kinds["held"], kinds["contradicted"]) == (1, 0, 1)
    assert kinds["not_evaluated"] == {"missing": 1}  # the report on half a year
    assert found["dibao-urban-rural"]["evaluated"] == 0 == len(found["dibao-urban-rural"]["not_evaluated"])
    assert run(["formulas", "-w", str(root), "--lang", "en"]) == 0
    assert "formulas over 2 reports; 2 were evaluated." in capsys.readouterr().out


def test_extract_evaluates_what_ships(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "r.txt", YEAR.format(marriages=800, all=93))
    assert run(["extract", str(tmp_path / "r.txt"), "--format", "json"]) == 0
    relations = json.loads(capsys.readouterr().out)["relations"]
    (formula,) = [one for one in relations if one["rule"] == "formula"]
    assert formula["type"] == "sum"
    assert (formula["formula"], formula["verdict"], formula["gap"]) == ("organisations-kinds", "inconsistent", 3)
    assert run(["extract", str(tmp_path / "r.txt"), "--lang", "zh"]) == 0
    assert "审核公式  organisations-kinds" in capsys.readouterr().out


def test_every_output_shows_the_worked_sum(tmp_path: Path) -> None:
    root = known(workspace(tmp_path / "workspace", organisations=93))
    files = [tmp_path / name for name in ("a.json", "a.html", "a.xml", "a.sarif", "a.md", "a.xlsx")]
    outputs = [part for file in files for part in ("--output", str(file))]
    assert run(["audit", "-w", str(root), *outputs, "--lang", "zh"]) == 1
    for file in files:
        assert "40家 + 45家 + 5家 = 90家" in _text(file), file.name


def _text(file: Path) -> str:
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    with ZipFile(file) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
