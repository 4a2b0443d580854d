"""What a workspace switches off, weakens, narrows or dates stands in one line of every output."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from small_workspace import make, make_audited, replace, write

from kpi.auditing.gathering import Wanted
from kpi.auditing.inputs import load_inputs
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.cli.app import run
from kpi.errors import KpiError, problem
from kpi.presenting.outputs import OUTPUTS, Output
from kpi.workspace.config import load_config
from kpi.workspace.weakened import WEAKENING

BODIES = "bodies:\n  - name: 云溪县民政局\n"
MISSED = "kwargs: {verdicts: [missed]}"
TARGETS = "checks/targets.yml"


def settings(text: str) -> Callable[[Path], None]:
    return lambda root: write(root, "kpi.yml", BODIES + text)


def suite(old: str, new: str, name: str = TARGETS) -> Callable[[Path], None]:
    return lambda root: replace(root, name, old, new)


def moved(root: Path, key: str, name: str) -> None:
    (root / key).rename(root / name)
    settings(f"{key}: {name}\n")(root)
    for path in root.glob("*/*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace(f"{key}/", f"{name}/"), encoding="utf-8")


def another_frame(root: Path) -> None:
    ids = ["confirmed-too-long"]
    entries = "".join(
        "  - type: expect_column_values_to_not_be_null\n    kwargs: {column: doc}\n    severity: info\n"
        f"    meta: {{id: {one}, title: {{zh: a, en: a}}, message: {{zh: a, en: a}}}}\n"
        for one in ids
    )
    write(root, "checks/ledger.yml", f"suite: ledger\nframe: reports\nexpectations:\n{entries}")


WAYS = {
    "a suite off": (settings("suites:\n  - name: targets\n    off: 本年不考核\n"), "suite_off", "本年不考核"),
    "a check left out": (
        settings("suites:\n  - name: targets\n    without: [target-missed]\n"),
        "checks_left_out", "target-missed"),
    "from a day on": (
        settings("suites:\n  - name: arithmetic\n    from: 2999-01-01\n"), "suite_narrowed", "2999-01-01"),
    "to a day": (
        settings("suites:\n  - name: arithmetic\n    to: 1999-01-01\n"), "suite_narrowed", "1999-01-01"),
    "some reports": (
        settings("suites:\n  - name: arithmetic\n    reports: [quarter]\n"), "suite_narrowed", "quarter"),
    "some bodies": (
        settings("  - name: 无关局\nsuites:\n  - name: targets\n    bodies: [无关局]\n"),
        "suite_narrowed", "无关局"),
    "a day of its own": (settings("as_of: 1990-01-01\n"), "audit_dated", "1990-01-01"),
    "a period of a report": (
        settings("periods:\n  - {report: reports/2023.txt, period: 2024}\n"), "reports_dated", "2023.txt 2024"),
    "a day to come": (settings("as_of: 2990-01-01\n"), "audit_dated", "2990-01-01"),
    "never failing": (settings("fail_on: never\n"), "fail_on_never", ""),
    "a wide tolerance": (settings("tolerance:\n  about: 99%\n"), "tolerance_widened", "99"),
    "wide points": (settings("tolerance:\n  rate_points: 50\n"), "tolerance_widened", "50"),
    "more time": (settings("limits:\n  sql_seconds: 300\n"), "limits_raised", "sql_seconds"),
    "another folder of reports": (
        lambda root: moved(root, "reports", "some"),
        "folder_elsewhere", "some"),
    "another folder of targets": (
        lambda root: moved(root, "targets", "few"),
        "folder_elsewhere", "few"),
    "another ledger": (settings("ledger: other.yml\n"), "folder_elsewhere", "other.yml"),
    "a rule off": (
        settings("rules:\n  off:\n    - {id: role.standard.per-head, why: 试行}\n"), "rule_off", "试行"),
    "mostly": (
        suite(MISSED, "kwargs: {verdicts: [missed], mostly: 0.01}"), "checks_weakened", "target-missed"),
    "a condition": (
        suite(MISSED, "kwargs: {verdicts: [missed], row_condition: 'body == \"x\"', condition_parser: pandas}"),
        "checks_weakened", "row_condition"),
    "other words": (suite(MISSED, "kwargs: {verdicts: [uncertain]}"), "checks_weakened", "uncertain"),
    "a milder check": (
        suite(f"{MISSED}\n    severity: critical", f"{MISSED}\n    severity: info"), "checks_weakened", "info"),
    "another type": (
        suite(f"type: expect_target_verdict_not_in\n    {MISSED}",
              "type: expect_column_values_to_not_be_null\n    kwargs: {column: body}"),
        "checks_weakened", "target-missed"),
    "another frame": (another_frame, "checks_weakened", "confirmed-too-long"),
    "another formula": (suite("低保对象 = ", "低保对象 <= ", "checks/formulas.yml"), "checks_weakened", "formula"),
    "another indicator": (
        lambda root: write(root, "indicators.yml", "indicators:\n  - id: gdp\n    polarity: less\n"),
        "indicators_changed", "gdp"),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_audited(tmp_path / "workspace")


@pytest.mark.parametrize("way", WAYS)
def test_it_is_told(root: Path, way: str) -> None:
    change, code, words = WAYS[way]
    change(root)
    told = [found for found in load_inputs(load_config(root)).warnings if found.code in WEAKENING]
    assert [found.code for found in told] == [code]
    assert words in repr(told[0].values)


def test_what_ships_is_not_called_weak(root: Path) -> None:
    assert not [found for found in load_inputs(load_config(root)).warnings if found.code in WEAKENING]


@pytest.mark.parametrize("value", ["0", "-1", "1.5", ".nan", "true", "'1'", "[1]", "{a: 1}", "1e-400"])
def test_mostly_is_a_share_above_nothing(root: Path, value: str) -> None:
    replace(root, TARGETS, MISSED, f"kwargs: {{verdicts: [missed], mostly: {value}}}")
    with pytest.raises(KpiError) as raised:
        load_inputs(load_config(root))
    assert [found.file for found in raised.value.problems] == [TARGETS]


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that is red, made green in every way at once."""
    root = make(tmp_path_factory.mktemp("weak") / "workspace")
    assert audit(root).exit_code == 1
    decided = "status: dismissed, check: x, who: a, when: 2024-01-01, why: 无碍"
    entries = [f"  - {{fingerprint: {found.fingerprint}, {decided}}}\n" for found in audit(root).findings]
    write(root, "ledger.yml", "findings:\n" + "".join(entries))
    write(root, "kpi.yml", BODIES + "as_of: 1990-01-01\nfail_on: never\n")
    pin = "    answer: {verdict: met, by: 甲, on: 2024-01-01, why: 已办}\n"
    replace(root, "targets/yunxi.yml", "    at_least: 80%\n", "    at_least: 80%\n" + pin)
    asked = "{column: doc, row_condition: 'body == \"x\"', condition_parser: pandas}"
    meta = "{id: own, title: {zh: a, en: a}, message: {zh: a, en: a}}"
    own = f"{{type: expect_column_values_to_not_be_null, severity: critical, kwargs: {asked}, meta: {meta}}}"
    write(root, "checks/own.yml", f"suite: own\nframe: reports\nexpectations:\n  - {own}\n")
    return root


