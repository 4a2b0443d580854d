"""Findings come from validation results, row by row; a check that did not run never looks like one that passed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.auditing.exits import exit_code
from kpi.auditing.frames import SUBJECTS, frame, frame_columns
from kpi.auditing.gx import Validator
from kpi.auditing.judge import Finding, judge
from kpi.auditing.suites import load_suites
from kpi.auditing.wording import shown
from kpi.errors import KpiError
from kpi.model import (
    Bound,
    Computation,
    Interval,
    Measure,
    Quantity,
    Reading,
    Relation,
    RelationType,
    RelationVerdict,
    Report,
    Role,
    Shape,
    Subject,
    Term,
)
from kpi.warehouse.loading import TargetRow, load_reading, load_targets
from kpi.warehouse.rows import insert_rows
from kpi.warehouse.store import Warehouse, open_warehouse

SHIPPED = Path(__file__).parent.parent / "checks"
DOC, PLAN = "reports/later.txt", "reports/plan.txt"


def quantity(id: str, text: str, value: str = "1", **changes: object) -> Quantity:
    number = Decimal(value)
    whole = Quantity(
        id=id, start=int(id[1:]) * 10, end=int(id[1:]) * 10 + len(text), text=text, value=number, unit="张",
        bound=Bound.EXACT, role=Role.ACTUAL, subject=Subject("床位"), interval=Interval(number, number),
        last_place=Decimal(0), sentence=(0, 5),
    )  # fmt: skip
    return replace(whole, **changes)  # type: ignore[arg-type]


def report(doc: str = DOC, *quantities: Quantity, relations: tuple[Relation, ...] = ()) -> Reading:
    head = Report(doc, "文", body="某县民政局", period_start=date(2024, 1, 1), period_end=date(2024, 6, 30))
    return Reading(head, quantities, relations)


def target(name: str, **changes: object) -> TargetRow:
    row = TargetRow(
        target=f"t/{name}", file="targets/t.yml", line=5, id=name, body="某县民政局", plan=PLAN,
        plan_period_end=None, start=7, end=12, quote="床位100张", indicator="", subject="床位", head="床位",
        modifiers=(), flow="new", measure="level", place="", topic="", kind="amount", op=">=",
        value=Decimal(100), value_high=None, unit="张", due=date(2024, 6, 30),
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def add_verdict(warehouse: Warehouse, name: str, verdict: str, answered: bool = True, **changes: object) -> None:
    row: dict[str, object] = {
        "target": f"t/{name}", "doc": DOC, "verdict": verdict, "quantity": "q1" if answered else None,
        "answer_start": 10 if answered else None, "answer_end": 13 if answered else None,
        "answer_text": "90张" if answered else "", "answer_value": Decimal(90), "answer_low": Decimal(90),
        "answer_high": Decimal(90), "answer_unit": "张", "margin": Decimal(-10) if answered else None,
        "margin_share": -0.1, "elapsed": None, "confidence": 1.0, "is_latest": True, "modifiers": [], "note": "",
    }  # fmt: skip
    insert_rows(warehouse.connection, "verdicts", [tuple((row | changes).values())])


def judged(warehouse: Warehouse) -> dict[str, list[Finding]]:
    """Findings of the shipped suites by check."""
    found: dict[str, list[Finding]] = {}
    judge(warehouse, load_suites(SHIPPED))
    for finding in findings(warehouse):
        found.setdefault(finding.expectation, []).append(finding)
    return found


def findings(warehouse: Warehouse) -> list[Finding]:
    """In the order in which they were made."""
    return [Finding(*row) for row in warehouse.rows("SELECT * FROM findings ORDER BY rowid")]


def test_each_verdict_of_a_target_gives_the_finding_that_policy_says() -> None:
    verdicts = {
        "met": None, "missed": ("target-missed", "critical"), "not_reported": ("target-dropped", "warning"),
        "behind": ("target-behind", "warning"), "on_track": None, "not_due": None, "in_progress": None,
        "uncertain": ("target-needs-review", "info"), "needs_review": ("target-needs-review", "info"),
        "not_comparable": ("target-not-comparable", "info"), "partly": ("target-partly", "warning"),
        "declared": ("target-declared", "info"),
    }  # fmt: skip
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target(name) for name in (*verdicts, "unread")])
        for name in verdicts:
            add_verdict(warehouse, name, name)
        found = {f.subject: (f.expectation, f.severity) for fs in judged(warehouse).values() for f in fs}
    expected = {f"t/{name}": outcome for name, outcome in verdicts.items() if outcome}
    assert found == expected | {"t/unread": ("target-not-judged", "warning")}


def test_a_finding_carries_its_place_quote_and_words_in_both_languages() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a")])
        add_verdict(warehouse, "a", "missed")
        (finding,) = judged(warehouse)["target-missed"]
        assert (finding.suite, finding.subject_kind, finding.subject) == ("targets", "target", "t/a")
        assert (finding.doc, finding.start, finding.end, finding.quote) == (DOC, 10, 13, "90张")
        assert finding.title_zh == "目标未完成"
        assert finding.message_zh == "床位：目标 ≥ 100张，报告为 90张，相差 10（2024-06-30 到期）"
        assert finding.message_en == "床位: target ≥ 100张, reported 90张, off by 10 (due 2024-06-30)"
        stored = warehouse.rows("SELECT * FROM findings")
    assert [Finding(*row) for row in stored] == [finding]


def test_a_dropped_target_points_at_the_promise() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a")])
        add_verdict(warehouse, "a", "not_reported", answered=False)
        (finding,) = judged(warehouse)["target-dropped"]
    assert (finding.doc, finding.start, finding.end, finding.quote) == (PLAN, 7, 12, "床位100张")


def test_only_the_report_that_decides_counts() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a")])
        add_verdict(warehouse, "a", "missed", is_latest=False)
        add_verdict(warehouse, "a", "met", doc="reports/last.txt")
        assert judged(warehouse) == {}


def test_marks_on_targets_are_findings() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a"), target("b", quote=""), target("c", start=None, end=None)])
        add_verdict(warehouse, "a", "met", modifiers=["revised", "carried_over"])
        add_verdict(warehouse, "b", "met")
        add_verdict(warehouse, "c", "met")
        found = {check: [f.subject for f in fs] for check, fs in judged(warehouse).items()}
    assert found == {
        "target-revised": ["t/a"],
        "target-without-quote": ["t/b"],
        "target-quote-not-found": ["t/c"],
    }


@pytest.mark.parametrize(
    ("type_", "verdict", "check", "severity"),
    [
        ("sum", "inconsistent", "sum-inconsistent", "critical"),
        ("partial", "inconsistent", "part-exceeds-whole", "critical"),
        ("share", "inconsistent", "share-inconsistent", "critical"),
        ("restated", "inconsistent", "restated-differently", "critical"),
        ("rise", "inconsistent", "rise-inconsistent", "critical"),
        ("list_count", "inconsistent", "list-count-wrong", "warning"),
        ("product", "inconsistent", "product-inconsistent", "warning"),
        ("sum", "truncated", "truncated-digit", "info"),
        ("share", "truncated", "truncated-digit", "info"),
        ("sum", "consistent", None, ""),
        ("partial", "incomplete", None, ""),
        ("product", "plausible", None, ""),
    ],
)
def test_relations_by_type_and_verdict(type_: str, verdict: str, check: str | None, severity: str) -> None:
    terms = (Term("2001.62", "q1"), Term("1", sign="+"))
    computation = Computation(Shape.SUM, terms, "≠", (Term("3 万元", "q2"),))
    relation = Relation(RelationType(type_), ("q2", "q1"), RelationVerdict(verdict), computation)
    with open_warehouse(None) as warehouse:
        reading = report(DOC, quantity("q1", "1张"), quantity("q2", "3张"), relations=(relation,))
        load_reading(warehouse, reading, "h")
        found = judged(warehouse)
    assert list(found) == ([check] if check else [])
    for findings in found.values():
        assert [(f.severity, f.subject, f.start, f.end, f.quote, f.message_zh) for f in findings] == [
            (severity, f"{DOC}#1", 20, 22, "3张", "床位：2001.62 + 1 ≠ 3 万元")
        ]


def test_what_is_odd_about_numbers_and_reports() -> None:
    share = Subject("床位", measure=Measure.SHARE)
    with open_warehouse(None) as warehouse:
        numbers = (
            quantity("q1", "7394人1242万元", damaged=True),
            quantity("q2", "3斛", unit="斛", known_unit=False),
            quantity("q3", "101%", "101", unit="%", subject=share),
            quantity("q4", "99.5%", "99.5", unit="%", subject=share),
            quantity("q5", "123%", "123", unit="%", subject=Subject("完成率", measure=Measure.RATE)),
        )
        load_reading(warehouse, report(DOC, *numbers), "h")
        load_reading(warehouse, report("reports/twin.txt", quantity("q1", "1张")), "h")
        load_reading(warehouse, Reading(Report("reports/blank.txt", "")), "h")
        found = {check: [f.subject for f in fs] for check, fs in judged(warehouse).items()}
    assert found == {
        "damaged-digits": [f"{DOC}#q1"],
        "unknown-unit": [f"{DOC}#q2"],
        "share-out-of-bounds": [f"{DOC}#q3"],
        "report-body-unknown": ["reports/blank.txt"],
        "report-period-unknown": ["reports/blank.txt"],
        "report-without-figures": ["reports/blank.txt"],
        "report-period-twice": [DOC, "reports/twin.txt"],
    }


def test_fingerprints_survive_shifted_text_and_tell_equal_words_apart() -> None:
    def fingerprints(*ids: str) -> list[str]:
        with open_warehouse(None) as warehouse:
            load_reading(warehouse, report(DOC, *(quantity(id, "3斛", known_unit=False) for id in ids)), "h")
            return [finding.fingerprint for finding in judged(warehouse)["unknown-unit"]]

    (alone,) = fingerprints("q1")
    first, second = fingerprints("q4", "q9")
    assert alone == first != second


def test_the_same_warehouse_gives_the_same_findings_and_replaces_the_old() -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("b"), target("a"), target("c")])
        for name in "cab":
            add_verdict(warehouse, name, "missed")
        loaded = load_suites(SHIPPED)
        first, second = judge(warehouse, loaded), judge(warehouse, loaded)
        assert first == second
        assert [finding.subject for finding in findings(warehouse)] == ["t/a", "t/b", "t/c"]


def test_a_warehouse_without_rows_counts_no_check_as_evaluated() -> None:
    with open_warehouse(None) as warehouse:
        outcome = judge(warehouse, load_suites(SHIPPED))
        assert findings(warehouse) == []
    assert (outcome.evaluated, outcome.rows) == (0, 0)
    assert outcome.idle == sum(len(suite.checks) for suite in load_suites(SHIPPED))
    assert exit_code((), "critical", outcome.evaluated) == 2


def write_suite(tmp_path: Path, expectation: str, frame: str = "targets") -> Path:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "own.yml").write_text(
        f"suite: own\nframe: {frame}\nexpectations:\n  - {expectation}\n    severity: warning\n"
        '    meta: {id: x, title: {zh: 题, en: T}, message: {zh: "见 {observed}", en: m}}\n',
        encoding="utf-8",
    )
    return tmp_path / "checks"


def test_an_expectation_that_raises_is_an_error_and_keeps_the_old_findings(tmp_path: Path) -> None:
    folder = write_suite(
        tmp_path, "type: expect_column_max_to_be_between\n    kwargs: {column: subject, max_value: 5}"
    )
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a")])
        add_verdict(warehouse, "a", "missed")
        judge(warehouse, load_suites(SHIPPED))
        with pytest.raises(KpiError) as error:
            judge(warehouse, load_suites(folder))
        assert [(p.code, p.file, p.line) for p in error.value.problems] == [("not_evaluated", "checks/own.yml", 4)]
        assert warehouse.rows("SELECT expectation FROM findings") == [("target-missed",)]


def test_findings_that_are_written_at_once_come_out_as_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target(name) for name in "abc"])
        for name in "abc":
            add_verdict(warehouse, name, "missed")
        judge(warehouse, load_suites(SHIPPED))
        together = findings(warehouse)
        monkeypatch.setattr("kpi.auditing.judge._TOGETHER", 1)
        judge(warehouse, load_suites(SHIPPED))
        assert findings(warehouse) == together and len(together) == 3


def test_what_was_written_before_an_error_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_suite(
        tmp_path, "type: expect_column_max_to_be_between\n    kwargs: {column: subject, max_value: 5}"
    )
    monkeypatch.setattr("kpi.auditing.judge._TOGETHER", 1)
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a")])
        add_verdict(warehouse, "a", "missed")
        judge(warehouse, load_suites(SHIPPED))
        before = findings(warehouse)
        with pytest.raises(KpiError):
            judge(warehouse, [*load_suites(SHIPPED), *load_suites(folder)])
        assert findings(warehouse) == before


def test_a_check_of_the_whole_frame_gives_one_finding(tmp_path: Path) -> None:
    folder = write_suite(tmp_path, "type: expect_table_row_count_to_be_between\n    kwargs: {min_value: 3}")
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a"), target("b")])
        judge(warehouse, load_suites(folder))
        (finding,) = findings(warehouse)
    assert (finding.subject, finding.severity, finding.message_zh) == ("*", "warning", "见 2")


@pytest.mark.parametrize("kept", [0, 1])
def test_results_that_gx_leaves_out_are_an_error(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    whole = Validator.validate

    def losing(self: Validator, suite: object, data: object) -> object:
        result = whole(self, suite, data)  # type: ignore[arg-type]
        result.results = result.results[:kept]
        return result

    monkeypatch.setattr(Validator, "validate", losing)
    with open_warehouse(None) as warehouse:
        load_targets(warehouse, [target("a")])
        with pytest.raises(KpiError) as error:
            judge(warehouse, load_suites(SHIPPED))
    codes = {found.code for found in error.value.problems}
    assert codes == ({"not_evaluated"} if kept else {"suite_not_evaluated"})


@pytest.mark.parametrize("name", SUBJECTS)
def test_frames_without_rows_keep_their_columns_and_every_frame_has_a_key_and_a_place(name: str) -> None:
    with open_warehouse(None) as warehouse:
        empty = frame(warehouse, name)
    assert empty.empty
    assert tuple(empty.columns) == frame_columns(name)
    common = {"key", "identity", "evidence", "doc", "start", "end", "quote", "body", "report_kind", "report_end"}
    assert common <= set(empty.columns)


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_column_of_a_frame_is_documented_in_order(name: str) -> None:
    page = (Path(__file__).parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    section = page.split(f"\n### {name}\n")[1].split("\n#")[0]
    documented = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    common = ["key", "identity", "evidence", "doc", "start", "end", "quote", "body", "report_kind", "report_end"]
    assert documented == [column for column in frame_columns(name) if column not in common]


@pytest.mark.parametrize(
    ("value", "words"),
    [(2001.62, "2001.62"), (100.0, "100"), (0.1, "0.1"), (25370000000.0, "25370000000"), (None, "—"),
     (float("nan"), "—"), (date(2024, 6, 30), "2024-06-30"), (3, "3")],
)  # fmt: skip
def test_values_read_as_people_write_them(value: object, words: str) -> None:
    assert shown(value) == words


@pytest.mark.parametrize(
    ("severities", "fail_on", "evaluated", "problems", "code"),
    [
        ([], "critical", 5, 0, 0),
        (["warning", "info"], "critical", 5, 0, 0),
        (["critical"], "critical", 5, 0, 1),
        (["warning"], "warning", 5, 0, 1),
        (["info"], "warning", 5, 0, 0),
        (["info"], "info", 5, 0, 1),
        (["critical"], "never", 5, 0, 0),
        ([], "never", 0, 0, 2),
        ([], "critical", 0, 0, 2),
        (["critical"], "critical", 5, 1, 2),
    ],
)
def test_the_exit_code(severities: list[str], fail_on: str, evaluated: int, problems: int, code: int) -> None:
    blank = Finding("", "", "", "", "", "", "", None, None, "", "", "", "", "")
    findings = [replace(blank, severity=severity) for severity in severities]
    assert exit_code(findings, fail_on, evaluated, problems) == code


def test_an_unknown_threshold_never_passes() -> None:
    with pytest.raises(ValueError, match="fail_on"):
        exit_code([], "critcal", 5)
