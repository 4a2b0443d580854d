"""The registry of rules: what it holds, and that it is held to the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from small_workspace import make_audited

from bench.places import ROOT
from kpi.auditing.gathering import Wanted
from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.extraction import extract
from kpi.extraction.mentions import SKIPPED
from kpi.language import language_data
from kpi.model import Role
from kpi.presenting.outputs import named
from kpi.presenting.reading_json import reading_json
from kpi.relations.finders import ARITHMETIC, FINDERS, LINKS
from kpi.rules import FAMILIES, Rule, families, find_rule, first, on, registry, switched_off
from kpi.rules.page import page
from kpi.rules.registry import gathered

LANGUAGE = ROOT / "kpi" / "language"
OF_PAGES = {f"page.{kind.value}" for kind in SKIPPED}
BY_WORDS = {rule["id"] for rule in language_data("exclusions")["rules"] if "arabic" in rule or "words" in rule}


def rule(name: str, family: str = "role") -> Rule:
    return Rule(name, family, "甲", "a", "kpi/extraction/roles.py")


def named_in(path: Path, prefixes: tuple[str, ...]) -> set[str]:
    """The ids of rules that a module names."""
    ids = re.findall(r'"((?:[a-z]+\.)+[a-z-]+)"', path.read_text(encoding="utf-8"))
    return {one for one in ids if one.startswith(prefixes)}


def test_two_rules_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match=r"role\.other\.age"):
        gathered([rule("role.other.age"), rule("role.other.age", "period")])


def test_every_file_of_rules_is_a_family() -> None:
    assert {path.stem for path in LANGUAGE.glob("rules_*.yml")} <= {family.file for family in FAMILIES}
    assert all(rules for _, rules in families())
    assert sum(len(rules) for _, rules in families()) == len(registry())


def test_a_rule_says_what_it_is_in_two_languages_and_stands_where_it_says() -> None:
    assert len(registry()) > 250
    for one in registry().values():
        assert re.search("[一-鿿]", one.zh), one.id
        english = re.sub(r"\(.*\)|[一-鿿]+$|like 达到|with 了", "", one.en)
        assert one.en and not re.search("[一-鿿]", english), one.id
        sign = sign_of(one)
        assert sign is None or sign in source_of(one).read_text(encoding="utf-8"), one.id


def source_of(one: Rule) -> Path:
    """Where a rule decides; one that finds relations is named where all of them are listed."""
    source = ROOT / one.where
    if one.family != "relation":
        return source
    assert source.is_file(), one.id
    return ROOT / "kpi" / "relations" / ("tables.py" if one.id.startswith("table.") else "finders.py")


def sign_of(one: Rule) -> str | None:
    """What names a rule in its source, None where words do; candidates.reason names gates without their family."""
    if one.family == "gate":
        return f"'{one.id.removeprefix('gate.')}'"
    if one.id in OF_PAGES:
        return 'f"page.{kind.value}"'
    return None if one.id in BY_WORDS else f'"{one.id}"'


def test_every_rule_that_extraction_names_is_in_the_registry() -> None:
    prefixes = tuple(f"{family.name}." for family in FAMILIES)
    found = {name for path in (ROOT / "kpi" / "extraction").glob("*.py") for name in named_in(path, prefixes)}
    assert len(found) > 80
    assert found <= set(registry())


def test_a_rule_of_a_role_gives_a_role() -> None:
    for one in registry().values():
        if one.family == "role":
            assert Role(one.id.split(".")[1])


def test_an_unknown_rule_is_told_with_the_nearest_one() -> None:
    with pytest.raises(KpiError) as raised:
        find_rule("role.target.tasks")
    (told,) = raised.value.problems
    assert (told.code, told.fields["nearest"]) == ("unknown_rule", "role.target.task")


def test_a_rule_is_off_only_within() -> None:
    with switched_off(["role.other.age"]):
        assert not on("role.other.age")
        assert first(["role.other.age", "role.actual.review"]) == "role.actual.review"
    assert on("role.other.age")
    assert first(["role.other.age"]) == "role.other.age"
    assert first([]) == ""


# --- the page and the command ---------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lang"), [("rules.md", "en"), ("rules.zh-CN.md", "zh")])
def test_the_pages_are_made_from_the_rules(name: str, lang: str) -> None:
    told = f"docs/{name} is old: python -m kpi.rules.page docs/rules.md docs/rules.zh-CN.md"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == page(lang), told


def test_the_command_lists_every_rule_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, words in (("zh", "年龄"), ("en", "an age")):
        assert run(["rules", "--lang", lang]) == 0
        shown = capsys.readouterr().out
        assert words in shown
        assert all(one in shown for one in registry())


def test_the_command_explains_one_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "role.target.problems", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "an intention among the problems" in shown
    assert "(among the problems)" in shown
    assert "kpi/extraction/roles.py" in shown
    assert run(["rules", "role.actual.review", "--lang", "en"]) == 0
    assert "cannot be switched off" in capsys.readouterr().out


def test_the_command_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--format", "json"]) == 0
    every = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in every["rules"]] == list(registry())
    assert run(["rules", "role.other.age", "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["rules"]
    assert one["family"] == "role" and one["switch"] and one["fits"][0]["section"] == "review"


def test_an_unknown_id_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "role.other.agee", "--lang", "en"]) == 2
    assert "role.other.age" in capsys.readouterr().err


def test_the_json_of_a_reading_names_the_rules() -> None:
    found = reading_json(extract("清禾县民政局2026年工作计划\n6月底前新增床位300张。\n", "case"))
    (figure,), (target,) = found["quantities"], found["targets"]
    assert (figure["role_rule"], figure["period_rule"]) == ("role.target.plan", "period.report")
    assert (target["rule"], target["op_rule"], target["due_rule"]) == (
        "target.amount.number", "target.op.bound", "target.due.clause",
    )  # fmt: skip


def test_explain_names_the_rule_by_which_the_promise_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_audited(tmp_path / "workspace")
    assert run(["explain", "burial", "-w", str(root), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["role_rule"], found["period_rule"]) == ("role.target.plan", "period.part")
    assert run(["explain", "burial", "-w", str(root), "--lang", "en"]) == 0
    assert "role.target.plan  a figure of a plan that no other rule knows" in capsys.readouterr().out


def test_the_page_names_the_rule_of_a_figure_that_something_refers_to(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace")
    result = audit(root, wanted=Wanted(texts=True))
    shown = named("html").render(result, "en").decode("utf-8")
    assert 'title="role.actual.review"' in shown


def test_every_rule_that_finds_a_relation_is_in_the_registry() -> None:
    named = {rule for rule, _ in (*FINDERS, *LINKS, *ARITHMETIC)}
    assert named == {one.id for one in registry().values() if one.family == "relation"}
