"""Hostile workspaces through the real command, with limits of memory and time.

Each ends with an exit code of its own, leaves everything outside as it was, and says nothing of what lies there.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_workspace import FILES, make, only, write
from waiting_support import LIMIT

from bench.places import ROOT

SECRET = "api_key_of_somebody_else"
MEMORY, SECONDS = 3_000_000_000, 60
BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
BODIES = FILES["kpi.yml"]
META = "meta: {id: own, title: {zh: 甲, en: a}, message: {zh: 甲, en: a}}"


def settings(text: str) -> Callable[[Path], None]:
    return lambda root: write(root, "kpi.yml", BODIES + text)


def modules(root: Path) -> None:
    for name in ("yaml", "typer", "rich", "duckdb", "great_expectations", "pandas", "filelock", "kpi_extra"):
        write(root, f"{name}.py", f"open({str(root.parent / 'pwned')!r}, 'w').write('x')\n")


def link(name: str, target: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(root.parent / target)

    return act


def pipe(name: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)

    return act


def names(root: Path) -> None:
    """Names that would command a terminal, a log and a workflow, none of them taken."""
    for name in ("\n::error::x\x1b[2J\u202e.zip", "\r::stop-commands::x.bak", "\x9b31m.json"):
        write(root, f"targets/{name}", "x")
    (root / "targets" / os.fsdecode(b"\xff.txt")).write_text("x", encoding="utf-8")
    os.mkfifo(root / "targets/pipe.yml")
    (root / "targets/zero.yml").symlink_to("/dev/zero")
    (root / "targets/secret.yml").symlink_to(root.parent / "victim.txt")


def patterns(suites: int, checks: int) -> Callable[[Path], None]:
    """So many suites of so many patterns each, none of which comes to an end; those that ship are off."""

    def act(root: Path) -> None:
        settings(f"limits:\n  sql_seconds: 1\n{only()}")(root)
        write(root, f"reports/{'a' * 60}.txt", "2020年，有机构3家。")
        for suite in range(suites):
            names = [f"own{suite}-{number}" for number in range(checks)]
            asked = [
                f"{{type: expect_column_values_to_not_match_regex, severity: info, "
                f"kwargs: {{column: doc, regex: '(\\w+\\d*)+(\\w+)+!{name}'}}, {META.replace('own', name)}}}"
                for name in names
            ]
            listed = "".join(f"  - {check}\n" for check in asked)
            write(root, f"checks/own{suite}.yml", f"suite: own{suite}\nframe: reports\nexpectations:\n{listed}")

    return act


# name → (what is done to the workspace, arguments, exit codes that are right, words that are said)
ATTACKS: dict[str, tuple[Callable[[Path], None], tuple[str, ...], tuple[int, ...], str]] = {
    "modules in the folder": (modules, ("audit", "--fail-on", "never"), (0,), ""),
    "a key that is a link": (link("kpi.yml", "victim.txt"), ("validate",), (2,), "kpi.yml"),
    "a key that is a pipe": (pipe("kpi.yml"), ("validate", "-w", "."), (2,), "kpi.yml"),
    "a key that is endless": (link("kpi.yml", "/dev/zero"), ("validate", "-w", "."), (2,), ""),
    "merged without end": (
        settings("a: &a {b: 1}\n" + "".join(f"k{n}: &k{n} {{<<: [*a, *a]}}\n" for n in range(9))),
        ("validate",), (2,), "kpi.yml"),
    "nested without end": (settings("x: " + "[" * 100_000), ("validate",), (2,), "kpi.yml"),
    "a folder with a long name": (settings(f"reports: {'a' * 5_000}\n"), ("validate",), (2,), "reports"),
    "a folder of git's": (settings("ledger: .git/hooks/x.yml\n"), ("ledger",), (2,), "ledger"),
    "a ledger elsewhere": (settings("ledger: ../new.yml\n"), ("ledger",), (2,), "ledger"),
    "a name with a zero": (settings('checks: "a\\0b"\n'), ("validate",), (2,), "checks"),
    "a draft into a link": (
        link("targets", "outside"),
        ("draft", "reports/2023-h1.txt", "-o", "targets/x.yml"), (2,), "link"),
    "a draft over a link": (
        link("targets/x.yml", "victim.txt"),
        ("draft", "reports/2023-h1.txt", "-o", "targets/x.yml"), (2,), "link"),
    "a suite that is a pipe": (pipe("checks/own.yml"), ("explain-check", "target-missed"), (0,), "target-missed"),
    "a suite that is a secret": (
        link("checks/own.yml", "victim.txt"), ("explain-check", "target-missed"), (0,), "target-missed"),
    "a report that is a secret": (link("reports/x.txt", "victim.txt"), ("text", "reports/x.txt"), (2,), "link"),
    "a report that is a pipe": (pipe("reports/x.txt"), ("extract", "reports/x.txt"), (2,), "x.txt"),
    "a policy of his own": (
        lambda root: write(root, "origin/main/kpi.yml", "fail_on: never\n"),
        ("audit", "--policy", "origin/main"), (2,), "origin/main"),
    "a policy that is an option": (lambda root: None, ("audit", "--policy=--output=x"), (2,), "output"),
    "names that command": (names, ("validate",), (0,), "secret.yml"),
    "a paragraph without end": (
        lambda root: write(root, "reports/x.txt", "全县共有养老护理员331名，" * 8_000),
        ("audit",), (2,), "50000"),
    "a line of commas": (lambda root: write(root, "reports/x.txt", "," * 49_000), ("audit",), (0, 1, 2), ""),
    "a pattern without end": (patterns(1, 1), ("audit", "--fail-on", "never"), (2,), "1 s"),
    "patterns in thirty suites": (patterns(30, 4), ("audit", "--fail-on", "never"), (2,), "no time left"),
    "numbers that contradict each other": (
        lambda root: write(root, "reports/x.txt", "".join(
            f"截至年底，全县共有养老机构{5321 + n % 2}家，床位{41234 + n % 3}张。\n" for n in range(500))),
        ("check", "reports/x.txt"), (0, 1, 2), ""),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "victim.txt", f"{SECRET}: 42\n")
    write(tmp_path, "outside/victim.txt", f"{SECRET}: 42\n")
    return make(tmp_path / "workspace")


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def command(root: Path, kpi: list[str | Path], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command in the workspace's folder."""
    return subprocess.run(
        [*kpi, *arguments],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}, capture_output=True,
        stdin=subprocess.DEVNULL, check=False, timeout=LIMIT, preexec_fn=bounded,
    )  # fmt: skip


