"""Nothing fails open: whatever is done to a shipped suite, file by file, check by check, turns the audit red."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from small_workspace import make, replace, write

from bench.places import ROOT
from kpi.auditing.policy import load_policy, shipped
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.presenting.problems import problem_texts
from kpi.workspace.config import load_config

CHECKS = ROOT / "checks"
SHIPPED = {path.name: path.read_text(encoding="utf-8") for path in sorted(CHECKS.glob("*.yml"))}
MANY = 30  # checks of a file; of more some are tried, they are of one kind
Mutation = Callable[[str], str | None]  # the file's new text, None: the file is gone

OF_FILES: dict[str, Mutation] = {
    "dropped": lambda text: None,
    "empty": lambda text: "",
    "only a comment": lambda text: "# later\n",
    "no expectations": lambda text: text[: text.index("expectations:")] + "expectations: []\n",
    "expectations misspelt": lambda text: text.replace("expectations:", "expectation:"),
    "suite misspelt": lambda text: re.sub(r"^suite: \w", "suite: x", text, flags=re.MULTILINE),
    "frame misspelt": lambda text: re.sub(r"^frame: \w", "frame: x", text, flags=re.MULTILINE),
    "two files in one name": lambda text: text.replace("suite:", "suit:"),
}
OF_CHECKS: dict[str, Callable[[str], str]] = {
    "dropped": lambda block: "",
    "commented out": lambda block: "".join(f"#{line}\n" for line in block.splitlines()),
    "id misspelt": lambda block: re.sub(r"id: (\w)", r"id: \1x", block, count=1),
    "id gone": lambda block: re.sub(r"\n +id: [\w-]+", "", block, count=1),
    "type misspelt": lambda block: re.sub(r"(type: expect_|formula: )(\w)", r"\1x\2", block, count=1),
    "severity misspelt": lambda block: re.sub(r"severity: (\w)", r"severity: x\1", block, count=1),
    "title misspelt": lambda block: block.replace("title:", "titel:", 1),
    "message names no column": lambda block: block.replace('zh: "', 'zh: "{nothing}', 1),
}
# Of arguments only what an expectation has can be spoilt.
OF_ARGUMENTS: dict[str, Callable[[str], str]] = {
    "verdict misspelt": lambda block: re.sub(r"verdicts: \[(\w)", r"verdicts: [x\1", block),
    "no verdicts": lambda block: re.sub(r"verdicts: \[[^]]*\]", "verdicts: []", block),
    "type of relation misspelt": lambda block: re.sub(r"types: \[(\w)", r"types: [x\1", block),
    "column misspelt": lambda block: re.sub(r"column: (\w)", r"column: x\1", block),
    "argument misspelt": lambda block: re.sub(r"kwargs: \{(\w+)", r"kwargs: {\1x", block),
}


def blocks(text: str) -> tuple[str, list[str]]:
    """What stands before the first expectation, and each expectation with its own lines."""
    head, *rest = re.split(r"(?m)^(?=  - (?:type|formula): )", text)
    return head, rest


def problems_of(root: Path) -> list[str]:
    """Codes of what is wrong with the suites; all have a text for people."""
    try:
        load_policy(load_config(root))
    except KpiError as error:
        codes = [problem.code for problem in error.problems]
        assert set(codes) <= problem_texts().keys()
        return codes
    return []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "workspace")


def test_the_shipped_suites_are_accepted_as_they_are(root: Path) -> None:
    assert problems_of(root) == []
    assert {file for file, _ in shipped().values()} == set(SHIPPED)
    assert sum(len(ids) for _, ids in shipped().values()) == sum(len(blocks(text)[1]) for text in SHIPPED.values())


@pytest.mark.parametrize("what", OF_FILES)
@pytest.mark.parametrize("name", SHIPPED)
def test_a_spoilt_file_is_an_error(root: Path, name: str, what: str) -> None:
    text = OF_FILES[what](SHIPPED[name])
    assert text != SHIPPED[name]
    if text is None:
        (root / "checks" / name).unlink()
    else:
        write(root, f"checks/{name}", text)
    assert problems_of(root)


@pytest.mark.parametrize("what", [*OF_CHECKS, *OF_ARGUMENTS])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_spoilt_check_is_an_error(root: Path, name: str, what: str) -> None:
    head, rest = blocks(SHIPPED[name])
    survived = []
    spoilt = 0
    tried = [*enumerate(rest)] if len(rest) <= MANY else [*enumerate(rest)][:: len(rest) // 3]
    for at, block in tried:
        changed = (OF_CHECKS | OF_ARGUMENTS)[what](block)
        if changed == block and what in OF_ARGUMENTS:
            continue
        assert changed != block, block
        spoilt += 1
        write(root, f"checks/{name}", "".join([head, *rest[:at], changed, *rest[at + 1 :]]))
        if not problems_of(root):
            survived.append(block.splitlines()[0])
    assert survived == []
    assert spoilt == len(tried) or what in OF_ARGUMENTS


def test_every_argument_is_spoilt_somewhere() -> None:
    text = "".join(SHIPPED.values())
    assert all(change(text) != text for change in OF_ARGUMENTS.values())


def test_the_audit_exits_2_and_names_what_is_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(root, "checks/targets.yml", "id: target-missed", "id: target-misssed")
    (root / "checks/reading.yml").unlink()
    assert run(["audit", "-w", str(root), "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert "checks/reading.yml: the suite 'reading' is missing" in err
    assert "checks/targets.yml:1: suite 'targets' has lost its check 'target-missed' (is it 'target-misss" in err
    assert not (root / ".kpi").exists()


def test_what_is_left_out_is_said_in_kpi_yml(root: Path) -> None:
    (root / "checks/reading.yml").unlink()
    head, rest = blocks(SHIPPED["targets.yml"])
    write(root, "checks/targets.yml", head + "".join(rest[1:]))
    assert sorted(problems_of(root)) == ["check_missing", "suite_missing"]
    config = (root / "kpi.yml").read_text(encoding="utf-8")
    use = "suites:\n  - {name: reading, off: 另有系统检查}\n  - {name: targets, without: [target-missed]}\n"
    write(root, "kpi.yml", config + use)
    assert problems_of(root) == []
    loaded = {suite.name: suite for suite in load_policy(load_config(root))}
    assert "reading" not in loaded and len(loaded["targets"].checks) == len(rest) - 1


def test_a_check_that_is_left_out_does_not_run_even_where_it_stands(root: Path) -> None:
    write(root, "kpi.yml", "suites:\n  - {name: targets, without: [target-missed]}\n")
    loaded = {suite.name: suite for suite in load_policy(load_config(root))}
    ids = [check.id for check in loaded["targets"].checks]
    assert "target-missed" not in ids and "target-dropped" in ids
    assert len(loaded["targets"].gx.expectations) == len(ids)


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ("{name: targest}", "unknown_suite"),
        ("{name: targets, without: [target-mised]}", "unknown_check"),
        ("{name: mine}", "unknown_suite"),
    ],
)
def test_a_misspelt_exception_is_an_error_too(root: Path, use: str, code: str) -> None:
    write(root, "kpi.yml", f"suites:\n  - {use}\n")
    assert problems_of(root) == [code]


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ("{name: targets, bodies: [某县民政局]}", "unknown_body"),
        ("{name: targets, reports: [anual]}", "unknown_choice"),
        ("{name: targets, from: 2024}", "bad_date"),
        ("{name: targets, of: ''}", "unknown_key"),
    ],
)
def test_a_scope_that_would_match_nothing_is_an_error(root: Path, use: str, code: str) -> None:
    write(root, "kpi.yml", f"suites:\n  - {use}\n")
    with pytest.raises(KpiError) as error:
        load_config(root)
    assert [problem.code for problem in error.value.problems] == [code]


def test_every_check_explains_itself_in_both_languages() -> None:
    for text in SHIPPED.values():
        for one in yaml.safe_load(text)["expectations"]:
            if "formula" in one:
                assert {"zh", "en"} == one["meta"]["title"].keys() == one["meta"]["message"].keys()
                continue  # says itself what it looks for; `kpi explain-check` adds what to do
            said = one["meta"]["explain"]
            assert re.search(r"[一-鿿]", said["zh"]) and re.search(r"[a-z]", said["en"]), one["meta"]["id"]
            assert {"zh", "en"} == one["meta"]["title"].keys() == one["meta"]["message"].keys()


def test_explain_check(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain-check", "target-missed", "-w", str(root), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "Target missed" in out and "expect_target_verdict_not_in" in out and "falls short" in out
    assert run(["explain-check", "target-mised", "-w", str(root), "--lang", "zh"]) == 2
    assert "相近的：target-missed" in capsys.readouterr().err
