"""Suites are loaded fail-closed: what Great Expectations would drop in silence is an error with its line."""

from pathlib import Path
from typing import Any

import pytest

from kpi.auditing.gx import build_suite
from kpi.auditing.suites import load_suites
from kpi.errors import KpiError, Problem
from kpi.presenting.problems import problem_texts
from kpi.workspace.limits import Limits

HEAD = "suite: {name}\nframe: {frame}\nexpectations:\n"
CHECK = """\
  - type: {type}
    kwargs: {kwargs}
    severity: {severity}
    meta:
      id: {id}
      title: {{zh: 题, en: Title}}
      message: {{zh: "{message}", en: "{message}"}}
"""


def check(**changes: str) -> str:
    usual = {
        "type": "expect_target_verdict_not_in",
        "kwargs": "{verdicts: [missed]}",
        "severity": "critical",
        "id": "a",
        "message": "{subject}",
    }
    return CHECK.format(**usual | changes)


def suite(*checks: str, name: str = "mine", frame: str = "targets") -> str:
    return HEAD.format(name=name, frame=frame) + "".join(checks)


def problems_of(tmp_path: Path, *files: str) -> list[Problem]:
    write(tmp_path, *files)
    with pytest.raises(KpiError) as error:
        load_suites(tmp_path / "checks")
    assert {found.code for found in error.value.problems} <= problem_texts().keys()
    return list(error.value.problems)


def write(tmp_path: Path, *files: str) -> None:
    (tmp_path / "checks").mkdir()
    for number, text in enumerate(files, start=1):
        (tmp_path / "checks" / f"{number}.yml").write_text(text, encoding="utf-8")


def place(found: Problem) -> tuple[str, str, int]:
    return found.code, found.file, found.line


def test_the_shipped_suites_are_whole() -> None:
    loaded = load_suites(Path(__file__).parent.parent / "checks")
    assert [one.frame for one in loaded] == [
        "relations", "deadlines", "relations", "ledger", "numerals", "quantities", "reports", "targets",
    ]  # fmt: skip
    for one in loaded:
        assert len(one.gx.expectations) == len(one.checks) > 0
    severities = {item.id: item.severity for one in loaded for item in one.checks}
    assert severities["target-missed"] == severities["headline-dropped"] == "critical"
    assert severities["target-behind"] == severities["target-dropped"] == "warning"
    assert severities["truncated-digit"] == "info"


def test_a_suite_keeps_its_file_lines_and_texts(tmp_path: Path) -> None:
    write(tmp_path, suite(check(), check(id="b", severity="info")))
    (loaded,) = load_suites(tmp_path / "checks")
    assert [(item.id, item.file, item.line, item.severity) for item in loaded.checks] == [
        ("a", "checks/1.yml", 4, "critical"),
        ("b", "checks/1.yml", 11, "info"),
    ]
    assert loaded.checks[0].title == ("题", "Title")


def test_an_unknown_expectation_names_the_nearest(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check(), check(type="expect_target_verdicts_not_in", id="b")))
    assert place(found) == ("unknown_expectation", "checks/1.yml", 11)
    assert found.fields["nearest"] == "expect_target_verdict_not_in"


def test_an_expectation_that_gx_drops_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from great_expectations.core import ExpectationSuite
    from great_expectations.exceptions.exceptions import InvalidExpectationConfigurationError

    whole = ExpectationSuite._process_expectation

    def dropping(self: ExpectationSuite, expectation: Any) -> Any:
        if expectation["meta"]["id"] == "b":
            raise InvalidExpectationConfigurationError("dropped with a log line")
        return whole(self, expectation)

    monkeypatch.setattr(ExpectationSuite, "_process_expectation", dropping)
    (found,) = problems_of(tmp_path, suite(check(), check(id="b")))
    assert place(found) == ("dropped_expectation", "checks/1.yml", 11)


def test_an_expectation_dropped_only_from_the_whole_suite_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "kpi.auditing.suites.build_suite",
        lambda name, data: build_suite(name, data if len(data) == 1 else data[:-1]),
    )
    (found,) = problems_of(tmp_path, suite(check(), check(id="b")))
    assert place(found) == ("dropped_expectation", "checks/1.yml", 1)


def test_gx_really_drops_without_an_error() -> None:
    """The reason for all this; when it fails, GX has mended it."""
    built = build_suite("s", [{"type": "expect_nothing_of_the_kind", "kwargs": {}, "severity": "info"}])
    assert len(built.expectations) == 0


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        ("suite: s\nframe: targets\nexpectations: []\n", "suite_empty", 3),
        ("suite: s\nframe: targets\nexpectations:\n", "empty_value", 3),
        ("suite: s\nframe: targets\n", "missing_key", 1),
        ("", "yaml_empty", 0),
        ("suite: s\nframe: targets\nexpectations:\n  - just words\n", "item_not_mapping", 4),
    ],
)
def test_an_empty_suite_is_an_error(tmp_path: Path, written: str, code: str, line: int) -> None:
    (found,) = problems_of(tmp_path, written)
    assert place(found) == (code, "checks/1.yml", line)


def test_a_misspelt_severity_is_an_error(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check(severity="critcal")))
    assert place(found) == ("unknown_choice", "checks/1.yml", 6)
    assert found.fields["nearest"] == "critical"


def test_a_missing_severity_is_an_error(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check().replace("    severity: critical\n", "")))
    assert place(found) == ("missing_key", "checks/1.yml", 4)


