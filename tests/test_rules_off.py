"""A rule that kpi.yml switches off does not speak, in no process; every output says that it is off, and why."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from small_workspace import LATER, PLAN, make_audited, only, write

from kpi.auditing import refreshing
from kpi.auditing.gathering import Wanted
from kpi.auditing.pipeline import audit
from kpi.auditing.refreshing import outcomes
from kpi.auditing.result import AuditResult
from kpi.cli.app import run
from kpi.errors import KpiError, Problem
from kpi.extraction.accounting import numerals
from kpi.model import Reading
from kpi.presenting.outputs import OUTPUTS, Output
from kpi.relations import read
from kpi.rules import registry, switched_off
from kpi.warehouse.store import open_warehouse
from kpi.workspace.config import load_config
from kpi.workspace.reports import list_reports

RULE, WHY = "role.standard.per-head", "本县的标准即为实绩"
LINE = "城市低保标准为每人每月850元。\n"
TOLD = f"{LATER}\n{LINE}"
BODIES = "bodies:\n  - name: 云溪县民政局\n"
OFF = f"{BODIES}rules:\n  off:\n    - {{id: {RULE}, why: {WHY}}}\n"
SUITES = only("arithmetic", "targets")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_audited(tmp_path / "workspace", reports_2023_txt=TOLD, kpi_yml=BODIES + SUITES)


def roles(root: Path) -> list[str]:
    with open_warehouse(root) as warehouse:
        return [role for (role,) in warehouse.rows("SELECT role FROM quantities WHERE text = '850元'")]


def problems_of(root: Path, kpi_yml: str) -> list[Problem]:
    write(root, "kpi.yml", kpi_yml)
    with pytest.raises(KpiError) as raised:
        load_config(root)
    return list(raised.value.problems)


def test_switching_a_rule_off_and_on_reads_and_judges_again(root: Path) -> None:
    audit(root)
    assert roles(root) == ["standard"]
    write(root, "kpi.yml", OFF + SUITES)
    assert len(audit(root).read) == 2
    assert roles(root) == ["actual"]
    assert audit(root).read == ()
    write(root, "kpi.yml", BODIES + SUITES)
    assert len(audit(root).read) == 2
    assert roles(root) == ["standard"]


def test_stopped_while_it_loads_no_report_is_taken_for_one_read_with_other_rules(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "reports/2023-h1.txt", PLAN.replace("\n\n下半年工作", f"\n{LINE}\n下半年工作"))
    audit(root)
    for name, value in {"MANY_FILES": 0, "MANY_BYTES": 0, "AT_ONCE": 1}.items():
        monkeypatch.setattr(refreshing, name, value)
    write(root, "kpi.yml", OFF + SUITES)

    def stop(name: str, done: int, total: int) -> None:
        if (name, done) == ("load", 1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit(root, step=stop)
    assert roles(root) == ["actual"]
    write(root, "kpi.yml", BODIES + SUITES)
    audit(root)
    assert roles(root) == ["standard", "standard"]


def test_another_reason_reads_nothing_again(root: Path) -> None:
    write(root, "kpi.yml", OFF)
    audit(root)
    write(root, "kpi.yml", OFF.replace(WHY, "另有原因"))
    again = audit(root)
    assert again.read == ()
    assert [found.fields["why"] for found in again.weakened] == ["另有原因"]


def test_several_processes_honour_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "MANY_FILES", 0)
    monkeypatch.setattr(refreshing, "MANY_BYTES", 0)
    readings = list(outcomes(list_reports(load_config(root)), off=[RULE], workers=2))
    assert [
        q.role.value for one in readings if isinstance(one, Reading) for q in one.quantities if q.text == "850元"
    ] == ["actual"]


def test_an_excluded_numeral_is_read_where_it_has_a_unit_else_unread() -> None:
    text = "云溪县民政局2023年工作总结\n\n举办3人制篮球赛。构建1+6+N体系，惠及310人。\n"
    assert [q.text for q in read(text, "case").quantities] == ["310人"]
    with switched_off(["name.system", "slogan.plus"]):
        reading = read(text, "case")
        assert [q.text for q in reading.quantities] == ["3人", "310人"]
        assert [text[one.start : one.end] for one in numerals(reading) if not one.rule] == ["1", "6"]


def test_a_range_that_may_not_be_one_asks_for_its_lower_end() -> None:
    text = "云溪县民政局2024年工作计划\n\n养老服务支出增长5%—6%。\n"
    with switched_off(["target.op.range"]):
        (target,) = read(text, "case").targets
    assert (target.op.value, target.value, target.value_high) == (">=", 5, None)


@pytest.fixture(scope="module")
def without_it(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    """The audit of the workspace with the rule switched off."""
    root = make_audited(tmp_path_factory.mktemp("off") / "workspace", reports_2023_txt=TOLD, kpi_yml=OFF + SUITES)
    return audit(root, wanted=Wanted(texts=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_format_says_that_it_is_off_and_why(without_it: AuditResult, output: Output, lang: str) -> None:
    data = output.render(without_it, "zh" if lang == "zh" else "en")
    if output.name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    shown = data.decode("utf-8")
    assert RULE in shown
    assert WHY in shown


def test_the_terminal_says_so_however_many_warnings_there_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ["age", "grade", "sized", "capacity", "passed", "announced", "context"]
    lines = "".join(f"    - {{id: role.other.{name}, why: 试用}}\n" for name in ids)
    write(root, "kpi.yml", f"{BODIES}rules:\n  off:\n{lines}{SUITES}")
    run(["audit", "-w", str(root), "--lang", "en"])
    shown = capsys.readouterr().out
    assert all(f"role.other.{name}" in shown for name in ids)


def test_explain_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "kpi.yml", OFF + SUITES)
    assert run(["explain", "burial", "-w", str(root), "--lang", "en"]) == 0
    assert f"{RULE} is switched off: {WHY}" in capsys.readouterr().err


def test_review_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "kpi.yml", OFF + SUITES)
    assert run(["review", "--list", "-w", str(root), "--lang", "en"]) == 0
    assert f"{RULE} is switched off: {WHY}" in capsys.readouterr().err


def report_of(root: Path) -> str:
    found = sorted((root / "reports").rglob("*.txt"))
    return next(path.as_posix() for path in found if "850元" in path.read_text(encoding="utf-8"))


def test_extract_reads_a_report_with_the_rules_of_its_workspace(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "kpi.yml", OFF)

    def role(report: str) -> tuple[str, str]:
        assert run(["extract", report, "--format", "json", "--lang", "en"]) == 0
        told = capsys.readouterr()
        (found,) = [one["role"] for one in json.loads(told.out)["quantities"] if one["text"] == "850元"]
        return found, told.err

    inside, told = role(report_of(root))
    assert inside == "actual" and f"{RULE} is switched off: {WHY}" in told
    alone = tmp_path / "alone.txt"
    alone.write_bytes(Path(report_of(root)).read_bytes())
    assert role(alone.as_posix()) == ("standard", "")


@pytest.mark.parametrize("command", ["draft", "compare"])
def test_draft_and_compare_say_so(root: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    write(root, "kpi.yml", OFF)
    reports = sorted(path.as_posix() for path in (root / "reports").rglob("*.txt"))
    run([command, *(reports if command == "compare" else reports[:1]), "--lang", "en"])
    assert f"{RULE} is switched off: {WHY}" in capsys.readouterr().err


def test_a_kpi_yml_that_cannot_be_read_is_told_and_switches_nothing_off(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "kpi.yml", OFF.replace(RULE, "role.standard.perhead"))
    assert run(["extract", report_of(root), "--format", "json", "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert "role.standard.perhead" in told.err and '"role": "standard"' in told.out


# --- what kpi.yml may say -------------------------------------------------------------------------


def test_an_unknown_rule_is_told_with_its_line_and_the_nearest(root: Path) -> None:
    (found,) = problems_of(root, OFF.replace(RULE, "role.standard.perhead"))
    assert (found.code, found.file, found.line) == ("unknown_rule", "kpi.yml", 5)
    assert found.fields["nearest"] == RULE


def test_a_group_of_rules_is_no_rule_and_its_rules_are_named(root: Path) -> None:
    (found,) = problems_of(root, OFF.replace(RULE, "table"))
    assert (found.code, found.file, found.line) == ("rule_group", "kpi.yml", 5)
    named = str(found.fields["expected"]).split(", ")
    assert {"table.total", "table.told"} <= set(named) <= set(registry())


def test_a_reason_is_needed(root: Path) -> None:
    (found,) = problems_of(root, OFF.replace(f", why: {WHY}", ""))
    assert (found.code, found.line, found.fields["expected"]) == ("missing_key", 5, "why")


def test_what_remains_where_no_other_speaks_has_no_switch(root: Path) -> None:
    (found,) = problems_of(root, OFF.replace(RULE, "role.actual.review"))
    assert (found.code, found.line) == ("fixed_rule", 5)


def test_a_rule_stands_once(root: Path) -> None:
    (found,) = problems_of(root, f"{OFF}    - {{id: {RULE}, why: 又}}\n")
    assert (found.code, found.line, found.fields["first"]) == ("duplicate_id", 6, "kpi.yml:5")
