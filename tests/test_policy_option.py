"""`--policy`: settings, suites and ledger of the base branch, or of a folder outside of the workspace."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from known_support import known
from small_workspace import FILES, make, replace, write
from waiting_support import LIMIT

from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.workspace.borrowing import borrowed, differences
from kpi.workspace.config import load_config

NAME = ("-c", "user.name=a", "-c", "user.email=a@b.example")


def git(root: Path, *arguments: str) -> None:
    command = ["git", *NAME, "-C", str(root), *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a red workspace below its root, on a branch that makes it green."""
    root = make(tmp_path / "repository/office")
    git(root.parent.parent, "init", "-q", "-b", "main", str(root.parent))
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "start")
    git(root, "checkout", "-q", "-b", "change")
    return known(root)


def weaken(root: Path) -> None:
    write(root, "kpi.yml", FILES["kpi.yml"] + "fail_on: never\nlimits:\n  sql_seconds: 300\n")
    replace(root, "checks/targets.yml", "verdicts: [missed]", "verdicts: [uncertain]")
    (root / "checks/arithmetic.yml").unlink()


def told(root: Path, *arguments: str) -> int:
    return run(["audit", "-w", str(root), "--lang", "en", *arguments])


def policy(root: Path, name: str) -> str:
    """The codes of what is wrong with a policy, empty for none."""
    try:
        with borrowed(root, name) as taken:
            load_config(root, taken)
    except KpiError as error:
        return " ".join(found.code for found in error.problems)
    return ""


def test_a_change_that_weakens_the_suites_is_held_to_those_of_the_base(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weaken(root)
    git(root, "commit", "-q", "-a", "-m", "quietly")
    assert told(root) == 2  # a suite is gone
    capsys.readouterr()
    assert told(root, "--policy", "main") == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "are those of main" in shown and "checks/arithmetic.yml, checks/targets.yml, kpi.yml" in shown
    assert "sql_seconds" not in shown and "never" not in shown


def test_a_report_is_checked_by_it_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weaken(root)
    report = str(root / "reports/2023-h1.txt")
    assert run(["check", report, "-w", str(root), "--lang", "en", "--policy", "main"]) == 1
    assert "24" in capsys.readouterr().out


def test_dismissals_of_the_change_dismiss_nothing(root: Path) -> None:
    write(root, "ledger.yml", "findings: nonsense\n")
    assert told(root) == 2
    assert told(root, "--policy", "main") == 1


def test_a_folder_outside_is_taken(root: Path, tmp_path: Path) -> None:
    weaken(root)
    make(tmp_path / "base")
    assert told(root, "--policy", str(tmp_path / "base")) == 1


@pytest.mark.parametrize("name", ["main", "HEAD", "HEAD~0", "refs/heads/main"])
def test_a_ref_however_it_is_written(root: Path, name: str) -> None:
    assert policy(root, name) == ""


@pytest.mark.parametrize(
    "name", ["mian", "--output=x", "-h", "main:office", " ", "a\0b", "HEAD^{tree}", "x" * 5000]
)
def test_what_is_no_commit_is_told(root: Path, name: str) -> None:
    assert policy(root, name) in ("policy_unknown", "git_failed")


def test_a_folder_of_the_sender_is_never_the_base_branch(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (root, root.parent):
        (place / "origin/main").mkdir(parents=True)
        write(place / "origin/main", "kpi.yml", "fail_on: never\n")
        monkeypatch.chdir(place)
        assert policy(root, "origin/main") == "policy_inside"
    assert policy(root, str(root)) == "policy_inside"


def test_a_base_without_a_workspace_is_told(root: Path, tmp_path: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "empty")
    git(root, "rm", "-q", "-r", "--cached", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", "nothing")
    assert policy(root, "empty") == "policy_empty"
    (tmp_path / "bare").mkdir()
    assert policy(root, str(tmp_path / "bare")) == "policy_empty"


def test_what_is_wrong_with_the_policy_stops_the_audit(root: Path, tmp_path: Path) -> None:
    base = make(tmp_path / "base")
    write(base, "kpi.yml", "fail_on: sometimes\n")
    assert told(root, "--policy", str(base)) == 2


def test_only_what_differs_is_named(root: Path) -> None:
    write(root, "checks/own.yml", "x: 1\n")
    with borrowed(root, "main") as taken:
        assert differences(load_config(root, taken)) == ["checks/own.yml"]


# --- a repository that came with the workspace ----------------------------------------------------


def test_nothing_that_the_repository_asks_for_is_run(root: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    write(root, ".gitattributes", "* filter=x export-ignore\n")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "attributes")
    for key in ("filter.x.smudge", "filter.x.process", "core.fsmonitor", "core.sshCommand", "tar.tar.command"):
        git(root, "config", key, f"touch {mark}")
    assert policy(root, "change") == ""
    assert told(root, "--since", "change") == 0
    assert not mark.exists()


def test_a_repository_among_the_files_is_not_asked(root: Path, tmp_path: Path) -> None:
    """A bare repository in the workspace's own folder, whose `main` says what it likes."""
    forged = make(tmp_path / "forged")
    git(tmp_path, "init", "-q", "-b", "main", str(forged))
    write(forged, "kpi.yml", "fail_on: never\n")
    git(forged, "add", ".")
    git(forged, "commit", "-q", "-m", "forged")
    for path in (forged / ".git").iterdir():
        path.rename(root / path.name)
    try:
        with borrowed(root, "main") as taken:
            assert load_config(root, taken).fail_on != "never"
    except KpiError as error:
        assert error.problems[0].code == "git_failed"


def test_an_object_that_is_replaced_is_read_as_it_was(root: Path) -> None:
    weaken(root)
    git(root, "commit", "-q", "-a", "-m", "quietly")
    git(root, "replace", "main", "change")
    with borrowed(root, "main") as taken:
        assert load_config(root, taken).fail_on == "critical"


def test_a_suite_of_the_base_that_is_a_link_is_not_followed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.yml").write_text("key: 42\n", encoding="utf-8")
    (root / "checks/own.yml").symlink_to(tmp_path / "secret.yml")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "link")
    assert told(root, "--policy", "change") == 1
    assert "checks/own.yml: not read: a link" in " ".join(capsys.readouterr().out.split())