def outside(root: Path) -> dict[str, str]:
    """Everything beside the workspace."""
    beside = [path for path in root.parent.iterdir() if path != root]
    files = [file for path in beside for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    return {str(file): file.read_text(encoding="utf-8") for file in files}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_holds(root: Path, name: str, kpi_command: Path) -> None:
    own_process = ATTACKS[name][0] is modules  # where Python looks for them is decided when it starts
    holds(root, name, [sys.executable, "-m", "kpi"] if own_process else [kpi_command])


def holds(root: Path, name: str, kpi: list[str | Path]) -> None:
    act, arguments, codes, words = ATTACKS[name]
    act(root)
    before = outside(root)
    done = command(root, kpi, *arguments)
    told = (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
    assert done.returncode in codes, told[-2_000:]
    assert words in told
    assert "Internal error" not in told and "程序内部错误" not in told and "Traceback" not in told
    assert SECRET not in told and not BAD.search(told)
    assert not re.search(r"^::", told, re.MULTILINE)
    assert len(told) < 200_000
    assert outside(root) == before


STREAMS = {">&-": 0, "2>&-": 0, "<&-": 0, ">/dev/full": 2, "2>/dev/full": 0}


@pytest.mark.parametrize(("stream", "code"), STREAMS.items())
def test_streams_that_are_closed_or_full(root: Path, stream: str, code: int) -> None:
    line = f'exec "{sys.executable}" -m kpi text reports/2023.txt {stream}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], cwd=root, env=environment, capture_output=True, timeout=LIMIT)
    assert done.returncode == code, done.stderr


@pytest.mark.parametrize("most", [0, 5_000, 20_000])
def test_a_disk_that_is_full_is_told(root: Path, most: int, kpi_command: Path) -> None:
    """No file may grow beyond so many bytes: the folder's own, the database, its log, the page."""

    def tight() -> None:
        bounded()
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [kpi_command, "audit", "--lang", "en", "--fail-on", "never", "-o", "html:x.html"],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=LIMIT,
        preexec_fn=tight,
    )  # fmt: skip
    told = done.stderr.decode()
    assert done.returncode == 2 and "File too large" in told and "disk space" in told
    assert "Internal error" not in told and "Traceback" not in told