def test_a_misspelt_key_is_an_error(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check().replace("kwargs:", "kwarg:")))
    assert place(found) == ("unknown_key", "checks/1.yml", 5)


def test_an_unknown_frame_is_an_error(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check(), frame="target"))
    assert place(found) == ("unknown_choice", "checks/1.yml", 2)
    assert found.fields["nearest"] == "targets"


def test_an_expectation_in_a_suite_of_another_frame_is_an_error(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check(), frame="relations"))
    assert place(found) == ("wrong_frame", "checks/1.yml", 4)


@pytest.mark.parametrize(
    ("type_", "kwargs", "column"),
    [
        ("expect_column_values_to_not_be_null", "{column: quot}", "quot"),
        ("expect_column_pair_values_to_be_equal", "{column_A: value, column_B: valu}", "valu"),
        ("expect_compound_columns_to_be_unique", "{column_list: [target, boddy]}", "boddy"),
    ],
)
def test_an_unknown_column_is_an_error(tmp_path: Path, type_: str, kwargs: str, column: str) -> None:
    (found,) = problems_of(tmp_path, suite(check(type=type_, kwargs=kwargs)))
    assert place(found) == ("unknown_column", "checks/1.yml", 4)
    assert found.fields["found"] == column


@pytest.mark.parametrize(
    ("kwargs", "said"),
    [
        ("{verdicts: [mised]}", "'missed'"),
        ("{verdicts: []}", "at least one"),
        ("{}", "at least one"),
        ("{verdicts: [missed], verdict: x}", "extra"),
    ],
)
def test_arguments_that_could_never_fire_are_errors(tmp_path: Path, kwargs: str, said: str) -> None:
    (found,) = problems_of(tmp_path, suite(check(kwargs=kwargs)))
    assert place(found) == ("bad_expectation", "checks/1.yml", 4)
    assert said in found.fields["reason"]


def test_a_misspelt_relation_type_is_an_error(tmp_path: Path) -> None:
    kwargs = "{verdicts: [inconsistent], types: [summ]}"
    text = suite(check(type="expect_relation_verdict_not_in", kwargs=kwargs), frame="relations")
    (found,) = problems_of(tmp_path, text)
    assert "'sum'" in found.fields["reason"]


def test_a_missing_message_is_an_error(tmp_path: Path) -> None:
    text = suite(check())
    (found,) = problems_of(tmp_path, "".join(line for line in text.splitlines(True) if "message" not in line))
    assert place(found) == ("missing_key", "checks/1.yml", 8)
    assert found.fields["expected"] == "message"


@pytest.mark.parametrize("message", ["{subjct}", "{subject.real}", "{subject!r}", "{subject:>9}", "{", "{0}"])
def test_a_placeholder_that_is_no_column_is_an_error(tmp_path: Path, message: str) -> None:
    found = problems_of(tmp_path, suite(check(message=message)))
    assert {place(one) for one in found} == {("unknown_placeholder", "checks/1.yml", 4)}


def test_an_id_stands_once_in_all_files(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check()), suite(check(), name="other"))
    assert place(found) == ("duplicate_check", "checks/2.yml", 4)
    assert found.fields["first"] == "checks/1.yml:4"


def test_a_suite_name_stands_once(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, suite(check()), suite(check(id="b")))
    assert place(found) == ("duplicate_suite", "checks/2.yml", 1)


def test_no_suite_at_all_is_an_error(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path)
    assert place(found) == ("no_suites", "checks/", 0)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        suite(check(severity="bad"), check(id="b", type="expect_nonsense"), check(id="c", kwargs="{}")),
        "suite: two\n\tframe: targets\n",
    )
    assert [place(one) for one in found] == [
        ("unknown_choice", "checks/1.yml", 6),
        ("unknown_expectation", "checks/1.yml", 11),
        ("bad_expectation", "checks/1.yml", 18),
        ("yaml_tab", "checks/2.yml", 2),
    ]


def test_the_other_suffix_is_not_overlooked(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "checks" / "x.yaml").write_text(suite(check(severity="bad")), encoding="utf-8")
    with pytest.raises(KpiError):
        load_suites(tmp_path / "checks")


def test_a_file_is_built_again_only_where_it_has_changed(tmp_path: Path) -> None:
    write(tmp_path, suite(check()), suite(check(id="b"), name="other"))
    first, other = load_suites(tmp_path / "checks")
    (tmp_path / "checks/2.yml").write_text(suite(check(id="c"), name="other"), encoding="utf-8")
    again, changed = load_suites(tmp_path / "checks")
    assert again is first
    assert [one.id for one in (*other.checks, *changed.checks)] == ["b", "c"]


def test_what_is_known_still_counts_against_the_limit(tmp_path: Path) -> None:
    write(tmp_path, suite(check(), check(id="b")))
    load_suites(tmp_path / "checks")
    with pytest.raises(KpiError) as error:
        load_suites(tmp_path / "checks", limits=Limits(checks=1))
    assert [found.code for found in error.value.problems] == ["too_many_checks"]


def test_a_file_with_a_problem_is_told_each_time(tmp_path: Path) -> None:
    write(tmp_path, suite(check(severity="grave")))
    for _ in range(2):
        with pytest.raises(KpiError) as error:
            load_suites(tmp_path / "checks")
        assert len(error.value.problems) == 1