@pytest.fixture(scope="module")
def result(weak: Path) -> AuditResult:
    return audit(weak, wanted=Wanted(texts=True))


TOLD = {"audit_dated", "fail_on_never", "dismissed_blindly", "decided_by_hand", "condition_selects_nothing"}


def test_what_the_ledger_and_people_decide_is_told(result: AuditResult) -> None:
    assert result.exit_code == 0
    assert {found.code for found in result.weakened} == TOLD


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_format_has_it_on_one_line(result: AuditResult, output: Output, lang: str) -> None:
    data = output.render(result, "zh" if lang == "zh" else "en")
    if output.name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = book.read("xl/sharedStrings.xml").replace(b"</si>", b"\n")
    text = data.decode("utf-8")
    if output.name == "json":
        assert {found["code"] for found in json.loads(text)["weakened"]} == TOLD
        return
    head = "与默认不同" if lang == "zh" else "Differs from the defaults"
    lines = [line for line in text.splitlines() if head in line]
    assert any("1990" in line and "never" in line and "evidence" in line and "own" in line for line in lines)


def test_the_terminal_has_it_and_a_threshold_of_the_command_line_holds(
    weak: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["audit", "-w", str(weak), "--lang", "en"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "Differs from the defaults (5)" in shown and "1990-01-01" in shown
    run(["audit", "-w", str(weak), "--lang", "en", "--fail-on", "info"])
    assert "Differs from the defaults (4)" in capsys.readouterr().out


def test_what_matters_most_stands_first_and_formulas_are_counted(root: Path) -> None:
    """However many of less weight are changed: the line is cut somewhere."""
    for name in (TARGETS, "checks/arithmetic.yml", "checks/formulas.yml"):
        path = root / name
        text = path.read_text(encoding="utf-8").replace("severity: warning", "severity: info")
        path.write_text(text.replace(" = ", " <= "), encoding="utf-8")
    replace(root, TARGETS, f"{MISSED}\n    severity: critical", f"{MISSED}\n    severity: info")
    told = [found for found in load_inputs(load_config(root)).warnings if found.code == "checks_weakened"]
    values = [dict(found.values) for found in told]
    assert values[0]["found"].startswith("target-missed ")
    (formulas,) = [one for one in values if one["suite"] == "formulas"]
    assert not formulas["found"] and int(formulas["formulas"]) > 10


@pytest.mark.parametrize("command", [["ledger", "list"], ["formulas"]], ids=" ".join)
def test_lists_tell_it_too(root: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    settings("as_of: 2990-01-01\n")(root)
    run([*command, "-w", str(root), "--lang", "en"])
    assert "Differs from the defaults (1)" in capsys.readouterr().err


def test_files_that_are_not_taken_are_named_where_the_audit_stops(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KpiError(problem("process_ended"))

    write(root, "reports/hidden.bak", "x")
    monkeypatch.setattr("kpi.auditing.pipeline.update", stop)
    assert run(["audit", "-w", str(root), "--format", "json", "--lang", "en"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told["problems"]] == ["process_ended"]
    assert "reports/hidden.bak" in [one["file"] for one in told["warnings"]]
