"""Problems in words: every code has a text in both languages, and the texts use what the code gives."""

from __future__ import annotations

import re
from pathlib import Path

import kpi
from kpi.errors import problem
from kpi.presenting.problems import describe, describe_all, problem_texts
from kpi.workspace.yamlfile import parse_yaml

PACKAGE = Path(kpi.__file__).parent
EMITTED = {
    match[1]: path.name
    for path in sorted(PACKAGE.rglob("*.py"))
    for match in re.finditer(r'\b[Pp]roblem\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
}


def test_codes_are_found_in_the_sources() -> None:
    assert {"yaml_not_utf8", "no_targets", "unknown_unit"} <= set(EMITTED)


def test_every_code_has_a_text_in_both_languages() -> None:
    texts = problem_texts()
    assert {code: file for code, file in EMITTED.items() if code not in texts} == {}  # in presenting/problems.yml
    entries = {code: texts[code] for code in EMITTED}
    assert {code: set(entry) for code, entry in entries.items() if set(entry) != {"zh", "en"}} == {}
    assert [code for code, entry in entries.items() if not all(entry.values())] == []


def test_no_code_stands_twice() -> None:
    _, problems = parse_yaml((PACKAGE / "presenting/problems.yml").read_bytes(), "problems.yml")
    assert problems == []


def test_both_languages_use_the_same_values() -> None:
    def used(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)(?::word)?\}", text))

    assert len(problem_texts()) > 200
    assert [code for code, entry in problem_texts().items() if used(entry["zh"]) != used(entry["en"])] == []


def test_a_problem_is_told_with_place_expected_and_found() -> None:
    known = "at_least, due"
    found = problem("unknown_key", "targets/a.yml", 12, found="at_leest", expected=known, nearest="at_least")
    assert describe(found, "en") == (
        "targets/a.yml:12: unknown key 'at_leest' (did you mean 'at_least'?); known here: at_least, due"
    )
    assert describe(found, "zh").startswith("targets/a.yml:12: 未知的键“at_leest”（是否应为“at_least”？）")


def test_what_is_not_known_is_left_out() -> None:
    found = problem("unknown_key", "a.yml", 1, found="x", expected="due", nearest="")
    assert describe(found, "en") == "a.yml:1: unknown key 'x'; known here: due"


def test_shapes_are_told_in_the_reader_s_language() -> None:
    found = problem("wrong_shape", "kpi.yml", 3, key="bodies", expected="list of mappings", found="text")
    assert describe(found, "zh") == "kpi.yml:3: “bodies”应为列表，每项为“键: 值”，实为文字。"


def test_braces_in_the_input_stay_as_they_are() -> None:
    found = problem("unknown_choice", "kpi.yml", 1, key="lang", found="{nearest} [[x]]", expected="zh", nearest="")
    assert "{nearest} [[x]]" in describe(found, "en")


def test_a_code_without_a_text_shows_its_values() -> None:
    assert describe(problem("never_heard_of", found="x"), "zh") == "never_heard_of (found=x)"


def test_problems_come_by_file_and_line_each_once() -> None:
    later, earlier = problem("yaml_tab", "a.yml", 9), problem("yaml_tab", "a.yml", 2)
    assert [text.split(": ")[0] for text in describe_all([later, earlier, later], "en")] == ["a.yml:2", "a.yml:9"]
